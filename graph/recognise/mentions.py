"""Words that name an inspection, a visit or a review in running text, and what the words around them say of it.

"the fifth monitoring visit" is one; "the single inspection framework", "inspection readiness", "the inspection of schools",
"available for inspection" and "visits to placements" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.recognise.lookalikes import PLACE, is_something_else
from graph.recognise.patterns import DFE, JOINT, NUMBER, OFSTED, ORDINAL, SEND, to_number, to_ordinal
from graph.recognise.references import Reference, is_planned, refer

_SERVICES = r"(?:local\s+authority(?:[’']s)?\s+)?children(?:[’']?s)?[’']?(?:\s+social\s+care)?\s+services"
_AREA_SEND = rf"(?:(?:joint\s+)?(?:local\s+)?area\s+)?(?:{SEND}|(?-i:SEND)\s+\(?area\)?)"

# The wording of each kind; longest first. "visit" and "inspection" take their kind from what the paper told before.
_KINDS = (
    ("focused visit", r"focus(?:s?ed)?\s+(?:assurance\s+)?visits?|(?:COVID(?:-19)?\s+)?assurance\s+visits?"),
    ("monitoring visit", rf"monitoring\s+(?:visits?|inspections?)(?!\s+by\s+(?:the\s+)?{DFE})(?:\s+letters?)?"),
    ("JTAI", r"joint\s+targeted\s+area\s+inspections?(?:\s*\(JTAIs?\))?|JTAIs?(?:\s+inspections?)?"),
    ("SEND inspection", rf"{_AREA_SEND}(?:\s+(?:local\s+)?(?:area|services|provision|LA))?(?:\s+{OFSTED})?\s+(?:(?:full|joint)\s+)?(?:inspections?(?:\s+re-?visits?)?|re-?\s?(?:visits?|inspections?))"),
    ("SEND inspection", rf"inspections?\s+of\s+(?:the\s+)?(?:(?!and\b|by\b)[\w’']+\s+){{0,5}}?{SEND}(?:\s+(?:services|provision|arrangements))?"),
    ("SEND inspection", r"inspections?\s+of\s+(?:the\s+)?(?:(?!and\b|by\b)[\w’']+\s+){0,4}?(?:local\s+area\s+partnership|area\s+partnership)"),
    ("peer challenge", r"(?<!corporate\s)peer\s+challenges?"),
    ("peer review", r"(?<!corporate\s)peer\s+(?:reviews?|diagnostics?)"),
    ("DfE review", rf"{DFE}(?:[’']s)?\s+(?:(?!and\b|adviser|advisor|lead|commissioned)[\w’'-]+\s+){{0,2}}reviews?|reviews?\s+by\s+(?:the\s+)?{DFE}"),
    ("DfE review", rf"{DFE}\s+(?:has\s+|had\s+|also\s+)*(?:carried\s+out|undertook|conducted|completed)\s+(?:an?|the|their|its)\s+(?:[\w’'-]+\s+){{0,3}}?reviews?"),
    ("DfE review", rf"(?:monitoring\s+)?visits?\s+by\s+(?:the\s+)?{DFE}"),
    ("DfE review", rf"{DFE}\s+(?:(?:has|had|then|also)\s+)*reviewed(?=\s+(?:progress|us|services|the\s+(?:service|council|authority)|our|its)\b)"),
    ("DfE review", rf"{DFE}\s+in\s+(?:their|its)\s+(?:[\w-]+\s+)?reviews?"),
    ("re-inspection", r"re-?\s?inspect(?:ions?|ed)|(?<=will\s)re-?inspect"),
    ("SLAC inspection", r"inspections?\s+of\s+safeguarding\s+and\s+(?:services\s+for\s+)?looked[\s-]+after\s+children(?:[’']s)?(?:\s+services)?|safeguarding\s+and\s+looked[\s-]+after\s+children(?:\s+services)?\s+inspections?"),
    ("SIF inspection", r"inspections?\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection(?:,\s+children\s+looked\s+after\s+and\s+care\s+leavers)?"),
    ("SIF inspection", r"single\s+inspection\s+framework(?:\s+\(SIF\))?\s+inspections?|(?:SIF|single)\s+inspections?(?!\s+framework)"),
    ("SLAC inspection", r"SLAC\s+inspections?"),
    ("contact and referral inspection", r"inspections?\s+of\s+(?:(?:the|our|its)\s+)?contact,\s+referral\s+and\s+assessment(?:\s+(?:arrangements|services|processes))?"),
    ("ILACS inspection", r"inspections?\s+of\s+local\s+authority(?:[’']s)?\s+children(?:[’']?s)?[’']?\s+services(?:\s*\(ILACS\))?(?:\s+inspections?)?|ILACS\)?\s+(?:(?:standard|short|full)\s+)?inspections?|ILACS(?=\s+(?:reports?|judge?ments?|grades?|outcomes?)\b)"),
    ("ILACS inspection", r"(?:(?<=the\s|our\s|its\s|ull\s|ast\s|ent\s|ard\s|ort\s|ted\s|\d\d\d\s)|(?<=\s[–-]\s))ILACS(?!\)|\s+(?:framework|regime|judgements?|criteria|focus|monitoring))"),
    ("other", r"annual\s+(?:conversations?|engagement\s+meetings?)|(?:external\s+)?inspections?\s+(?:or|and)\s+(?:external\s+)?reviews?"),
    ("other", r"inspections?\s+of\s+(?:the\s+)?(?:[\w’']+\s+){0,3}?youth\s+(?:offending|justice)(?:\s+(?:services?|teams?))?|youth\s+(?:offending|justice)(?:\s+(?:services?|teams?))?\s+inspections?"),
    ("other", r"inspections?\s+(?:by\s+Ofsted\s+)?of\s+(?:the\s+)?(?:local\s+authority(?:[’']s)?\s+)?(?:school\s+improvement\s+arrangements|arrangements\s+for\s+(?:supporting\s+)?school\s+improvement)"),
    ("inspection", rf"inspections?(?:\s+of\s+(?:the\s+)?(?:(?!and\b|by\b)[\w’']+\s+){{0,3}}?{_SERVICES})?|inspected"),
    ("visit", r"re-?\s?visits?|visits?|visited"),
)  # fmt: skip
_ALL = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_KINDS)).join(
        (r"(?<![\w-])(?:", r")(?![\w-])")
    ),
    re.IGNORECASE,
)

# Inspectors who come, without a noun: "the days inspectors spent with Devon", "inspectors took three weeks", "Ofsted and the
# CQC came together". Not "inspectors saw".
_ARRIVAL = re.compile(
    rf"(?:(?i:inspectors)(?:\s+from\s+[^.;:]{{3,160}}?|,?\s+who)?|(?i:the\s+(?:inspection\s+)?team)(?=\s+(?:was|were)\s+(?:on|with))|{OFSTED}|{JOINT.pattern}|^They(?=\s+(?:came\s+back|returned)\s+(?:in|on)\b))\s+(?:gave\s+(?:us\s+)?notice\s+[^.;:]{{3,60}}?\s+and\s+)?(?:(?:had|have|also|first|recently|then|jointly)\s+)*(?:spent|took\s+(?={NUMBER}\s+(?:weeks?|days?))|came\b|arrived|returned|revisited|attended|visited(?={PLACE})"
    rf"|(?:was|were|been)\s+(?:on[\s-]?site|here(?=\s+(?:for|from|in|on|between)\b)|with\s+(?:us|the)|in\s+(?!touch|contact|agreement)\w+))|after\s+being\s+with",
)
#: "Inspectors visited us | for two weeks": no visit takes so long.
_FOR_WEEKS = re.compile(rf"(?:\s+(?:us|the\s+\w+|[A-Z]\w+))?\s+for\s+(?!one\b|1\b){NUMBER}\s+weeks\b")
_DFE_ARRIVAL = re.compile(
    rf"(?:officials|officers|advisers?|representatives|a\s+team)\s+(?:from|of)\s+the\s+{DFE}\s+(?:came|visited|returned|carried)",
    re.IGNORECASE,
)
# Inspectors who do what only an inspection is: "Inspectors from Ofsted looked at our children's services in May". Not "looked at files".
_LOOKED = re.compile(
    rf"(?:(?i:inspectors)(?:\s+from\s+{OFSTED})?|{OFSTED}(?:\s+inspectors)?)\s+(?:(?:have|has|had|also|last|recently)\s+)*(?:looked\s+at|reviewed|assessed|examined|scrutinised|evaluated)\s+(?:(?:our|the|its|all|[A-Z][\w-]+[’']s|(?:council|borough|county|city|authority)[’']s)\s+)*children[’']?s[’']?\s+(?:social\s+care\s+)?services\b"
)
# "The first one was on 30 January", "A further one followed": the kind named just before.
_ONE = re.compile(
    rf"(?:\bthe\s+one\s+before(?:\s+(?:that|it|this))?(?=,?\s+(?:of|in|on|from|was|had)\b)|\band\s+(?:one|another)(?=\s+(?:in|on)\s+(?:(?:early|late|mid)\s+)?(?:\d|(?-i:[A-Z])))|(?:the|a|an)\s+(?:further|(?P<ordinal>{ORDINAL})|last|next|latest|most\s+recent|previous)\s*(?:\s+one\b|(?=\s+(?:was|will|had\s+been|took|followed|is|in|on|of\s+(?:these|which))\b|,\s+(?:held\s+)?(?:on|in)\s+(?:\d|the\s+\d|[A-Z]))))",
    re.IGNORECASE,
)
#: Behind "the first": what is no visit of those told before.
_OTHER_ONE = re.compile(
    r"\s+of\s+(?:these|which|those)\s+(?:reviews|meetings|conversations|briefings|audits|workshops|recommendations|actions|priorities|areas)\b",
    re.IGNORECASE,
)
#: "fell by | a third in April": a part, and no visit.
_BY_PART = re.compile(
    r"\b(?:by|than|over|about|around|nearly|almost|roughly|approximately|just|only|up|down|of|under)\s+$", re.IGNORECASE
)
#: Between two names of one inspection.
_IS_A = re.compile(r"(?:\s+under\s+[^,.;]{2,60}?)?\s+(?:was|is)\s+an?\s+(?:[\w’'-]+\s+){0,3}", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:more|further|additional|another|other)\s+(?:[\w’'-]+\s+){0,3}(?:visits|inspections|reviews)\b", re.IGNORECASE
)
# "the four recommendations made in 2018": of an inspection in that year.
_MADE_IN = re.compile(
    r"\bsince\s+(?=(?:\w+\s+)?(?:19|20)\d\d,?\s+when\b)|recommendations\s+(?:made|given|received|from)\s+(?=(?:in\s+)?(?:\w+\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)

#: Who inspects with Ofsted and the CQC when all agencies of an area are inspected.
_OTHER_INSPECTORATES = re.compile(
    r"\bHMIC(?:FRS)?\b|\bHMIP\b|\bHMI\s+(?:of\s+)?(?:Constabulary|Probation)\b|Inspectorate\s+of\s+(?:Constabulary|Probation)|\bmulti-agency\s+response\b"
)

#: "The local area had been | inspected": for special educational needs, whatever else the paper tells of.
_AREA_WAS = re.compile(
    r"\blocal\s+area(?:\s+partnership)?(?:\s+(?:of|in)\s+[A-Z]\w+)?\s+(?:was|were|had\s+been|has\s+been)\s+(?:(?:last|first|previously)\s+)?$",
    re.IGNORECASE,
)

#: "Ofsted and the Care Quality Commission | inspected the area": together they inspect nothing else.
_JOINTLY = re.compile(
    rf"(?:{JOINT.pattern})\s+(?:(?:jointly|both|had|have|last|first|then|also)\s+)*(?:(?:conducted|undertook|carried\s+out|completed|held)\s+(?:an?|the|their|its)\s+(?:\w+\s+){{0,2}})?$"
)

#: "SEND services were the subject of a separate | inspection".
_SEND_WERE = re.compile(
    rf"(?:[\d.]+\s+)?(?:(?:The|Our|Local|local|[A-Za-z][\w-]*[’']s)\s+)*{SEND}\b[^.;:]{{0,60}}\b(?:was|were|been)\b[^.;:]{{0,40}}$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:for|as\s+part\s+of|during|to\s+(?:carry\s+out|undertake|conduct|complete))\s+(?:an?|the|their|its|our)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b({NUMBER})\s+(?:(?!years?|weeks?|days?|months?|hours?|areas?|years)[\w/’'-]+\s+){{0,3}}$", re.IGNORECASE
)
_ORDINAL_BEFORE = re.compile(rf"\b({ORDINAL})\s+(?:(?!(?:since|week|year|time)\b)[\w’'/-]+\s+){{0,3}}$", re.IGNORECASE)
_VISITS = frozenset({"focused visit", "monitoring visit", "visit"})


class Mention(NamedTuple):
    """Words that name an inspection: its kind ("visit", "inspection" and "one" are open), where it stands in the sentence,
    how it refers, and the ordinal, number and plan that the words around it give.
    """

    kind: str
    start: int
    end: int
    reference: Reference
    ordinal: tuple[int, int, int] | None = None
    number: tuple[int, int, int] | None = None
    planned: bool = False


def iter_mentions(text: str) -> Iterator[Mention]:
    """The inspections that a sentence names, from left to right."""
    found = [*_iter_named(text), *_iter_unnamed(text)]
    end = 0
    ordered: list[Mention] = []
    for mention in sorted(found, key=lambda item: (item.start, -item.end)):
        if mention.start < end:
            continue
        if ordered and ordered[-1].reference == "continuing" and _PURPOSE.search(text[ordered[-1].end : mention.start]):
            # "Ofsted were on site from 4 to 8 March for a focused visit": one visit, where its arrival is told
            ordered[-1] = mention._replace(start=ordered[-1].start, end=ordered[-1].end)
            end = mention.end
            continue
        ordered.append(mention)
        end = mention.end
    ordered = [_name_one(mention, ordered[:index]) for index, mention in enumerate(ordered)]
    ordered = _join_called(text, ordered)
    for mention, following in zip(ordered, [*ordered[1:], None], strict=False):
        # "(ILACS) Focussed Visit", "inspection monitoring visit": the first noun only describes the second.
        if (
            following is None
            or text[mention.end : following.start].strip(" )\n:–-")
            or (":" in text[mention.end : following.start] and following.kind not in _VISITS)
        ):
            yield mention


def _join_called(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with those joined that are one by a copula: "the first inspection under ILACS was a short inspection"."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _IS_A.fullmatch(text[joined[-1].end : mention.start]):
            general = joined[-1].kind in {"inspection", "visit", "one"}
            joined[-1] = joined[-1]._replace(kind=mention.kind if general else joined[-1].kind, end=mention.end)
        else:
            joined.append(mention)
    return joined


def _name_one(mention: Mention, before: list[Mention]) -> Mention:
    """The mention of "the previous one": behind "the full inspection" is an inspection; "the first" may be of what an earlier sentence told."""
    known = before[-1].kind if before and mention.kind == "one" and mention.ordinal is None else "one"
    return mention._replace(kind=known) if known not in {"one", "visit"} else mention


def _iter_named(text: str) -> Iterator[Mention]:
    for match in _ALL.finditer(text):
        kind = next(
            _KINDS[int(group[1:])][0] for group, words in match.groupdict().items() if group[0] == "k" and words
        )
        if not is_something_else(kind, text, match):
            yield _to_mention(kind, text, match)


def _to_mention(kind: str, text: str, match: re.Match[str]) -> Mention:
    before = text[: match.start()]
    ordinal = _ORDINAL_BEFORE.search(before) if kind in _VISITS else None
    number = _COUNT.search(before) if match[0].lower().endswith("s") else None
    if kind == "visit" and re.search(JOINT, before) and match[0].lower() != "visits":
        kind = "SEND inspection"
    return Mention(
        _to_joint(kind, text, match),
        *match.span(),
        refer(text, match, counted=number is not None),
        (to_ordinal(ordinal[1]), *ordinal.span(1)) if ordinal else None,
        (to_number(number[1]), *number.span(1)) if number else None,
        is_planned(text, match),
    )


def _to_joint(kind: str, text: str, match: re.Match[str]) -> str:
    """An inspection by Ofsted and the CQC in a sentence about SEND is a SEND inspection, however it is called."""
    near = text[max(0, match.start() - 120) : match.end() + 200]
    if kind == "inspection" and (_AREA_WAS.search(text[: match.start()]) or _SEND_WERE.match(text[: match.start()])):
        return "SEND inspection"
    if (
        kind == "inspection"
        and re.search(r"\bjoint\s+$", text[: match.start()], re.IGNORECASE)
        and _OTHER_INSPECTORATES.search(near)
    ):
        return "JTAI"
    if (
        kind == "SEND inspection"
        and re.match(r"area\s+SEND", match[0], re.IGNORECASE)
        and not re.search(r"\blocal\s+$", text[: match.start()], re.IGNORECASE)
    ):
        return "Area SEND inspection"
    if kind == "inspection" and _JOINTLY.search(text[: match.start()]) and not _OTHER_INSPECTORATES.search(near):
        return "SEND inspection"
    of_area = re.search(SEND, near) or re.search(r"\blocal\s+area(?:\s+partnership)?\b", near, re.IGNORECASE)
    return "SEND inspection" if kind == "inspection" and JOINT.search(near) and of_area else kind


def _iter_unnamed(text: str) -> Iterator[Mention]:
    """Inspections that are told of without a noun for them."""
    for match in _ARRIVAL.finditer(text):
        joint = JOINT.search(match[0])
        kind = "SEND inspection" if joint else "inspection" if _FOR_WEEKS.match(text, match.end()) else "visit"
        yield Mention(kind, match.start(), match.end(), "continuing")
    for match in _LOOKED.finditer(text):
        yield Mention("inspection", match.start(), match.end(), "definite")
    for match in _DFE_ARRIVAL.finditer(text):
        yield Mention("DfE review", match.start(), match.end(), "indefinite")
    for match in _ONE.finditer(text):
        if _OTHER_ONE.match(text, match.end()) or _BY_PART.search(text[: match.start()]):
            continue
        # "at least two more visits, the first of which": of those to come, not of all
        counted = match["ordinal"] and not _MORE.search(text[: match.start()])
        ordinal = (to_ordinal(match["ordinal"]), match.start("ordinal"), match.end("ordinal")) if counted else None
        past = re.search(r"\b(?:previous|last)\b", match[0], re.IGNORECASE) is not None
        yield Mention(
            "one", match.start(), match.end(), "indefinite", ordinal, planned=not past and is_planned(text, match)
        )
    for match in _MADE_IN.finditer(text):
        yield Mention("inspection", match.start(), match.end(), "earlier")
