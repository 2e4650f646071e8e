"""JSON-LD of any graph: what a processor of the whole language makes of it again, and how it reads."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from graph.export import export
from graph.export.framing import DEEPEST, load_context
from graph.snapshots import Workspace
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, PREFIXES, SG

INSPECTION = ID["inspection/E1/ilacs/2020-01-01"]
BODY = f"@prefix : <{SG}> .\n@prefix org: <{PREFIXES['org']}> .\n@prefix xsd: <{PREFIXES['xsd']}> .\n@base <urn:x:> .\n"
GRAPHS = {
    "a term for each kind of value": """<a> :startDate "2020-01-01"^^xsd:date, "2020"^^xsd:gYear, "soon", "bientôt"@fr, 3, <b> .""",
    "a bare term": """<a> :text "x", "y"@en, "z"@en-GB, true, 007, -5, 1.50, 1e0, "1"^^xsd:byte, "yes"^^xsd:boolean ; :page 3 .""",
    "a term for words of English": """<a> <http://www.w3.org/2000/01/rdf-schema#label> "a"@en, "b"@cy, "c", "d"^^<urn:t> .""",
    "numbers that JSON may not hold": """<a> :number 999999999999999, 9999999999999999, -0, +4, 0, 123456789012345678901234567890 .""",
    "things and texts under one property": """<a> :inspects <b>, "b", "b"^^xsd:anyURI .""",
    "properties and classes without a term": """<a> a :Novelty, :text, <urn:C>, org:Post ; :novelty <b> ; <urn:p> 1 ; org:x "y" .""",
    "a type that is a text": """<a> a "thing", :Council .""",
    "blank nodes that refer to each other": """_:a :about _:b . _:b :about _:a, [ :text "x" ] .""",
    "lists": """<a> :value ( 1 "two" <three> ) .""",
    "signs that JSON must escape": r"""<a> :text "\"quotes\" \\ \n \t \u0001 Сергій \U0001F600 </script>" .""",
    "JSON as a text": """<a> :text "{\\"a\\": 1}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .""",
    "addresses that are prefixes alone": f"<{SG}> :about <{ID}>, <{PREFIXES['org']}> .",
    "addresses that look like short ones": """<org:a> :about <sg:b>, <text:c> ; a <id:D> ; <xsd:p> "x"^^<skos:t> . <id://e> :about <org://f/g> .""",
    "addresses with two slashes after a prefix": f"<{ID}//double> :about <{SG}//x> ; <{SG}a/b> <{SG}@id> ; <{SG}> 1 .",
}


def read_back(document: Any, path: Path) -> bytes:
    """The triples that a processor finds in it, in the order of our own export."""
    with open_memory() as again:
        quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
        again.load(io.BytesIO(quads.encode()), "ntriples", graph=FACTS)
        return export(again, "ntriples", path, overwrite=True).read_bytes()


def write(store: Store, path: Path) -> Any:
    return json.loads(export(store, "jsonld", path).read_text(encoding="utf-8"))


@pytest.fixture
def small() -> Store:
    return open_memory()


@pytest.mark.parametrize("body", GRAPHS.values(), ids=list(GRAPHS))
def test_processor_reads_the_same_triples(body: str, small: Store, tmp_path: Path) -> None:
    small.load(io.BytesIO((BODY + body).encode()), "turtle", graph=FACTS)
    document = write(small, tmp_path / "a.jsonld")
    assert read_back(document, tmp_path / "back.nt") == export(small, "ntriples", tmp_path / "a.nt").read_bytes() != b""


def test_processor_reads_the_same_triples_of_the_samples(workspace: Path, tmp_path: Path) -> None:
    # The processor would take a minute for all of them, so things are drawn: each twentieth, with all its parts.
    with Workspace(workspace).open_store() as store:
        document = write(store, tmp_path / "a.jsonld")
        lines = export(store, "ntriples", tmp_path / "a.nt").read_bytes().splitlines(keepends=True)
    drawn = document | {"@graph": document["@graph"][::20]}
    names = {f"<{name}>".encode() for name in iter_told(jsonld.expand(drawn))}
    told = [line for line in lines if line.partition(b" ")[0] in names]
    assert read_back(drawn, tmp_path / "back.nt") == b"".join(told)
    assert len(told) > 1000


