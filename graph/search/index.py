"""The index of a snapshot: every name with its folded words, and every text for SQLite's full-text search.

It has the things that can be found with their kinds; each name of a thing with its folded words, and how these start; what is
said, stemmed by Porter's rules; and every word of a name, with how many names have it, for those who mistype it. One that goes on
from the snapshot before (`graph.search.layers`) asks only of what changed, and of what shows the name of something that did.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import cast

from graph.query.pages import fill
from graph.search.entries import Entries, Entry
from graph.search.layers import UNREADABLE, going_on, open_layers, remove_layers, writing
from graph.search.words import fold
from graph.store import Rows, Store

_SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, thing TEXT UNIQUE, kind TEXT, name TEXT, source TEXT, about TEXT);
CREATE INDEX things_by_source ON things (source) WHERE source <> '';
CREATE INDEX things_by_kind ON things (kind);
CREATE TABLE names (id INTEGER PRIMARY KEY, owner INTEGER, name TEXT, folded TEXT);
CREATE INDEX names_by_owner ON names (owner);
CREATE VIRTUAL TABLE prefixes USING fts5(folded, content='', columnsize=0, prefix='1 2 3', tokenize='unicode61');
CREATE VIRTUAL TABLE texts USING fts5(text, about, tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE words (word TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
"""
_OPTIMIZE = "INSERT INTO texts (texts) VALUES ('optimize'); INSERT INTO prefixes (prefixes) VALUES ('optimize');"


class Index:
    """An open index; several threads may ask it, one at a time. `words` are those of names, sorted."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = threading.Lock()
        self.words: tuple[str, ...] = tuple(word for (word,) in self.rows("SELECT word FROM words ORDER BY word"))

    def rows(self, query: str, *values: str | int) -> list[tuple[str, ...]]:
        """The rows of a query."""
        with self._turn:
            return self._connection.execute(query, values).fetchall()

    def names_of(self, kind: str) -> list[str]:
        """What the things of a kind are called, in alphabetical order."""
        return [name for (name,) in self.rows("SELECT DISTINCT name FROM things WHERE kind = ? ORDER BY name", kind)]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def write_index(store: Store, path: Path) -> None:
    """Make the index of a store, in a file that is not there yet."""
    with writing(path) as connection:
        _fill(connection, store)


def renew_index(store: Store, before: Path, path: Path, changed: Collection[str]) -> None:
    """The index of a store, on from that in the folder of the snapshot before: `changed` are all things of which some triple came
    or went since, and may be more. Where there is none before, or it cannot be read, the index is made anew.
    """
    try:
        with going_on(before / path.name, path) as connection:
            _amend(connection, store, changed)
    except UNREADABLE:
        remove_layers(path)
        write_index(store, path)


def keep_index(store: Store) -> Index:
    """The index of a store, in memory."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, store)
    return Index(connection)


def open_index(path: Path) -> Index:
    """The index in a file, for reading."""
    return Index(open_layers(path))


def _fill(connection: sqlite3.Connection, store: Store) -> None:
    connection.executescript(_SCHEMA)
    # In a file without a name, since nobody knows how many they are.
    connection.execute("CREATE TEMPORARY TABLE wanted (thing TEXT PRIMARY KEY) WITHOUT ROWID")
    listed = cast("Rows", store.query(fill("searched-things"))).iter_texts()
    connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", listed)
    table = _Table(connection)
    for thing, entry in Entries(store).iter(
        thing for (thing,) in connection.execute("SELECT thing FROM wanted ORDER BY thing")
    ):
        if entry:
            table.put(thing, entry)
    table.finish()
    connection.commit()
    connection.executescript(f"DROP TABLE wanted; {_OPTIMIZE}")


def _amend(connection: sqlite3.Connection, store: Store, changed: Collection[str]) -> None:
    """Write anew what changed and what these things lead to, then what shows their names."""
    table, entries = _Table(connection), Entries(store)
    things = sorted(map(str, changed))
    wanted = {*things, *entries.iter_led(things), *table.find_sourced(things), *table.find_kinds("places", "themes")}
    renamed = {thing for thing, entry in entries.iter(sorted(wanted)) if table.replace(thing, entry)}
    for thing, entry in entries.iter(sorted(table.find_sourced(renamed) - wanted)):
        table.replace(thing, entry)
    table.finish()


class _Table:
    """The entries of an index that is being written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        self._words = Counter[str]()

    def put(self, thing: str, entry: Entry, place: int | None = None) -> None:
        """Put in a thing that is not there; where one was taken out, if that is told."""
        owner = self._ask(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)",
            (place, thing, entry.kind, entry.label, entry.source, entry.about),
        ).lastrowid
        for name in entry.names:
            words = fold(name)
            self._words.update(set(words))
            folded = " ".join(words)
            row = self._ask("INSERT INTO names (owner, name, folded) VALUES (?, ?, ?)", (owner, name, folded)).lastrowid
            self._ask("INSERT INTO prefixes (rowid, folded) VALUES (?, ?)", (row, folded))
        if entry.text is not None:
            self._ask("INSERT INTO texts (rowid, text, about) VALUES (?, ?, ?)", (owner, entry.text, entry.about))

    def replace(self, thing: str, entry: Entry | None) -> bool:
        """Have a thing be as it is now; gives whether it is called otherwise than before, which others show."""
        place, was = self._find(thing)
        if was == entry:
            return False
        if place is not None:
            self._remove(place)
        if entry:
            self.put(thing, entry, place)
        return (was and (was.kind, was.label)) != (entry and (entry.kind, entry.label))

    def find_sourced(self, sources: Iterable[str]) -> set[str]:
        """The things that show the names of these."""
        found = (
            self._ask("SELECT thing FROM things WHERE source = ? AND source <> ''", (source,)) for source in sources
        )
        return {thing for rows in found for (thing,) in rows}

    def find_kinds(self, *kinds: str) -> set[str]:
        """The things of some kinds."""
        found = (self._ask("SELECT thing FROM things WHERE kind = ?", (kind,)) for kind in kinds)
        return {thing for rows in found for (thing,) in rows}

    def finish(self) -> None:
        """Write down how many names have each word."""
        counts = "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET names = names + excluded.names"
        for word, number in sorted(self._words.items()):
            self._ask(counts, (word, number))
            if number < 0:
                self._ask("DELETE FROM words WHERE word = ? AND names = 0", (word,))

    def _find(self, thing: str) -> tuple[int | None, Entry | None]:
        row = self._ask("SELECT id, kind, name, source, about FROM things WHERE thing = ?", (thing,)).fetchone()
        if row is None:
            return None, None
        place, kind, label, source, about = row
        names = tuple(sorted(name for (name,) in self._ask("SELECT name FROM names WHERE owner = ?", (place,))))
        said = self._ask("SELECT text FROM texts WHERE rowid = ?", (place,)).fetchone()
        return place, Entry(kind, label, names, said and said[0], source, about)

    def _remove(self, place: int) -> None:
        for row, folded in self._ask("SELECT id, folded FROM names WHERE owner = ?", (place,)).fetchall():
            self._words.subtract(set(folded.split()))
            # An index without its texts has to be told what it had.
            self._ask("INSERT INTO prefixes (prefixes, rowid, folded) VALUES ('delete', ?, ?)", (row, folded))
        self._ask("DELETE FROM names WHERE owner = ?", (place,))
        self._ask("DELETE FROM texts WHERE rowid = ?", (place,))
        self._ask("DELETE FROM things WHERE id = ?", (place,))
