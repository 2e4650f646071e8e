"""Of the facts before, those stand that nothing new tells of; who tells of the others is found by what they state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef

from graph.claims import Claim
from graph.renewal import Standing, find_tellers, find_things, find_wholes, tell_wholes
from graph.snapshots import iter_concluded, write_concluded
from graph.stated import write_claims
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, SG, mint_disagreement, mint_document
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


@pytest.fixture
def stated() -> Iterator[Store]:
    """A store with the documents' graphs."""
    with open_memory() as store:
        write_claims(store, CLAIMS)
        yield store


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The folder of a snapshot with facts."""
    facts = [
        *((one, RDF.type, SG.Inspection) for one in (VISIT, ELSEWHERE)),
        *((one, RDF.type, SG.Judgement) for one in (JUDGEMENT, LIKE)),
        *((one, RDF.type, SG.Disagreement) for one in (DISPUTE, OTHER_DISPUTE)),
        (DISPUTE, SG.about, JUDGEMENT),
        (OTHER_DISPUTE, SG.about, LIKE),
        (PERSON, SG.note, Literal("told > of\nin two lines")),
    ]
    with open_memory() as store:
        store.add((*fact, FACTS) for fact in facts)
        write_concluded(tmp_path, store, [FACTS])
    return tmp_path


def test_what_documents_tell_of_is_known_by_their_graphs_and_by_their_claims(stated: Store) -> None:
    assert find_wholes(stated, [REPORT]) == tell_wholes({REPORT: CLAIMS[REPORT]}) == {str(VISIT), str(PERSON)}
    assert find_wholes(stated, []) == tell_wholes({}) == set()


def test_who_tells_of_things_is_known_by_their_graphs(stated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.renewal._AT_ONCE", 2)
    assert find_tellers(stated, {str(VISIT), str(JUDGEMENT), str(ID["person/nobody"])}) == {REPORT, PAPER}
    assert find_tellers(stated, set()) == set()


def test_things_of_a_whole_are_its_parts_and_what_is_disagreed_upon(before: Path) -> None:
    assert find_things(iter_concluded(before, FACTS), {str(VISIT)}) == {str(VISIT), str(JUDGEMENT)}


def test_facts_of_other_wholes_stand(before: Path) -> None:
    lines = list(Standing(before, frozenset({str(VISIT)})).iter_lines())
    kept = (ELSEWHERE, LIKE, OTHER_DISPUTE, OTHER_DISPUTE, PERSON)
    assert sorted(line.partition("> ")[0][1:] for line in lines) == sorted(map(str, kept))
    assert lines[-1] == f'<{PERSON}> <{SG.note}> "told > of\\nin two lines" .\n'
    assert list(Standing().iter_lines()) == []
