"""From what a person writes to a part of the graph: names and codes to things, "2015-2018" to years, an answer to its things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdflib import URIRef

from graph.errors import ExportError, UnknownName
from graph.export.parts import Part, iter_names
from graph.query import find
from graph.query.naming import find_things, to_address, understand
from graph.query.near import did_you_mean, find_near
from graph.query.parameters import fill_text
from graph.store import Answer, Rows, Store, Triples

FIELDS = {
    "council": "council",
    "region": "region",
    "framework": "framework",
    "document": "document",
    "class": "classes",
}
"""The kinds of things that may be chosen by name, and where `Wanted` has the names."""
MANY = 60
"""Names that are listed where one is wanted and none is near to what was written; more of them nobody reads."""
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_CHECKSUM = re.compile(r"[0-9a-f]{64}")


class Wanted(NamedTuple):
    """What a person asks for, as written; `text` is a query, and `question` names one of the library, with its values;
    `network` names a projection.
    """

    council: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    years: str = ""
    question: str = ""
    values: Mapping[str, Iterable[str]] = {}
    text: str = ""
    network: str = ""

    @property
    def narrows(self) -> bool:
        """Whether a part is wanted by what things belong to, or by their class."""
        return bool(self.council or self.region or self.framework or self.document or self.classes or self.years)


def describe(wanted: Wanted) -> str:
    """In words what is wanted of the graph: nothing where it is the whole."""
    words = [f"{kind} {', '.join(getattr(wanted, field))}" for kind, field in FIELDS.items() if getattr(wanted, field)]
    words += [f"years {wanted.years}"] if wanted.years else []
    words += [f"network {wanted.network}"] if wanted.network else []
    if wanted.question:
        asked = ", ".join(f"{name} {', '.join(values)}" for name, values in wanted.values.items())
        words.append(f"answer to the question {wanted.question}" + (f" ({asked})" if asked else ""))
    elif wanted.text:
        words.append("answer to a query")
    return f" Part: {'; '.join(words)}." if words else ""


def find_answer(store: Store, wanted: Wanted) -> Answer | None:
    """The answer to the question or query that is wanted; None where there is none.

    ExportError where there are both, or values for no question; errors of questions, names and queries as they come.
    """
    if wanted.question and wanted.text:
        raise ExportError("name a question or give a query, not both")
    if wanted.values and not wanted.question:
        raise ExportError(f"name the question that {', '.join(wanted.values)} is set for")
    if not wanted.question:
        return store.query(wanted.text) if wanted.text else None
    question = find(wanted.question)
    values = understand(store, question.text, question.name, wanted.values)
    return store.query(fill_text(question.text, question.name, **values))


def read_part(store: Store, wanted: Wanted, answer: Answer | None = None) -> Part:
    """The part that is wanted; an answer's rows name its things. UnknownName or ExportError for what is not understood."""
    return Part(
        councils=_find_all(store, "council", wanted.council),
        regions=_find_all(store, "region", wanted.region),
        frameworks=_find_all(store, "framework", wanted.framework),
        documents=_find_own(store, "document", wanted.document),
        years=_read_years(wanted.years),
        classes=_find_own(store, "class", wanted.classes),
        answer=None if answer is None else find_named(answer),
    )


def find_named(answer: Answer) -> frozenset[str]:
    """The things that an answer names."""
    if isinstance(answer, Rows | Triples):
        return frozenset(str(term) for row in answer for term in row if isinstance(term, URIRef))
    raise ExportError("the query only says yes or no: ask for things, by SELECT or CONSTRUCT")


def _find_all(store: Store, kind: str, words: Iterable[str]) -> frozenset[str]:
    return frozenset(str(thing) for word in words for thing in find_things(store, kind, word))


def _find_own(store: Store, kind: str, words: tuple[str, ...]) -> frozenset[str]:
    """The documents or classes of those names: by address, by the end of it, by file name, label or SHA-256."""
    if not words:
        return frozenset()
    known: dict[str, set[str]] = {}
    shown: set[str] = set()
    for found, thing, name in iter_names(store):
        if found == kind:
            code = re.split(r"[/#]", thing)[-1]
            if not _CHECKSUM.fullmatch(name):  # a name to give, but none to choose from
                shown.add(code if kind == "class" else name)
            for word in (name, thing, code):
                known.setdefault(word.casefold(), set()).add(thing)
    return frozenset(_choose(kind, word, known, shown) for word in words)


def _choose(kind: str, word: str, known: Mapping[str, set[str]], shown: set[str]) -> str:
    found = known.get(str(to_address(word) or word).strip().casefold(), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise UnknownName(f"several are called {word!r}: name one of {', '.join(sorted(found))}", tuple(sorted(found)))
    names = {name.casefold(): name for name in shown}
    near = tuple(names[name] for name in find_near(word.strip().casefold(), names))
    listed = f": choose one of {', '.join(sorted(shown))}" if 0 < len(shown) <= MANY else ""
    raise UnknownName(f"no {kind} is called {word!r}{did_you_mean(near) or listed}", near)


def _read_years(text: str) -> tuple[int, int] | None:
    """The first and the last year of "2015-2018", or of "2015"."""
    if not text:
        return None
    found = _YEARS.fullmatch(text.strip())
    if found is None or int(found[1]) > int(found[2] or found[1]):
        raise ExportError(f"not years: {text!r}: write 2015 or 2015-2018")
    return int(found[1]), int(found[2] or found[1])
