"""Which of the inspections that documents tell of are one, and who of the people named are one.

An inspection's own report is the anchor. A mention in another document is the same inspection where council and kind fit and
no date contradicts: "September 2015", "In November 2015 … judged" and "14 September to 8 October" all lie within the one that
ran from 14 September to 8 October 2015 and was published in November. Two candidates mean none: the mention stays a thing of
its own, with a doubt that says which two.

Only mentions of one council's inspections of one family can be one: each such group is resolved by itself.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import URIRef

from graph import registers, terms
from graph.dates import Date
from graph.decisions import Decisions
from graph.identities import Identities, Identity
from graph.people import tell_apart
from graph.statements import Doubt, Inspection, Said, Statements, T

Group = tuple[str, str]
"""A council's code, and a family of kinds of inspections."""
Rank = tuple[bool, int, bool, str, int]
"""How certain a mention is, and which it is: the lowest are the most certain."""

_GENERAL_KIND = "inspection"  # a mention that does not say under which framework
# Re-inspections were held under the single inspection framework, and papers call a revisit to an area its inspection.
_SAME_FRAMEWORK = ({"SIF inspection", "re-inspection"}, {"SEND inspection", "SEND revisit"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An inspection as one document tells it: the document's SHA-256, its place among the document's inspections, and it."""

    document: str
    index: int
    told: Inspection

    @property
    def group(self) -> Group:
        """Those of whose inspections this may be one."""
        return _value(self.told.council) or "", registers.kinds()[self.told.kind].family


class Open(NamedTuple):
    """A doubt about a mention that may be of several inspections."""

    rank: Rank
    doubt: Doubt


class Joined(NamedTuple):
    """What is found of a group: which inspection each mention is by document and index, what is doubtful by document, and the
    addresses that others replace.
    """

    inspections: dict[tuple[str, int], Identity]
    doubts: dict[str, list[Open]]
    replaced: dict[URIRef, tuple[URIRef, ...]]


@dataclass(slots=True)
class Known:
    """An inspection put together from mentions, the one that fixes its address first."""

    mentions: list[Mention]
    documents: set[str] = field(default_factory=set)
    kind: str = _GENERAL_KIND
    period: tuple[datetime.date, datetime.date] | None = None
    days: tuple[set[Date], set[Date]] = field(default_factory=lambda: (set(), set()))

    @classmethod
    def of(cls, mention: Mention) -> Known:
        """The inspection that a mention alone makes."""
        known = cls([])
        known.take(mention)
        return known

    def take(self, mention: Mention) -> None:
        """Add a mention; the most specific kind that one gives is the inspection's, the report's own first. The period is that
        from the first day to the publication, as far as mentions tell.
        """
        self.mentions.append(mention)
        self.documents.add(mention.document)
        if self.kind == _GENERAL_KIND:
            self.kind = mention.told.kind
        for date in _dates(mention.told):
            first, last = self.period or (date.first, date.last)
            self.period = min(first, date.first), max(last, date.last)
        for days, dates in zip(self.days, (_starts, _ends), strict=True):
            days.update(_days(dates(mention.told)))

    @property
    def first(self) -> Date | None:
        """The first day, or the most precise date that a mention gives for it; the end or publication where no start is told."""
        for dates in (_starts, _ends, _publications):
            found = [date for mention in self.mentions for date in dates(mention.told)]
            if found:
                return max(found, key=lambda date: date.precision)
        return None

    @property
    def iri(self) -> URIRef:
        """The address: council, kind and first day; a digest of the words where nothing dates it."""
        anchor = self.mentions[0]
        council = _value(anchor.told.council) or ""
        key = terms.digest(anchor.document, str(anchor.told.span.start), anchor.told.kind)
        return terms.mint_inspection(council, registers.kinds()[self.kind].slug, self.first, key)


def resolve(documents: Iterable[tuple[str, Statements]], decisions: Decisions | None = None) -> Identities:
    """The identities of all that `documents` (pairs of SHA-256 and statements, of which the gist is enough) tell of; the same for
    any order of them.

    `decisions` say which persons are one though their names or bodies differ.
    """
    ordered = sorted(documents, key=lambda pair: pair[0])
    groups: dict[Group, list[Mention]] = defaultdict(list)
    inspections: dict[tuple[str, int], Identity] = {}
    for mention in iter_mentions(ordered):
        if mention.told.aggregate:
            inspections[mention.document, mention.index] = identify_series(mention)
        else:
            groups[mention.group].append(mention)
    joined = [join(mentions) for mentions in groups.values()]
    for one in joined:
        inspections |= one.inspections
    replaced = {old: new for one in joined for old, new in one.replaced.items()}
    people = tell_apart(ordered, decisions or Decisions())
    doubts = sort_doubts(one.doubts for one in joined)
    return Identities(inspections, people.addresses, replaced | people.replaced, doubts, people.candidates)


def iter_mentions(documents: Iterable[tuple[str, Statements]]) -> Iterator[Mention]:
    """The inspections that documents tell of, where they say of which council."""
    for document, statements in documents:
        for index, told in enumerate(statements.inspections):
            if told.council:
                yield Mention(document, index, told)


def join(mentions: Iterable[Mention]) -> Joined:
    """The inspections of one group; the most certain mention of each comes first: reports, then days, months, years."""
    known: list[Known] = []
    doubts: dict[str, list[Open]] = defaultdict(list)
    for rank, mention in sorted(((_rank(mention), mention) for mention in mentions), key=lambda pair: pair[0]):
        candidates = {one.iri: one for one in _iter_possible(known, mention)}
        if len(candidates) == 1:
            next(iter(candidates.values())).take(mention)
            continue
        if candidates:
            names = " or ".join(sorted(candidates))
            doubts[mention.document].append(Open(rank, Doubt("inspection", f"may be {names}", mention.told.span)))
        known.append(Known.of(mention))
    identities = [(Identity(one.iri, one.kind), one.mentions) for one in known]
    inspections = {(one.document, one.index): identity for identity, found in identities for one in found}
    return Joined(inspections, doubts, _find_replaced(known, {identity.iri for identity, _ in identities}))


def sort_doubts(groups: Iterable[dict[str, list[Open]]]) -> dict[str, tuple[Doubt, ...]]:
    """What is doubtful by document, about the most certain mentions first."""
    found: dict[str, list[Open]] = defaultdict(list)
    for group in groups:
        for document, doubts in group.items():
            found[document] += doubts
    return {document: tuple(one.doubt for one in sorted(some, key=_find_rank)) for document, some in found.items()}


def _find_rank(one: Open) -> Rank:
    return one.rank


def identify_series(mention: Mention) -> Identity:
    """Several inspections told of together: by council, kind and the date since when they are counted."""
    told = mention.told
    since = (
        str(told.start.value)
        if told.start
        else "undated-" + terms.digest(mention.document, str(told.span.start), told.kind)
    )
    return Identity(terms.mint_series(str(_value(told.council)), registers.kinds()[told.kind].slug, since), told.kind)


def _rank(mention: Mention) -> Rank:
    """Reports first, then the most precise; documents in order of their content, so that no file order matters."""
    precision = max((date.precision for date in _dates(mention.told)), default=0)
    return (not mention.told.subject, -precision, mention.told.kind == _GENERAL_KIND, mention.document, mention.index)


def _iter_possible(known: Iterable[Known], mention: Mention) -> Iterator[Known]:
    """The inspections that a mention can be of: kinds fit, and each date told lies within what is known."""
    told = mention.told
    dates = _dates(told)
    if not dates:
        return
    # All dates overlap with a period where it begins before the first of their ends, and ends after the last of their beginnings.
    first, last = min(date.last for date in dates), max(date.first for date in dates)
    days = _days(_starts(told)), _days(_ends(told))
    for one in known:
        if one.period and one.period[0] <= first and last <= one.period[1]:
            apart = mention.document in one.documents and not _is_same(one.mentions[0].told, told)
            if not apart and _kinds_fit(one.kind, told.kind) and not _contradict(one.days, days):
                yield one


def _is_same(one: Inspection, other: Inspection) -> bool:
    """Whether two mentions in one document are one inspection: recognisers part what a document tells as two."""
    return one.kind == other.kind and _value(one.start) == _value(other.start) and _value(one.start) is not None


def _kinds_fit(one: str, other: str) -> bool:
    return one == other or _GENERAL_KIND in (one, other) or any({one, other} <= same for same in _SAME_FRAMEWORK)


def _contradict(known: Sequence[set[Date]], told: Sequence[set[Date]]) -> bool:
    """Whether a day told differs from a day known for the same end of the inspection."""
    return any(days and others and not days & others for days, others in zip(known, told, strict=True))


def _days(dates: Iterable[Date]) -> set[Date]:
    return {date for date in dates if date.precision == 3}


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


def _find_replaced(known: Iterable[Known], taken: set[URIRef]) -> dict[URIRef, tuple[URIRef, ...]]:
    """The addresses that mentions alone would have had, where no inspection of its own has that address.

    An address that mentions of several inspections would have had ("the inspection in 2018") is replaced by none of them.
    """
    alone: dict[URIRef, set[URIRef]] = defaultdict(set)
    for one in known:
        iri = one.iri
        for mention in filter(lambda mention: _dates(mention.told), one.mentions):
            alone[Known.of(mention).iri].add(iri)
    return {old: tuple(new) for old, new in alone.items() if old not in taken and len(new) == 1}
