"""Whether words that grade something tell a grade that an inspection gave.

A grade of oneself ("our self-assessment") is none, nor an aim ("to be 'Good' at the next inspection"), a rule ("authorities judged
'requires improvement'"), a negation ("inadequate no longer"), an auditor's view, a list of all grades there are, or a school's.
"""

from __future__ import annotations

import re

from graph.recognise.by_others import is_by_nobody, is_by_other, is_undone_by_other
from graph.recognise.grade_ways import row_ways
from graph.recognise.graded_clauses import iter_clauses
from graph.recognise.patterns import NUMBER, QUOTE, RULE
from graph.recognise.subject_names import FIRST_TO
from graph.recognise.wordings import any_grade, grade_key

#: Words by which a council speaks of its own view or aim: "the overall judgement of this self-assessment", "Target: …".
_OWN_VIEW = re.compile(
    r"^(?:[\d.]+\s+)?(?:(?:our|the)\s+)?(?:targets?|aims?|ambitions?|goals?|visions?)\b[^.;:]{0,40}:|self[\s-]*(?:assess|evaluat|judge)|(?-i:\bSEF\b)|\bour\s+own\s+(?:view|judge?ment|assessment|evaluation|rating|grad\w+|scor\w+)|\bwe\s+(?:judge|rate|grade|consider|believe|think|feel|assess)\b",
    re.IGNORECASE,
)
#: An aim, a wish, a condition or a negation before a grade: "to help it to a Good rating", "could be judged", "not judged".
_NOT_GIVEN = re.compile(
    r"(?:\b(?:aim\w*|ambitio\w+|aspir\w+|goal|target|journey|towards?|striv\w+|want\w*|hop(?:e[sd]?|ing)|intend\w*|determined|vision|help\w*\b(?!\s+and\b)|meant|would|could|should|might|(?-i:may)|can|will(?!\s+(?:recall|remember|know|note|be\s+aware|have\s+(?:seen|heard)))|must|if|whether|unless|until"
    r"|not|never|cannot|n[’']t|no\s+longer|rather\s+than|risk\s+of|avoid\w*|likel\w+|predict\w*|expect\w*|order|needed|to\s+(?:achieve|get|reach|attain|secure|gain|become)|typical|no(?:ne)?\s+(?:of\s+the\s+)?(?:areas?|aspects|services|judge?ments)|(?:few|some|several|many|certain|most)\s+(?:areas|aspects|elements)|previously(?!\s+(?:been\s+)?inspected\b)|formerly|per\s+cent|neighbouring|nationally|percentage|proportion|number\s+of)\b[^.;:]{0,70}|\bhaving\s+been\b[^.;:,]{0,70}|\d\s?%[^.;:]{0,70}|(?<!proud )(?<!pleased )(?<!delighted )\bto\s+be\s+|\b(?:from|previous|former|earlier|other)\s+(?:(?!(?:re-?)?inspection)[\w’']+\s+)?|\b(?:than|improvement\s+(?:on|over)|(?:up|down)\s+from|compared\s+(?:to|with)|against|instead\s+of|unlike|contrast\s+(?:to|with)|after\s+being)\s+(?:[\w’'-]+\s+){0,2}|\b\d+\s+(?:were|was)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
#: Words by which a sentence turns to other councils: what it grades may be theirs.
_OTHERS = re.compile(
    rf"\b(?:neighbours?|neighbouring|comparators?|elsewhere|(?<!\ball\s)other\s+(?:councils|(?:local\s+)?authorities|areas)|our\s+peers|(?<!\bof\s)(?<!\bonly\s)(?<!\bthe\s){NUMBER}\s+(?:councils|authorities))\b",
    re.IGNORECASE,
)
#: "have been good | since 2019": of no inspection in particular.
_EVER_SINCE = re.compile(rf"{QUOTE}?\s+(?:ever\s+)?since\s+(?:[A-Z]\w+\s+)?(?:19|20)\d\d\b")
#: "from inadequate | to good": the first grade is no other's. Of "one was judged good and the other | outstanding" each has its own.
_FROM = re.compile(r"from\b", re.IGNORECASE)
_PREVIOUSLY = re.compile(r"\b(?:previously|formerly)\s+", re.IGNORECASE)
#: "Previously, in 2018, | the council was judged good".
_DATED_BEFORE = re.compile(r"\b(?:previously|formerly),?\s+in\s+(?:[A-Z][a-z]+\s+)?(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_DATED_BEHIND = re.compile(rf"{QUOTE}?(?:\s+overall)?,?\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b")
_NEGATED_AFTER = re.compile(
    rf"{QUOTE}?\s+(?:no\s+longer|or\s+(?:better|above|below|outstanding|good|inadequate))\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|children[’']?s\s+homes?|homes?|providers?|settings?|colleges?|childminders?|adults?[’']?\s+(?:learning|education|services|social\s+care)|fostering|adoption\s+agenc\w+|pupils|probation|youth|police|risk|RAG)\b",
    re.IGNORECASE,
)
_AFTER_GRADE = re.compile(
    rf"(?:{QUOTE}|\b)\s*(?:$|[.,;:()\]–\n\t-]|(?:overall|in|for|by|across|at(?!\s+\w+ing\b)|with|and|but|because|on|since|under|after|following|when|as|against|within|which|although|though|while|whilst|despite|due|from|this|that|it"
    r"|the|to|or|having|during|until|services?|where|authority|council|is|was|are|were|issued|given|awarded|received|made|again|too|also|judge?ments?|ratings?|grades?|gradings?|outcomes?|status)\b)",
    re.IGNORECASE,
)
#: "good | (target)", "good | – our own view": of nobody who inspects.
_AIMED = re.compile(
    rf"{QUOTE}?\s*[(–-]\s?(?:our\s+)?(?:target|aim|ambition|goal|self|own\s+view|forecast|predict\w+|expect\w+|mock)\b|{QUOTE}?\s+by\s+(?:the\s+end\s+of\s+)?(?:[A-Z][a-z]+\s+)?20\d\d\b",
    re.IGNORECASE,
)
#: Words that speak of the grades there are: "three possible outcomes, the highest being".
_POSSIBLE = re.compile(
    r"\b(?<!highest )(?:possible|available)\s+(?:outcomes?|judge?ments?|grades?|ratings?)\b|\b(?:highest|lowest|top|best|worst)\s+(?:of\s+these\s+)?(?:(?:grade|rating|judge?ment|outcome)\s+)?(?:being|is|which)\b",
    re.IGNORECASE,
)
#: "OFSTED knows four grades".
_SCALE = re.compile(
    r"\b(?:(?:four|4|five)\s+(?:\w+\s+){0,2}(?:grades?|ratings?|levels?|outcomes?|classifications?|categories\s+of|options|points?)|point|grades|ratings|scale|one\s+of|either)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no\s+longer)\b")
#: Where a clause begins; a list of areas parted by semicolons is one.
_CLAUSE = re.compile(
    r"[.;:]\s+|,\s+(?:but|while|whilst|yet)\s+|^(?:[\d.]+\s+)?(?:At|By)\s+(?:that|this|the\s+same)\s+(?:time|point|stage),?\s+|\band\s+(?=(?:the\s+(?:overall|inspection|judge?ment|outcome)|it|they|we|inspectors|Ofsted)\b)"
)


def is_no_outcome(text: str) -> bool:
    """Whether a sentence tells the grades there are, the council's own view or aim, or of other councils: no grade that was given."""
    return bool(_POSSIBLE.search(text) or _OWN_VIEW.search(text) or _OTHERS.search(text)) or _is_scale(text)


def is_no_result(text: str) -> bool:
    """The same of the outcomes of Area SEND inspections."""
    return bool(_POSSIBLE.search(text) or _OWN_VIEW.search(text))


def _is_scale(text: str) -> bool:
    """Whether a sentence lists the grades there are: "OFSTED knows four grades: 'Inadequate'; …"."""
    named = {grade_key(match[0]) for match in any_grade().finditer(text)}
    return (
        len(named) >= 3
        and _SCALE.search(text) is not None
        and not any(pattern.search(text) for pattern in row_ways())
        and not any(iter_clauses(text))
    )


def find_clause(text: str, position: int) -> int:
    """Where the clause begins in which `position` stands."""
    return max((match.end() for match in _CLAUSE.finditer(text[:position])), default=0)


def is_open(text: str, position: int, begin: int | None = None) -> bool:
    """Whether an aim, a condition, a negation or a comparison stands before a place, in its clause or from `begin` on."""
    start = find_clause(text, position) if begin is None else begin
    return _NOT_GIVEN.search(text[start:position]) is not None


def is_of_else(text: str) -> bool:
    """Whether something is named that is graded apart: a school, a home, a risk."""
    return _ELSEWHERE.search(text) is not None


def ends_well(text: str, end: int) -> bool:
    """Whether words go on behind a grade as they do behind one that was given: not "good | quality work", "good | (target)"."""
    return _AFTER_GRADE.match(text, end) is not None and _AIMED.match(text, end) is None


def is_given(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether the grade of a match was given by an inspection, by the words around it; its clause begins at `begin`."""
    clause, end = text[begin : match.start()], match.end("grade")
    if _DATED_BEHIND.match(text, end):
        clause = _PREVIOUSLY.sub("", clause)  # "had previously been rated Requires Improvement in June 2018"
    clause = _DATED_BEFORE.sub("in ", FIRST_TO.sub(" ", clause))
    lead = text[match.start() : match.start("grade")]
    whole = text[find_clause(text, match.start()) : match.start("grade")]
    return not (
        _NOT_GIVEN.search(clause)
        or _NEGATED.search(lead)
        or (any_grade().search(lead) and not _FROM.match(lead))
        or is_by_other(whole)
        or is_of_else(clause[-90:] + lead)
        or (RULE.search(text) and RULE.search(clause + match[0]))
        or is_undone(text, end)
        or is_by_nobody(text, match)
    )


def is_undone(text: str, end: int) -> bool:
    """Whether what stands behind a grade takes it back, or makes it another's or of no inspection in particular."""
    undone = _NEGATED_AFTER.match(text, end) or _EVER_SINCE.match(text, end)
    return undone is not None or is_undone_by_other(text, end) or not ends_well(text, end)
