"""People named in a paper with a post or a place in it: its contact, its author, councillors, officers who were introduced.

A capitalised pair of words is no person by itself ("Mosaic", "Whittington Health"): a name counts with a post beside it
("Sharon Hubber, Director of Children's Social Care"), a councillor's title before it, or a label ("Contact: …"). E-mail
addresses and telephone numbers are never part of what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.recognise.names import NAME, clean_name, from_capitals
from graph.recognise.passages import Passage
from graph.recognise.patterns import one_line
from graph.statements import Appointment, Document

_RANKS = r"(?:DfE|Interim|Acting|Deputy|Assistant|Associate|Executive|Corporate|Strategic|Statutory|Divisional|Group|Service|Senior|Principal|Joint|Independent|Programme|Lead|Chief|Vice|Policy|Performance|Democratic|Scrutiny|Governance|Business|Quality|Area|Team|Operational|Operations|Designated|Shadow|Opposition|Commissioning|Improvement|Safeguarding|Education|SEND|Legal|Committee|Information|Services|City|County|Borough|Parent|Governor|Diocesan)"
_OFFICES = r"(?!Mayor\s+and\s+Cabinet)(?:Director|Head|Chief\s+(?:Executive|Officer|Constable|Nurse)|Manager|Officer|Leader|Portfolio\s+Holder|Cabinet\s+(?:Member|Spokes(?:person|man|woman))|Lead\s+Member|Member|Lead|Chair(?:man|woman|person)?|Advis[eo]r|Commissioner|Clerk|Solicitor|Secretary|Co-?ordinator|Consultant|Mayor|Headteacher|Executive|Analyst|Accountant|Registrar|Representative|Governor|Scrutineer)"
_HEAD = rf"(?:{_RANKS}[\s-]+(?:(?:and|&)\s+(?={_RANKS}\b))?)*{_OFFICES}"
# What goes on after the head: "of Children's Social Care", "for Children, Young People and Schools", "(Children's Services)".
_OTHER_PERSON = rf"{NAME}\s*(?:,|\(|–|-)\s*(?:the\s+)?{_HEAD}\b"
_TAIL = rf"(?:(?:\s+(?:(?:of|for|to|and|&|the|in|with|at|-|–)\s+)*|,\s+(?!{_OTHER_PERSON})(?=(?:[A-Z][\w’'-]*,?\s+){{1,6}}(?:and|&)\s+[A-Z]|SEND\b)|/)(?!(?:{NAME}\s*,\s*(?:the\s+)?{_HEAD}\b)|(?:County\s+)?(?:Councillor|Cllr)\b)(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][\w’'&-]*)*"
#: "Corporate Director for People", "Head of Strategy and Improvement"; not "director", not "Directors of several councils".
POST = (
    rf"{_HEAD}\b(?:\s+with\s+Responsibility(?:\s+\([A-Z]{{2,4}}\))?)?{_TAIL}(?:\s*\((?!Chair|Tel)[A-Z][\w’', &-]+\))?"
)

_NOT_A_NAME = re.compile(
    r"\b(?:Director|Head|Officers?|Manager|Chief|Executive|Councillors?|Cllrs|Committee|Cabinet|Council|Services?|Children|Board|Ofsted|Democratic|Scrutiny|Lead|Members?|Portfolio|Holder|Chair\w*|Deputy|Assistant|Strategic|Corporate"
    r"|Social|County|City|Borough|Education|Policy|Legal|Report|Appendix|Standing|Order|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December"
    r"|Department|Local|Authority|The|Further|Information|Contact|Tel|Email|Academy|School|Health|Hospital|Street|Road|(?:Town|City|County|Civic|Shire|Village)\s+Hall|House|Room|Centre|Team|Service|Group|Panel|Government|Act|Agenda|Item|Meeting|Overview|Young|People|Families|Care"
    r"|Family|Front|Door|Partnerships|Early|Help|Strategy|Commissioning|Learning|Skills|Inclusion|Performance|Quality|Resources|Support|Protection|Permanence|Adults?|Housing|Finance|Standards|Practice|Independent|Reviewing|Inspector|Improvement|Safeguarding|Partnership|Trust|University|Teacher|Primary|Secondary|Minutes|Resolved|Recommendation|Background|Papers|Wards|All|None|Our|Their|This|Also)\b(?!-)"
)
#: "appointed Ann Ash as Children's Services Commissioner".
_APPOINTED = re.compile(
    rf"\bappointed\s+(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor)\.?\s+)?(?P<name>{NAME})\s+(?:as|to\s+be)\s+(?:(?:the|its|our|an?)\s+)?(?P<role>(?:Children[’']s\s+Services\s+)?{POST})"
)
#: "the Minister for Children and Families, Ann Ash MP"; only behind an office of the government.
_MINISTER = re.compile(
    rf"\b(?P<role>(?:(?:Parliamentary\s+)?Under[\s-]+Secretary\s+of\s+State|Secretary\s+of\s+State|Minister(?:\s+of\s+State)?)\s+for\s+[A-Z][\w’']*(?:(?:,|\s+and|\s+of|\s+for)?\s+[A-Z][\w’']*)*?),\s+(?P<name>{NAME})(?=\s+MP\b)"
)
#: Behind the name of who leads a meeting: "(in the Chair)".
_IN_THE_CHAIR = re.compile(r"(?:\s+[A-Z]{2,4}\b)?\s*\(in\s+the\s+Chair\)", re.IGNORECASE)
#: The head of a table of names, and of its first column: "Officer name: | Tel No:".
_NAME_COLUMN = re.compile(r"(?:(?:officer|contact)(?:[’']s)?\s+)?name\s*:?\t", re.IGNORECASE)
_STOP = re.compile(
    r"\s*(?:\bx\d{3,5}\b|\bTel\b|\bTelephone\b|\bPhone\b|\bE-?mail\b|\bExt\b|\bMobile\b|\d{4,}|[\w.+-]+@|https?:|\(0|\(?\+44|\n|;|\bwho\s+can\b|\b0\d{2}\s\d{2,4}\b|\bon\s+\d|\t(?=[^\t:]{3,40}:)|$)",
    re.IGNORECASE,
)
#: Whose post it is, behind its name.
_FOR_COUNCIL = re.compile(r",?\s+(?:for|at)\s+(?:[A-Z][\w’'-]+\s+(?:(?:of|and|upon|on)\s+)?){1,6}Council$")
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
    rf"(?:designation|job\s+title|title|post|position|role)\s*[:\t]\s*(?P<role>(?=(?-i:[A-Z]))[^:\t]*?\b{_OFFICES}\b[^:\t]*?)\s*",
    re.IGNORECASE,
)
#: "Cabinet Member(s): | Councillor Ann Ash", "the Cabinet Member for Community Safety, | Councillor Ann Ash".
_POST_BEFORE = re.compile(
    rf"(?:(?:^|\t)(?:Relevant\s+)?(?P<field>(?:Cabinet|Executive|Lead)\s+Member|Portfolio\s+(?:Holder|Lead))(?:\(s\))?\s*[:\t]\s*|\b(?P<post>{POST}),\s+)$"
)
#: "Chair - Councillor Ann Ash": the part before the title.
_CHAIR_BEFORE = re.compile(r"(?P<role>(?:(?:Vice|Deputy)[\s-]+)?Chair(?:man|woman|person)?)\s*(?:[-–:]|\()\s*$")
#: "Contact: Alyson Grice/Samantha Morris  Scrutiny Officers": a second person behind the stroke; a post in the plural is of both.
_NEXT_PERSON = re.compile(rf"\s*/\s*(?={NAME})")
#: A line of its own in a list of those present: "Councillor Rachel Bailey Children and Families Portfolio Holder".
_LINE = re.compile(
    rf"(?:County\s+)?(?:Councillor|Cllr)\s+(?P<name>[A-Z][\w’'-]*\s[A-Z][\w’'-]+)\s+(?:[-–]\s+)?(?P<role>(?=.*\b{_OFFICES}\b)[A-Z][^.,:;]{{5,90}})"
)
#: Behind a post, who holds it: "the Director of Housing for Ashshire County Council, | Bob Birch".
_NAME_BEHIND = re.compile(rf"[^,.;:()]{{0,60}},\s+{NAME}")
_SMALL_WORDS = re.compile(r"\b(?:Of|For|And|The|In|With|To)\b")
_CAPITALS = re.compile(
    r"(?P<title>(?:COUNCILLOR|CLLR)\s+)?(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'-]+){1,2})(?=\s*(?:\t|,|$))"
)
_LABELLED_NAME = re.compile(rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s+)?(?P<name>{NAME})")
_WRITTEN_BY = re.compile(
    rf"\b(?:report|paper|note)\s+(?:was|has\s+been)\s+(?:written|prepared|produced)\s+by\s+(?P<name>{NAME})(?:,\s+(?P<role>{POST}))?"
)
_PERSON = rf"(?:{NAME}|[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*)"
_COUNCILLORS = re.compile(
    rf"\b(?P<title>(?:County\s+|City\s+|Borough\s+)?(?:Councillor|Cllr\.?|Alderman|(?:Deputy\s+)?Mayor))(?P<several>s\.?)?\s*:?\s+(?P<names>{_PERSON}(?:\s+(?:[A-Z]{{2,4}})\b)?(?:(?:\s*\([^)]{{3,60}}\))?(?:,\s+(?:and\s+)?|\s+(?:and|&|for)\s+)(?!(?:County\s+)?(?:Councillor|Cllr)|(?:Mr|Mrs|Ms|Miss|Dr|Rev)\b|{_HEAD}\b){_PERSON}(?:\s+(?:[A-Z]{{2,4}})\b)?)*)"
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
_NAME_THEN_POST = re.compile(
    rf"\b(?P<name>{NAME})(?:\s+(?:CBE|OBE|MBE|QPM|DL|JP))?(?:,\s+(?:(?:the(?:\s+(?:[Cc]ouncil|[Bb]orough|[Cc]ity|[Cc]ounty)[’']s)?|our|its)\s+)?|\s*\((?:the\s+)?|\s+[–-]\s+|\t)(?P<role>{POST})"
)
#: "Shirley Bailey (Senior HMI Ofsted)": a bracket that holds an office, and perhaps the body at its end.
_IN_BRACKETS = re.compile(
    rf"\b(?P<name>{NAME})\s+\((?P<role>[A-Z][^()\d]{{3,130}}?)(?:,?\s+(?P<body>Ofsted|CQC|LGA|Department\s+for\s+Education|DfE|NHS\s[\w ]+))?\)"
)
#: "Duncan Maybury, Strategy & Commissioning Manager": a post that opens with its field, of words that no name has.
_NAME_THEN_FIELD = re.compile(
    rf"\b(?P<name>{NAME})(?:,\s+|\s+[–-]\s+)(?P<role>(?P<field>(?:[A-Z][\w’'-]+\s+(?:(?:and|&)\s+)?){{1,5}}){_OFFICES})(?=\s*(?:$|[,.;)\t]|and\b))"
)
_POST_THEN_NAME = re.compile(
    rf"\b(?P<role>{POST})(?:,\s+|\s*\(|:\s+|\s+[–-]\s+|\t|\s+is\s+)(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.?\s+)?(?P<name>{NAME})(?=\)|,|\.|;|\s*$|\s+\([A-Z][^()\d]+\)|\s+(?:said|spoke|presented|introduced|reported|explained|advised|informed|attended|updated|outlined|responded|confirmed|highlighted|provided|gave|and)\b)"
)


def find_people(document: Document, passages: Sequence[Passage]) -> tuple[Appointment, ...]:
    """The people whom a paper names with a post or a part, each once, in the order of the text."""
    found: dict[str, Appointment] = {}
    for person in map(_without_council, _iter_all(document, passages)):
        known = found.get(person.name)
        if known is None:
            found[person.name] = person
        elif _says_more(person, known):
            found[person.name] = (
                person
                if known.part == "mentioned" or (known.role is None and person.role and person.part == known.part)
                else known
            )
    return tuple(sorted(found.values(), key=lambda person: person.span.start))


def _without_council(person: Appointment) -> Appointment:
    """A post by its name alone: "Director of Children's Services | for Ashshire County Council"."""
    return replace(person, role=_FOR_COUNCIL.sub("", person.role) if person.role else None)


def _says_more(person: Appointment, known: Appointment) -> bool:
    return (
        person.part != "mentioned"
        or known.role is None
        or (known.role.lower().endswith("councillor") and person.role != known.role)
    )


def _iter_all(document: Document, passages: Sequence[Passage]) -> Iterator[Appointment]:
    for index, passage in enumerate(passages):
        yield from _iter_labelled(document, passage, passages[index + 1] if index + 1 < len(passages) else None)
        for match in _WRITTEN_BY.finditer(passage.text):
            yield from _to_person(document, passage, match, "author")
        line = _LINE.fullmatch(passage.text)
        if line:
            yield from _to_person(document, passage, line, "mentioned")
        yield from _iter_councillors(document, passage, passages[index + 1] if index + 1 < len(passages) else None)
        yield from _iter_inverted(document, passages, index)
        yield from _iter_members(document, passages, index)
        if index + 1 < len(passages):
            yield from _iter_fields(document, passage, passages[index + 1])
            yield from _iter_signed(document, passage, passages[index + 1])
        for match in _IN_BRACKETS.finditer(passage.text):
            if re.search(
                rf"\b(?:{_OFFICES}|S?HMI|Inspector|Governor|Professor|[Rr]epresentative|Nurse|Teacher|Practitioner|Psychologist)\b",
                match["role"],
            ):
                yield from _to_person(document, passage, match, "mentioned")
        for pattern in (_NAME_THEN_POST, _POST_THEN_NAME, _APPOINTED, _MINISTER):
            for match in _iter_in_cells(pattern, passage.text):
                yield from _to_person(document, passage, match, "mentioned")
        for match in _iter_in_cells(_NAME_THEN_FIELD, passage.text):
            words = re.findall(r"[A-Z][\w’'-]+", match["field"])
            if 2 * sum(_NOT_A_NAME.fullmatch(word) is not None for word in words) >= len(words):
                yield from _to_person(document, passage, match, "mentioned")


def _iter_in_cells(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a passage; in a row, a name that seems to begin in the cell before begins behind its tab."""
    position = 0
    while match := pattern.search(text, position):
        tab = match["name"].rfind("\t")
        if tab < 0:
            yield match
        position = match.start("name") + tab + 1 if tab >= 0 else match.end()


