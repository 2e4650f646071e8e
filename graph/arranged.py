"""Claims of all documents, arranged by the things that they are about, however many they are.

    with Arranged(functional, room, folder) as claims:
        claims.add(document, found)
        for told in claims.iter_wholes():
            facts = choose_facts(told, functional)

Documents come one after the other, but a fact is chosen among what all of them claim of one thing. So each claim becomes a line
that begins with what it is about, and lines are sorted in as much memory as they may take, the rest of them in files. In which
order documents come does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from rdflib import URIRef

from graph.claims import Claim, mint_claim
from graph.facts import Told, find_whole
from graph.store import Sorter, to_text
from graph.terms import mint_document

_DOCUMENT = str(mint_document(""))
_SHARE = 32  # of the room, one part in so many is of text; sorting it takes four times that


class Arranged:
    """What is claimed, in lines: the whole that the claim is about, the key of its document and its place there, and the rest.

    `functional` are the properties with one value, about which documents can disagree; `room` is the memory that the whole build may take, in bytes.
    """

    def __init__(self, functional: frozenset[URIRef], room: int, folder: Path) -> None:
        self._functional = frozenset(map(str, functional))
        self._lines = Sorter(room // _SHARE, folder)

    def add(self, document: URIRef, claims: Iterable[Claim]) -> None:
        """Take what a document claims."""
        key = document.rpartition("/")[2]
        lines = [self._to_line(key, document, number, claim) for number, claim in enumerate(claims)]
        self._lines.write("".join(lines).encode())

    def iter_wholes(
        self, without: Collection[URIRef] = (), only: Container[str] | None = None
    ) -> Iterator[Iterator[Told]]:
        """What is told of each whole, or of those that are wanted alone, in the order of documents' keys, but for what some documents
        tell; again as often as is needed, also when more was added.
        """
        left_out = {str(document) for document in without}
        told = (self._from_line(line) for line in self._lines)
        sound = ((whole, one) for whole, one in told if one.document not in left_out)
        for whole, group in groupby(sound, key=itemgetter(0)):
            if only is None or whole in only:
                yield (one for _, one in group)

    def __enter__(self) -> Self:
        """The claims; their files go at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the files."""
        self._lines.__exit__(kind, error, trace)

    def _to_line(self, key: str, document: URIRef, number: int, claim: Claim) -> str:
        subject, predicate = str(claim.subject), str(claim.predicate)
        whole = find_whole(subject)
        words = f"{claim.span.start}-{claim.span.end}"
        statement = mint_claim(document, claim) if predicate in self._functional else ""
        # The value comes last, since a literal may have tabs in it.
        parts = (whole, key, f"{number:07}", subject[len(whole) :], predicate, words, statement, to_text(claim.value))
        return "\t".join(parts) + "\n"

    def _from_line(self, line: bytes) -> tuple[str, Told]:
        whole, key, _, part, predicate, words, statement, value = line[:-1].decode().split("\t", 7)
        return whole, Told(whole + part, predicate, value, f"{_DOCUMENT}{key}", words, statement)
