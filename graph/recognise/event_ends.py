"""The last look at the inspections that a paper tells of: which kind each turned out to be, and which to leave out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from graph.dates import Date
from graph.recognise.accounts import Account
from graph.recognise.agreements import FULL, SEND, is_before_framework, is_dated
from graph.recognise.frameworks import first_day, last_day
from graph.recognise.wordings import area_keys
from graph.statements import Doubt, Inspection, Judgement, Said


def finish(account: Account) -> tuple[Inspection, ...]:
    """The inspections worth telling, with kinds, dates and areas settled."""
    for event in account.events:
        if event.kind == "visit":
            account.doubts.append(
                Doubt(
                    "inspection", "a visit is dated, but the paper does not say what kind of visit it was", event.span
                )
            )
    settled = [_settle(event, account.doubts, account.today) for event in account.events if event.kind != "visit"]
    return tuple(event for event in settled if _is_worth(event, settled) and not _is_told_again(event, settled))


def _is_told_again(event: Inspection, events: Sequence[Inspection]) -> bool:
    """Whether it is only a month ("ILACS inspection May 2024") in which another of its kind was on, whose days are known."""
    month = event.start.value if event.start else None
    if month is None or month.precision != 2 or event.end or event.published or event.judgements or event.planned:
        return False
    return any(
        other.kind == event.kind
        and not other.planned
        and _council(other) == _council(event)
        and other.start is not None
        and other.end is not None
        and other.start.value.precision == 3
        and other.start.value.first <= month.last
        and other.end.value.last >= month.first
        for other in events
    )


def _council(event: Inspection) -> str | None:
    return event.council.value if event.council else None


def _settle(event: Inspection, doubts: list[Doubt], today: Date | None) -> Inspection:
    if event.on_site_start and _is_vaguer(event.start, event.on_site_start):
        event = replace(event, start=event.on_site_start, end=event.on_site_end or event.end)
    if event.end and event.on_site_end and _is_vaguer(event.end, event.on_site_end):
        event = replace(
            event, end=event.on_site_end
        )  # "In January 2020 Ofsted completed …, on site from 20 to 24 January"
    if event.start and event.published and event.published.value.precision == 1:
        event = replace(
            event, published=None
        )  # "judged in 2015" of a visit in September 2015 tells no date of publication
    if event.framework and is_before_framework(event, replace(event, kind="inspection")):
        event = replace(event, framework=None)  # told of a framework that was not yet
    event = replace(event, kind=_find_kind(event, today))
    if event.kind == "re-inspection" and event.framework and event.framework.value == "SIF":
        event = replace(event, framework=replace(event.framework, value="SIF-reinspection"))
    event = replace(
        event,
        counts=tuple(
            count
            for count in event.counts
            if len({other.number for other in event.counts if other.what == count.what}) == 1
        ),
    )
    if event.lead_inspector and event.lead_inspector not in event.inspectors:
        event = replace(event, inspectors=(event.lead_inspector, *event.inspectors))
    return replace(event, judgements=_agreed([_key(row, event) for row in event.judgements], doubts))


def _is_vaguer(start: Said[Date] | None, on_site: Said[Date]) -> bool:
    """Whether days on site tell more than the start that is known: nothing, or only their month or year."""
    return start is None or (start.value.precision < on_site.value.precision and start.value.covers(on_site.value))


def _agreed(rows: list[Judgement], doubts: list[Doubt]) -> tuple[Judgement, ...]:
    """One grade an area; none, and a doubt, where the paper gives two."""
    kept = []
    for row in rows:
        name = row.area_key or row.area.lower()
        same = [other for other in rows if (other.area_key or other.area.lower()) == name]
        if len({other.grade_key for other in same}) == 1:
            kept += [row] if row is same[0] else []
        elif row is same[0]:
            doubts.append(
                Doubt(
                    f"judgement of {row.area}",
                    "graded " + " and ".join(dict.fromkeys(other.grade for other in same)),
                    row.span,
                )
            )
    return tuple(kept)


def _find_kind(event: Inspection, today: Date | None) -> str:
    """The kind that the words, the framework said and the date make it; what is to come is after the paper's day."""
    day = _find_day(event) or (today.first if today and event.planned else None)
    if event.kind == "re-inspection" and not event.framework and day and day > last_day("SIF-reinspection"):
        return "inspection"  # the next full one: re-inspections were of the single inspection framework
    if event.kind == "inspection" and event.framework:
        return {"SIF": "SIF inspection", "ILACS": "ILACS inspection"}[event.framework.value]
    if event.kind == "ILACS inspection" and not event.framework and day and day < first_day("ILACS"):
        return "inspection"  # "inspection of local authority children's services" is also what older papers call any
    if event.kind == "SEND inspection" and day and day >= first_day("AreaSEND"):
        return "Area SEND inspection"
    return event.kind


def _find_day(event: Inspection) -> datetime.date | None:
    said = event.start or event.end or event.published
    return said.value.first if said else None


def _key(row: Judgement, event: Inspection) -> Judgement:
    """The judgement with its area's key: by the framework said, by its date, or where all frameworks agree."""
    if row.area_key == "outcome":
        return row
    if row.overall:
        return replace(row, area_key="overall")
    if "safeguarding children" in row.area.lower() or row.area.upper() == "LSCB":
        return replace(row, area_key="lscb")
    keys = area_keys(row.area, _find_framework(event))
    return replace(row, area_key=keys.pop() if len(keys) == 1 else None)


def _find_framework(event: Inspection) -> str | None:
    if event.framework:
        return event.framework.value
    day = _find_day(event)
    if event.kind in {"SIF inspection", "re-inspection"} or (day and day < first_day("ILACS")):
        return "SIF"
    return "ILACS" if event.kind == "ILACS inspection" or (day and day > last_day("SIF")) else None


def _is_worth(event: Inspection, events: Sequence[Inspection]) -> bool:
    """Whether it says anything: a date, a grade, an ordinal, a count, a focus; a bare "the Ofsted inspection" does not."""
    if event.kind == "other" and event.aggregate and not event.counts:
        return False
    if is_dated(event) or event.judgements or event.ordinal or event.aggregate or event.planned:
        return True
    if not (event.counts or event.focus):
        return False
    family = FULL if event.kind in FULL else SEND if event.kind in SEND else {event.kind}
    return event.kind not in FULL or not any(
        other.kind in family and other is not event and not other.planned for other in events
    )
