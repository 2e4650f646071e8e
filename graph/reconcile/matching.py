"""Which things a name may stand for, and how sure that is: a score of 100, made of parts that are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rdflib import URIRef

from graph.reconcile.names import KINDS, Entry, Form, Names, sort_words, tell_apart
from graph.search.words import fold
from graph.terms import ID, SG

LEAST = 60
"""What is less like a name than this is no candidate: "Kent" is 67 like "Trent", and 20 like "Bexley"."""
MOST_LETTERS = 300
SAME, BARE, PART, LIKE, FORMER = 100.0, 97.0, 90.0, 95.0, 80.0
"""What a name is worth that is the same, the same but for words like "council", a part of the other, or alike; and that of a
predecessor, at most.
"""
CERTAIN, AHEAD = 95.0, 3.0
"""A candidate is certain from this score on, where no other comes nearer than this."""
OF_PROPERTIES = 0.3
"""The share of the score that properties make, where some are given."""

Told = Callable[[str, URIRef], Iterable[str]]
"""Gives the values of a property of a thing, as text and as identifiers."""


class Wanted(NamedTuple):
    """What is sought: a name or code, of which kinds, how many candidates, and properties with the values that they should have."""

    text: str
    kinds: frozenset[str] = frozenset(KINDS)
    limit: int = 5
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Feature(NamedTuple):
    """A part of what a score is made of."""

    id: str
    value: float | bool


class Candidate(NamedTuple):
    """A thing that may be meant: its score, whether it is certain, and what the score is made of."""

    entry: Entry
    score: float
    match: bool
    features: tuple[Feature, ...]


class Fit(NamedTuple):
    """How well the best name of a thing fits, and how: by "code", "name", "bare", "part", "like" or "former"."""

    score: float
    how: str


def find(names: Names, wanted: Wanted, told: Told | None = None) -> list[Candidate]:
    """The things that may be meant, the best first; `told` is needed where properties are to be compared."""
    fits = find_fits(names, wanted)
    if not wanted.text.strip() and wanted.properties:
        fits = {place: Fit(0, "like") for place, entry in enumerate(names.entries) if entry.kind in wanted.kinds}
    scored = [_score(names.entries[place], fit, wanted, told) for place, fit in fits.items()]
    scored = [candidate for candidate in scored if candidate.score > 0]
    scored.sort(
        key=lambda candidate: (
            -candidate.score,
            list(KINDS).index(candidate.entry.kind),
            candidate.entry.name,
            candidate.entry.thing,
        )
    )
    best = scored[: max(wanted.limit, 2)]
    if best and best[0].score >= CERTAIN and (len(best) == 1 or best[0].score - best[1].score >= AHEAD):
        best[0] = best[0]._replace(match=True)
    return best[: wanted.limit]


def find_fits(names: Names, wanted: Wanted) -> dict[int, Fit]:
    """The places of the entries with a name that fits, each with its best fit."""
    text = wanted.text.strip()[:MOST_LETTERS]
    sure = [*names.codes.get(text.upper(), ()), *_find_address(names, text)]
    if found := {place: Fit(SAME, "code") for place in sure if names.entries[place].kind in wanted.kinds}:
        return found
    words = sort_words(text)
    fits: dict[int, Fit] = {}
    for kind in sorted(wanted.kinds) if words else ():
        for place, fit in _iter_fits(names, kind, words):
            if fit > fits.get(place, Fit(0, "")):
                fits[place] = fit
    return fits


def _find_address(names: Names, text: str) -> list[int]:
    """The entry of an address, in full or without its stem; also by the last part of a council's."""
    keys = (
        (URIRef(text), ID[text.removeprefix("id:")], ID[f"council/{text.upper()}"]) if " " not in text and text else ()
    )
    return [names.places[key] for key in keys if key in names.places][:1]


def _iter_fits(names: Names, kind: str, words: tuple[str, ...]) -> Iterable[tuple[int, Fit]]:
    telling = tell_apart(words, kind)
    forms, text = names.forms[kind], " ".join(telling)
    for _, likeness, number in process.extract(
        text, names.texts[kind], scorer=fuzz.ratio, score_cutoff=LEAST, limit=40
    ):
        yield forms[number].entry, _fit(forms[number], words, telling, likeness)
    # What holds all words, or is held by them, is a candidate too, however much longer: "Lancashire ILACS 2022".
    holding: list[Iterable[int]] = [names.words[kind].get(word, frozenset()) for word in telling]
    for number in frozenset.intersection(*map(frozenset, holding)):
        share = len(telling) / len(forms[number].words)
        yield forms[number].entry, _lower(forms[number], Fit(LEAST + (PART - LEAST) * share, "part"))


def _fit(form: Form, words: tuple[str, ...], telling: tuple[str, ...], likeness: float) -> Fit:
    if form.words == words:
        return _lower(form, Fit(SAME, "name"))
    if form.telling == telling:
        return _lower(form, Fit(BARE, "bare"))
    return _lower(form, Fit(LIKE * likeness / 100, "like"))


def _lower(form: Form, fit: Fit) -> Fit:
    """The fit, less where the name is that of what came before."""
    return Fit(fit.score * FORMER / SAME, "former") if form.naming == SG.successor else fit


def _score(entry: Entry, fit: Fit, wanted: Wanted, told: Told | None) -> Candidate:
    """The candidate, with the parts of its score."""
    features = [Feature("name", round(fit.score, 1)), *(Feature(how, True) for how in (f"by_{fit.how}",))]
    if not wanted.properties or told is None:
        return Candidate(entry, round(fit.score, 1), False, tuple(features))
    agreeing = [_agrees(told(key, entry.thing), values) for key, values in wanted.properties]
    features += [
        Feature(f"property_{key}", agrees) for (key, _), agrees in zip(wanted.properties, agreeing, strict=True)
    ]
    share = sum(agreeing) / len(agreeing)
    # Without a name the properties are all there is.
    score = 100 * share if not wanted.text.strip() else (1 - OF_PROPERTIES) * fit.score + OF_PROPERTIES * 100 * share
    return Candidate(entry, round(score, 1), False, tuple(features))


def _agrees(known: Iterable[str], given: Iterable[str]) -> bool:
    have = {" ".join(fold(value)) for value in known}
    return any(" ".join(fold(value)) in have for value in given)
