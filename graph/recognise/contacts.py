"""The people of a paper's labels and fields: "Contact: Jayne Howarth, Head of SEND Tel: …", "REPORT OF: ANN ASH", who signs it.

E-mail addresses and telephone numbers are never part of what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.recognise.names import NAME, clean_name, from_capitals
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.recognise.posts import HEAD, OFFICE, POST, is_no_name
from graph.statements import Appointment, Document

_STOP = re.compile(
    r"\s*(?:\bx\d{3,5}\b|\bTel\b|\bTelephone\b|\bPhone\b|\bE-?mail\b|\bExt\b|\bMobile\b|\d{4,}|[\w.+-]+@|https?:|\(0|\(?\+44|\n|;|\bwho\s+can\b|\b0\d{2}\s\d{2,4}\b|\bon\s+\d|\t(?=[^\t:]{3,40}:)|$)",
    re.IGNORECASE,
)
#: The head of a table of names, and of its first column: "Officer name: | Tel No:".
_NAME_COLUMN = re.compile(r"(?:(?:officer|contact)(?:[’']s)?\s+)?name\s*:?\t", re.IGNORECASE)
#: Where a sentence goes on behind a post: "Executive Director of Children, | is attached".
_SAID_OF = re.compile(r",?\s+(?:is|was|are|were|will|has|have|had|which|that|presented|introduced)\b")
_LABELS = (
    ("contact", re.compile(r"(?:(?:report\s+)?contact(?:\s+(?:for\s+further\s+information|officers?|person|name|details|points?))?|(?:anyone\s+(?:wishing|requiring|wanting)\s+)?(?:for\s+)?(?:further|more)\s+information(?:,?\s+(?:please\s+)?contact)?|enquir(?:ies|y)(?:\s+to)?)\s*[:\t-]\s*", re.IGNORECASE)),
    ("author", re.compile(r"(?:report\s+authors?|authors?(?:\(s\))?(?:\s+and\s+(?:contributors|contact(?:\s+details)?))?|(?:report\s+)?(?:prepared|written|produced|presented)\s+by|report\s+by|lead\s+(?:officer|councillor)|(?:responsible|reporting|originating)\s+officer|officer\s+reporting|approval|approved\s+by|sign(?:ed)?[\s-]?off(?:\s+by)?)\s*[:\t]?\s*", re.IGNORECASE)),
    ("on behalf of", re.compile(r"(?:from(?=\s*[:\t])|(?:open\s+)?report\s+(?:on\s+behalf\s+of|of|from))\s*[:\t]?\s*", re.IGNORECASE)),
)  # fmt: skip
_TWO_WORDS = re.compile(r"(?P<name>[A-Z][\w’'-]+\s[A-Z][\w’'-]+)\b")
_NAME_FIELD = re.compile(
    rf"(?:contact\s+|officer\s+|officer[’']?s\s+)?name\s*[:\t]\s*(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?(?P<name>(?-i:{NAME}))\s*",
    re.IGNORECASE,
)
_ROLE_FIELD = re.compile(
    rf"(?:designation|job\s+title|title|post|position|role)\s*[:\t]\s*(?P<role>(?=(?-i:[A-Z]))[^:\t]*?\b{OFFICE}\b[^:\t]*?)\s*",
    re.IGNORECASE,
)
#: "Contact: Alyson Grice/Samantha Morris  Scrutiny Officers": a second person behind the stroke; a post in the plural is of both.
_NEXT_PERSON = re.compile(rf"\s*/\s*(?={NAME})")
_SMALL_WORDS = re.compile(r"\b(?:Of|For|And|The|In|With|To)\b")
_CAPITALS = re.compile(
    r"(?P<title>(?:COUNCILLOR|CLLR)\s+)?(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'-]+){1,2})(?=\s*(?:\t|,|$))"
)
_LABELLED_NAME = re.compile(rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s+)?(?P<name>{NAME})")


def iter_labelled(document: Document, passage: Passage, following: Passage | None) -> Iterator[Appointment]:
    """The person behind a label: "Contact: Jayne Howarth, Head of SEND Tel: …"; a label alone goes with the next line."""
    for part, label in _LABELS:
        match = label.match(passage.text)
        if match and match.end() < len(passage.text):
            yield from _with_post_below(document, _read_person(document, passage, match.end(), part), following)
            return
        if following and label.fullmatch(passage.text.rstrip(" :") + ":"):
            yield from _read_person(document, following, 0, part)
            return


def _with_post_below(
    document: Document, people: Iterator[Appointment], following: Passage | None
) -> Iterator[Appointment]:
    """The people of a label; one alone and without a post has that of the line below, where the line is nothing else."""
    named = list(people)
    post = (
        re.match(rf"{POST}(?=\s*(?:$|,?\s*(?:tel|telephone|e-?mail)\b))", following.text.strip(), re.IGNORECASE)
        if following
        else None
    )
    if following and post and len(named) == 1 and not named[0].role and not named[0].organisation:
        span = document.span(named[0].span.start, following.start + post.end())
        named = [replace(named[0], role=one_line(post[0]), span=span)]
    yield from named


def _read_person(document: Document, passage: Passage, offset: int, part: str) -> Iterator[Appointment]:
    """A name, then a post or a department up to the address: "Samantha Parker, Tel: …, Democratic Services"."""
    stop = _STOP.search(passage.text, offset)
    end = stop.start() if stop else len(passage.text)
    capitals = _CAPITALS.match(passage.text, offset) if passage.text[:offset].isupper() else None
    if capitals and not is_no_name(capitals["name"].title()):
        yield _to_capitals(document, passage, capitals, part)
    elif name := _find_name(passage.text, offset, end):
        following = _NEXT_PERSON.search(passage.text, name.end())
        others = list(_read_person(document, passage, following.end(), part)) if following else []
        yield from others
        yield _to_contact(document, passage, name, min(end, following.start()) if following else end, others, part)


def _find_name(text: str, offset: int, end: int) -> re.Match[str] | None:
    """The name that a label's value begins with, of two words where the post follows it closely: "Ann Ash  Senior Scrutiny Officer"."""
    name = _LABELLED_NAME.match(text, offset, end)
    if name and is_no_name(name["name"]):
        name = _TWO_WORDS.match(text, offset, end)
    return name if name and not is_no_name(name["name"]) else None


