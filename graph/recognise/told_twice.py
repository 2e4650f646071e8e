"""Earlier inspections that a report tells of more than once: each is one, with the most that is said of it.

"The 2015 inspection", "in September 2015" and "published in November 2015" are one; of two kinds the more telling counts.
"""

from __future__ import annotations

from dataclasses import replace

from graph.dates import Date
from graph.statements import Inspection, Said


def add_told(found: list[Inspection], told: Inspection) -> None:
    """Add an inspection, or what it says more of one already told."""
    for place, known in enumerate(found):
        if _is_same(known, told):
            found[place] = _merge(known, told)
            return
    found.append(told)


def _is_same(one: Inspection, other: Inspection) -> bool:
    first, second = date_of(one), date_of(other)
    if first is None or second is None:
        return False
    same_kind = one.kind == other.kind
    if same_kind and any(end and end.value.agrees(date) for end, date in ((one.end, second), (other.end, first))):
        return True  # "in March 2013" of what ended on 6 March
    if bool(one.published) != bool(other.published):
        return (same_kind or "inspection" in (one.kind, other.kind)) and first.year == second.year
    return first.agrees(second) and (same_kind or "inspection" in (one.kind, other.kind))


def _merge(one: Inspection, other: Inspection) -> Inspection:
    """Both tellings as one: the more precise dates, the more telling kind, the grades of both.

    Reports speak of an inspection by the year in which it was published, so a bare year beside a publication is no start.
    """
    published = _better(one.published, other.published)
    start = _better(one.start, other.start)
    areas = {judgement.area_key for judgement in one.judgements}
    return replace(
        one,
        kind=other.kind if one.kind == "inspection" else one.kind,
        start=None if published and start and start.value.precision == 1 else start,
        end=one.end or other.end,
        published=published,
        judgements=(*one.judgements, *(judgement for judgement in other.judgements if judgement.area_key not in areas)),
    )


def _better(one: Said[Date] | None, other: Said[Date] | None) -> Said[Date] | None:
    if one is None or other is None:
        return one or other
    return other if other.value.precision > one.value.precision else one


def date_of(told: Inspection) -> Date | None:
    """The date that an inspection is known by: its first day, or else what a report tells in its place."""
    said = told.start or told.published or told.end
    return said.value if said else None
