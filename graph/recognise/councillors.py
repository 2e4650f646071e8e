"""Councillors whom a paper names: by their title, in lists of those present, and who of them takes the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.recognise.names import NAME, clean_name
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.recognise.posts import HEAD, POST, is_no_name
from graph.statements import Appointment, Document

#: Behind the name of who leads a meeting: "(in the Chair)".
_IN_THE_CHAIR = re.compile(r"(?:\s+[A-Z]{2,4}\b)?\s*\(in\s+the\s+Chair\)", re.IGNORECASE)
#: "Cabinet Member(s): | Councillor Ann Ash", "the Cabinet Member for Community Safety, | Councillor Ann Ash".
_POST_BEFORE = re.compile(
    rf"(?:(?:^|\t)(?:Relevant\s+)?(?P<field>(?:Cabinet|Executive|Lead)\s+Member|Portfolio\s+(?:Holder|Lead))(?:\(s\))?\s*[:\t]\s*|\b(?P<post>{POST}),\s+)$"
)
#: "Chair - Councillor Ann Ash": the part before the title.
_CHAIR_BEFORE = re.compile(r"(?P<role>(?:(?:Vice|Deputy)[\s-]+)?Chair(?:man|woman|person)?)\s*(?:[-–:]|\()\s*$")
#: Behind a post, who holds it: "the Director of Housing for Ashshire County Council, | Bob Birch".
_NAME_BEHIND = re.compile(rf"[^,.;:()]{{0,60}},\s+{NAME}")
_PERSON = rf"(?:{NAME}|[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*)"
_COUNCILLORS = re.compile(
    rf"\b(?P<title>(?:County\s+|City\s+|Borough\s+)?(?:Councillor|Cllr\.?|Alderman|(?:Deputy\s+)?Mayor))(?P<several>s\.?)?\s*:?\s+(?P<names>{_PERSON}(?:\s+(?:[A-Z]{{2,4}})\b)?(?:(?:\s*\([^)]{{3,60}}\))?(?:,\s+(?:and\s+)?|\s+(?:and|&|for)\s+)(?!(?:County\s+)?(?:Councillor|Cllr)|(?:Mr|Mrs|Ms|Miss|Dr|Rev)\b|{HEAD}\b){_PERSON}(?:\s+(?:[A-Z]{{2,4}})\b)?)*)"
)
#: "Ashgrove, T.  Pellow, R." below "COUNCILLORS".
_INVERTED = re.compile(r"(?P<surname>[A-ZÀ-Þ][\w’'-]+),\s+(?P<initials>(?:[A-Z]\.\s?){1,3})")
_MEMBERS_HEAD = re.compile(r"(?:COUNCILLORS|MEMBERS(?:\s+PRESENT)?|PRESENT)\s*:?", re.IGNORECASE)
_COUNCILLORS_HEAD = re.compile(
    r"(?:(?:present|membership)\s*[:–-]?\s*)?(?:councillors|members|(?:committee|panel|board)\s+members)(?:\s+present)?\s*[:–-]*",
    re.IGNORECASE,
)
_MEMBER = re.compile(rf"(?P<name>{NAME})(?:\s*\((?P<role>(?:Vice[\s-]+)?Chair(?:man|woman|person)?)\))?")
#: Below a name, who takes the chair: "(Chair, in the Chair)".
_CHAIR_BELOW = re.compile(
    r"\((?P<role>(?:Vice[\s-]+)?Chair(?:man|woman|person)?)(?:[,\s][^)]*)?\)(?:\s+in\s+the\s+chair)?", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    rf"(?:\s+[A-Z]{{2,4}}\b)?(?:,\s+(?:the\s+(?:(?:[Cc]ouncil|[Bb]orough|[Cc]ity|[Cc]ounty)[’']s\s+)?|as\s+|in\s+(?:his|her|their)\s+capacity\s+as\s+)?|\s*\(|\s+[–-]\s+|\s+(?:spoke|attended|presented|acting|speaking)\s+(?:as|in\s+\w+\s+capacity\s+as)\s+(?:the\s+)?|\t)(?P<role>{POST})"
)


def iter_councillors(document: Document, passage: Passage, following: Passage | None) -> Iterator[Appointment]:
    """Those whom a passage calls councillors, each with the post that is told beside the name; `following` may tell who takes the chair."""
    for match in _COUNCILLORS.finditer(passage.text):
        places = [
            (match.start("names") + name.start(), match.start("names") + name.end())
            for name in re.finditer(_PERSON, match["names"])
        ]
        for place in places if match["several"] else places[:1]:
            if not is_no_name(passage.text[slice(*place)]):
                yield _to_councillor(document, passage, following, match, place)


def _to_councillor(
    document: Document, passage: Passage, following: Passage | None, match: re.Match[str], place: tuple[int, int]
) -> Appointment:
    """One of those whom a match calls councillors, with the post behind the name, in the line below, or before the title."""
    text, (start, end) = passage.text, place
    begin = start if match["several"] else match.start()
    chair = _CHAIR_BEFORE.search(text[: match.start()])
    field = _POST_BEFORE.search(text[: match.start()])
    post, base = _AFTER_NAME.match(text, end), passage.start
    if post and field and _NAME_BEHIND.match(text, post.end("role")):
        post = None  # "the Cabinet Member, Councillor Ann Ash, the Director of Housing, Bob Birch": his
    if following and end == len(text) and (below := _CHAIR_BELOW.fullmatch(following.text)):
        post, base = below, following.start
    if post:
        begin, stop, role = start, base + post.end("role"), post["role"]
    elif not chair and (seat := _IN_THE_CHAIR.match(text, end)):
        stop, role = passage.start + seat.end(), "Chair"
    else:
        stop, role = passage.start + end, _find_title(match, chair, field)
    return Appointment(
        clean_name(text[start:end]), document.span(passage.start + begin, stop), one_line(role), None, "mentioned"
    )


def _find_title(match: re.Match[str], chair: re.Match[str] | None, field: re.Match[str] | None) -> str:
    """What a councillor is called: by the field or the post before the title, or as the chair; of several, by the title alone."""
    if field and not match["several"]:
        return str(field["field"] or field["post"])
    if chair and not match["several"]:
        return str(chair["role"])
    return re.sub(r"\bCllr\b\.?", "Councillor", match["title"])


def iter_inverted(document: Document, passages: Sequence[Passage], index: int) -> Iterator[Appointment]:
    """The members of a list that puts surnames first, below a heading that says that they are councillors."""
    passage = passages[index]
    names = list(_INVERTED.finditer(passage.text))
    if not names or re.sub(r"[\s,;]", "", _INVERTED.sub("", passage.text)):
        return
    head = next(
        (other for other in reversed(passages[max(0, index - 12) : index]) if not _INVERTED.match(other.text)), None
    )
    for name in names if head and _MEMBERS_HEAD.fullmatch(head.text) else ():
        span = document.span(passage.start + name.start(), passage.start + name.end("initials"))
        yield Appointment(f"{name['initials'].strip()} {name['surname']}", span, "Councillor", None, "mentioned")


def iter_members(document: Document, passages: Sequence[Passage], index: int) -> Iterator[Appointment]:
    """The names below "Councillors:-", each alone in its line, perhaps with the chair told in a bracket."""
    if not _COUNCILLORS_HEAD.fullmatch(passages[index].text):
        return
    for passage in passages[index + 1 : index + 25]:
        match = _MEMBER.fullmatch(passage.text.strip())
        if not match or is_no_name(match["name"]):
            return
        span = document.span(passage.start, passage.end)
        yield Appointment(clean_name(match["name"]), span, match["role"] or "Councillor", None, "mentioned")
