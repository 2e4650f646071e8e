"""A paper's committee, the date of its meeting, and other meetings that it mentions.

They stand in fields ("Report to: …", "Meeting: 30/07/2020 - Executive Board (Item 3)"), in the lines at its head, or in what
the minutes say that a committee did. "the Committee" is no name; an improvement board that got a report on a day met, but
the paper is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.dates import Date
from graph.recognise.councils import find_council
from graph.recognise.dates import Period, iter_periods
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.statements import Document, Doubt, Said

_HEAD = 30  # passages: fields and titles stand before the text
_WORD = r"(?:[A-Z][\w’'&-]*|&|\(\w+\))"
_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: "Children's Services Scrutiny Committee", "Cabinet", "Executive Board"; not "the Committee", not "Improvement Board" (below).
NAME = rf"(?:(?:{_WORD},?\s+(?:(?:and|of|for|the|in|on|&)\s+){{0,2}}){{0,9}}(?:Sub[\s-]?(?:[Cc]ommittee|[Bb]oard|[Pp]anel)|Committee|Board|Panel|Commission|Assembly|Forum|Cabinet|Executive|Council)(?:\s+(?:Committee|Board|Panel|Sub-?Committee))?(?:(?<=Committee)\s+(?:on|for)\s+(?:the\s+)?(?!(?:{_DAYS})){_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,4}})?(?:\s+\(\d\))?)"
_PART = re.compile(
    r"\s+\((?=[A-Z][\w’'-]+,?\s+(?:and\s+|&\s+)?[A-Z])(?!Item|Agenda)[A-Z][\w’'&, -]+\)|\s+[–-]\s+(?=Children|Young\s+People|People|Education|Families)(?:[A-Z][\w’']*(?:,\s+|\s+(?:and|&)\s+|\s+|$))+$"
)
_CAPITALS = re.compile(
    r"(?:(?:[A-Z][A-Z’'&, -]+(?:\([A-Z’'&, -]+\)\s|\b))?(?:COMMITTEE|BOARD|PANEL|CABINET|ASSEMBLY|EXECUTIVE|COMMISSION)|(?:FULL|BOROUGH|CITY|COUNTY|DISTRICT)\s+COUNCIL)(?:(?<=COMMITTEE)\s+(?:FOR|ON)\s+[A-Z][A-Z’'&, -]+[A-Z])?"
)
_FULL_COUNCIL = re.compile(r"(?:full\s+)?council", re.IGNORECASE)
BARE = re.compile(
    r"(?:the\s+)?(?:sub[\s-]?)?(?:committee|board|panel|commission|forum|council|(?:county|city|borough)\s+council)",
    re.IGNORECASE,
)
_NO_COMMITTEE = re.compile(
    r"\b(?:improvement\s+board|safeguarding\s+children|children\s+in\s+care\s+council|youth\s+council|(?:county|city|borough|district|metropolitan)\s+council$|Chief\s+Executive|Care\s+Quality\s+Commission|Charity\s+Commission|Commissioning|Ofsted|school\s+council)",
    re.IGNORECASE,
)

#: An improvement board whose name heads a paper: the paper is its own.
_OWN_BOARD = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:and\s+)?){0,6}Improvement\s+Board")

FIELD = re.compile(
    r"(?:report\s+to|report\s+for|committee|name\s+of\s+committee|decision[\s-]?(?:maker|taker|making\s+body)|meeting\s+of|meeting(?:\s+name)?|name\s+of\s+(?:the\s+)?meeting|board|to)\s*[:\t]\s*(?:the\s+)?(?P<value>.+)",
    re.IGNORECASE | re.DOTALL,
)
#: "REPORT TO IMPROVING LIVES SELECT COMMISSION": a field without its colon.
_REPORT_TO = re.compile(r"\breport\s+to\s*:?\s+(?:the\s+)?(?P<value>[A-Z].+)", re.IGNORECASE | re.DOTALL)
DATE_FIELD = re.compile(
    r"(?:(?P<sure>decided\s+at\s+meeting|(?:date\s+of\s+(?:the\s+)?(?:(?:\w+\s+)?meeting|committee|decision)|meeting\s+date)|meeting(?:\s+to\s+be\s+held)?(?:\s+on)?)|date(?![a-z])(?!\s+of\s+(?:report|publication|issue)))\s*[:\t]?\s*(?=\D{0,12}\d)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\bdate\s+(?:of\s+(?:the\s+)?decision|decision\s+(?:was\s+)?(?:made|taken))\s*[:\t]?\s*", re.IGNORECASE
)
#: "People Scrutiny Panel – | Meeting held on": whose meeting it is.
_OF_COMMITTEE = re.compile(rf"^{NAME}\s*[–—:-]\s+")
#: What stands before a committee's name and is no part of it.
_LED_IN = re.compile(r"(?:minutes|meeting|report|agenda|name|to|for|decision)\b", re.IGNORECASE)
#: An item of the agenda, on the meeting before: "33. Minutes of the Meeting held on 31 January 2023".
_OF_MINUTES = re.compile(
    r"(?:\d+/)?\d+[.)]?\s+(?:the\s+)?minutes\b|minutes\s+of\s+(?:the\s+)?(?:last|previous)\b|the\s+minutes\s+of\s+(?:the\s+)?[^.]{0,80}?meetings?\s+[^.]{0,60}?held\s+on\b[^.]*\b(?:were|be|was|are)\b",
    re.IGNORECASE,
)
#: Above the day on which the next meeting signed the minutes.
_SIGNED = re.compile(r"(?:signed|chair(?:man|woman|person)?|date)\b[\s.:_]*", re.IGNORECASE)
#: What a council tells the public: its day is that of no meeting.
_NEWS = re.compile(
    r"(?:[\d.\s]*(?:latest\s+)?(?:news|press|media)(?:\s+(?:releases?|stor(?:y|ies)|items?|room|statement))?\b[^.]{0,60}$)|.*\b(?:published|released)\s+today\b|.*\bnotes?\s+(?:to|for)\s+editors\b",
    re.IGNORECASE | re.DOTALL,
)
_HELD = re.compile(
    r"(?:at\s+(?:a|the)\s+|a\s+(?=meeting\s+of\b))?(?:^|\b)(?:meeting|minutes|committee|board|panel|cabinet|assembly|executive|agenda)\b[^.]{0,120}\b(?:held|on)\b",
    re.IGNORECASE,
)
#: "Report of the Director to the meeting of the Scrutiny Committee to be held on …".
_TO_BE_HELD = re.compile(
    r"\bto\s+(?:the|a)\s+meeting\s+(?:of\b[^.]{0,120}?\b)?(?:to\s+be\s+)?held\s+on\s+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_MEETING_OF = re.compile(
    rf"(?:minutes|agenda|meeting)\b[^.]{{0,40}}?\bof\s+(?:a\s+meeting\s+of\s+)?(?:the\s+)?(?P<name>{NAME}|[A-Z][A-Z’'& ,-]+(?:COMMITTEE|BOARD|PANEL|CABINET|ASSEMBLY|EXECUTIVE|COMMISSION))",
    re.IGNORECASE,
)
_DID = re.compile(
    rf"(?P<name>{NAME})\s+(?:had\s+a|received|considered|noted|agreed|backed|approved|endorsed|resolved|heard|discussed|thanked|was\s+(?:told|asked|advised|informed)|were\s+(?:told|asked|advised|informed)|(?:is|are)\s+(?:asked|invited|requested|recommended))\b"
)

_DAY = r"(?:\w+day,?\s+)?(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][A-Za-z]+,?\s+\d{4})"
#: "Scrutiny Board (Children and Families) - 17 October 2018" as a heading; "25/06/2020 - Cabinet" above what was decided.
_NAME_AND_DATE = re.compile(
    rf"(?:[Pp]resented\s+to\s+(?:the\s+)?|report\s+to\s+(?:the\s+)?|Report\s+to\s+(?:the\s+)?|.{{0,60}}\bat\s+(?:a\s+meeting\s+of\s+)?the\s+)?(?P<name>(?:{NAME}|{_CAPITALS.pattern})(?:\s+\([A-Z][\w’'&, -]+\))?)\s*(?:[-–,:\t]|(?:held\s+)?on)\s*(?P<date>{_DAY}).{{0,60}}"
)
_DATE_AND_NAME = re.compile(rf"(?P<date>{_DAY})\s*[-–]\s*(?P<name>{NAME})")

#: What may stand beside a date that is alone in its line: "AT 10.00AM".
_TIME = re.compile(r"\W|\d|(?<![A-Za-z])(?:at|am|pm|noon|on|time|hours|hrs)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper's committee and meeting, and what was left open; `today` is its meeting's date, or that of the news that it is."""

    committee: Said[str] | None
    date: Said[Date] | None
    today: Date | None = None
    doubts: tuple[Doubt, ...] = ()


