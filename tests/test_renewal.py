"""Of facts and registers, only what documents that came or went tell of is looked at again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import DCTERMS, RDF, Literal, URIRef

from graph.claims import Claim
from graph.differences import Differences
from graph.renewal import (
    find_tellers,
    find_things,
    find_wholes,
    iter_pairs,
    renew_facts,
    renew_registers,
    tell_wholes,
    to_lines,
)
from graph.stated import write_claims
from graph.store import EmbeddedStore, open_memory
from graph.terms import FACTS, ID, REGISTERS, SG, mint_disagreement, mint_document, mint_part
from tests.saying import words

REPORT, PAPER, OTHER = (mint_document(key * 64) for key in "abc")
VISIT, ELSEWHERE, PERSON = ID["inspection/E1/sif/2015"], ID["inspection/E1/sif/2015-09"], ID["person/jo-bell"]
JUDGEMENT, LIKE = URIRef(f"{VISIT}/judgement/overall"), URIRef(f"{ELSEWHERE}/judgement/overall")
CLAIMS = {
    REPORT: [Claim(JUDGEMENT, RDF.type, SG.Judgement, words(), "test"), Claim(PERSON, SG.name, Literal("Jo"), words(), "test")],
    PAPER: [Claim(VISIT, RDF.type, SG.Inspection, words(), "test")],
    OTHER: [Claim(ELSEWHERE, RDF.type, SG.Inspection, words(), "test")],
}  # fmt: skip
DISPUTE, OTHER_DISPUTE = (mint_disagreement(one, SG.grade) for one in (JUDGEMENT, LIKE))
GIVEN = [
    *((one, RDF.type, SG.Inspection) for one in (VISIT, ELSEWHERE)),
    *((one, RDF.type, SG.Judgement) for one in (JUDGEMENT, LIKE)),
    (VISIT, SG.judgement, JUDGEMENT),
    (ELSEWHERE, SG.judgement, LIKE),
    (VISIT, SG.mentionedIn, PAPER),
    (DISPUTE, SG.about, JUDGEMENT),
    (OTHER_DISPUTE, SG.about, LIKE),
    (PAPER, SG.about, VISIT),
    (PERSON, SG.note, Literal("told > of\nin two lines")),
]


@pytest.fixture
def stated() -> Iterator[EmbeddedStore]:
    """A store with the documents' graphs, and with facts."""
    with open_memory() as store:
        write_claims(store, CLAIMS)
        store.add((*fact, FACTS) for fact in GIVEN)
        yield store


def lines(*facts: tuple[URIRef, URIRef, URIRef]) -> list[bytes]:
    return sorted(f"<{one}> <{predicate}> <{other}> .\n".encode() for one, predicate, other in facts)


def test_what_documents_tell_of_is_known_by_their_graphs_and_by_their_claims(stated: EmbeddedStore) -> None:
    assert find_wholes(stated, [REPORT]) == tell_wholes({REPORT: CLAIMS[REPORT]}) == {str(VISIT), str(PERSON)}
    assert find_wholes(stated, []) == tell_wholes({}) == set()


def test_who_tells_of_things_is_known_by_their_graphs(stated: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.renewal._AT_ONCE", 2)
    assert find_tellers(stated, {str(VISIT), str(JUDGEMENT), str(ID["person/nobody"])}) == {REPORT, PAPER}
    assert find_tellers(stated, set()) == set()


def test_things_of_a_whole_are_its_parts_and_no_others(stated: EmbeddedStore) -> None:
    assert find_things(stated, {str(VISIT)}) == {str(VISIT), str(JUDGEMENT)}
    assert find_things(stated, {str(VISIT), "urn:nobody"}) == {str(VISIT), str(JUDGEMENT), "urn:nobody"}


def test_facts_of_a_whole_go_and_come_with_what_is_disagreed_upon(stated: EmbeddedStore) -> None:
    chosen = [f"<{VISIT}> <{RDF.type}> <{SG.Inspection}> .\n", f"<{VISIT}> <{SG.mentionedIn}> <{REPORT}> .\n"]
    gone = lines(
        (JUDGEMENT, RDF.type, SG.Judgement),
        (VISIT, SG.judgement, JUDGEMENT),
        (VISIT, SG.mentionedIn, PAPER),
        (DISPUTE, SG.about, JUDGEMENT),
    )
    wanted = Differences(gone, lines((VISIT, SG.mentionedIn, REPORT)))
    assert renew_facts(stated, find_things(stated, {str(VISIT)}), chosen) == wanted
    assert renew_facts(stated, [str(PERSON)], [f'<{PERSON}> <{SG.note}> "told > of\\nin two lines" .\n']) == ([], [])


def test_registers_of_a_document_go_and_come_with_its_doubts_and_all_replaced_addresses() -> None:
    doubt, kept = mint_part(PAPER, "doubt", 1), mint_part(OTHER, "doubt", 1)
    old = [(PAPER, SG.doubt, doubt), (doubt, RDF.type, SG.Doubt), (OTHER, SG.doubt, kept), (kept, RDF.type, SG.Doubt)]
    new = [(PAPER, RDF.type, SG.Document), (ELSEWHERE, DCTERMS.isReplacedBy, VISIT)]
    with open_memory() as store:
        store.add((*one, REGISTERS) for one in (*old, (VISIT, DCTERMS.isReplacedBy, ELSEWHERE)))
        wanted = Differences(lines(*old[:2], (VISIT, DCTERMS.isReplacedBy, ELSEWHERE)), lines(*new))
        assert renew_registers(store, [PAPER], [(*one, REGISTERS) for one in new]) == wanted
        pairs = list(iter_pairs(store, REGISTERS, DCTERMS.isReplacedBy))
    assert (
        pairs
        == lines((VISIT, DCTERMS.isReplacedBy, ELSEWHERE))
        == to_lines([(VISIT, DCTERMS.isReplacedBy, ELSEWHERE, REGISTERS)], REGISTERS)
    )
