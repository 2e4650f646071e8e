"""Who grades services and is no inspector: auditors, peers, advisers, those asked in a survey, a council itself.

"Reviewers judged leadership to be good" is none of Ofsted's grades; "The Partnership Board was judged good by Ofsted" is one.
"""

from __future__ import annotations

import re
from functools import cache

from graph.recognise.patterns import QUOTE
from graph.recognise.wordings import any_grade

#: Who grades too and is not Ofsted: auditors, reviewers, those asked in a survey. Not "the review of the safeguarding board".
_OTHER_GRADER = re.compile(
    r"\b(?:audits?|auditors?|auditing|surveys?|questionnaires?|polls?|mock|moderat\w+|dip[\s-]?sampl\w+|peers?|(?:independent|internal|external|DfE|LGA|practice|case|thematic)\s+reviews?|review\s+team|reviewers?|advisers?|advisors?"
    r"|commissioners?|consultants?|improvement\s+partners?|young\s+inspectors|parents|head\s?teachers|respondents|(?:the\s+)?(?:board|panel|committee)\s+(?=judged|rated|graded)|dashboards?|case\s+files?|benchmark\w*)\b|\b(?:CQC|Care\s+Quality\s+Commission|HMIP|HMICFRS|LGA|Local\s+Government\s+Association|DfE|Department\s+for\s+Education)(?::|\s+(?:has\s+|had\s+)?(?:judged|rated|graded|found))",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(
    r"\b(?:Ofsted(?:[’']s)?|(?<!young )inspectors?|inspectorates?|HMI|(?<!mock )(?:re-?)?inspections?|ILACS|SIF)\b",
    re.IGNORECASE,
)
#: Who looks at services too, and opens a sentence: "Peer reviewers visited in May", "In June the LGA's team came".
_REVIEWERS = re.compile(
    r"(?:[\d.]+\s+)?(?:(?:In|On|Over|During|From|Between)\s[^,.;]{3,40}?,?\s+)?(?:(?:The|Our|An?|Its|Two|Three|Internal|External|Independent|Her|His|improvement|statutory|sector-led|peer)\s+)*"
    r"(?:peers?|peer\s+(?:reviews?|challenges?)|reviewers?|reviews?|LGA|Local\s+Government\s+Association|advis[eo]rs?|commissioners?|consultants?|audits?|auditors|partners?|mock\s+\w+|DfE|Department\s+for\s+Education|ICB|NHS\s+England|CQC|HMIP|HMICFRS|colleagues)\b",
    re.IGNORECASE,
)
#: The same behind a grade: "a rating of good was given | by internal audit", "judged good | in the mock inspection".
_BY_OTHER = re.compile(
    r"[^.;,]{0,30}\bby\s+(?:(?:the|an?|our|internal|external|improvement)\s+){0,3}(?:audit\w*|peers?|reviewers?|CQC|HMIP|consultants?|parents|members|staff|partners?|advis[eo]rs?|commissioners?|DfE|Department\s+for\s+Education|LGA|Local\s+Government\s+Association)\b"
    r"|\s+(?:in|at|during)\s+(?:(?:the|an?|our|this|that)\s+)?mock\b"
)
_IS_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
#: Who grades, by name or by a word for one told of before.
_GRADER = re.compile(
    r"\b(?:Ofsted|inspectors?|inspectorates?|HMI|regulator|(?:re-?)?inspections?|ILACS|SIF|SLAC|reports?|letters?|judge?ments?|outcomes?|findings|frameworks?|visits?|team|it|they|this)\b",
    re.IGNORECASE,
)


def is_by_other(text: str) -> bool:
    """Whether somebody is named who grades too and is not Ofsted."""
    return _OTHER_GRADER.search(text) is not None


def is_told_by_other(text: str) -> bool:
    """Whether a sentence tells what others than Ofsted did, so that grades behind it may be theirs: "Peer reviewers visited in May"."""
    return _REVIEWERS.match(text) is not None and not names_inspectors(text)


def names_inspectors(text: str) -> bool:
    """Whether Ofsted, its inspectors or an inspection is named."""
    return _INSPECTORS.search(text) is not None


def is_undone_by_other(text: str, end: int) -> bool:
    """Whether what stands behind a grade makes it another's: "good | by internal audit"."""
    return _BY_OTHER.match(text, end) is not None


def is_by_nobody(text: str, match: re.Match[str]) -> bool:
    """Whether somebody grades something who is no inspector: "Care leavers | rated their service Good"."""
    # where a grade stands alone, its verb is before it
    alone = text[match.start() : match.start("grade")].strip("‘’'\"“”") == ""
    verb = (
        _active().search(text[: match.start()]) if alone else _active().match(text, match.start(), match.start("grade"))
    )
    before = text[: verb.start()] if verb else ""
    return bool(before.strip()) and not _IS_PASSIVE.search(before) and not _GRADER.search(before)


@cache
def _active() -> re.Pattern[str]:
    """A verb of grading with what it grades: "rated | their service Good", not "rated | as good"."""
    return re.compile(
        rf"(?:judged|rated|graded|found|gave|awarded|assessed|deemed|considered)\s+(?!(?:to|as|at|with|overall|again|an?|that|by|in|on|for)\b|{QUOTE})(?!{any_grade().pattern})(?=\w)",
        re.IGNORECASE,
    )