def find_frame(document: Document, passages: Sequence[Passage]) -> Frame:
    """The committee that a paper is for, and its meeting's date."""
    doubts: list[Doubt] = []
    names = [*_iter_named(document, passages)]
    committee = names[0] if names else _find_doer(document, passages, doubts)
    if committee:
        committee = _without_council(document, _find_whole(committee, names))
    date = _find_date(document, passages, committee, doubts)
    if committee or not (news := next((passage for passage in passages if _NEWS.match(passage.text)), None)):
        return Frame(committee, date, date.value if date else None, tuple(doubts))
    # the day of news is that of no meeting: "published today (8 September 2022)"
    day = date.value if date else next((period.start_date for period in iter_periods(news.text)), None)
    return Frame(committee, None, day, tuple(doubts))


def _find_whole(name: Said[str], names: Sequence[Said[str]]) -> Said[str]:
    """The longer name that ends in this one, where the paper has it: "Policy Committee" is "Education Policy Committee"."""
    longer = [
        one for one in names if one.value.lower().endswith(f" {name.value.lower()}") and not _LED_IN.match(one.value)
    ]
    return max(longer, key=lambda one: len(one.value), default=name)


def _without_council(document: Document, committee: Said[str]) -> Said[str]:
    """The name without the council's before it, "DORSET COUNCIL - OVERVIEW COMMITTEE", or behind it, "Panel, City of Derby Council"."""
    body, _, behind = committee.span.quote.rpartition(", ")
    if body and find_council(behind) and is_committee_name(body):
        span = document.span(committee.span.start, committee.span.start + len(body))
        return Said(one_line(span.quote), span)
    own = re.match(r"[\w’'&, ]+\bCouncil\s+[-–]\s+(?=[A-Z])", committee.span.quote, re.IGNORECASE)
    if not own or not committee.value.startswith(committee.span.quote[:8]):
        return committee
    span = document.span(committee.span.start + own.end(), committee.span.end)
    return Said(one_line(span.quote), span)


