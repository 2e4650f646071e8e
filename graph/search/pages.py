"""The index of what documents say, page by page: on which of their pages words stand, and where.

It is a file of SQLite's beside the texts of a snapshot, and holds no text itself: what is shown is read from the document's own
file. One that goes on from the snapshot before (`graph.search.layers`) reads only texts that came or went.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.search.found import END, START, Found, Hit, split_marked, to_match
from graph.search.layers import UNREADABLE, going_on, open_layers, remove_layers, writing
from graph.search.words import Part, Term
from graph.terms import ID

KIND = "pages"
NAME = "pages.sqlite"
"""What the file is called in a snapshot."""
BEFORE, WIDTH = 90, 260
"""Letters of a page that are shown: so many before the words, and so many in all."""
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
_SCHEMA = f"""
CREATE TABLE pages (id INTEGER PRIMARY KEY, document TEXT, number INTEGER, start INTEGER, finish INTEGER);
CREATE INDEX pages_of_documents ON pages (document);
CREATE VIRTUAL TABLE words USING fts5(text, content='', {_TOKENS});
"""
_OPEN = f"PRAGMA temp_store = MEMORY; CREATE VIRTUAL TABLE temp.shown USING fts5(text, {_TOKENS});"
# Of a document's pages the best is shown; of those that are as good, whichever way the index was made, the first: what a page's
# number adds to its score is less than any difference between scores that means something.
_FIND = """
WITH found AS (SELECT rowid AS id, rank AS score FROM words WHERE words MATCH ?)
SELECT document, number, start, finish, COUNT(*), MIN(score + number * 1e-13) AS best FROM found JOIN pages USING (id)
GROUP BY document ORDER BY best, document LIMIT ? OFFSET ?
"""


def write_pages(folder: Path, path: Path) -> None:
    """Make the index of the texts in a folder, in a file that is not there yet."""
    with writing(path) as connection:
        connection.executescript(_SCHEMA)
        for text in sorted(folder.glob("*.json")):
            _add(connection, text)
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def renew_pages(folder: Path, path: Path, before: Path, gone: Collection[str], come: Collection[str]) -> None:
    """The same index, on from that in the folder of the snapshot before: of it the texts that are gone are taken out, as they stand
    there, and those that came are put in. They are named by their files, without the ending; one that reads otherwise now is
    of both. Where there is none before, or it cannot be read, the index is made anew.
    """
    try:
        with going_on(before / path.name, path) as connection:
            for key in sorted(gone):
                _remove(connection, before / folder.name / f"{key}.json")
            for key in sorted(come):
                _add(connection, folder / f"{key}.json")
    except UNREADABLE:
        remove_layers(path)
        write_pages(folder, path)


def _add(connection: sqlite3.Connection, path: Path) -> None:
    for page in _iter_pages(path):
        place = connection.execute(
            "INSERT INTO pages (document, number, start, finish) VALUES (?, ?, ?, ?)", (path.stem, *page[:3])
        ).lastrowid
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (place, page.text))


def _remove(connection: sqlite3.Connection, path: Path) -> None:
    """Take the pages of a text out: an index without its texts has to be told what it had."""
    places = connection.execute("SELECT id FROM pages WHERE document = ? ORDER BY id", (path.stem,)).fetchall()
    for (place,), page in zip(places, _iter_pages(path), strict=True):
        connection.execute("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (place, page.text))
    connection.execute("DELETE FROM pages WHERE document = ?", (path.stem,))


class Page(NamedTuple):
    """A page of a text: its number, where it starts and ends, and what it says."""

    number: int
    start: int
    finish: int
    text: str


def _iter_pages(path: Path) -> Iterator[Page]:
    kept = json.loads(path.read_bytes())
    text = kept["text"]
    for number, start, finish in kept.get("pages") or [(1, 0, len(text))]:
        yield Page(number, start, finish, text[start:finish])


class Pages:
    """An open index, with the folder of the texts that it is of; several threads may ask it, one at a time."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        self._connection = open_layers(path)
        self._connection.isolation_level = None
        # What is found is marked by the same rules by which it is found: in a table of SQLite's that holds it for the moment.
        self._connection.executescript(_OPEN)
        self._turn = threading.Lock()

    def find(self, terms: Iterable[Term], limit: int = 10, offset: int = 0) -> Found:
        """The documents with a page that has all words and phrases, the best first, each with that page's words."""
        match = to_match(terms)
        [(number,)] = self._rows(
            "SELECT COUNT(DISTINCT document) FROM words JOIN pages ON id = words.rowid WHERE words MATCH ?", match
        )
        rows = self._rows(_FIND, match, limit, offset)
        return Found(KIND, number, tuple(self._tell(match, *row[:5]) for row in rows))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _tell(self, match: str, document: str, number: int, start: int, finish: int, pages: int) -> Hit:
        text = json.loads((self.folder / f"{document}.json").read_bytes())["text"][start:finish]
        first, last, parts = cut(self._mark(match, text))
        more = f", and {pages - 1} more {'page' if pages == 2 else 'pages'}" if pages > 1 else ""
        place = ID[f"document/{document}/evidence/{start + first}-{start + last}"]
        return Hit(ID[f"document/{document}"], KIND, "", parts, f"page {number}{more}", place=place)

    def _mark(self, match: str, text: str) -> tuple[Part, ...]:
        plain = text.replace(START, " ").replace(END, " ")
        with self._turn:
            self._connection.execute("DELETE FROM shown")
            self._connection.execute("INSERT INTO shown VALUES (?)", (plain,))
            marked = self._connection.execute(
                "SELECT highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?", (START, END, match)
            ).fetchone()
        return split_marked(marked[0] if marked else plain)

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        with self._turn:
            return self._connection.execute(query, values).fetchall()


def cut(parts: tuple[Part, ...]) -> tuple[int, int, tuple[Part, ...]]:
    """Of a marked text the place where most different words that are marked stand together: its start and end, and the text
    around it.
    """
    text, spans = "".join(part.text for part in parts), list(_iter_spans(parts))
    if not spans:
        return 0, min(len(text), 1), (Part(_shorten(text[:WIDTH]), False),)
    most = WIDTH - BEFORE
    near = [[span for span in spans if first <= span[0] and span[1] <= first + most] for first, _ in spans]
    best = (
        max(near, key=lambda those: (len({text[start:end].lower() for start, end in those}), len(those))) or spans[:1]
    )
    start, end = best[0][0], best[-1][1]
    left, right = max(start - BEFORE, 0), min(max(start - BEFORE, 0) + WIDTH, len(text))
    left = text.find(" ", left, start) + 1 or start if left else 0
    right = max(text.rfind(" ", end, right), end) if right < len(text) else right
    return (
        start,
        end,
        tuple(_iter_shown(text, [span for span in spans if left <= span[0] < right], left, max(right, end))),
    )


def _iter_spans(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    place = 0
    for part in parts:
        if part.marked:
            yield place, place + len(part.text)
        place += len(part.text)


def _iter_shown(text: str, spans: Iterable[tuple[int, int]], left: int, right: int) -> Iterator[Part]:
    place = left
    for start, end in spans:
        yield Part(("… " if place == left and left else "") + _shorten(text[place:start]), False)
        yield Part(_shorten(text[start : min(end, right)]), True)
        place = min(end, right)
    yield Part(_shorten(text[place:right]) + (" …" if right < len(text) else ""), False)


def _shorten(text: str) -> str:
    """The text on one line."""
    return text.replace("\n", " ").replace("\t", " ")
