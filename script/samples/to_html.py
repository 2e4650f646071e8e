"""A source as a page of a website: the text within the site's own navigation, side column and foot.

The frame is named in the source's header (`frame: council` is `frame-council.html`).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from samples.markup import Block, Source, Table, spans

FRAMES = Path(__file__).parent
ELEMENTS = {"title": "h1", "heading": "h2", "subheading": "h3", "paragraph": "p", "line": "p", "footnote": "p"}
TAGS = {"plain": "{}", "bold": "<strong>{}</strong>", "raised": "<sup>{}</sup>"}


def to_html(source: Source) -> bytes:
    """The finished page, in UTF-8."""
    frame = Template((FRAMES / f"frame-{source.header['frame']}.html").read_text(encoding="utf-8"))
    words = {key: escape(value) for key, value in source.header.items()}
    return frame.substitute(words, body="\n".join(_iter_elements(source))).encode()


def _iter_elements(source: Source) -> Iterator[str]:
    for kind, group in groupby(source.blocks, lambda block: "" if isinstance(block, Table) else block.kind):
        blocks = list(group)
        if kind == "item":
            yield "\n".join(["<ul>", *(f"<li>{_marked(block.text)}</li>" for block in blocks), "</ul>"])
        else:
            yield from (_to_element(block) for block in blocks)


def _to_element(block: Block | Table) -> str:
    if isinstance(block, Table):
        return _to_table(block)
    if block.kind == "page":
        return "<hr>"
    if block.number:
        return f'<p class="numbered">{block.number} {_marked(block.text)}</p>'
    name = ELEMENTS[block.kind]
    return f"<{name}>{_marked(block.text)}</{name}>"


def _to_table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        name = "th" if number < table.head else "td"
        cells = [f"<{name}>{_marked(cell)}</{name}>" for cell in row]
        if wider := len(table.widths) - len(row):
            cells[-1] = cells[-1].replace(">", f' colspan="{wider + 1}">', 1)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join(["<table>", *rows, "</table>"])


def _marked(text: str) -> str:
    return "".join(TAGS[manner].format(piece) for manner, piece in spans(escape(text, quote=False)))