def is_committee_name(text: str) -> bool:
    """Whether a line is a committee's name and nothing else."""
    plain = one_line(text).strip(" .:")
    whole = re.fullmatch(rf"{NAME}(?:\s+\([A-Z][\w’'&, -]+\)|{_PART.pattern})?", plain) or _CAPITALS.fullmatch(plain)
    return whole is not None and not _is_bare(plain)


def _is_bare(name: str) -> bool:
    """Whether words name no committee: "the Committee", an improvement board, the council itself ("Wiltshire Council")."""
    is_council = name.endswith(("Council", "COUNCIL")) and find_council(name) is not None
    return is_council or BARE.fullmatch(name) is not None or _NO_COMMITTEE.search(name) is not None


def _iter_named(document: Document, passages: Sequence[Passage]) -> Iterator[Said[str]]:
    """The committee by a field, by a line of the head, by the heading of minutes; best first."""
    head = passages[:_HEAD]
    yield from _iter_fields(document, head)
    for passage in head:
        match = _MEETING_OF.search(passage.text)
        if match and len(passage.text) < 200:
            yield from _name_in(document, passage, match["name"], match.start("name"))
    for passage in head[:12]:
        opening = re.match(rf"(?P<name>{NAME})\s.*\bDate:", passage.text)
        if opening:
            yield from _name_in(document, passage, opening["name"], 0)
        if is_committee_name(passage.text):
            yield Said(one_line(passage.text), document.span(passage.start, passage.end))
    for passage in head[:5]:
        if _OWN_BOARD.fullmatch(passage.text.strip()):
            yield Said(one_line(passage.text), document.span(passage.start, passage.end))
    for passage in passages:
        dated = _NAME_AND_DATE.fullmatch(passage.text) or _DATE_AND_NAME.fullmatch(passage.text)
        if dated and not _is_bare(dated["name"]):
            yield Said(
                one_line(dated["name"]),
                document.span(passage.start + dated.start("name"), passage.start + dated.end("name")),
            )


