"""Claims come together by what they are about, the same in little memory as in much."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from graph.arranged import Arranged
from graph.claims import Claim, mint_claim
from graph.facts import Told
from graph.terms import ID, SG, mint_document
from tests.saying import words

FIRST, SECOND = (mint_document(key * 64) for key in "ab")
VISIT, OTHER = ID["inspection/E1/sif/2015"], ID["inspection/E1/sif/2015-09-14"]
JUDGEMENT = URIRef(f"{VISIT}/judgement/overall")
TEXT = Literal('a "tab"\there\nand a line', lang="en")


def claim(subject: URIRef, predicate: URIRef, value: Node, place: int = 0) -> Claim:
    return Claim(subject, predicate, value, words("words", place), "test")


def as_text(*parts: str) -> Told:
    """What is told, of terms: one of rdflib's is not equal to a text."""
    return Told(*map(str, parts))


def arrange(room: int, folder: Path, documents: Iterable[tuple[URIRef, list[Claim]]]) -> list[list[Told]]:
    """What is told of each whole, after what would go with a killed build has been looked for and not been found."""
    with Arranged(frozenset({SG.grade}), room, folder) as arranged:
        for document, found in documents:
            arranged.add(document, found)
        assert os.listdir(folder) == []  # noqa: PTH208  # files without a name are in no list
        return [list(told) for told in arranged.iter_wholes()]


@pytest.mark.parametrize("room", [1, 1 << 20], ids=["in files", "in memory"])
def test_claims_come_together_by_what_they_are_about_in_order_of_documents(room: int, tmp_path: Path) -> None:
    good = claim(JUDGEMENT, SG.grade, ID["grade/good"], 7)
    said = [claim(OTHER, SG.focus, TEXT, 3), good, claim(VISIT, RDF.type, SG.FullInspection)]
    assert arrange(room, tmp_path, [(FIRST, said), (SECOND, [claim(VISIT, SG.focus, TEXT)])]) == [
        [
            as_text(JUDGEMENT, SG.grade, f"<{ID['grade/good']}>", FIRST, "7-12", mint_claim(FIRST, good)),
            as_text(VISIT, RDF.type, f"<{SG.FullInspection}>", FIRST, "0-5", ""),
            as_text(VISIT, SG.focus, '"a \\"tab\\"\there\\nand a line"@en', SECOND, "0-5", ""),
        ],
        [as_text(OTHER, SG.focus, '"a \\"tab\\"\there\\nand a line"@en', FIRST, "3-8", "")],
    ]


@pytest.mark.parametrize("room", [1, 1 << 20], ids=["in files", "in memory"])
def test_order_in_which_documents_come_does_not_matter(room: int, tmp_path: Path) -> None:
    first = (FIRST, [claim(VISIT, SG.startDate, TEXT), claim(OTHER, SG.focus, TEXT, 3)])
    second = (SECOND, [claim(VISIT, SG.startDate, ID["grade/good"]), claim(OTHER, SG.focus, TEXT)])
    told = arrange(room, tmp_path, [first, second])
    assert [len(one) for one in told] == [2, 2]
    assert told == arrange(room, tmp_path, [second, first])


@pytest.mark.parametrize("room", [1, 1 << 20], ids=["in files", "in memory"])
def test_claims_can_be_asked_for_again_without_a_document(room: int, tmp_path: Path) -> None:
    with Arranged(frozenset(), room, tmp_path) as arranged:
        for document in (FIRST, SECOND):
            arranged.add(document, [claim(VISIT, SG.focus, TEXT), claim(document, SG.about, VISIT)])
        first, second = (
            [[URIRef(one.document) for one in told] for told in arranged.iter_wholes(but)] for but in ((), [FIRST])
        )
        assert (first, second) == ([[FIRST], [SECOND], [FIRST, SECOND]], [[SECOND], [SECOND]])


def test_nothing_is_arranged_of_nothing(tmp_path: Path) -> None:
    assert arrange(1, tmp_path, [(FIRST, [])]) == []
