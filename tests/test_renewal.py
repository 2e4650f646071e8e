"""Of facts and registers, only what documents that came or went tell of is looked at again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import DCTERMS, RDF, XSD, Literal, URIRef

from graph.changes import iter_changes
from graph.claims import Claim, mint_claim
from graph.differences import Differences
from graph.facts import Told
from graph.renewal import (
    find_tellers,
    find_things,
    iter_pairs,
    iter_stated,
    part_wholes,
    renew_facts,
    renew_registers,
    to_lines,
)
from graph.snapshots import Changes
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


def told(subject: URIRef, predicate: URIRef, value: str, document: URIRef = OTHER) -> Told:
    return Told(str(subject), str(predicate), value, str(document), "0-4", "")


def test_what_a_document_states_is_read_from_its_graph(stated: EmbeddedStore) -> None:
    claim = CLAIMS[PAPER][0]
    [found] = iter_stated(stated, PAPER)
    assert found == Told(
        str(VISIT),
        str(RDF.type),
        f"<{SG.Inspection}>",
        str(PAPER),
        f"{claim.span.start}-{claim.span.end}",
        str(mint_claim(PAPER, claim)),
    )
    assert {one.subject for one in iter_stated(stated, REPORT)} == {str(JUDGEMENT), str(PERSON)}
    assert list(iter_stated(stated, mint_document("d" * 64))) == []


def test_wholes_of_which_all_is_known_keep_their_facts_but_for_the_evidence(stated: EmbeddedStore) -> None:
    known = told(ELSEWHERE, RDF.type, f"<{SG.Inspection}>", REPORT)
    new = told(PERSON, RDF.type, f"<{SG.Person}>")
    evidence = f"<{ELSEWHERE}> <{SG.evidence}> <{REPORT}/evidence/0-4> .\n".encode()
    assert part_wholes(stated, [], [known, new]) == ({str(PERSON)}, ([], [evidence]))
    # What went is told by another document too, and then by nobody.
    assert part_wholes(stated, [known], []) == (set(), ([evidence], []))
    stated.remove(OTHER)
    assert part_wholes(stated, [known], []) == ({str(ELSEWHERE)}, ([], []))


def test_whole_that_is_disputed_or_was_told_of_otherwise_is_chosen_anew(stated: EmbeddedStore) -> None:
    disputed = told(JUDGEMENT, RDF.type, f"<{SG.Judgement}>")
    loose = told(ELSEWHERE, SG.startDate, '"2015"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    wanted = {str(VISIT), str(ELSEWHERE)}, ([], [])
    assert part_wholes(stated, [], [disputed, loose]) == part_wholes(stated, [disputed, loose], []) == wanted


def test_whole_of_which_a_document_says_less_is_chosen_anew(stated: EmbeddedStore) -> None:
    # Its report said "July", which stood; a paper says so too, and another the day, which stands when the report does not.
    july = '"2018-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    said = Claim(VISIT, SG.publishedDate, Literal("2018-07", datatype=XSD.gYearMonth), words(), "test")
    write_claims(stated, {OTHER: [said], REPORT: [CLAIMS[PAPER][0]]})
    stated.add([(*said[:3], FACTS)])
    known, lost = (told(VISIT, *rest, REPORT) for rest in ((RDF.type, f"<{SG.Inspection}>"), (SG.publishedDate, july)))
    assert part_wholes(stated, [known, lost], [known]) == ({str(VISIT)}, ([], []))
    assert part_wholes(stated, [known, lost], [known, lost]) == (set(), ([], []))


def test_change_in_the_same_words_states_nothing(stated: EmbeddedStore) -> None:
    stated.remove(OTHER)
    stated.add(iter_changes(Changes(((ELSEWHERE, RDF.type, SG.Inspection),), ())))
    lost = [told(ELSEWHERE, RDF.type, f"<{SG.Inspection}>", REPORT)]
    assert part_wholes(stated, lost, []) == ({str(ELSEWHERE)}, ([], []))


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


@pytest.mark.parametrize("moved", [None, {VISIT, ELSEWHERE, PAPER}])
def test_registers_of_a_document_go_and_come_with_its_doubts_and_replaced_addresses(
    moved: set[URIRef] | None,
) -> None:
    doubt, kept = mint_part(PAPER, "doubt", 1), mint_part(OTHER, "doubt", 1)
    old = [(PAPER, SG.doubt, doubt), (doubt, RDF.type, SG.Doubt), (OTHER, SG.doubt, kept), (kept, RDF.type, SG.Doubt)]
    new = [(PAPER, RDF.type, SG.Document), (ELSEWHERE, DCTERMS.isReplacedBy, VISIT)]
    with open_memory() as store:
        store.add((*one, REGISTERS) for one in (*old, (VISIT, DCTERMS.isReplacedBy, ELSEWHERE)))
        wanted = Differences(lines(*old[:2], (VISIT, DCTERMS.isReplacedBy, ELSEWHERE)), lines(*new))
        assert renew_registers(store, [PAPER], moved, [(*one, REGISTERS) for one in new]) == wanted
        pairs = list(iter_pairs(store, REGISTERS, DCTERMS.isReplacedBy))
    assert (
        pairs
        == lines((VISIT, DCTERMS.isReplacedBy, ELSEWHERE))
        == to_lines([(VISIT, DCTERMS.isReplacedBy, ELSEWHERE, REGISTERS)], REGISTERS)
    )
