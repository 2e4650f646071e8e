"""Which of the inspections that documents tell of are one, and who of the people named are one.

An inspection's own report is the anchor. A mention in another document is the same inspection where council and kind fit and
no date contradicts: "September 2015", "In November 2015 … judged" and "14 September to 8 October" all lie within the one that
ran from 14 September to 8 October 2015 and was published in November. Two candidates mean none: the mention stays a thing of
its own, with a doubt that says which two.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rdflib import URIRef

from graph import registers, terms
from graph.dates import Date
from graph.decisions import Decisions
from graph.identities import Identities, Identity
from graph.people import tell_apart
from graph.statements import Doubt, Inspection, Said, Statements, T

_GENERAL_KIND = "inspection"  # a mention that does not say under which framework
# Re-inspections were held under the single inspection framework, and papers call a revisit to an area its inspection.
_SAME_FRAMEWORK = ({"SIF inspection", "re-inspection"}, {"SEND inspection", "SEND revisit"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An inspection as one document tells it: the document's SHA-256, its place among the document's inspections, and it."""

    document: str
    index: int
    told: Inspection


@dataclass(slots=True)
class Known:
    """An inspection put together from mentions, the one that fixes its address first."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def council(self) -> str:
        """The council's code."""
        return _value(self.mentions[0].told.council) or ""

    @property
    def kind(self) -> str:
        """The most specific kind that a mention gives, the report's own first."""
        kinds = [mention.told.kind for mention in self.mentions]
        return next((kind for kind in kinds if kind != _GENERAL_KIND), kinds[0])

    @property
    def first(self) -> Date | None:
        """The first day, or the most precise date that a mention gives for it; the end or publication where no start is told."""
        for dates in (_starts, _ends, _publications):
            found = [date for mention in self.mentions for date in dates(mention.told)]
            if found:
                return max(found, key=lambda date: date.precision)
        return None

    @property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        """From the first day to the publication, as far as mentions tell."""
        dates = [date for mention in self.mentions for date in _dates(mention.told)]
        return (min(date.first for date in dates), max(date.last for date in dates)) if dates else None

    @property
    def iri(self) -> URIRef:
        """The address: council, kind and first day; a digest of the words where nothing dates it."""
        anchor = self.mentions[0]
        key = terms.digest(anchor.document, str(anchor.told.span.start), anchor.told.kind)
        return terms.mint_inspection(self.council, registers.kinds()[self.kind].slug, self.first, key)


def resolve(documents: Iterable[tuple[str, Statements]], decisions: Decisions | None = None) -> Identities:
    """The identities of all that `documents` (pairs of SHA-256 and statements, of which the gist is enough) tell of; the same for
    any order of them.

    `decisions` say which persons are one though their names or bodies differ.
    """
    ordered = sorted(documents, key=lambda pair: pair[0])
    known, doubts = _join_mentions(ordered)
    found = ((Identity(one.iri, one.kind), one.mentions) for one in known)
    inspections = {(one.document, one.index): identity for identity, mentions in found for one in mentions}
    for mention in _mentions(ordered):
        if mention.told.aggregate:
            inspections[mention.document, mention.index] = Identity(_mint_series(mention), mention.told.kind)
    people = tell_apart(ordered, decisions or Decisions())
    return Identities(inspections, people.addresses, _replaced(known) | people.replaced, doubts, people.candidates)


def _mentions(documents: Sequence[tuple[str, Statements]]) -> list[Mention]:
    return [
        Mention(document, index, told)
        for document, statements in documents
        for index, told in enumerate(statements.inspections)
        if told.council
    ]


