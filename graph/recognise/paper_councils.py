"""Whose paper it is: the council that the address, the letterhead or the text names, and none where two could be meant.

A council that a paper only compares with is not its own, and a district, which has no services for children, is none of ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from graph import registers
from graph.recognise.councils import Mention, find_council
from graph.recognise.passages import Passage
from graph.statements import Document, Said

_HOST = re.compile(
    r"(?:https?://|@)(?P<host>(?:[a-z0-9-]+\.)*?(?P<name>[a-z-]+)\.(?:gov|moderngov\.co)\.uk)", re.IGNORECASE
)
_HEAD, _OFTEN = 15, 3  # passages, and mentions, by which a paper shows whose it is
_LETTERHEAD = 5  # passages: a paper's own council stands above its title
#: "Bolton Council | and NHS Bolton CCG": the council's joint papers.
_WITH_NHS = re.compile(
    r"(?<=council)\s*(?:,|and|&|/)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?NHS\b.*$", re.IGNORECASE | re.DOTALL
)
_DISTRICT = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:(?:and|upon|on|in|the)\s+)?){1,5}District\s+Council", re.IGNORECASE)
#: Before the name of a council that helps or reviews another: "a peer review was carried out by | Essex County Council".
_HELPS = re.compile(
    r"\b(?:by|from|with)\s+(?:(?:officers?|colleagues|peers|a\s+team|directors?|social\s+workers|leaders)\s+(?:from|of|at|in)\s+)?(?:[A-Z][\w’']+(?:,|\s+and)\s+)*$"
)
#: Before the only council that a paper names: "its focused visit to | Derbyshire", "children's services in | Lancashire".
_INSPECTED = re.compile(
    r"\b(?:(?:visit(?:ed)?|inspection|inspected|review|services)\s+(?:(?:to|in|of|at|for)\s+)?(?:the\s+)?|(?:Ofsted|inspectors)\s+(?:inspected|visited|came\s+to)\s+)$",
    re.IGNORECASE,
)
#: Before the name of another council: "how that compared with | Birmingham", "councils such as | Leeds".
_COMPARED = re.compile(
    r"\b(?:compar\w+|contrast\w*|similar|unlike|like|such\s+as|neighbour\w*|elsewhere|visit\s+to|model\s+of)\b[^.;:]*$",
    re.IGNORECASE,
)
#: In the words of a paragraph before a council's name: what follows may be of others, sentence by sentence.
_OTHERS = re.compile(
    r"\b(?:compar(?:ed|es?|ing|isons?)\s+(?:with|to)|(?:our|its|the|statistical|nearest)\s+neighbours|other\s+(?:councils|(?:local\s+)?authorities))\b",
    re.IGNORECASE,
)
_NO_COUNCIL = frozenset(
    {"ofsted", "www", "reports", "education", "service", "publishing", "assets", "cqc", "legislation", "ons"}
)


def find_paper_council(
    document: Document, councils: tuple[Mention, ...], passages: Sequence[Passage]
) -> Said[str] | None:
    """The council whose paper it is: by the address it comes from or writes to, by its letterhead, else the one that it names most."""
    return (
        _find_by_address(document)
        or _find_letterhead(document, passages)
        or _find_most_named(document, councils, passages)
        or _find_at_head(document, councils, passages)
    )


def _find_by_address(document: Document) -> Said[str] | None:
    hosts: dict[str, Said[str]] = {}
    for match in _HOST.finditer(document.text):
        code = _find_by_host(match["name"])
        if code and match["name"].lower() not in _NO_COUNCIL:
            hosts.setdefault(code, Said(code, document.span(*match.span("host"))))
    return next(iter(hosts.values())) if len(hosts) == 1 else None


def _find_letterhead(document: Document, passages: Sequence[Passage]) -> Said[str] | None:
    heads = {
        code: passage
        for passage in passages[:_LETTERHEAD]
        if "council" in passage.text.lower() and (code := find_council(_WITH_NHS.sub("", passage.text.strip())))
    }
    return next((Said(code, document.span(one.start, one.end)) for code, one in heads.items() if len(heads) == 1), None)


def _find_most_named(
    document: Document, councils: tuple[Mention, ...], passages: Sequence[Passage]
) -> Said[str] | None:
    """The council named most; none where two are named as often, or where it may only be compared with."""
    weights: Counter[str] = Counter()
    for mention in councils:
        others = _OTHERS.search(_before(passages, mention))
        if not others and not _HELPS.search(document.text[max(0, mention.start - 60) : mention.start]):
            weights[mention.code] += 2 if mention.sure else 1
    ranked = weights.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    own = [mention for mention in councils if mention.code == ranked[0][0]]
    return _to_said(document, own) if _is_about(document, own, passages) else None


def _before(passages: Sequence[Passage], mention: Mention) -> str:
    """The words of a mention's paragraph that stand before it."""
    own = next((passage for passage in passages if passage.start <= mention.start < passage.end), None)
    return own.text[: mention.start - own.start] if own else ""


def _find_at_head(document: Document, councils: tuple[Mention, ...], passages: Sequence[Passage]) -> Said[str] | None:
    """The only council that the first lines name: "THURSDAY 20 JULY 2023, SAND MARTIN HOUSE, PETERBOROUGH"."""
    end = passages[min(_LETTERHEAD, len(passages)) - 1].end if passages else 0
    named = [mention for mention in councils if mention.start < end]
    one = len({mention.code for mention in named}) == 1 and not any(_is_compared(document, it) for it in named)
    return _to_said(document, named) if one else None


def _to_said(document: Document, own: Sequence[Mention]) -> Said[str]:
    main = min(own, key=lambda mention: not mention.sure)
    return Said(main.code, document.span(main.start, main.end))


def _is_compared(document: Document, mention: Mention) -> bool:
    return _COMPARED.search(document.text[max(0, mention.start - 60) : mention.start]) is not None


def _is_about(document: Document, own: Sequence[Mention], passages: Sequence[Passage]) -> bool:
    """Whether a paper is about the council of these mentions, and does not only compare with it: "Birmingham had been judged …"."""
    end = passages[min(_HEAD, len(passages)) - 1].end
    called = (document.text[mention.start : mention.end + len(" City Council")] for mention in own)
    return (
        len(own) >= _OFTEN
        or (own[0].start < end and not _is_compared(document, own[0]))
        or any("ouncil" in words for words in called)
        or any(_INSPECTED.search(document.text[max(0, one.start - 40) : one.start]) for one in own)
    )


def is_of_district(passages: Sequence[Passage]) -> bool:
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
