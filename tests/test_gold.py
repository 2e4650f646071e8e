"""Real reports and papers against records labelled by hand, and a build of all of them held to its promises."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from rdflib.term import Node

from graph.build import Outcome, build
from graph.evaluate import Evaluation, Score, evaluate
from graph.snapshots import Workspace
from graph.store import Rows, Store
from graph.terms import FACTS, ID, SG, mint_document

# The F1 below which a field must not fall, over all reports together and over all papers together.
REPORTS = {
    "council": 1, "framework": 1, "start": 1, "end": 1, "published": 1, "lead inspector": 1, "inspectors": 0.99,
    "other people": 0.95, "judgements": 0.99, "recommendations": 0.99, "previous inspections": 0.95,
}  # fmt: skip
PAPERS = {
    "council": 0.90, "committee": 0.90, "meeting date": 0.90, "events": 0.90, "judgements": 0.90, "people": 0.90,
    "requests": 0.90,
}  # fmt: skip
PREFIXES = f"""
PREFIX sg: <{SG}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""


@pytest.fixture(scope="module")
def evaluation(shared: Path) -> Evaluation:
    return evaluate(shared / "gold")


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Path]:
    """The reports with gold records, and the seeds."""
    sources = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((shared / "gold" / "reports").glob("*.src.json"))
    ]
    return [*(shared / source["pdf"] for source in sources), *sorted((shared / "seeds").glob("*.txt"))]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("gold") / "workspace")


@pytest.fixture(scope="module")
def outcome(documents: list[Path], place: Workspace) -> Outcome:
    return build(documents, place)


@pytest.fixture(scope="module")
def store(outcome: Outcome, place: Workspace) -> Iterator[Store]:
    with place.open_store(place.find(outcome.snapshot)) as opened:
        yield opened


def ask(store: Store, query: str) -> list[tuple[Node | None, ...]]:
    return list(cast("Rows", store.query(PREFIXES + query)).rows)


def score(evaluation: Evaluation, field: str, *, papers: bool) -> Score:
    """The score of a field over all reports, or all papers, together."""
    rows = [row for row in evaluation.scores if row.field == field and row.family.startswith("papers") is papers]
    return Score("all", field, *(sum(row[place] for row in rows) for place in (2, 3, 4)))


def misses(evaluation: Evaluation, field: str, *, papers: bool) -> str:
    """The values of a field that stand on one side only, a line each."""
    found = [miss for miss in evaluation.misses if miss.field == field]
    return "\n".join(str(miss) for miss in found if miss.record.startswith(("seed_", "page_")) is papers)


@pytest.mark.parametrize(("field", "least"), REPORTS.items())
def test_field_of_reports_is_recognised(field: str, least: float, evaluation: Evaluation) -> None:
    found = score(evaluation, field, papers=False)
    assert found.gold > 0
    assert found.f1 >= least, misses(evaluation, field, papers=False)


@pytest.mark.parametrize(("field", "least"), PAPERS.items())
def test_field_of_papers_is_recognised(field: str, least: float, evaluation: Evaluation) -> None:
    found = score(evaluation, field, papers=True)
    assert found.gold > 0
    assert found.f1 >= least, misses(evaluation, field, papers=True)


@pytest.mark.parametrize(
    ("field", "papers"), [("judgements", True), ("judgements", False), ("previous judgements", False)]
)
def test_no_grade_is_given_to_an_inspection_that_did_not_give_it(
    field: str, *, papers: bool, evaluation: Evaluation
) -> None:
    found = score(evaluation, field, papers=papers)
    assert found.right == found.found > 0, misses(evaluation, field, papers=papers)


def test_every_gold_document_is_built(outcome: Outcome, documents: list[Path]) -> None:
    assert (outcome.unread, outcome.left_out) == ((), ())
    assert outcome.documents == len(documents) == 29


