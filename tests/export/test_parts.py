"""Parts of the graph: what is in them, that they hang together, and what is said where a part is not understood."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from graph.errors import ExportError, GraphError, UnknownName, UnknownQuestion
from graph.export import Wanted, export, kinds
from graph.store import Store, open_memory
from graph.terms import DERIVED, FACTS, ID, SG, mint_council

LANCASHIRE, LINCOLNSHIRE = mint_council("E10000017"), mint_council("E10000019")


def read(store: Store, tmp_path: Path, **wanted: object) -> Graph:
    """The part, as Turtle gives it."""
    path = export(store, "turtle", tmp_path / "part.ttl", wanted=Wanted(**wanted), overwrite=True)  # type: ignore[arg-type]
    return Graph().parse(path, format="turtle")


def inspected(part: Graph) -> set[str]:
    """The ends of the addresses of the inspections that a part tells in full."""
    return {str(thing).removeprefix(f"{ID}inspection/") for thing in part.subjects(SG.inspects)}


PARTS = [
    (
        {"council": ("Lincolnshire",)},
        {
            "E10000019/sif/2014-10-22",
            "E10000019/focused-visit/2018-04-10",
            "E10000019/ilacs/2019-04-29",
            "E10000019/ilacs/2023-04-24",
        },
    ),
    ({"framework": ("ILACS",), "years": "2019"}, {"E10000019/ilacs/2019-04-29"}),
    ({"council": ("E10000017",), "years": "2015-2016", "framework": ("SIF",)}, {"E10000017/sif/2015-09-14"}),
    ({"region": ("North West",), "years": "2022"}, {"E10000017/ilacs/2022-11-28"}),
    ({"document": ("3cf7b1cd0973e2ec",)}, {"E10000017/sif/2015-09-14", "E10000017/sif-reinspection/2018-06-04"}),
    ({"document": ("3cf7b1cd0973e2ec",), "years": "2015"}, {"E10000017/sif/2015-09-14"}),
    ({"document": ("3cf7b1cd0973e2ec",), "council": ("Lincolnshire",)}, set()),
]


@pytest.mark.parametrize(("wanted", "inspections"), PARTS, ids=[" ".join(wanted) for wanted, _ in PARTS])
def test_part_tells_of_its_inspections(
    store: Store, tmp_path: Path, wanted: dict[str, object], inspections: set[str]
) -> None:
    assert inspected(read(store, tmp_path, **wanted)) == inspections


WHOLE = ("dcat", "prov", "rocrate")
EVERY: tuple[dict[str, object], ...] = (
    {"council": ("Lancashire",)},
    {"region": ("North West",)},
    {"framework": ("ILACS",)},
    {"classes": ("Judgement",)},
    {"years": "2015-2018"},
    {"document": (f"{ID}document/3cf7b1cd0973e2ec",)},
    {"question": "risers"},
    {"text": f"SELECT ?council {{ ?council a <{SG.Council}> }}"},
)


@pytest.mark.parametrize("wanted", EVERY, ids=[next(iter(wanted)) for wanted in EVERY])
@pytest.mark.parametrize("kind", [kind.name for kind in kinds() if kind.name not in WHOLE])
def test_every_kind_takes_every_part(store: Store, tmp_path: Path, kind: str, wanted: dict[str, object]) -> None:
    target = export(store, kind, tmp_path / "part", wanted=Wanted(**wanted))  # type: ignore[arg-type]
    files = [path for path in sorted(target.rglob("*")) if path.is_file()] if target.is_dir() else [target]
    assert sum(path.stat().st_size for path in files) > 0


@pytest.mark.parametrize("kind", WHOLE)
def test_kind_that_tells_of_the_whole_takes_no_part(store: Store, tmp_path: Path, kind: str) -> None:
    with pytest.raises(ExportError, match=f"^{kind} tells of the whole graph: leave the part out$"):
        export(store, kind, tmp_path / "part", wanted=Wanted(years="2015"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["nquads", "jsonld", "xlsx", "sqlite", "gexf"])
def test_part_is_the_same_bytes_each_time(store: Store, tmp_path: Path, kind: str) -> None:
    wanted = Wanted(council=("Lancashire",), years="2015-2018")
    one, two = (export(store, kind, tmp_path / name, wanted=wanted) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_part_of_a_council_tells_all_of_it_and_names_the_other(store: Store, tmp_path: Path) -> None:
    part = read(store, tmp_path, council=("Lancashire",))
    whole = Graph().parse(export(store, "turtle", tmp_path / "whole.ttl"), format="turtle")
    own = {thing for thing in whole.subjects() if str(thing).startswith(f"{ID}inspection/E10000017/")}
    assert {
        thing for thing in own if set(part.triples((thing, None, None))) != set(whole.triples((thing, None, None)))
    } == set()
    # The neighbour is told as a council, without its inspections.
    assert (LINCOLNSHIRE, SG.gssCode, None) in part
    assert {thing for thing in inspected(part) if thing.startswith("E10000019")} == set()


def test_part_is_told_with_its_words(store: Store, tmp_path: Path) -> None:
    part = read(store, tmp_path, classes=("Judgement",), council=("Lincolnshire",))
    judgements = set(part.subjects(RDF.type, SG.Judgement))
    assert len(judgements) > 5
    for judgement in judgements:
        evidence = part.value(judgement, SG.evidence)
        assert (evidence, SG.page, None) in part
        assert any(part.triples((None, SG.judgement, judgement)))
        assert any(part.triples((None, RDF.subject, judgement)))
    # The inspection that gave them refers to its recommendations, which are named and not told.
    assert not any(part.triples((None, SG.text, None)))


def test_part_of_a_document_is_what_it_says(store: Store, tmp_path: Path) -> None:
    document = ID["document/3cf7b1cd0973e2ec"]
    path = export(store, "nquads", tmp_path / "part.nq", wanted=Wanted(document=(str(document),)))
    end = f" <{document}> .\n".encode()
    whole = export(store, "nquads", tmp_path / "whole.nq").read_bytes().splitlines(keepends=True)
    part = path.read_bytes().splitlines(keepends=True)
    assert [line for line in part if line.endswith(end)] == [line for line in whole if line.endswith(end)] != []
    assert {f"<{FACTS}>", f"<{DERIVED}>"} <= {line.split()[-2].decode() for line in part}


def test_question_gives_the_things_of_its_answer(store: Store, tmp_path: Path) -> None:
    part = read(store, tmp_path, question="recommendations-to", values={"council": ["Lancashire"]})
    made = {
        thing
        for thing in part.subjects(RDF.type, SG.Recommendation)
        if str(thing).startswith(f"{ID}inspection/E10000017")
    }
    assert len(made) > 5
    assert all((thing, SG.text, None) in part for thing in made)


def test_query_that_constructs_gives_its_triples(store: Store, tmp_path: Path) -> None:
    query = f"CONSTRUCT {{ ?c a <urn:Place> }} WHERE {{ ?c a <{SG.Council}> }}"
    part = read(store, tmp_path, text=query)
    assert set(part) == {(council, RDF.type, URIRef("urn:Place")) for council in (LANCASHIRE, LINCOLNSHIRE)}


def test_query_that_selects_gives_a_table_with_types(store: Store, tmp_path: Path) -> None:
    query = f"SELECT ?council ?number ?odd WHERE {{ ?council a <{SG.Council}> BIND(7 AS ?number) BIND('–' AS ?odd) }} ORDER BY ?council"
    folder = export(store, "csv", tmp_path / "answer", wanted=Wanted(text=query))
    with (folder / "answer.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["council", "number", "odd"],
            [str(LANCASHIRE), "7", "–"],
            [str(LINCOLNSHIRE), "7", "–"],
        ]
    assert '"type": "integer"' in (folder / "datapackage.json").read_text(encoding="utf-8")


def test_tables_of_a_part_have_keys_that_lead_nowhere_else(store: Store, tmp_path: Path) -> None:
    folder = export(store, "csv", tmp_path / "part", wanted=Wanted(framework=("SIF",)))
    tables = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            tables[path.stem] = list(csv.DictReader(stream))
    inspections = {row["inspection"] for row in tables["inspections"]}
    assert {row["framework"] for row in tables["inspections"]} == {"SIF"}
    assert {row["next_inspection"] for row in tables["inspections"]} <= inspections | {""}
    assert {
        row["inspection"] for name in ("judgements", "mentions", "inspectors") for row in tables[name]
    } <= inspections
    assert {row["council"] for row in tables["inspections"]} <= {
        row["council"] for row in tables["councils"] if row["gss_code"]
    }


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ({"council": ("Lancashir",)}, UnknownName, "no council is called 'Lancashir': did you mean Lancashire"),
        ({"framework": ("OLD",)}, UnknownName, "no framework is called 'OLD'"),
        ({"classes": ("Inspektion",)}, UnknownName, "no class is called 'Inspektion': did you mean Inspection\\?"),
        ({"classes": ("Lorry",)}, UnknownName, "no class is called 'Lorry': choose one of Appointment, Area"),
        ({"document": ("x.pdf",)}, UnknownName, r"no document is called 'x.pdf': choose one of [^0-9a-f]"),
        ({"years": "2018-2015"}, ExportError, "not years: '2018-2015': write 2015 or 2015-2018"),
        ({"question": "who"}, UnknownQuestion, "no question 'who': did you mean who-led\\?"),
        ({"question": "risers", "text": "ASK {}"}, ExportError, "name a question or give a query, not both"),
        ({"values": {"council": ["Leeds"]}}, ExportError, "name the question that council is set for"),
        ({"text": "ASK {}"}, ExportError, "the query only says yes or no: ask for things, by SELECT or CONSTRUCT"),
        ({"text": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, GraphError, "SERVICE"),
    ],
)  # fmt: skip
def test_part_that_is_not_understood_is_told(
    store: Store, tmp_path: Path, wanted: dict[str, object], error: type[GraphError], message: str
) -> None:
    with pytest.raises(error, match=message):
        read(store, tmp_path, **wanted)
    assert list(tmp_path.iterdir()) == []


def test_part_of_a_council_with_a_strange_name(tmp_path: Path) -> None:
    name = 'Львів "the \\nold" O’Neill\n=1+1'
    council = mint_council("X1")
    with open_memory() as store:
        text = f"<{council}> a <{SG.Council}> ; <http://www.w3.org/2004/02/skos/core#prefLabel> {_quoted(name)} ."
        store.load(io.BytesIO(text.encode()), "turtle", graph=FACTS)
        assert len(read(store, tmp_path, council=(name,))) == 2


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
