"""A committee's paper: a report to a committee, an agenda item, minutes, an appendix, a letter with its cover.

Each part of it is another module's: the committee and its meeting, the title, people, what is asked, what inspections it
tells of, what they found, whose it is. Here they are put together.
"""

from __future__ import annotations

import re

from graph.recognise.appendices import find_appendices, find_links
from graph.recognise.councils import Mention, iter_councils
from graph.recognise.events import find_events, find_own
from graph.recognise.findings import find_findings
from graph.recognise.meetings import find_frame, iter_meetings
from graph.recognise.paper_councils import find_paper_council, is_of_district
from graph.recognise.paper_titles import find_paper_title
from graph.recognise.passages import to_passages
from graph.recognise.people import find_people
from graph.recognise.requests import find_requests
from graph.recognise.sayings import Setting
from graph.statements import Document, Said, Statements

#: Words of committees' papers, in documents that print no committee, meeting or request: an appendix, an item's page.
_PAPER = re.compile(
    r"\b(?:agenda\s+item|cabinet|scrutiny\s+(?:committee|board|panel)|councillors?|standing\s+order|executive\s+member|portfolio\s+holder)\b|^minutes:$|^.{5,160}\bPDF\s+[\d.]+\s+[KM]B$",
    re.IGNORECASE | re.MULTILINE,
)


def _find_others(councils: tuple[Mention, ...], council: Said[str] | None) -> tuple[Mention, ...]:
    """The councils named that are not the paper's own; none where that is not known."""
    return tuple(mention for mention in councils if council and mention.code != council.value)


def recognise_paper(document: Document) -> Statements:
    """What a committee's paper says. A document without a committee, a request or a meeting is of unknown kind."""
    passages = to_passages(document)
    councils = tuple(iter_councils(document.text))
    frame = find_frame(document, passages)
    title = find_paper_title(document, passages)
    council = find_paper_council(document, councils, passages)
    own = find_own(passages, title)
    events, doubts = find_events(document, own, Setting(title, council, frame.today, councils))
    requests = find_requests(document, passages)
    is_paper = bool(frame.committee or frame.date or requests or _PAPER.search(document.text))
    return Statements(
        "committee paper" if is_paper else "unknown",
        title=title,
        council=None if is_of_district(passages) else council,
        committee=frame.committee,
        meeting_date=frame.date,
        inspections=events,
        people=find_people(document, passages),
        requests=requests,
        findings=find_findings(document, own, title, _find_others(councils, council)),
        meetings=tuple(iter_meetings(document, passages, frame)),
        appendices=find_appendices(document),
        links=find_links(document),
        doubts=frame.doubts + doubts,
    )
