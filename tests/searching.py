"""All that an index has and what it finds, to be compared with another; for tests."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from graph.search import KINDS, PAGES_NAME, Found, Pages, count_words, open_index, search
from graph.search.layers import open_layers
from graph.search.words import read_terms
from graph.snapshots import Snapshot

TABLES = (
    "SELECT thing, kind, name, source, about FROM things ORDER BY thing",
    "SELECT thing, names.name, folded FROM names JOIN things ON things.id = owner ORDER BY thing, names.name",
    "SELECT thing, text, texts.about FROM texts JOIN things ON things.id = texts.rowid ORDER BY thing",
    "SELECT word, names FROM words ORDER BY word",
)
WANTED = (
    "lancashire", "lincolnshire", "inspection", "children", "care leavers", "health histories", "shirly", "north", '"asked to note"',
)  # fmt: skip


class Searched(NamedTuple):
    """The rows of an index, and what is found in it."""

    rows: list[list[Any]]
    found: list[list[Found]]
    words: object


def search_all(path: Path) -> Searched:
    """What an index of names and texts has, and what it finds of each kind."""
    with closing(open_layers(path)) as connection:
        rows = [connection.execute(query).fetchall() for query in TABLES]
    with closing(open_index(path)) as index:
        found = [search(index, wanted, kind=kind, limit=100) for wanted in WANTED for kind in (None, *KINDS)]
        return Searched(rows, found, (count_words(index), index.words))


def search_pages(snapshot: Snapshot) -> list[Found]:
    """What the index of pages of a snapshot finds."""
    with closing(Pages(snapshot.path / PAGES_NAME, snapshot.text_path)) as pages:
        return [pages.find(read_terms(wanted), 100) for wanted in WANTED]
