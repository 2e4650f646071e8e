"""A document's text cut into pieces at the ends of its passages, so that each can be marked where it stands.

Passages overlap (a judgement's row lies in its table's heading), and HTML elements may not; so the text is cut wherever
one starts or ends, and a piece is marked if any passage covers it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from rdflib import RDF, URIRef

from graph.query.pages.rows.documents import Statement
from web.store import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document and the statements that rest on them."""

    start: int
    end: int
    page: int
    quote: str
    statements: tuple[Statement, ...]

    @property
    def subjects(self) -> dict[URIRef, list[Statement]]:
        """The statements by what they are about; that a judgement is a judgement goes without saying beside its grade."""
        groups: dict[URIRef, list[Statement]] = {}
        for statement in self.statements:
            groups.setdefault(statement.subject, []).append(statement)
        return {subject: [row for row in rows if row.property != RDF.type] or rows for subject, rows in groups.items()}

    @property
    def anchor(self) -> str:
        """The passage's name within its document's page."""
        return f"c{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is marked as a whole or not at all; `anchors` are the passages that start with it."""

    text: str
    marked: bool
    chosen: bool
    anchors: tuple[str, ...]
    first_chosen: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item or row of a document, in pieces; of a row, the pieces of each cell."""

    kind: str
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document."""

    number: int
    blocks: tuple[Block, ...]


def lay_out(text: Text, passages: list[Passage], chosen: tuple[int, int] | None) -> list[Page]:
    """The document page by page, with the passages marked and the chosen words apart."""
    cutter = Cutter(text.text, passages, chosen)
    pages = text.pages or [(1, 0, len(text.text))]
    starts = [start for _, start, _ in pages]
    blocks: list[list[Block]] = [[] for _ in pages]
    for kind, start, end in text.blocks or [("paragraph", 0, len(text.text))]:
        # A block belongs to the page on which it starts.
        index = max(bisect_left(starts, start + 1) - 1, 0)
        blocks[index].append(Block(kind, tuple(cutter.cut(*cell) for cell in find_cells(text.text, kind, start, end))))
    return [Page(number, tuple(found)) for (number, _, _), found in zip(pages, blocks, strict=True)]


def find_cells(text: str, kind: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a row's cells, which tabs separate; of any other block its one span."""
    cells = []
    while kind == "row" and (tab := text.find("\t", start, end)) >= 0:
        cells.append((start, tab))
        start = tab + 1
    return [*cells, (start, end)]


class Cutter:
    """Cuts spans of a text at the ends of its passages and of the chosen words."""

    def __init__(self, text: str, passages: list[Passage], chosen: tuple[int, int] | None) -> None:
        self.text = text
        self.chosen = chosen or (-1, -1)
        spans = [(passage.start, passage.end) for passage in passages]
        self.marked = merge(spans)
        self.anchors: dict[int, list[str]] = {}
        for passage in passages:
            self.anchors.setdefault(passage.start, []).append(passage.anchor)
        self.cuts = sorted({offset for span in (*spans, *([chosen] if chosen else ())) for offset in span})

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of a span."""
        inner = self.cuts[bisect_left(self.cuts, start + 1) : bisect_left(self.cuts, end)]
        edges = [start, *inner, end]
        return tuple(self._piece(*pair) for pair in pairwise(edges) if pair[0] < pair[1])

    def _piece(self, start: int, end: int) -> Piece:
        index = bisect_left(self.marked, (start + 1,)) - 1
        marked = index >= 0 and start < self.marked[index][1]
        chosen = self.chosen[0] <= start < self.chosen[1]
        # The chosen words may start in white space before this block, so the first piece is the one after it.
        first = chosen and not self.text[self.chosen[0] : start].strip()
        return Piece(self.text[start:end], marked, chosen, tuple(self.anchors.get(start, ())), first)


def merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without overlaps, in order: what any of them covers."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