def iter_told(expanded: Any) -> Iterator[str]:
    """The addresses of the things that are told of, at the top or inside others."""
    if isinstance(expanded, list):
        for one in expanded:
            yield from iter_told(one)
    elif "@id" in expanded and len(expanded) > 1:
        yield expanded["@id"]
        yield from iter_told([values for key, values in expanded.items() if not key.startswith("@")])


def test_parts_stand_inside_their_thing_once_and_other_things_are_named(small: Store, tmp_path: Path) -> None:
    body = f"""<{INSPECTION}> :judgement <{INSPECTION}/judgement/overall> ; :inspects <{ID}council/E1> ;
        :evidence <{INSPECTION}/judgement/overall> .
    <{INSPECTION}/judgement/overall> :grade <{ID}grade/good> ; :overall true . <{ID}council/E1> :gssCode "E1" ."""
    small.load(io.BytesIO((BODY + body).encode()), "turtle", graph=FACTS)
    assert write(small, tmp_path / "a.jsonld")["@graph"] == [
        {"@id": "id:council/E1", "gssCode": "E1"},
        {
            "@id": "id:inspection/E1/ilacs/2020-01-01",
            "evidence": [
                {
                    "@id": "id:inspection/E1/ilacs/2020-01-01/judgement/overall",
                    "grade": "id:grade/good",
                    "overall": True,
                }
            ],
            "inspects": "id:council/E1",
            "judgement": ["id:inspection/E1/ilacs/2020-01-01/judgement/overall"],
        },
    ]


def test_thing_stands_inside_none_of_its_parts(small: Store, tmp_path: Path) -> None:
    body = f"<{INSPECTION}/gap/papers> :gapIn <{INSPECTION}> . <{INSPECTION}> :count <{INSPECTION}/count/a> . <{INSPECTION}/count/a> :number 2 ."
    small.load(io.BytesIO((BODY + body).encode()), "turtle", graph=FACTS)
    short = "id:inspection/E1/ilacs/2020-01-01"
    assert write(small, tmp_path / "a.jsonld")["@graph"] == [
        {"@id": short, "count": [{"@id": f"{short}/count/a", "number": 2}]},
        {"@id": f"{short}/gap/papers", "gapIn": short},
    ]


@pytest.mark.parametrize("number", [2, DEEPEST + 1, 40])
@pytest.mark.parametrize("circle", [False, True])
def test_parts_in_a_row_or_a_circle_are_all_told(number: int, circle: bool, small: Store, tmp_path: Path) -> None:
    names = [f"<{INSPECTION}/part/{place:02d}>" for place in range(number)]
    pairs = list(zip(names, names[1:] + names[:1], strict=True))
    body = "".join(f"{one} :about {other} .\n" for one, other in (pairs if circle else pairs[:-1]))
    small.load(io.BytesIO((BODY + body).encode()), "turtle", graph=FACTS)
    document = write(small, tmp_path / "a.jsonld")
    assert read_back(document, tmp_path / "back.nt") == export(small, "ntriples", tmp_path / "a.nt").read_bytes()
    assert len(document["@graph"]) < max(3, number // 4)


def test_context_has_one_term_for_a_property_and_speaks_no_language_unasked() -> None:
    context = load_context()
    addresses = [
        said["@id"] if isinstance(said, dict) else said for name, said in context.items() if name != "@version"
    ]
    again = {one for one in addresses if addresses.count(one) > 1}
    # The vocabulary is both what bare words belong to and a prefix.
    assert again == {str(SG)}
    assert {key for key in context if key.startswith("@")} == {"@version", "@vocab"}
