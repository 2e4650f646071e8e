"""The index of a snapshot: every name with its folded words, and every text for SQLite's full-text search.

It has the things that can be found with their kinds; each name of a thing with its folded words, and how these start; what is
said, stemmed by Porter's rules; and every word of a name, once, for those who mistype it.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from rdflib import URIRef

from graph.query.pages import ask_page
from graph.query.pages.rows.search import SearchedAbout, SearchedName, SearchedText
from graph.search.words import fold
from graph.store import Store
from graph.terms import SG

# The kinds of things by their keys, in the order in which they are told, and the classes of each, or the property that leads to it;
# all others are inspections.
CLASSES = {
    "councils": (SG.Council,),
    "people": (SG.Person,),
    "places": (SG.region,),
    "themes": (SG.theme,),
    "inspections": (),
    "recommendations": (SG.Recommendation,),
    "findings": (SG.Finding,),
    "requests": (SG.Request,),
    "committees": (SG.Committee, SG.Meeting),
    "organisations": (SG.Inspectorate, SG.SafeguardingBoard, SG.Partnership),
    "documents": (SG.Document,),
}
KINDS = tuple(CLASSES)
_KIND_OF = {cls: kind for kind, classes in CLASSES.items() for cls in classes}
# The best name first: a council's short name, a rule's label, a person's name, a report's title.
_NAMING = ("prefLabel", "label", "name", "title", "officialName", "altLabel")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, thing TEXT, kind TEXT, name TEXT, about TEXT);
CREATE TABLE names (id INTEGER PRIMARY KEY, owner INTEGER, name TEXT, folded TEXT);
CREATE VIRTUAL TABLE prefixes USING fts5(folded, content='', columnsize=0, prefix='1 2 3', tokenize='unicode61');
CREATE VIRTUAL TABLE texts USING fts5(text, about, tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


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
    with closing(sqlite3.connect(path)) as connection:
        # A file that is not whole is thrown away with its snapshot, so nothing has to be undone.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(connection, store)


def keep_index(store: Store) -> Index:
    """The index of a store, in memory."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, store)
    return Index(connection)


def open_index(path: Path) -> Index:
    """The index in a file, for reading."""
    return Index(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))


def _fill(connection: sqlite3.Connection, store: Store) -> None:
    connection.executescript(_SCHEMA)
    names = ask_page(store, SearchedName, "searched-names")
    texts = ask_page(store, SearchedText, "searched-texts")
    labels = _choose_labels(names)
    abouts = {row.thing: labels.get(row.about, "") for row in ask_page(store, SearchedAbout, "searched-abouts")}
    with connection:
        owners = _add_things(connection, _iter_things(names, texts, labels, abouts))
        _add_names(connection, ((owners[row.thing], row.name) for row in names))
        said = {row.thing: (owners[row.thing], _clean(row.text), labels.get(row.source, "")) for row in texts}
        connection.executemany("INSERT INTO texts (rowid, text, about) VALUES (?, ?, ?)", said.values())
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        connection.execute("INSERT INTO prefixes (prefixes) VALUES ('optimize')")


def _choose_labels(names: Iterable[SearchedName]) -> dict[URIRef, str]:
    ranked = sorted(names, key=lambda row: (_NAMING.index(row.naming.rsplit("#", 1)[-1].rsplit("/", 1)[-1]), row.name))
    return {row.thing: _clean(row.name) for row in reversed(ranked)}


def _iter_things(
    names: Iterable[SearchedName], texts: Iterable[SearchedText], labels: dict[URIRef, str], abouts: dict[URIRef, str]
) -> Iterator[tuple[URIRef, str, str, str]]:
    for name in names:
        yield name.thing, _KIND_OF.get(name.kind, "inspections"), labels[name.thing], abouts.get(name.thing, "")
    for text in texts:
        yield text.thing, _KIND_OF[text.kind], "", labels.get(text.source, "")


def _add_things(connection: sqlite3.Connection, things: Iterable[tuple[URIRef, str, str, str]]) -> dict[URIRef, int]:
    owners: dict[URIRef, int] = {}
    for thing, *said in things:
        if thing not in owners:
            owners[thing] = len(owners) + 1
            connection.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?)", (owners[thing], str(thing), *said))
    return owners


def _add_names(connection: sqlite3.Connection, names: Iterable[tuple[int, str]]) -> None:
    words: set[str] = set()
    for place, (owner, name) in enumerate(dict.fromkeys((owner, _clean(name)) for owner, name in names), 1):
        folded = fold(name)
        words.update(folded)
        connection.execute("INSERT INTO names VALUES (?, ?, ?, ?)", (place, owner, name, " ".join(folded)))
        connection.execute("INSERT INTO prefixes (rowid, folded) VALUES (?, ?)", (place, " ".join(folded)))
    connection.executemany("INSERT INTO words VALUES (?)", ((word,) for word in sorted(words)))


def _clean(text: str) -> str:
    """The text without the signs that mark what was found, and all others of their kind."""
    return _CONTROL.sub(" ", text)
