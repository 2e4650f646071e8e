"""Parts of patterns that recognisers share, each with the wording it is for, and words as a pattern and as a value.

Numbers and ordinals in words, the bodies that inspect, cues that a sentence tells a rule or a plan and not what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)

#: "12", "seventeen"; not "a", not "half".
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_UNITS)})"
#: "fifth", "4th", and "forth" as many type it; not "final" or "last", which count nothing.
ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|forth|\d{{1,2}}(?:st|nd|rd|th))"
#: "Ofsted", "OFSTED", "Ofsted and the Care Quality Commission (CQC)", "Ofsted/CQC".
_CQC = r"(?:the\s+)?(?:Care\s+Quality\s+Commission(?:\s*\(CQC\))?|CQC)"
OFSTED = rf"(?:Ofsted|OFSTED|Office\s+for\s+Standards\s+in\s+Education(?:,?\s+Children[’']?s\s+Services\s+and\s+Skills)?(?:\s*\(Ofsted\))?)(?:[’']s)?(?:\s*(?:/|&|and)\s*{_CQC})?"
#: "Ofsted and the Care Quality Commission (CQC)": both together inspect services for special educational needs.
JOINT = re.compile(rf"(?:Ofsted|OFSTED)\s*(?:/|&|and)\s*{_CQC}|{_CQC}\s*(?:/|&|and)\s*(?:Ofsted|OFSTED)")
#: "Department for Education (DfE)", "the DfE".
DFE = r"(?:Department\s+for\s+Education(?:\s*\(DfE\))?|DfE|DFE)"
#: "SEND", "special educational needs and disabilities (SEND)"; not "send".
SEND = r"(?:(?:SEND|[Dd]isability\s+and\s+[Ss]pecial\s+[Ee]ducational\s+[Nn]eeds|(?-i:SEN)|[Ss]pecial\s+[Ee]ducational\s+[Nn]eeds(?:\s*(?:and(?:\s*/\s*or)?|&|/)\s*[Dd]isabilit(?:y|ies))?(?:\s*\(SEND?\))?)(?![\w]))"
#: "2015"; no day has so many digits.
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Quotation marks around a grade.
QUOTE = r"[‘’'\"“”]"

#: What a framework lays down for everybody, and no event: "every 3 years", "up to two focused visits", "a judgement is not
#: awarded for a focused visit", "authorities judged 'requires improvement' get visits". Not "judged every area good".
RULE = re.compile(
    r"\bevery\s+(?:\w+\s+)?(?:years?|months?)\b|\bup\s+to\s+\w+\s+(?:\w+\s+)?visits?\b|\bnot\s+(?:awarded|given|made)\s+(?:for|at|in|on)\s+an?\b"
    r"|\b(?:local\s+)?authorities\s+(?:that|which|who|judged|rated|graded|are|receive|will|can|may)\b|\bcouncils\s+(?:that|which|who|judged|rated|graded)\b|\ball\s+(?:(?:local\s+)?authorities|councils)\b"
    r"|\b(?:where|when|if|whether)\s+an?\s+(?:local\s+)?(?:authority|council|area)\b|\ban?\s+(?:good\s+|outstanding\s+|inadequate\s+)?(?:local\s+)?(?:authority|council)\s+(?:is|will|can|may|must)\b|\b(?:any|each|every|an?)\s+(?:local\s+)?(?:council|authority|area)\s+(?:judged|rated|graded|found|that|which)\b"
    r"|\b(?:an?|such\s+an?)\s+(?:(?:focuss?ed|monitoring)\s+)?visit\s+(?:is|does|has|can|looks|results|brings|gives)\b|\b(?:focuss?ed|monitoring)\s+visits\s+(?:are\s+not|do\s+not|are\s+(?:short|shorter|two-day|ungraded))\b"
    r"|\b(?:usually|normally|typically)\s+(?:\w+\s+)?(?:inspect|visit|receive|within|every)",
    re.IGNORECASE,
)
#: What has not happened: "the forthcoming inspection", "is due in 2023", "can expect a full re-inspection".
PLANNED = re.compile(
    r"\b(?:forthcoming|upcoming|imminent|impending|anticipated|awaited|expect(?:s|ed|ing)?|due|next|planned|scheduled|future|potential|possible"
    r"|prepar(?:e|es|ing|ation|ations)\s+for|readiness\s+for|ready\s+for|awaiting|ahead\s+of\s+(?:the|any|our|an)|will\s+(?:be(?!\s+(?:aware|familiar|pleased|interested|conscious|reminded))|take\s+place|inspect|visit|return|carry|conduct|undertake)"
    r"|until\s+the|needs\s+an?)\b",
    re.IGNORECASE,
)

#: What leaves some areas out of what is said of all: "good in all areas | apart from care leavers".
EXCEPT = r"(?:apart\s+from|save(?:\s+for)?|bar|except(?:\s+for|ing)?|other\s+than|(?:with\s+the\s+exception|exclusive)\s+of|but\s+(?:for|one|two)\b)"

#: Of wordings as patterns, what goes on behind each sign; and one of these signs: "a", r"\\s+", "[’'‘]?".
_Branch = dict[str, "_Branch"]
_SIGN = re.compile(r"\\s\+|\[’'‘\]\?|\\.|.", re.DOTALL)
_END = ""


def to_number(word: str) -> int:
    """The number of a word or of digits: "Seventeen" gives 17."""
    return int(word) if word.isdigit() else _UNITS.index(word.lower())


def to_ordinal(word: str) -> int:
    """The number of an ordinal: "fifth", "5th" and the misspelt "forth" give 5, 5 and 4."""
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    return _ORDINALS.index({"forth": "fourth"}.get(word.lower(), word.lower())) + 1


def one_line(text: str) -> str:
    """Words without the line breaks of the page."""
    return " ".join(text.split())


def any_of(wordings: Iterable[str]) -> str:
    """A pattern for one of several wordings as pages print them, the longest first.

    What they begin with alike is told once: two hundred names are then looked for as fast as a dozen.
    """
    root: _Branch = {}
    for wording in sorted(set(wordings), key=len, reverse=True):
        branch = root
        for sign in _SIGN.findall(loose(wording)):
            branch = branch.setdefault(sign, {})
        branch[_END] = {}
    return _join(root)


def _join(branch: _Branch) -> str:
    """The pattern for all that a branch may go on with; for nothing more as well, where a wording ends there."""
    ways = [sign + _join(further) for sign, further in branch.items() if sign != _END]
    ends = _END in branch
    if len(ways) == 1 and not ends:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if ends else ''}" if ways else ""


def loose(words: str) -> str:
    """A pattern for words as pages print them: any white space between them, either apostrophe, "…" for up to 80 characters."""
    escaped = re.escape(words).replace(r"\ ", r"\s+").replace(" ", r"\s+")
    return re.sub(r"[’']", "[’'‘]?", escaped).replace("…", r"[^\n]{1,80}?(?:\n[^\n]{1,40}?)?")
