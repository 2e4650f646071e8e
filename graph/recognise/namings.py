"""Which kind of inspection "the visit", "the first" or "the inspection" is, by what the paper told before.

What the words leave open the paper decides: a visit in a paper that tells only of monitoring visits is one, and where an area
was inspected and nothing else, so is "the inspection".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.recognise.agreements import FULL, SEND, VISITS, is_dated, is_graded
from graph.recognise.patterns import NUMBER
from graph.recognise.patterns import SEND as SEND_WORDS
from graph.recognise.references import Reference
from graph.statements import Inspection

#: "Inspectors came back from 14 to 16 October 2019": to the area that they had been to before.
_CAME_BACK = re.compile(
    r"\b(?:inspectors|Ofsted|CQC\)?|(?-i:They))\s+(?:came\s+back|returned|revisited|re-visited)\b", re.IGNORECASE
)
#: "The local area partnership was inspected between 28 November and 2 December": not the council's own services.
_OF_AREA = re.compile(
    r"\b(?:local\s+area|inspections?\s+of\s+the\s+area|partnership|written\s+statement\s+of\s+action)\b", re.IGNORECASE
)
#: "There were six monitoring visits. | The two most recent visits | were on …".
_LATEST_OF = re.compile(
    rf"\bthe\s+(?:{NUMBER}\s+)?(?:most\s+recent|latest|last|first|earlier|previous)\s+(?:{NUMBER}\s+)?visits\b",
    re.IGNORECASE,
)
#: "At the revisit in January 2019": areas alone were inspected, and then visited again.
_REVISITED = re.compile(r"\bre-?\s?visit(?:s|ed)?\b", re.IGNORECASE)


def name_kind(told: Inspection, events: Sequence[Inspection], current: int | None, named: str) -> str:
    """The kind that the words of a telling mean; `named` is the one named last."""
    if told.kind == "one":
        return _find_counted(told, events, current) or named or "visit"
    if told.kind == "inspection" and told.judgements and not is_graded(told):
        return "SEND inspection"  # only inspections of an area have an outcome
    if (
        told.kind == "inspection"
        and is_dated(told)
        and _OF_AREA.search(told.span.quote)
        and _tells_only_of_send(events)
    ):
        return "SEND inspection"
    return told.kind


def guess_kind(told: Inspection, reference: Reference, events: Sequence[Inspection], named: str) -> str:
    """The kind of an inspection that fits none told of so far, where the paper tells which alone it can be."""
    if told.kind == "visit":
        return _guess_visit(told, reference, events, named)
    named_so = reference != "indefinite" or (told.planned and told.kind == "re-inspection")
    only = (
        told.kind in {"inspection", "re-inspection"}
        and named_so
        and not is_graded(told)
        and _tells_only_of_send(events)
    )
    return "SEND inspection" if only else told.kind


def _guess_visit(told: Inspection, reference: Reference, events: Sequence[Inspection], named: str) -> str:
    if re.search(SEND_WORDS, told.span.quote):
        return "SEND inspection"  # "For the SEND inspection there was a second visit"
    if _REVISITED.search(told.span.quote) and any(event.kind in SEND for event in events):
        return "SEND inspection"
    if named in VISITS and (told.ordinal or _LATEST_OF.search(told.span.quote)):
        return named
    if told.planned and is_dated(told) and (kind := _find_only_visits(events)):
        return kind
    if is_dated(told) and named in SEND and _CAME_BACK.search(told.span.quote):
        return "SEND inspection"
    again = reference != "continuing" or _CAME_BACK.search(told.span.quote)
    return "SEND inspection" if is_dated(told) and again and _tells_only_of_send(events) else told.kind


def _find_only_visits(events: Sequence[Inspection]) -> str | None:
    """The kind of the visits told of, where they are of one: "the next visit" is one more of them."""
    kinds = {event.kind for event in events if event.kind in VISITS}
    return kinds.pop() if len(kinds) == 1 else None


def _find_counted(told: Inspection, events: Sequence[Inspection], current: int | None) -> str | None:
    """The kind of the visit that was told of under the same ordinal ("the fourth monitoring visit", then "the fourth"), or
    of the one just told of by its ordinal ("This was the second focused visit", then "The first").
    """
    if told.ordinal is None:
        return None
    counted = [event for event in events if event.ordinal]
    kinds = {event.kind for event in counted if event.ordinal and event.ordinal.value == told.ordinal.value}
    if not kinds and current is not None:
        kinds = {event.kind for event in counted if event is events[current] and event.kind in VISITS}
    return kinds.pop() if len(kinds) == 1 else None


def _tells_only_of_send(events: Sequence[Inspection]) -> bool:
    # the next "full reinspection" of an area is one of an area as well
    kinds = {
        event.kind
        for event in events
        if event.kind not in {"inspection", "re-inspection"}
        or not (event.planned or not (is_dated(event) or event.judgements))
    }
    return bool(kinds & SEND) and not kinds & FULL