def _iter_fields(document: Document, head: Sequence[Passage]) -> Iterator[Said[str]]:
    """The committee that a field of the head names: "Report to: …"; not "2. To recommend the report to Full Council."."""
    for passage in head:
        asks = len(passage.text) >= 160 or passage.is_item
        field = FIELD.match(passage.text) or (None if asks else _REPORT_TO.search(passage.text))
        if field and _FULL_COUNCIL.fullmatch(field["value"]):
            yield Said(one_line(field["value"]), document.span(passage.start + field.start("value"), passage.end))
        elif field:
            yield from _name_in(document, passage, field["value"], field.start("value"))


def _name_in(document: Document, passage: Passage, value: str, offset: int) -> Iterator[Said[str]]:
    """The committee's name in a field's value: "30/07/2020 - Executive Board (Item 3)"."""
    match = next(
        (
            match
            for pattern in (_CAPITALS, re.compile(NAME))
            for match in pattern.finditer(value)
            if not _is_bare(match[0])
        ),
        None,
    )
    if match and len(value) < 160:
        start = passage.start + offset + match.start()
        part = _PART.match(value, match.end())  # "Scrutiny Board | (Children and Families)"
        end = passage.start + offset + (part or match).end()
        yield Said(one_line(document.text[start:end]), document.span(start, end))


