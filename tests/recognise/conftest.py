"""Small documents, written so that a test shows its whole document."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from graph.recognise.outline import Line, first_page, to_lines
from graph.statements import Block, Document, Page


def make_document(text: str) -> Document:
    """A document with one block a line: "# " starts a heading, "• " or "1. " an item; a tab makes a row, form feeds pages."""
    pages, blocks = [], []
    whole = ""
    for number, page in enumerate(textwrap.dedent(text).split("\f"), 1):
        start = len(whole)
        for line in filter(None, (line.strip(" ") for line in page.split("\n"))):
            words = line.removeprefix("# ")
            kind = "heading" if words != line else "row" if "\t" in line else "item" if _is_item(line) else "paragraph"
            blocks.append(Block(kind, len(whole), len(whole) + len(words)))
            whole += words + "\n"
        pages.append(Page(number, start, len(whole)))
    return Document("sample.txt", "0" * 64, "text/plain", whole, tuple(pages), tuple(blocks))


def _is_item(line: str) -> bool:
    mark = line.split(" ", maxsplit=1)[0]
    return mark in "•◦–" or mark.rstrip(".").isdigit()


@pytest.fixture
def document() -> Callable[[str], Document]:
    """Makes a document from text, one block a line: "# " starts a heading, "• " or "1. " an item, a tab makes a row."""
    return make_document


@pytest.fixture
def lines() -> Callable[[Document], tuple[Line, ...]]:
    """Gives the lines of a document."""
    return to_lines


@pytest.fixture
def page() -> Callable[[Document], tuple[Line, ...]]:
    """Gives the lines of a document's first page."""
    return lambda document: first_page(document, to_lines(document))