def test_every_quote_stands_at_its_offsets(store: Store, place: Workspace, outcome: Outcome) -> None:
    folder = place.find(outcome.snapshot).text_path
    texts = {ID[f"document/{path.stem}"]: json.loads(path.read_bytes()) for path in folder.iterdir()}
    rows = ask(
        store,
        """SELECT ?document ?page ?start ?end ?exact {
            ?evidence oa:hasSource ?document ; sg:page ?page ; oa:hasSelector [ oa:start ?start ; oa:end ?end ; oa:exact ?exact ] }""",
    )
    wrong = []
    for document, page, start, end, exact in rows:
        told = texts[document]  # type: ignore[index]
        first, last = int(str(start)), int(str(end))
        number, from_, to = told["pages"][int(str(page)) - 1]
        if (
            told["text"][first:last] != str(exact)
            or not str(exact)
            or not (str(number) == str(page) and from_ <= first < to)
        ):
            wrong.append((document, first, last, str(exact)))
    assert wrong == []
    assert len(rows) > 1000


def test_every_statement_has_evidence(store: Store, outcome: Outcome) -> None:
    statements = ask(store, "SELECT ?statement { ?statement a sg:Statement }")
    with_words = ask(
        store, "SELECT DISTINCT ?statement { ?statement a sg:Statement ; sg:evidence/oa:hasSelector/oa:exact ?words }"
    )
    assert set(statements) == set(with_words)
    assert len(statements) == outcome.statements > 1000


def test_every_fact_is_backed_by_a_statement(store: Store, outcome: Outcome) -> None:
    told = set(
        ask(
            store,
            "SELECT ?s ?p ?o { ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:evidence ?words }",
        )
    )
    facts = ask(
        store,
        f"SELECT ?s ?p ?o {{ GRAPH <{FACTS}> {{ ?s ?p ?o FILTER (?p != sg:evidence) FILTER NOT EXISTS {{ ?s a sg:Disagreement }} }} }}",
    )
    assert [row for row in facts if row not in told] == []
    assert len(facts) > 1000
    assert outcome.facts >= len(facts)


def test_evidence_beside_a_thing_is_of_a_statement_about_it(store: Store) -> None:
    loose = f"""SELECT ?thing ?words {{ GRAPH <{FACTS}> {{ ?thing sg:evidence ?words }}
        FILTER NOT EXISTS {{ ?statement rdf:subject ?thing ; sg:evidence ?words }} }}"""
    assert ask(store, loose) == []


def test_functional_facts_have_one_value(store: Store) -> None:
    several = f"""PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT ?s ?p {{ ?p a owl:FunctionalProperty .
        GRAPH <{FACTS}> {{ ?s ?p ?one, ?other FILTER (STR(?one) < STR(?other)) FILTER NOT EXISTS {{ ?s a sg:Disagreement }} }} }}"""
    assert ask(store, several) == []


MEETINGS = {
    "E10000017/sif/2015-09-14": ("80480-lancashire/2015-11-27.pdf", ("000", "002", "003")),
    "E10000017/sif-reinspection/2018-06-04": ("80480-lancashire/2018-08-17.pdf", ("003",)),
    "E10000019/sif/2014-10-22": ("80484-lincolnshire/2015-01-06.pdf", ("004",)),
}


@pytest.mark.parametrize(("name", "met"), MEETINGS.items(), ids=MEETINGS)
def test_papers_meet_reports_on_one_inspection(
    name: str, met: tuple[str, tuple[str, ...]], store: Store, shared: Path
) -> None:
    report, seeds = met
    papers = [path for path in (shared / "seeds").glob("*.txt") if path.name.startswith(seeds)]
    files = {
        mint_document(hashlib.sha256(path.read_bytes()).hexdigest())
        for path in (shared / "corpus/childrens-services" / report, *papers)
    }
    rows = ask(
        store, f"SELECT ?document {{ GRAPH <{FACTS}> {{ <{ID[f'inspection/{name}']}> sg:mentionedIn ?document }} }}"
    )
    assert files <= {row[0] for row in rows}
