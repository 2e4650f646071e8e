"""A paper's title: in a field ("Subject: …"), below the lines that say whose meeting it is for, or as an agenda item's heading.

Form furniture is no title: "Electoral Division affected", "Agenda and minutes", "(Appendix 'A' refers)", a committee's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from graph.recognise.committees import is_committee_name
from graph.recognise.dates import find_period
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.recognise.wordings import area_keys, grade_key
from graph.statements import Document, Said

_FIELD = re.compile(
    r"(?:subject|(?:report\s+)?title(?:\s+of\s+(?:the\s+)?report)?|report\s+title|item\s+title|re)\s*[:\t]\s*(?P<value>\S.+)",
    re.IGNORECASE,
)
_FIELD_ALONE = re.compile(r"(?:subject|(?:report\s+)?title(?:\s+of\s+(?:the\s+)?report)?)\s*:?", re.IGNORECASE)
#: What web pages of items print above the item's title.
_PAGE = re.compile(
    r"(?:agenda\s+item|issue\s+(?:-|–)\s+\w+|issue\s+(?:details|history)|decision\s+details)", re.IGNORECASE
)
_APPENDIX = re.compile(r"Appendix\s+['‘’]?\w{1,2}['‘’]?\s*[-–:]\s*(?P<value>\S.+)")
_FURNITURE = re.compile(
    r"(?:agenda\b|minutes\b|public\s+|part\s+(?:i|ii|1|2|a|b)\b|open\s+report|report\s+(?:to|of|by|from)|paper\s+(?:from|by|of)|briefing\s+note\s+of|meeting\b|date\b|venue|contact|electoral\s+division|wards?\b|division|\(|all\b|n/?a\b|url:|text:|source:|http"
    r"|key\s+decision|executive\s+summary|summary|purpose|recommendation|background|cabinet\s+member|lead\s+(?:member|officer)|councillors?\b|present\b|members\b|officers\b|virtual\b|apologies|item\s*:?\s*\d*$|(?:county|city|borough)\s+council\b|forward\s+plan|classification|confidential|director|[\w.]+@|tel\b|\d+$"
    r"|(?:the\s+)?(?:[A-Z][\w’']+\s+){0,4}(?:County|City|Borough|District|Metropolitan)\s+Council$|London\s+Borough|decision|(?:report\s+)?author|status|also\s+present|to\s*:|from\s*:|introduction|resolved|(?:also\s+)?(?:in\s+)?attend|issue\s+(?:-|–|details|history)|decision\s+details|items?$|no\.\s+item|declarations?\s+of|additional\s+documents|outline|action|invited|issue\s+details|dear\b|history\b|venue|membership|(?:mr|mrs|ms|dr)\s)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:ofsted|inspect\w*|visit|review|revisit|SEND|JTAI|ILACS|self-assessment|improvement|children)\b",
    re.IGNORECASE,
)
#: "3\tOfsted inspection": an agenda's number in a cell of its own.
_AGENDA_NUMBER = re.compile(r"^\d{1,3}\t")
_ITEM_NUMBER = re.compile(
    r"(?:(?:agenda\s+)?item\s+(?:no\.?\s*)?\d{1,2}(?:\.\d+)*\s*[-–:.]?|\d{1,3}(?:\.\d+)*[.:]?)\s+(?=[A-Z])",
    re.IGNORECASE,
)
#: What web pages print behind a title: "(Item 5)", "PDF 214 KB".
_BEHIND = re.compile(r"\s*(?:\((?:agenda\s+)?item\s+\d+\.?\)|pdf\s+icon\s+PDF.*|PDF\s+[\d.]+\s+[KM]B)$", re.IGNORECASE)
#: What may stand beside a date that is alone in its line.
_AROUND_DATE = re.compile(r"\W|\d|\b(?:at|am|pm|noon|on|time)\b")
#: A line that names somebody with a post, or tells how to reach one.
_OF_PERSON = re.compile(
    r",\s+(?:\w+\s+){0,2}(?:Director|Head|Manager|Officer)\b|\s[-–]\s+(?:\w+\s+){0,2}(?:Director|Head|Manager|Officer|Chair\w*|Vice)\b|\b[\w.]+@|\b\d{5}"
)
_HEAD = (
    25  # passages, in which a title stands; and in the first of them even one that no word tells to be of the subject
)
_NEAR = 9
_TOP = 6  # an appendix says at its top what it is; further down a paper lists its own
_DEEP = 60  # an agenda's items come below its formal ones


def find_paper_title(document: Document, passages: Sequence[Passage]) -> Said[str] | None:
    """The title of a paper; None where nothing at its head can be one."""
    head = passages[:_HEAD]
    for index, (passage, following) in enumerate(zip_longest(head, head[1:])):
        field = _FIELD.fullmatch(passage.text) or (index < _TOP and _APPENDIX.fullmatch(passage.text))
        if field and len(field["value"]) < 200:
            return _to_title(document, passage.start + field.start("value"), passage.end)
        on_page = _PAGE.fullmatch(passage.text) and following and _is_candidate(following)
        if following and (on_page or _FIELD_ALONE.fullmatch(passage.text)):
            return _to_title(document, following.start, following.end)
    letter = next((index for index, passage in enumerate(head) if re.match(r"Dear\s+[A-Z]", passage.text)), -1)
    candidates = [passage for passage in passages[letter + 1 : _DEEP] if _is_candidate(passage)]
    first = candidates[0] if candidates and candidates[0] in head[:_NEAR] else None
    best = next((passage for passage in candidates if _TOPIC.search(passage.text)), first)
    return _to_title(document, best.start, best.end) if best else None


def _is_candidate(passage: Passage) -> bool:
    """Whether a line can be a title: a heading that is no furniture, no committee, no date, no grade and nobody's name."""
    text = _AGENDA_NUMBER.sub("", passage.text)
    if "\t" in text or not _looks_like_title(text):
        return False
    period = find_period(text)
    if period and is_committee_name(text[: period.start].rstrip(" -–,")):
        return False
    only_date = period is not None and len(_AROUND_DATE.sub("", text[: period.start] + text[period.end :])) < 5
    area, _, grade = re.sub(r"\s+[–-]\s+", ": ", text).partition(":")
    graded = area_keys(text) or grade_key(text) or (area_keys(area) and grade_key(grade))
    return not (
        only_date or graded or _FURNITURE.match(_plain(text)) or is_committee_name(text) or _OF_PERSON.search(text)
    )


def _plain(text: str) -> str:
    """A line without the number of its paragraph."""
    return re.sub(r"^[\d.\s]+", "", text)


def _looks_like_title(text: str) -> bool:
    """Whether a line is short, begins with a capital or a number, and is no sentence."""
    plain = _plain(text)
    return (
        bool(plain) and plain[0].isupper() and text[-1] not in ":?.;,!" and len(text) < 180 and len(text.split()) < 26
    )


def _to_title(document: Document, start: int, end: int) -> Said[str]:
    span = document.span(start, end)
    numbered, trailing = _ITEM_NUMBER.match(span.quote), _BEHIND.search(span.quote)
    if numbered or trailing:
        span = document.span(start + (numbered.end() if numbered else 0), start + trailing.start() if trailing else end)
    return Said(one_line(span.quote), span)