def _iter_fields(document: Document, passage: Passage, following: Passage) -> Iterator[Appointment]:
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
    if cell and following.text[cell.end() :].startswith("\t") and not _NOT_A_NAME.search(cell["name"]):
        span = document.span(following.start + cell.start("name"), following.start + cell.end("name"))
        yield Appointment(clean_name(cell["name"]), span, None, None, "contact")
    name, role = _NAME_FIELD.fullmatch(passage.text), _ROLE_FIELD.fullmatch(following.text)
    if (
        name
        and not _NOT_A_NAME.search(name["name"])
        and (role or re.match(r"(?:contact|officer)", name[0], re.IGNORECASE))
    ):
        span = document.span(passage.start + name.start("name"), following.end if role else passage.end)
        yield Appointment(clean_name(name["name"]), span, one_line(role["role"]) if role else None, None, "contact")


def _iter_signed(document: Document, passage: Passage, following: Passage) -> Iterator[Appointment]:
    """Who signs a report: a name alone in a line, and the post alone in the next."""
    name, role = (
        re.fullmatch(NAME, from_capitals(passage.text.strip())),
        re.fullmatch(rf"{_HEAD}\b[^.:;\d\t]{{0,80}}", following.text.strip()),
    )
    if name and role and not _NOT_A_NAME.search(name[0]):
        yield Appointment(
            clean_name(name[0]), document.span(passage.start, following.end), one_line(role[0]), None, "mentioned"
        )


