"""What people decided about people, in `data/people/`: who is one person under two addresses, and who is not to be told of.

A line of `merges.csv` makes the person at one address the one at another; taking the line out undoes it. A line of
`suppressed.csv` has the digest of a name (`digest_name`), so that the file itself does not tell whom it protects.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from rdflib import URIRef

from graph import registers, terms
from graph.errors import MappingError

STRUCK = "█"
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COLUMNS = {"merges": ("person", "same_as", "reason", "source"), "suppressed": ("name", "reason")}
_KEYS = {"merges": re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "suppressed": re.compile(r"[0-9a-f]{16}")}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Addresses of persons who are another person each, by key ("jo-bel" → "jo-bell"), and the names not to be told, by digest."""

    merges: Mapping[str, str] = field(default_factory=dict)
    suppressed: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """What stands for all of them, so that a build tells whether any changed."""
        return terms.digest(*(f"{old} {new}" for old, new in sorted(self.merges.items())), *sorted(self.suppressed))

    def follow(self, person: URIRef) -> URIRef:
        """The address at which a person is kept: the same, or the last to which merges lead."""
        key = person.removeprefix(terms.ID["person/"])
        while key in self.merges:
            key = self.merges[key]
        return terms.ID[f"person/{key}"]


def folder() -> Traversable | Path:
    """Where the decisions lie: where SCRUTINY_PEOPLE says, inside the installed package, or in the source tree."""
    if told := os.environ.get("SCRUTINY_PEOPLE"):
        return Path(told)
    return registers.folder("people")


def load(place: Traversable | Path | None = None) -> Decisions:
    """The decisions in a folder, or in the usual one.

    :raise MappingError: where a table cannot be used as it is, with the line to correct.
    """
    place = place or folder()
    merges = {row["person"]: row["same_as"] for row in _iter_rows(place, "merges")}
    for start in merges:
        _refuse_circle(merges, start)
    return Decisions(merges, frozenset(row["name"] for row in _iter_rows(place, "suppressed")))


def digest_name(name: str) -> str:
    """The digest under which a name is suppressed: 16 hexadecimal digits of the SHA-256 of "jo-bell" for "Jo Bell"."""
    return terms.digest(terms.slug(name))


def strike(text: str, suppressed: frozenset[str]) -> str:
    """The text with every name struck out whose digest is suppressed: as many blocks as it had letters, so that every offset
    into the text goes on fitting.
    """
    words = list(_WORD.finditer(text)) if suppressed else []
    for first, word in enumerate(words):
        for last in words[first + 1 : first + _MOST_WORDS]:
            name = text[word.start() : last.end()]
            if digest_name(name) in suppressed:
                text = text[: word.start()] + re.sub(r"\S", STRUCK, name) + text[last.end() :]
    return text


def _iter_rows(place: Traversable | Path, table: str) -> Iterator[dict[str, str]]:
    path = place / f"{table}.csv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise MappingError(f"{path}: not there: a folder of decisions has merges.csv and suppressed.csv") from error
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {error}") from error
    reader = csv.DictReader(lines)
    columns = _COLUMNS[table]
    if tuple(reader.fieldnames or ()) != columns:
        raise MappingError(f"{path}: the first line must be {','.join(columns)}")
    for row in reader:
        keys = [row[column] or "" for column in columns if column in ("person", "same_as", "name")]
        if not all(map(_KEYS[table].fullmatch, keys)):
            raise MappingError(f"{path}: line {reader.line_num}: {' and '.join(keys)} must be {_describe(table)}")
        yield row


def _describe(table: str) -> str:
    return "the last part of a person’s address" if table == "merges" else "the digest of a name, 16 hexadecimal digits"


def _refuse_circle(merges: Mapping[str, str], start: str) -> None:
    seen, key = {start}, merges[start]
    while key in merges and key not in seen:
        seen.add(key)
        key = merges[key]
    if key in seen:
        raise MappingError(f"merges.csv: {start} leads back to {key}: take out one of the lines that lead there")
