"""A source as plain text, as it comes out when somebody saves a paper's words alone.

`wrap: 84` in the header breaks the lines there, `wrap: 0` leaves a paragraph on one line; `encoding` names the code page
(a Windows one, often). The cells of a row stand on one line with a tab between them, or, with `table: flat`, each on a
line of its own behind a tab, which is what becomes of Word's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from samples.markup import Block, Source, Table, plain


def to_text(source: Source) -> bytes:
    """The finished text, with the line ends of Windows where its code page is one of Windows."""
    encoding = source.header.get("encoding", "utf-8")
    text = "\n".join(_iter_lines(source)).rstrip() + "\n"
    return (text.replace("\n", "\r\n") if encoding.startswith("cp") else text).encode(encoding)


def _iter_lines(source: Source) -> Iterator[str]:
    width = int(source.header.get("wrap", "0"))
    for block in source.blocks:
        if isinstance(block, Table):
            yield from _table_lines(block, flat=source.header.get("table") == "flat")
            yield ""
        elif block.kind == "page":
            yield "\f"
        else:
            yield _to_lines(block, width)
            if block.kind not in ("line", "item"):
                yield ""


def _to_lines(block: Block, width: int) -> str:
    lead = {"item": "• ", "numbered": block.number + " "}.get(block.kind, "")
    text = lead + plain(block.text)
    return fill(text, width, break_long_words=False, break_on_hyphens=False) if width else text


def _table_lines(table: Table, *, flat: bool) -> Iterator[str]:
    for row in table.rows:
        cells = [plain(cell) for cell in row]
        if flat:
            yield from (f"\t{cell}\n" for cell in cells)
        else:
            yield "\t".join(cells)
