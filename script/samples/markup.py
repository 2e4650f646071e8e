"""The sources of the samples: a header of `key: value` lines, a line `---`, and a text in a small markup.

    # title          ## heading          ### sub-heading
    - item           1. numbered item    i. item of a list of requests
    @ line that stands for itself
    | cell | cell    rows of a table; `|! cell | cell` is its head, `|= 60 40` the widths of its columns in per cent
                     (and `bare`: no rules); the last cell of a row with too few cells goes over the columns left
    (`//` begins a new paragraph within a cell)
    ^ footnote       === (a new page)    any other lines: a paragraph, up to the next empty line

Words in `**…**` are bold, in `^…^` raised. Lines that follow an item, a footnote or a line of its own and are indented
by two spaces go on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEADS = {"# ": "title", "## ": "heading", "### ": "subheading", "- ": "item", "@ ": "line", "^ ": "footnote"}
NUMBER = re.compile(r"(?P<number>\d+\.|\([a-z]\)|[ivx]+\.) +(?P<text>.*)")
INLINE = re.compile(r"(?P<bold>\*\*.+?\*\*)|(?P<raised>\^[^^]+\^)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item, footnote, line or page break of a source."""

    kind: str
    text: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a source: its rows, how many of them are its head, each column's share of the width, and whether it has rules."""

    rows: tuple[tuple[str, ...], ...]
    head: int
    widths: tuple[int, ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A sample's source: what its header says, and its blocks in order."""

    header: dict[str, str]
    blocks: tuple[Block | Table, ...]

    @property
    def file(self) -> str:
        """The name of the finished file."""
        return self.header["file"]

    @property
    def publisher(self) -> str:
        """Who published the original, and that this is not it."""
        return f"{self.header['owner']} (restated by Scrutiny Graph)"

    @property
    def running_head(self) -> tuple[str, ...]:
        """The lines that stand at the foot of each page beside its number."""
        return tuple(part.strip() for part in self.header.get("head", "").split("|") if part.strip())


def read_source(path: Path) -> Source:
    """The source at `path`."""
    header, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    entries = (line.partition(":") for line in header.splitlines() if line.strip())
    known = {key.strip(): value.strip() for key, _, value in entries}
    return Source(known, (*_iter_blocks(body.splitlines()), *_closing(known)))


def _closing(header: dict[str, str]) -> tuple[Block, Block]:
    """What stands at the end of every sample: that it is one, and where the original is."""
    text = (
        "This document is a sample written for Scrutiny Graph. It restates public facts in words of its own and is not "
        f"the publisher’s text. The original comes from {header['owner']} and is to be found at {header['url']}"
    )
    return Block("heading", "About this sample"), Block("paragraph", text)


def spans(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text with their manner: "plain", "bold" or "raised"."""
    position = 0
    for match in INLINE.finditer(text):
        if match.start() > position:
            yield "plain", text[position : match.start()]
        yield ("bold", match["bold"][2:-2]) if match["bold"] else ("raised", match["raised"][1:-1])
        position = match.end()
    if position < len(text):
        yield "plain", text[position:]


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(piece for _, piece in spans(text))


def _iter_blocks(lines: list[str]) -> Iterator[Block | Table]:
    chunk: list[str] = []
    for line in [*lines, ""]:
        if chunk and _begins_anew(line, chunk):
            yield _to_table(chunk) if chunk[0].startswith("|") else _to_block(chunk)
            chunk = []
        if line.strip():
            chunk.append(line)


def _begins_anew(line: str, chunk: list[str]) -> bool:
    if not line.strip():
        return True
    if chunk[0].startswith("|"):
        return not line.startswith("|")
    marked = chunk[0].startswith(tuple(LEADS)) or bool(NUMBER.match(chunk[0]))
    return (marked and not line.startswith("  ")) or chunk[0] == "==="


def _to_block(lines: list[str]) -> Block:
    text = " ".join(line.strip() for line in lines)
    if text == "===":
        return Block("page")
    for lead, kind in LEADS.items():
        if text.startswith(lead):
            return Block(kind, text[len(lead) :].strip())
    if match := NUMBER.fullmatch(text):
        return Block("numbered", match["text"], match["number"])
    return Block("paragraph", text)


def _to_table(lines: list[str]) -> Table:
    widths: list[str] = []
    rows: list[tuple[str, ...]] = []
    head = 0
    for line in lines:
        if line.startswith("|="):
            widths = line[2:].split()
            continue
        head += line.startswith("|!")
        rows.append(tuple(cell.strip() for cell in line.removeprefix("|!").removeprefix("|").split("|")))
    columns = max(len(row) for row in rows)
    shares = tuple(int(share) for share in widths if share.isdigit())
    return Table(tuple(rows), head, shares or (100 // columns,) * columns, ruled="bare" not in widths)
