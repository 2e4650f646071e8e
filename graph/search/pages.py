"""The index of what documents say, page by page: on which of their pages words stand, and where.

It is a file of SQLite's beside the texts of a snapshot, and holds no text itself: what is shown is read from the document's own
file. One that goes on from the snapshot before reads only what is new. What was said on pages that are gone stays in it, without
its page, until it is as much as all the rest.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.search.found import END, START, Found, Hit, split_marked, to_match
from graph.search.words import Part, Term
from graph.terms import ID

KIND = "pages"
NAME = "pages.sqlite"
"""What the file is called in a snapshot."""
BEFORE, WIDTH = 90, 260
"""Letters of a page that are shown: so many before the words, and so many in all."""
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
_SCHEMA = f"""
CREATE TABLE files (document TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
CREATE TABLE pages (id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT, number INTEGER, start INTEGER, finish INTEGER);
CREATE INDEX pages_of_documents ON pages (document);
CREATE VIRTUAL TABLE words USING fts5(text, content='', {_TOKENS});
"""


def write_pages(folder: Path, path: Path, before: Path | None = None) -> None:
    """Make the index of the texts in a folder, in a file that is not there yet; on from the index `before`, where there is one."""
    if before is not None and before.is_file():
        shutil.copyfile(before, path)
        with closing(_open_draft(path)) as connection:
            if _amend(connection, folder):
                return
        path.unlink()
    with closing(_open_draft(path)) as connection:
        connection.executescript(_SCHEMA)
        _amend(connection, folder)
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.commit()


def _open_draft(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    # A file that is not whole is thrown away with its snapshot, so nothing has to be undone.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return connection


def _amend(connection: sqlite3.Connection, folder: Path) -> bool:
    """Put in what is new and take out what is gone; gives whether it was worth it, since too much that is gone stays behind."""
    known = dict(connection.execute("SELECT document, state FROM files"))
    found = {path.stem: _tell_state(path) for path in sorted(folder.glob("*.json"))}
    gone = [(document,) for document, state in known.items() if found.get(document) != state]
    connection.executemany("DELETE FROM pages WHERE document = ?", gone)
    connection.executemany("DELETE FROM files WHERE document = ?", gone)
    left, ever = connection.execute("SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM sqlite_sequence, pages").fetchone()
    if ever > 2 * left and gone:
        return False
    for document, state in found.items():
        if known.get(document) != state:
            connection.execute("INSERT INTO files VALUES (?, ?)", (document, state))
            _add(connection, document, folder / f"{document}.json")
    connection.commit()
    return True


def _tell_state(path: Path) -> str:
    """What is another when the file is: a text that is as it was has a second name in the next snapshot, and is the same file."""
    found = path.stat()
    return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


def _add(connection: sqlite3.Connection, document: str, path: Path) -> None:
    for number, start, finish, text in _iter_pages(path):
        page = connection.execute(
            "INSERT INTO pages (document, number, start, finish) VALUES (?, ?, ?, ?)", (document, number, start, finish)
        ).lastrowid
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (page, text))


def _iter_pages(path: Path) -> Iterator[tuple[int, int, int, str]]:
    kept = json.loads(path.read_bytes())
    text = kept["text"]
    for number, start, finish in kept.get("pages") or [(1, 0, len(text))]:
        yield number, start, finish, text[start:finish]


class Pages:
    """An open index, with the folder of the texts that it is of; several threads may ask it, one at a time."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        # What is found is marked by the same rules by which it is found: in a table of SQLite's that holds it for the moment.
        self._connection.executescript(
            f"PRAGMA temp_store = MEMORY; CREATE VIRTUAL TABLE temp.shown USING fts5(text, {_TOKENS});"
        )
        self._turn = threading.Lock()

    def find(self, terms: Iterable[Term], limit: int = 10, offset: int = 0) -> Found:
        """The documents with a page that has all words and phrases, the best first, each with that page's words."""
        match = to_match(terms)
        [(number,)] = self._rows(
            "SELECT COUNT(DISTINCT document) FROM words JOIN pages ON id = words.rowid WHERE words MATCH ?", match
        )
        rows = self._rows(
            "WITH found AS (SELECT rowid AS id, rank AS score FROM words WHERE words MATCH ?) "
            "SELECT document, number, start, finish, COUNT(*), MIN(score) AS best FROM found JOIN pages USING (id) "
            "GROUP BY document ORDER BY best, document LIMIT ? OFFSET ?",
            match, limit, offset,
        )  # fmt: skip
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
