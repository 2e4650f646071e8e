"""What the words that people type stand for: "Lancashire" is a council of the store, "Good" a grade, "ILACS" a framework.

    understand(store, question.text, question.name, {"council": ["Lancashire"]})  # {"council": [<…/council/E10000017>]}

A name is told without regard to capitals, accents, spaces and punctuation, by any name or code that the store has for a
thing, or by the last part of its address. What may be two things is none: `UnknownName` then names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdflib import URIRef

from graph.errors import UnknownName
from graph.query.labels import find_labels
from graph.query.near import MOST, did_you_mean, find_near
from graph.query.pages import ask_page
from graph.query.parameters import Value, find_examples
from graph.store import Store
from graph.terms import ID, PREFIXES, SG, slug

# What each kind of thing is called by parameters, and the class or list of concepts that its things belong to.
KINDS = {
    "council": SG.Council,
    "person": SG.Person,
    "area": SG.Area,
    "grade": SG.Grade,
    "framework": SG.Framework,
    "theme": ID["theme"],
    "region": ID["region"],
    "committee": SG.Committee,
    "inspectorate": SG.Inspectorate,
}
# Parameters that are called by their part in a question, and the kinds of things that may take it.
PARTS = {
    "one": ("council", "person"),
    "other": ("council", "person"),
    "inspector": ("person",),
    "thing": ("council", "person", "committee", "inspectorate", "theme", "region"),
}


class Named(NamedTuple):
    """A name of a thing (`pages/named.rq`)."""

    thing: URIRef
    kind: URIRef
    name: str


def find_kinds(parameter: str) -> tuple[str, ...]:
    """The kinds of things that a parameter may be given by name; none where it takes only addresses, or words."""
    return PARTS.get(parameter, (parameter,) if parameter in KINDS else ())


def understand(store: Store, text: str, name: str, given: Mapping[str, Iterable[str]]) -> dict[str, list[Value]]:
    """What the words given for a query's parameters stand for in a store; `name` is what messages call the query.

    :raise UnknownName: for a parameter that the query does not have, and for a name that stands for nothing or for several
    things.
    """
    examples = find_examples(text)
    values: dict[str, list[Value]] = {}
    for parameter, words in given.items():
        if parameter not in examples:
            takes = ", ".join(examples) or "nothing"
            raise UnknownName(f"the question {name!r} is not asked of {parameter!r}: it takes {takes}", tuple(examples))
        named = all(isinstance(example, URIRef) for example in examples[parameter])
        for word in words:
            if not word.strip():
                raise UnknownName(f"{parameter} is empty: say what to ask of, or leave it out")
            found = find_things(store, parameter, word) if named else [word]
            values.setdefault(parameter, []).extend(found)
    return values


def find_things(store: Store, parameter: str, word: str) -> list[URIRef]:
    """The one thing that a word stands for; an area's key stands for that area in every framework.

    :raise UnknownName: where there is none, or more than one.
    """
    word = word.strip()
    address = to_address(word)
    if address is not None:
        return [address]
    kinds = find_kinds(parameter)
    if not kinds:
        raise UnknownName(f"{parameter} takes an address such as id:inspection/…, not {word!r}")
    names = ask_page(store, Named, "named", kind=[KINDS[kind] for kind in kinds])
    found = _match(names, word)
    keys = {_key(thing) for thing in found}
    if len(found) == 1 or (kinds == ("area",) and len(keys) == 1):
        return sorted(found)
    told, near = " or ".join(kinds), sorted(found) or _find_near(names, word)
    raise _tell(told, word, find_labels(store, near), ambiguous=bool(found))


def to_address(word: str) -> URIRef | None:
    """The address that a word is, in full or by a prefix ("id:council/E10000017"); None where it is a name."""
    prefix, colon, rest = word.partition(":")
    if colon and prefix in PREFIXES:
        return URIRef(PREFIXES[prefix] + rest)
    return URIRef(word) if colon and re.match(r"https?://\S+$|urn:\S+$", word) else None


def _match(names: Iterable[Named], word: str) -> set[URIRef]:
    wanted = _fold(word)
    return {
        row.thing for row in names if wanted in (_fold(row.name), _fold(_address(row.thing)), _fold(_key(row.thing)))
    }


def _find_near(names: Iterable[Named], word: str) -> list[URIRef]:
    """The things that may be meant by a name that none has, the nearest first."""
    things = {_fold(row.name): row.thing for row in names}
    return list(dict.fromkeys(things[name] for name in find_near(_fold(word), things)))


def _tell(kind: str, word: str, named: Mapping[URIRef, str], *, ambiguous: bool) -> UnknownName:
    candidates = tuple(f"{name} ({thing.replace(str(ID), 'id:', 1)})" for thing, name in named.items())
    if ambiguous:
        told = ", ".join(candidates[:MOST]) + (" …" if len(candidates) > MOST else "")
        return UnknownName(f"{word!r} may be more than one {kind}: give the address that is meant: {told}", candidates)
    return UnknownName(f"no {kind} is called {word!r}{did_you_mean(list(named.values()))}", candidates)


def _fold(text: str) -> str:
    return slug(text.replace("&", " and ")).replace("-", "")


def _address(thing: URIRef) -> str:
    return thing.removeprefix(str(ID)).partition("/")[2]


def _key(thing: URIRef) -> str:
    return thing.rpartition("/")[2]
