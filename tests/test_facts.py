"""Claims of several documents → facts: which value stands, and what counts as a disagreement."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from graph.arranged import Arranged
from graph.claims import Claim, Quad, mint_claim, mint_evidence, to_literal
from graph.dates import parse_date
from graph.facts import choose_facts
from graph.store import Triples, open_memory
from graph.terms import FACTS, ID, SG, mint_disagreement, mint_document
from tests.saying import words

VISIT = ID["inspection/E10000017/sif/2015-09-14"]
JUDGEMENT = URIRef(f"{VISIT}/judgement/overall")
REPORT, PAPER, OTHER = (mint_document(key * 64) for key in "abc")
ONE_VALUE = frozenset({SG.startDate, SG.endDate, SG.publishedDate, SG.grade, SG.focus})


def claim(predicate: URIRef, value: str | Node, subject: URIRef = VISIT, place: int = 0) -> Claim:
    """A claim; a text that is its value is a date."""
    return Claim(
        subject,
        predicate,
        to_literal(parse_date(value)) if type(value) is str else value,
        words("words", place),
        "test",
    )  # type: ignore[arg-type]


def choose(*claims: tuple[URIRef, Claim]) -> set[Quad]:
    """The facts, after all claims went through the lines in which they are arranged."""
    with Arranged(ONE_VALUE, 1 << 20, Path(tempfile.gettempdir())) as arranged, open_memory() as store:
        for document in sorted({document for document, _ in claims}):
            arranged.add(document, [one for key, one in claims if key == document])
        facts = [fact for told in arranged.iter_wholes() for fact in choose_facts(told, frozenset(map(str, ONE_VALUE)))]
        store.load(io.BytesIO("".join(f"<{s}> <{p}> {o} .\n" for s, p, o in facts).encode()), "ntriples", graph=FACTS)
        found = cast("Triples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")).triples
        assert len(facts) == len(found)
    return {cast("Quad", (*triple, FACTS)) for triple in found}


def values(quads: Iterable[Quad], predicate: URIRef, subject: URIRef = VISIT) -> list[str]:
    return sorted(str(value) for thing, prop, value, _ in quads if (thing, prop) == (subject, predicate))


def disputed(quads: Iterable[Quad], predicate: URIRef, subject: URIRef = VISIT) -> list[str]:
    """The values of the disagreement about a property; none where there is no disagreement."""
    return values(quads, SG.value, mint_disagreement(subject, predicate))


IS_REPORT = (REPORT, claim(SG.report, REPORT))

DATES = {
    "the more precise stands": (["2015", "2015-09", "2015-09-14"], "2015-09-14", []),
    "a month of the inspection does not contradict its first day": (["2015-09-14", "2015-10"], "2015-09-14", []),
    "days apart": (["2015-09-14", "2015-09-15"], None, ["2015-09-14", "2015-09-15"]),
    "a month apart": (["2015-09-14", "2016-09"], None, ["2015-09-14", "2016-09"]),
    "one only": (["2015-09"], "2015-09", []),
}


@pytest.mark.parametrize(("told", "fact", "differing"), DATES.values(), ids=DATES)
def test_start_is_chosen_of_what_papers_tell(told: list[str], fact: str | None, differing: list[str]) -> None:
    end = (PAPER, claim(SG.endDate, "2015-10-08"))
    quads = choose(
        end, *((mint_document(f"{place}" * 64), claim(SG.startDate, value)) for place, value in enumerate(told))
    )
    assert values(quads, SG.startDate) == ([fact] if fact else [])
    assert disputed(quads, SG.startDate) == differing


def test_month_of_publication_must_cover_its_day() -> None:
    # Only starts and ends are told loosely: who says that it was published in October says so.
    quads = choose(
        (REPORT, claim(SG.startDate, "2015-09-14")),
        (REPORT, claim(SG.publishedDate, "2015-11-27")),
        (PAPER, claim(SG.publishedDate, "2015-10")),
    )
    assert values(quads, SG.publishedDate) == []
    assert disputed(quads, SG.publishedDate) == ["2015-10", "2015-11-27"]


def test_report_goes_before_papers_and_the_disagreement_is_kept() -> None:
    first, second = claim(SG.startDate, "2015-09-14"), claim(SG.startDate, "2015-09-15", place=9)
    quads = choose(IS_REPORT, (REPORT, first), (PAPER, second), (OTHER, second))
    dispute = mint_disagreement(VISIT, SG.startDate)
    assert quads == {
        (VISIT, SG.report, REPORT, FACTS),
        (VISIT, SG.startDate, first.value, FACTS),
        (dispute, RDF.type, SG.Disagreement, FACTS),
        (dispute, SG.about, VISIT, FACTS),
        (dispute, SG.property, SG.startDate, FACTS),
        (dispute, SG.value, first.value, FACTS),
        (dispute, SG.value, second.value, FACTS),
        (dispute, SG.statement, mint_claim(REPORT, first), FACTS),
        (dispute, SG.statement, mint_claim(PAPER, second), FACTS),
        (dispute, SG.statement, mint_claim(OTHER, second), FACTS),
    }


def test_report_s_judgement_goes_before_a_paper_s() -> None:
    good, poor = ID["grade/good"], ID["grade/inadequate"]
    quads = choose(IS_REPORT, (REPORT, claim(SG.grade, good, JUDGEMENT)), (PAPER, claim(SG.grade, poor, JUDGEMENT)))
    assert values(quads, SG.grade, JUDGEMENT) == [str(good)]
    assert disputed(quads, SG.grade, JUDGEMENT) == [str(good), str(poor)]


def test_papers_that_contradict_each_other_give_no_fact() -> None:
    good, poor = ID["grade/good"], ID["grade/inadequate"]
    quads = choose((PAPER, claim(SG.grade, good, JUDGEMENT)), (OTHER, claim(SG.grade, poor, JUDGEMENT)))
    assert values(quads, SG.grade, JUDGEMENT) == []
    assert disputed(quads, SG.grade, JUDGEMENT) == [str(good), str(poor)]


def test_report_that_contradicts_itself_gives_no_fact_even_if_papers_agree() -> None:
    texts = [Literal("early help"), Literal("care leavers")]
    quads = choose(IS_REPORT, *((REPORT, claim(SG.focus, text)) for text in texts), (PAPER, claim(SG.focus, texts[0])))
    assert values(quads, SG.focus) == []
    assert disputed(quads, SG.focus) == ["care leavers", "early help"]


def test_property_of_many_values_keeps_them_all() -> None:
    quads = choose((PAPER, claim(SG.mentionedIn, PAPER)), (OTHER, claim(SG.mentionedIn, OTHER)))
    assert quads == {(VISIT, SG.mentionedIn, PAPER, FACTS), (VISIT, SG.mentionedIn, OTHER, FACTS)}


def test_evidence_stands_beside_what_is_told() -> None:
    typed = claim(RDF.type, SG.FullInspection, place=5)
    assert choose((PAPER, typed)) == {
        (VISIT, RDF.type, SG.FullInspection, FACTS),
        (VISIT, SG.evidence, mint_evidence(PAPER, typed.span), FACTS),
    }


def test_parts_of_an_inspection_are_heard_with_it() -> None:
    # The judgement is told of by a paper alone, and its grade by the report: whose report it is says the inspection.
    good, poor = ID["grade/good"], ID["grade/inadequate"]
    recommendation = URIRef(f"{VISIT}/recommendation/la-01")
    quads = choose(
        (PAPER, claim(SG.grade, poor, JUDGEMENT)),
        (PAPER, claim(SG.focus, poor, recommendation)),
        (REPORT, claim(SG.grade, good, JUDGEMENT)),
        (REPORT, claim(SG.focus, good, recommendation)),
        IS_REPORT,
    )
    assert (values(quads, SG.grade, JUDGEMENT), values(quads, SG.focus, recommendation)) == ([str(good)], [str(good)])


def test_nothing_claimed_gives_no_facts() -> None:
    assert choose() == set()