def _to_contact(
    document: Document, passage: Passage, name: re.Match[str], end: int, others: list[Appointment], part: str
) -> Appointment:
    """Somebody with the post or the department behind the name, which ends at `end`; "A Grice/S Morris  Officers" have one post."""
    person, (start, stop), behind = clean_name(name["name"]), name.span("name"), passage.text[name.end() :]
    detail = _SAID_OF.split(passage.text[name.end() : end])[0].strip(" ,.–-\t():")
    role, body = None, None
    if re.search(rf"\b{OFFICE}s?\b", detail):
        role, stop = detail, name.end() + behind.find(detail) + len(detail)
    elif post := re.search(rf"\d,\s*(?P<role>{POST})", behind):
        role = post["role"]
    elif others and not detail and re.search(rf"\b{OFFICE}s$", others[-1].role or ""):
        return replace(others[-1], name=person, span=document.span(passage.start + start, others[-1].span.end))
    else:
        body = _find_body(behind) or detail or None
    span = document.span(passage.start + start, passage.start + stop)
    return Appointment(person, span, one_line(role) if role else None, one_line(body) if body else None, part)


def _to_capitals(document: Document, passage: Passage, match: re.Match[str], part: str) -> Appointment:
    """A name in a form that is all in capitals: "REPORT OF: ANN ASH, DIRECTOR FOR CHILDREN"; its post may stand in a field of its own."""
    role = "Councillor" if match["title"] else None
    end = match.end()
    post = re.match(r",\s*(?P<role>[A-Z][A-Z’'&, -]+[A-Z])\s*(?=$|\t)", passage.text[end:])
    written = (
        _SMALL_WORDS.sub(lambda word: word[0].lower(), re.sub(r"’S\b|'S\b", "’s", post["role"].title())) if post else ""
    )
    if post and re.search(rf"\b{OFFICE}\b", written):
        role, end = one_line(written), end + post.end("role")
    return Appointment(
        clean_name(match["name"].title()),
        document.span(passage.start + match.start(), passage.start + end),
        role,
        None,
        part,
    )


def _find_body(rest: str) -> str | None:
    """The department behind a telephone number: "Tel: 01772 538221, Democratic Services"."""
    match = re.search(
        r",\s*((?:[A-Z][\w’'&]+\s+(?:and\s+|&\s+)?){1,4}(?:Services?|Team|Department|Office|Support|Unit))\b", rest
    )
    return match[1] if match else None


def iter_fields(document: Document, passage: Passage, following: Passage) -> Iterator[Appointment]:
    """The person of two fields: "Name: Ann Ash" above "Designation: Head of Service"."""
    label = _LABELS[1][1].match(passage.text)
    capitals = _CAPITALS.match(passage.text, label.end()) if label and passage.text[: label.end()].isupper() else None
    job = re.match(
        r"(?:JOB\s+TITLE|DESIGNATION|POST)\s*[:\t]\s*(?P<role>[A-Z][A-Z’',& -]+?)\s*(?=\t|$)", following.text
    )
    if capitals and job:
        span = document.span(passage.start + capitals.start(), following.start + job.end("role"))
        yield Appointment(clean_name(capitals["name"].title()), span, one_line(job["role"]), None, "author")
    cell = _LABELLED_NAME.match(following.text) if _NAME_COLUMN.match(passage.text) else None
    if cell and following.text[cell.end() :].startswith("\t") and not is_no_name(cell["name"]):
        span = document.span(following.start + cell.start("name"), following.start + cell.end("name"))
        yield Appointment(clean_name(cell["name"]), span, None, None, "contact")
    name, role = _NAME_FIELD.fullmatch(passage.text), _ROLE_FIELD.fullmatch(following.text)
    if name and not is_no_name(name["name"]) and (role or re.match(r"(?:contact|officer)", name[0], re.IGNORECASE)):
        span = document.span(passage.start + name.start("name"), following.end if role else passage.end)
        yield Appointment(clean_name(name["name"]), span, one_line(role["role"]) if role else None, None, "contact")


def iter_signed(document: Document, passage: Passage, following: Passage) -> Iterator[Appointment]:
    """Who signs a report: a name alone in a line, and the post alone in the next."""
    name, role = (
        re.fullmatch(NAME, from_capitals(passage.text.strip())),
        re.fullmatch(rf"{HEAD}\b[^.:;\d\t]{{0,80}}", following.text.strip()),
    )
    if name and role and not is_no_name(name[0]):
        yield Appointment(
            clean_name(name[0]), document.span(passage.start, following.end), one_line(role[0]), None, "mentioned"
        )