def _iter_labelled(document: Document, passage: Passage, following: Passage | None) -> Iterator[Appointment]:
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
    limit = stop.start() if stop else len(passage.text)
    capitals = _CAPITALS.match(passage.text, offset) if passage.text[:offset].isupper() else None
    if capitals and not _NOT_A_NAME.search(capitals["name"].title()):
        yield _to_capitals(document, passage, capitals, part)
        return
    name = _LABELLED_NAME.match(passage.text, offset, limit)
    if name and _NOT_A_NAME.search(name["name"]):
        name = _TWO_WORDS.match(passage.text, offset, limit)  # "Mark Nedderman  Senior Scrutiny Officer"
    if not name or _NOT_A_NAME.search(name["name"]):
        return
    end = stop.start() if stop else len(passage.text)
    following = _NEXT_PERSON.search(passage.text, name.end())
    others = list(_read_person(document, passage, following.end(), part)) if following else []
    yield from others
    end = min(end, following.start()) if following else end
    detail = _SAID_OF.split(passage.text[name.end() : end])[0].strip(" ,.–-\t():")
    is_post = re.search(rf"\b{_OFFICES}s?\b", detail) is not None
    start = name.start("name")
    stated = passage.text.find(detail, name.end()) + len(detail) if is_post else name.end("name")
    behind = None if is_post else re.search(rf"\d,\s*(?P<role>{POST})", passage.text[name.end() :])
    if behind:
        yield Appointment(
            clean_name(name["name"]),
            document.span(passage.start + start, passage.start + name.end("name")),
            one_line(behind["role"]),
            None,
            part,
        )
        return
    if others and others[-1].role and not detail and re.search(rf"\b{_OFFICES}s$", others[-1].role):
        yield replace(
            others[-1], name=clean_name(name["name"]), span=document.span(passage.start + start, others[-1].span.end)
        )
        return
    body = None if is_post else _find_body(passage.text[name.end() :]) or detail or None
    span = document.span(passage.start + start, passage.start + stated)
    yield Appointment(
        clean_name(name["name"]), span, one_line(detail) if is_post else None, one_line(body) if body else None, part
    )


