"""A committee's paper: a report to a committee, an agenda item, minutes, an appendix, a letter with its cover.

Each part of it is another module's: the committee and its meeting, the title, people, what is asked, what inspections it
tells of, what they found. Here they are put together, and the paper's council is found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from graph import registers
from graph.recognise.appendices import find_appendices, find_links
from graph.recognise.committees import find_frame, iter_meetings
from graph.recognise.councils import Mention, find_council, iter_councils
from graph.recognise.events import find_events
from graph.recognise.findings import find_findings
from graph.recognise.headings import find_paper_title
from graph.recognise.passages import Passage, to_passages
from graph.recognise.people import find_people
from graph.recognise.requests import find_requests
from graph.recognise.sayings import Setting
from graph.statements import Document, Said, Statements

_HOST = re.compile(
    r"(?:https?://|@)(?P<host>(?:[a-z0-9-]+\.)*?(?P<name>[a-z-]+)\.(?:gov|moderngov\.co)\.uk)", re.IGNORECASE
)
_DISTRICT = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:(?:and|upon|on|in|the)\s+)?){1,5}District\s+Council", re.IGNORECASE)
_LETTERHEAD = 5  # passages: a paper's own council stands above its title
#: Words of committees' papers, in documents that print no committee, meeting or request: an appendix, an item's page.
_PAPER = re.compile(
    r"\b(?:agenda\s+item|cabinet|scrutiny\s+(?:committee|board|panel)|councillors?|standing\s+order|executive\s+member|portfolio\s+holder)\b|^minutes:$|^.{5,160}\bPDF\s+[\d.]+\s+[KM]B$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_COUNCIL = frozenset(
    {"ofsted", "www", "reports", "education", "service", "publishing", "assets", "cqc", "legislation", "ons"}
)


def recognise_paper(document: Document) -> Statements:
    """What a committee's paper says. A document without a committee, a request or a meeting is of unknown kind."""
    passages = to_passages(document)
    councils = tuple(iter_councils(document.text))
    frame = find_frame(document, passages)
    title = find_paper_title(document, passages)
    council = _find_paper_council(document, councils, passages)
    events, doubts = find_events(
        document, passages, Setting(title, council, frame.date.value if frame.date else None, councils)
    )
    requests = find_requests(document, passages)
    is_paper = bool(frame.committee or frame.date or requests or _PAPER.search(document.text))
    return Statements(
        "committee paper" if is_paper else "unknown",
        title=title,
        council=None if _is_of_district(passages) else council,
        committee=frame.committee,
        meeting_date=frame.date,
        inspections=events,
        people=find_people(document, passages),
        requests=requests,
        findings=find_findings(document, passages, title),
        meetings=tuple(iter_meetings(document, passages, frame)),
        appendices=find_appendices(document),
        links=find_links(document),
        doubts=frame.doubts + doubts,
    )


def _find_paper_council(
    document: Document, councils: tuple[Mention, ...], passages: Sequence[Passage]
) -> Said[str] | None:
    """The council whose paper it is: by the address it comes from or writes to, by its letterhead, else the one that it names most."""
    hosts: dict[str, Said[str]] = {}
    for match in _HOST.finditer(document.text):
        code = _find_by_host(match["name"])
        if code and match["name"].lower() not in _NO_COUNCIL:
            hosts.setdefault(code, Said(code, document.span(*match.span("host"))))
    if len(hosts) == 1:
        return next(iter(hosts.values()))
    heads = {
        code: passage
        for passage in passages[:_LETTERHEAD]
        if "council" in passage.text.lower() and (code := find_council(passage.text.strip()))
    }
    if len(heads) == 1:
        code, passage = next(iter(heads.items()))
        return Said(code, document.span(passage.start, passage.end))
    weights: Counter[str] = Counter()
    for mention in councils:
        weights[mention.code] += 2 if mention.sure else 1
    ranked = weights.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None  # two are named as often: none is the paper's for certain
    main = next(
        mention for mention in sorted(councils, key=lambda found: not found.sure) if mention.code == ranked[0][0]
    )
    return Said(main.code, document.span(main.start, main.end))


def _is_of_district(passages: Sequence[Passage]) -> bool:
    """Whether a paper's letterhead is that of a district, which has no services for children: it tells of the county's."""
    heads = (passage.text.strip() for passage in passages[:_LETTERHEAD])
    return any(_DISTRICT.fullmatch(head) and find_council(head) is None for head in heads)


def _find_by_host(name: str) -> str | None:
    """The council of a web address: "nottinghamcity", "cityoflondon", "lbbd"; only one whose letters are its name."""
    return find_council(name) or _host_names().get(re.sub(r"[^a-z]", "", re.sub(r"(?:-?council)$", "", name.lower())))


@cache
def _host_names() -> dict[str, str]:
    """The letters of each council's names, with "city" and "council" as addresses add them; and of hosts that shorten them."""
    codes: dict[str, set[str]] = {
        re.sub(r"[^a-z]", "", row["host"]): {row["code"]} for row in registers.iter_rows("hosts")
    }
    for council in registers.councils().values():
        for name in (council.name, *council.other_names):
            letters = re.sub(r"[^a-z]", "", name.lower())
            for form in (letters, f"{letters}city", f"{letters}cc", f"{letters}council", f"cityof{letters}"):
                codes.setdefault(form, set()).add(council.code)
    return {form: next(iter(found)) for form, found in codes.items() if len(found) == 1}