def _join_mentions(documents: Sequence[tuple[str, Statements]]) -> tuple[list[Known], dict[str, tuple[Doubt, ...]]]:
    """The known inspections, the most certain mention of each first: reports, then days, months, years."""
    known: dict[tuple[str, str], list[Known]] = defaultdict(list)
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    single = [mention for mention in _mentions(documents) if not mention.told.aggregate]
    for mention in sorted(single, key=_certainty):
        family = known[_value(mention.told.council) or "", registers.kinds()[mention.told.kind].family]
        candidates = {one.iri: one for one in family if _can_be(one, mention)}
        if len(candidates) == 1:
            next(iter(candidates.values())).mentions.append(mention)
            continue
        if candidates:
            names = " or ".join(sorted(candidates))
            doubts[mention.document].append(Doubt("inspection", f"may be {names}", mention.told.span))
        family.append(Known([mention]))
    return [one for family in known.values() for one in family], {key: tuple(found) for key, found in doubts.items()}


def _certainty(mention: Mention) -> tuple[bool, int, bool, str, int]:
    """Reports first, then the most precise; documents in order of their content, so that no file order matters."""
    precision = max((date.precision for date in _dates(mention.told)), default=0)
    return (not mention.told.subject, -precision, mention.told.kind == _GENERAL_KIND, mention.document, mention.index)


def _can_be(one: Known, mention: Mention) -> bool:
    """Whether a mention can be of a known inspection: kinds fit, and each date told lies within what is known."""
    told = mention.told
    if mention.document in {known.document for known in one.mentions} and not _is_same(one.mentions[0].told, told):
        return False
    if not _kinds_fit(one.kind, told.kind) or not _dates(told):
        return False
    if _contradicts(one, told):
        return False
    period = one.period
    return period is not None and all(_overlaps(period, date) for date in _dates(told))


def _is_same(one: Inspection, other: Inspection) -> bool:
    """Whether two mentions in one document are one inspection: recognisers part what a document tells as two."""
    return one.kind == other.kind and _value(one.start) == _value(other.start) and _value(one.start) is not None


def _kinds_fit(one: str, other: str) -> bool:
    return one == other or _GENERAL_KIND in (one, other) or any({one, other} <= same for same in _SAME_FRAMEWORK)


def _contradicts(one: Known, told: Inspection) -> bool:
    """Whether a day told differs from a day known for the same end of the inspection."""
    for dates in (_starts, _ends):
        days = {date for mention in one.mentions for date in dates(mention.told) if date.precision == 3}
        others = {date for date in dates(told) if date.precision == 3}
        if days and others and not days & others:
            return True
    return False


def _overlaps(period: tuple[datetime.date, datetime.date], date: Date) -> bool:
    return date.first <= period[1] and period[0] <= date.last


def _starts(told: Inspection) -> list[Date]:
    return [said.value for said in (told.start, told.on_site_start) if said]


def _ends(told: Inspection) -> list[Date]:
    return [said.value for said in (told.end, told.on_site_end) if said]


def _publications(told: Inspection) -> list[Date]:
    return [told.published.value] if told.published else []


def _dates(told: Inspection) -> list[Date]:
    return [*_starts(told), *_ends(told), *_publications(told)]


def _value(said: Said[T] | None) -> T | None:
    return said.value if said else None


def _mint_series(mention: Mention) -> URIRef:
    """The address of several inspections told of together: by council, kind and the date since when they are counted."""
    told = mention.told
    since = (
        str(told.start.value)
        if told.start
        else "undated-" + terms.digest(mention.document, str(told.span.start), told.kind)
    )
    return terms.mint_series(str(_value(told.council)), registers.kinds()[told.kind].slug, since)


def _replaced(known: Iterable[Known]) -> dict[URIRef, tuple[URIRef, ...]]:
    """The addresses that mentions alone would have had, where no inspection of its own has that address.

    An address that mentions of several inspections would have had ("the inspection in 2018") is replaced by none of them.
    """
    known = list(known)
    taken = {one.iri for one in known}
    alone: dict[URIRef, set[URIRef]] = defaultdict(set)
    for one in known:
        for mention in filter(lambda mention: _dates(mention.told), one.mentions):
            alone[Known([mention]).iri].add(one.iri)
    return {old: tuple(new) for old, new in alone.items() if old not in taken and len(new) == 1}