def _to_capitals(document: Document, passage: Passage, match: re.Match[str], part: str) -> Appointment:
    """A name in a form that is all in capitals: "REPORT OF: ANN ASH, DIRECTOR FOR CHILDREN"; its post may stand in a field of its own."""
    role = "Councillor" if match["title"] else None
    end = match.end()
    post = re.match(r",\s*(?P<role>[A-Z][A-Z’'&, -]+[A-Z])\s*(?=$|\t)", passage.text[end:])
    written = (
        _SMALL_WORDS.sub(lambda word: word[0].lower(), re.sub(r"’S\b|'S\b", "’s", post["role"].title())) if post else ""
    )
    if post and re.search(rf"\b{_OFFICES}\b", written):
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


def _iter_inverted(document: Document, passages: Sequence[Passage], index: int) -> Iterator[Appointment]:
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


def _iter_members(document: Document, passages: Sequence[Passage], index: int) -> Iterator[Appointment]:
    """The names below "Councillors:-", each alone in its line, perhaps with the chair told in a bracket."""
    if not _COUNCILLORS_HEAD.fullmatch(passages[index].text):
        return
    for passage in passages[index + 1 : index + 25]:
        match = _MEMBER.fullmatch(passage.text.strip())
        if not match or _NOT_A_NAME.search(match["name"]):
            return
        span = document.span(passage.start, passage.end)
        yield Appointment(clean_name(match["name"]), span, match["role"] or "Councillor", None, "mentioned")