def _find_doer(document: Document, passages: Sequence[Passage], doubts: list[Doubt]) -> Said[str] | None:
    """The one committee of which the minutes say that it considered, noted or agreed something, on no other day."""
    found: dict[str, Said[str]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            match = _DID.search(sentence.text)
            name = (
                re.sub(r"^(?:(?:The|That|This|If|When|As|And)\s+(?:the\s+)?)", "", one_line(match["name"]))
                if match
                else ""
            )
            if (
                match
                and not _is_bare(name)
                and "Corporate Parenting" not in name
                and not any(iter_periods(sentence.text[: match.end() + 60], years=True))
            ):
                start = sentence.start + match.end("name") - len(name)
                found.setdefault(name, Said(name, document.span(start, sentence.start + match.end("name"))))
    if len(found) > 1:
        doubts.append(
            Doubt(
                "committee",
                f"{' and '.join(sorted(found))} are both said to have acted",
                next(iter(found.values())).span,
            )
        )
    return _find_longer(document, next(iter(found.values()))) if len(found) == 1 else None


def _find_longer(document: Document, said: Said[str]) -> Said[str]:
    """The whole name of a committee that is elsewhere called by a part: "the Scrutiny Committee" of "Children Scrutiny Committee"."""
    whole = {}
    for match in re.finditer(NAME, document.text) if " " in said.value else ():
        name = re.sub(r"^(?:The|This|That|Report\s+to(?:\s+the)?)\s+", "", match[0].rpartition("\n")[2])
        if name.endswith(f" {said.value}"):
            whole[name] = Said(name, document.span(match.end() - len(name), match.end()))
    return next(iter(whole.values())) if len(whole) == 1 else said


def _find_date(
    document: Document, passages: Sequence[Passage], committee: Said[str] | None, doubts: list[Doubt]
) -> Said[Date] | None:
    """The meeting's date: as said of the meeting, else of the paper, else alone on a line; of two, that beside the committee."""
    letter = any(re.match(r"Dear\s+[A-Z]", passage.text) for passage in passages[:_HEAD])
    ranked: tuple[list[Said[Date]], list[Said[Date]], list[Said[Date]]] = ([], [], [])
    beside: list[Said[Date]] = []
    for index, passage in enumerate(passages[:_HEAD]):
        period = next(
            (period for period in iter_periods(passage.text[:250]) if period.start_date and period.start_date.day), None
        )
        if period and period.start_date and len(passage.text) < 250 and not _OF_MINUTES.match(passage.text):
            rank = _rank_date(passage, period)
            signed = index > 0 and _SIGNED.fullmatch(passages[index - 1].text)
            if rank is not None and not (rank == 2 and (letter or signed)):  # a letter's date is that of no meeting
                said_date = Said(
                    period.start_date, document.span(passage.start + period.start, passage.start + period.end)
                )
                ranked[rank].append(said_date)
                beside += (
                    [said_date]
                    if committee and rank == 0 and passage.start <= committee.span.start < passage.end
                    else []
                )
    for said in (beside, *ranked):
        if len({item.value for item in said}) > 1:
            doubts.append(
                Doubt(
                    "meeting date",
                    "two dates are given for the meeting: " + ", ".join(str(item.value) for item in said),
                    said[0].span,
                )
            )
            return None
        if said:
            return said[0]
    return _find_decision_date(document, passages)


def _find_decision_date(document: Document, passages: Sequence[Passage]) -> Said[Date] | None:
    """The day on which one member decided, as the form of the decision says it at its end."""
    for passage in passages:
        label = _DECIDED.search(passage.text)
        period = next(iter_periods(passage.text[label.end() : label.end() + 40]), None) if label else None
        if label and period and period.start == 0 and period.start_date and period.start_date.day:
            start = passage.start + label.end()
            return Said(period.start_date, document.span(start, start + period.end))
    return None


def _rank_date(passage: Passage, period: Period) -> int | None:
    """How surely a line of the head dates the meeting: 0 said so, 1 the paper's date, 2 a date alone; None: not at all."""
    field = DATE_FIELD.match(passage.text) or re.search(
        r"(?<!publication )\bdate\s*:\s*(?P<sure>(?!))?", passage.text[: period.start], re.IGNORECASE
    )
    if field and field.end() <= period.start:
        return 0 if field["sure"] else 1
    if (
        _NAME_AND_DATE.fullmatch(passage.text)
        or _DATE_AND_NAME.fullmatch(passage.text)
        or _names_meeting(passage)
        or re.match(
            r"(?:[-•]\s+)?(?:meeting\s+of\s+.{0,90}|held\s+on\s+(?:\w+,?\s+)?)$",
            passage.text[: period.start],
            re.IGNORECASE,
        )
    ):
        return 0
    if period.last is None and (
        _HELD.match(_OF_COMMITTEE.sub("", passage.text[: period.start]))
        or _TO_BE_HELD.search(passage.text[: period.start])
    ):
        return 0
    if period.last is None and period.end == len(passage.text) and _REPORT_TO.match(passage.text):
        return 0  # "REPORT TO: SCRUTINY SUB-COMMITTEE 3 March 2020"
    rest = passage.text[: period.start] + passage.text[period.end :]
    return 2 if period.last is None and len(_TIME.sub("", rest)) < 4 else None


def _names_meeting(passage: Passage) -> bool:
    """Whether a field holds a committee and the day on which it meets: "To: Cabinet Committee – 13 September 2022"."""
    field = FIELD.fullmatch(passage.text)
    return field is not None and _NAME_AND_DATE.fullmatch(field["value"]) is not None