def _iter_councillors(document: Document, passage: Passage, following: Passage | None) -> Iterator[Appointment]:
    for match in _COUNCILLORS.finditer(passage.text):
        chair = _CHAIR_BEFORE.search(passage.text[: match.start()])
        title = (
            one_line(chair["role"] if chair and not match["several"] else match["title"])
            .replace("Cllr.", "Councillor")
            .replace("Cllr", "Councillor")
        )
        before = _POST_BEFORE.search(passage.text[: match.start()])
        if before and not match["several"]:
            title = one_line(before["field"] or before["post"])
        names = list(re.finditer(_PERSON, match["names"]))
        for name in names if match["several"] else names[:1]:
            if _NOT_A_NAME.search(name[0]):
                continue
            start, end = match.start("names") + name.start(), match.start("names") + name.end()
            post, base = _AFTER_NAME.match(passage.text, end), passage.start
            if post and before and _NAME_BEHIND.match(passage.text, post.end("role")):
                post = None  # "the Cabinet Member, Councillor Ann Ash, the Director of Housing, Bob Birch": his
            if following and end == len(passage.text) and (below := _CHAIR_BELOW.fullmatch(following.text)):
                post, base = below, following.start
            if not post and not chair and (seat := _IN_THE_CHAIR.match(passage.text, end)):
                title, end = "Chair", seat.end()
            span = document.span(
                passage.start + (start if post else match.start() if not match["several"] else start),
                base + post.end("role") if post else passage.start + end,
            )
            yield Appointment(clean_name(name[0]), span, one_line(post["role"]) if post else title, None, "mentioned")


def _to_person(document: Document, passage: Passage, match: re.Match[str], part: str) -> Iterator[Appointment]:
    if "\t" in match["name"] or _NOT_A_NAME.search(match["name"]):
        return
    role = one_line(match["role"]) if match["role"] else None
    places = [match.span("name"), *([match.span("role")] if role else [])]
    span = document.span(passage.start + min(places)[0], passage.start + max(end for _, end in places))
    yield Appointment(clean_name(match["name"]), span, role, match.groupdict().get("body"), part)
