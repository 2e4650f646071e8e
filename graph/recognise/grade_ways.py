"""The ways in which English says a grade of something: rows, verbs and nouns, and how a sentence goes on after one.

Patterns alone: `grades` tells which of what they find was given.
"""

from __future__ import annotations

import re
from functools import cache

from graph.recognise.patterns import EXCEPT, QUOTE
from graph.recognise.wordings import area_list, area_words, grade_words

_JUDGED = r"(?:judged|rated|graded|assessed|deemed)"
_WORDS = r"(?:[\w’'&/-]+\s+)"
#: Words before "to be" that are no grade: "graded | requires improvement to be good" is no "good".
_NO_GRADE_WORDS = r"(?:(?![‘’'\"“”]?(?:requir|good\b|outstanding\b|(?:in)?adequate\b))[\w’'&/-]+\s+)"
_TO_BE = r"(?:to\s+(?:be|have\s+been)|as(?:\s+being)?|with)"
#: What a verb of grading is said of: "us", "the local authority", "Children's Services in Barnet", "Bexley".
_PLACE = r"(?-i:(?!Good\b|Outstanding\b|Inadequate\b|Requires?\b)[A-Z][\w’'-]+(?:\s+(?:(?:of|and|upon|on)\s+)?(?!Good\b|Outstanding\b|Inadequate\b|Requires?\b)[A-Z][\w’'-]+){0,3})"
_OBJECT = rf"(?:them|it|us|(?:[\w’'-]+\s+){{0,5}}?(?:services|authority|council|service)(?:\s+(?:in|for|at)\s+(?:the\s+(?:county|city|borough)|{_PLACE}))?|{_PLACE})"
_NOUN = r"(?:judge?ments?|verdicts?|ratings|ratings?|grades?|gradings?|outcome|effectiveness)"


@cache
def row_ways() -> tuple[re.Pattern[str], ...]:
    """The ways in which an area has its grade right behind it."""
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    between = rf"\s*(?:(?:\(\w+\)\s*)?[:–\t]|\s[–-]\s|\bjudge?ment\b\s*[:–-]?|(?:is|are|was|were|remains?|remained|came\s+out\s+as)\s+(?:also\s+)?(?={QUOTE})|(?<=effectiveness)\s+(?:is|was|remains?|remained)\s)\s*"
    alone = re.compile(
        rf"^(?P<grade>{grade_words()})\s+(?P<area>overall)\b(?=\s*(?:$|[.,;]|and\b|with\b))", re.IGNORECASE
    )  # "ILACS inspection. Good overall, …"
    full = rf"(?:^\s*|(?<=;\s))(?=(?:the\s+)?(?:experiences|impact)\b){area_words()}\s+(?:(?:is|are|was|were)(?:\s+(?:still|again))?|remain(?:s|ed)?)\s+{grade}(?=\s*(?:[.;]|$|,\s+and\s+so\s))"  # "The experiences and progress of care leavers are outstanding."
    headline = r"(?:^|(?<=[.:;]\s))(?P<area>children[’']?s\s+(?:social\s+care\s+)?services)\s+(?:in|for|at)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,5}?\s+(?:(?:is|are|was|were)\s+)?"
    line = re.compile(rf"^\s*{area_words()}\s+{grade}\s*$", re.IGNORECASE)  # a table's row without its rule
    return (
        line,
        re.compile(
            rf"{area_words()}(?:\s+(?:judge?ment|grade|rating))?\?\s+{grade}", re.IGNORECASE
        ),  # "Leadership? Good."
        alone,
        re.compile(full, re.IGNORECASE),
        re.compile(rf"{area_words()}{between}{grade}", re.IGNORECASE),
        re.compile(headline + grade, re.IGNORECASE),
        re.compile(rf"{area_words()}\s*\(\s*{grade}\s*\)", re.IGNORECASE),  # "leadership (outstanding)"
    )


@cache
def said_ways() -> tuple[re.Pattern[str], ...]:
    """The ways in which a verb or a noun gives a grade."""
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    areas = area_list()
    ways = (
        rf"\b{areas}(?:,[^.,;:]{{3,60}},|,)?\s+(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?:also|both|all)\s+)*(?={QUOTE}|(?-i:[A-Z])){{g}}",
        rf"\b(?:{_JUDGED}|judges|rates|grades|upgraded)\s+{_OBJECT}\s+(?:(?:to\s+be|as|at|overall)\s+)*{{g}}",
        rf"\b(?:found|finds|gave|given|awarded|made|determined|considered)\s+{_OBJECT}\s+(?:to\s+be\s+|as\s+)?(?:an?\s+)?(?:overall\s+)?(?={QUOTE}|(?-i:[A-Z])){{g}}",
        rf"\bfound\s+{_OBJECT}\s+(?P<grade>inadequate|outstanding)\b",
        rf"\bfound\s+(?={QUOTE}|(?-i:[A-Z])){{g}}",
        rf"\b{_JUDGED}\s+{areas}\s+(?:(?:to\s+be|to\s+have\s+been|as|all|both|overall)\s+)*{{g}}",
        r"(?:(?<=\d\d\d\d\s)|(?<=\d\d\d\d,\s))(?:they|services|the\s+(?:council|authority))\s+(?:was|were|had\s+been)\s+{g}(?=\s*[.;]|$)",
        rf"(?!{areas})(?P<place>{_PLACE})\s+(?:was|were)\s+(?:also\s+)?{{g}}(?=\s+in\s+(?:(?-i:[A-Z][a-z]+)\s+)?(?:19|20)\d\d\b)",
        rf"\b(?:we|services|the\s+(?:council|authority|service))\s+(?:was|were|had\s+been)\s+(?={QUOTE}|(?-i:[A-Z])){{g}}(?=\s+in\s+(?:(?-i:[A-Z][a-z]+)\s+)?(?:19|20)\d\d\b)",
        r"\b(?:all|every|each|the\s+other|the\s+remaining)\s+(?:(?:the|of\s+the|\w+)\s+){0,2}(?:sub-?)?(?:judge?ments?|areas?|gradings)(?:\s+[–-]\s+[^–.;:]{3,160}?\s+[–-]|\s+\([^().;:]{3,160}\))?\s+(?:were|are|is|was|had\s+been)\s+{g}",
        rf"^(?:What|Which)\s+{_WORDS}{{0,4}}?{_NOUN}\s+(?:did|was|were|have|has|do|does|is)\s+(?:[\w’'-]+\s+){{0,5}}?[\w’'-]+\?\s+{{g}}",
        rf"^(?:[\d.]+\s+)?(?:(?:the|our|current|latest|final|inspection|council[’']s)\s+)*(?:Ofsted(?:[’']s)?|inspectors[’']|overall|inspection|headline)\s+(?:(?:overall|current|latest|final|inspection|headline)\s+)*{_NOUN}(?:\s+(?:given|awarded|received))?\s*[:–-]\s*{{g}}",
        rf"^(?:(?:And|So),?\s+)?What\s+(?:was|is|were)\s+(?:the|our|its|Ofsted[’']s)\s+(?:\w+\s+){{0,2}}?(?:{_NOUN}|result|conclusion)(?:\s+\w+){{0,3}}\?\s+{{g}}",
        r"^How\s+(?:did|were|was|are|is)\s+(?:we|it|services|the\s+(?:council|authority))\s+(?:do|fare|rated|judged|graded)\?\s+{g}",
        r"\bmade\s+(?:us|it|services|the\s+(?:council|authority))\s+{g}\s+overall\b",
        r"^(?:[\d.]+\s+)?(?:They|It|We|Services)\s+(?:was|were|(?:has|have|had)\s+been)\s+(?:(?:also|again|first)\s+)?{g}(?=\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b)",
        rf"\b{EXCEPT}:?\s+(?:that\s+(?:of|for)\s+|for\s+)?{areas},?\s+(?:which|where|that)\s+(?:was|were|had\s+been|is|are)\s+(?:judged\s+)?(?:to\s+be\s+|as\s+)?{{g}}",
        rf"\b(?:result|outcome|verdict|conclusion|findings?)(?:,[^,]{{3,60}},)?\s+(?:is|was|were|are)\s+that\s+{_WORDS}{{0,8}}?(?:is|are|was|were)\s+{{g}}",
        rf"\b{_JUDGED}\s+(?:{_NO_GRADE_WORDS}{{0,10}}?{_TO_BE}\s+)?(?:an?\s+)?(?:overall\s+)?(?:as\s+)?{{g}}",
        r"\bfound\s+(?:[\w’']+\s+){0,3}services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection,[^.;:]{5,60}?\s+to\s+be\s+{g}",
        rf"\b(?:found|determined|considered)\s+(?:that\s+)?{_WORDS}{{0,16}}?{_TO_BE}\s+(?:overall\s+)?{{g}}",
        rf"\b{_NOUN}(?:,[^,]{{3,60}},)?\s+(?:{_WORDS}{{0,9}}?)?(?:of|was|is|were|as|remains|remained(?:\s+at)?|stayed(?:\s+at)?|being|:)\s*(?:(?:also|both|all|each|again|still)\s+)*(?:that\s+{_WORDS}{{0,8}}?(?:is|are|was|were)\s+)?(?:an?\s+)?(?:judged\s+(?:to\s+be\s+|as\s+)?)?{{g}}",
        rf"\b(?:achiev\w*|receiv\w*|award\w*|giv\w*|gave|secur\w*|gain\w*|obtain\w*|retain\w*|maintain\w*|attain\w*|return\w*|resulted\s+in|led\s+to|produced|delivered)\s+(?:an?|the|its|our|their)\s+(?:(?:overall|Ofsted|first|second)\s+)*{{g}}\s+(?:(?:overall|Ofsted)\s+)*{_NOUN}",
        r"\b(?:(?:came|come|comes)\s+out(?:\s+of\s+(?:that|the|this|its|our)\s+(?:\w+\s+)?inspection)?|singled\s+out|emerged|classed|marked)\s+(?:as|at|with)\s+(?:an?\s+)?{g}",
        rf"\b(?:found|judged|concluded|determined|(?:Ofsted|inspectors|inspection|report|letter)\b[^.;:,]{{0,30}}?\s(?:told\s+us|confirmed|ruled))\s+(?:that\s+)?{_WORDS}{{1,10}}?{QUOTE}?(?P<grade>require[sd]?\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?",
        r"\bjudge?ments?,?\s+(?:on|for|of|in)\s+[^.;:]{3,200}?,?\s+(?:is|was|were|are)\s+(?:(?:also|all|both|each)\s+)*{g}",
        rf"\b{_NOUN}\s+{_WORDS}{{0,6}}?(?:(?:is|was)\s+that|stated(?:\s+that)?)\s+{_WORDS}{{0,8}}?{QUOTE}?(?P<grade>require[sd]?\s+improvement(?:\s+to\s+be\s+good)?)\b{QUOTE}?",
        rf"\bprovid\w+\s+an?\s+{QUOTE}(?P<grade>{grade_words()}){QUOTE}\s+service",
        rf"\b(?:found|judged|concluded)\s+that\s+{_WORDS}{{1,10}}?(?:is|are|was|were)\s+{{g}}",
        rf"\b(?:Ofsted|inspectors|report|letter)\b[^.;:]{{0,30}}?\s(?:confirm\w*|states?|stated|says?|said)\s+that\s+{_WORDS}{{1,8}}?(?:is|are|was|were)\s+(?:now\s+)?{{g}}(?=\s*(?:$|[.,;]|overall\b))",
        rf"\b(?:the|this|its|our)\s+(?:overall\s+)?{{g}}\s+(?:overall\s+)?{_NOUN}",
        rf"{{g}}\s+{_NOUN}(?:\s+(?:was|were)\s+(?:received|given|awarded|achieved|made))?(?=\s+(?:for|in)\s)",
        rf"\b(?:(?:achiev|receiv|award|secur|gain|obtain|retain|maintain|record|return)\w*|got)\s+(?={QUOTE}|(?-i:[A-Z])|require){{g}}(?=\s+(?:in|for|across|overall)\b)",
        rf"\b(?:mak(?:es?|ing)|made)\s+{_OBJECT}\s+an?\s+{{g}}\s+(?:authority|council|service)\b",
        rf"\b(?:put(?:ting)?|places?d?|left)\s+{_OBJECT}\s+(?:at|as|in)\s+{{g}}",
        rf"(?:,\s+(?:lifting|raising|moving|taking|bringing)|\b(?:lifted|raised|moved|took|brought))\s+{_OBJECT}\s+(?:up\s+|down\s+|back\s+)?to\s+(?:an?\s+)?(?={QUOTE}|(?-i:[A-Z])|require){{g}}",
        rf"\b(?:{_JUDGED}|found)\s+to\s+{QUOTE}?(?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?)",
        r"\b(?:raised|improved|upgraded|moved|risen|rose|declined|fell|fallen|downgraded|dropped|slipped|went|gone|increased|returned)\s+(?:up\s+|down\s+|back\s+)?to\s+(?:an?\s+)?{g}",
        rf"\bfrom\s+(?:an?\s+)?{QUOTE}?(?:{grade_words()}){QUOTE}?,?\s+(?:\(?in\s+(?:\w+\s+)?\w+\)?,?\s+)?(?:to|up\s+to|down\s+to)\s+(?:an?\s+)?{{g}}",
        r"\b(?:we|services|it|they|the\s+(?:council|authority)|(?:all|both|every|each)\s+(?:(?:of\s+)?the\s+|\w+\s+)?areas?)\s+(?:all\s+|still\s+|again\s+)?(?P<grade>requir(?:e|es|ed)\s+improvement(?:\s+to\s+be\s+good|(?=\s+(?:in|across)\s+(?:all|every|each)\b)))",
    )
    return tuple(re.compile(way.replace("{g}", grade), re.IGNORECASE) for way in ways)


@cache
def beside_ways() -> tuple[re.Pattern[str], ...]:
    """The ways in which an area is named in passing with its grade."""
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    return (
        # "care leavers, at Requires Improvement, fell short", "care leavers, which requires improvement to be good"
        re.compile(
            rf"{area_words()},?\s+(?:at|(?:which|that)\s+(?:is|are|was|were|(?:remains?|remained|stays?|stayed)(?:\s+at)?)(?:\s+(?:still|again|also|only))?)\s+(?={QUOTE}|(?-i:[A-Z])|require){grade}(?!\s+(?:in|at|for)\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{area_words()},\s+(?:which|that)\s+(?:still\s+|again\s+)?(?P<grade>requires?\s+improvement\s+to\s+be\s+good)",
            re.IGNORECASE,
        ),
    )


@cache
def alike() -> re.Pattern[str]:
    """The areas that share the grade just said."""
    return re.compile(
        rf"{QUOTE}?,?\s+(?:and\s+so|as)\s+(?:were|was|are|is)\s+(?:(?:the\s+)?(?:\w+\s+){{0,2}}areas?\s*[:,]?\s+)?(?:those\s+(?:of|for)\s+)?(?P<areas>{area_list()})\s*(?=$|[.;]|,\s+(?:but|while|whilst|whereas)\b)",
        re.IGNORECASE,
    )


@cache
def the_same() -> re.Pattern[str]:
    """What shares the grade just said: ", which is also the grading of the three areas", ", with the same judgement for all areas"."""
    return re.compile(
        rf"{QUOTE}?(?:\s+overall)?,?\s+(?:and\s+)?(?:which\s+is|this\s+is|with|as\s+is)\s+(?:also\s+)?the\s+(?:same\s+)?(?:judge?ment|grade|grading|rating)\s+(?:given\s+)?(?:of|for|in|across)\s+(?P<rest>(?:(?:the|all|each|of|other|remaining|two|three|four|five)\s+)+(?:\w+\s+)?(?:areas?|(?:sub-?\s?)?judge?ments|categories|domains))\b"
        rf"|{QUOTE}?(?:\s+overall)?,?\s+with\s+(?P<all>(?:all|each\s+of)\s+(?:the\s+)?(?:\w+\s+)?(?:areas|(?:sub-?\s?)?judge?ments|categories|domains))\s+(?:being\s+)?the\s+same\b"
        rf"|{QUOTE}?(?:\s+overall)?,?\s+(?:as|and\s+so)\s+(?:was|were|is|are)\s+(?P<others>(?:(?:the|all|each|of|other|remaining|two|three|four|five)\s+)+(?:\w+\s+)?(?:areas?|(?:sub-?\s?)?judge?ments|categories|domains))\b(?=\s*(?:$|[.;,]\s*(?:$|and\b|but\b|\s)))(?!\s*[:,]\s*(?:services|care|help|children))",
        re.IGNORECASE,
    )


def _unnamed(pattern: str) -> str:
    """A pattern without its group for the area."""
    return pattern.replace("(?P<area>", "(?:")


@cache
def continued_ways() -> tuple[re.Pattern[str], ...]:
    """The ways in which a sentence goes on after a grade."""
    grade = rf"{QUOTE}?(?P<grade>{grade_words()})\b{QUOTE}?"
    plain, area = rf"(?:{grade_words()})\b", _unnamed(area_words())
    return (
        re.compile(rf"{area_words()}\s*(?:as|,)\s*{grade}(?=\s*(?:$|[.,;)]|and\b|with\b))", re.IGNORECASE),
        re.compile(rf"\band\s+(?:as\s+)?(?={QUOTE}){grade}\s+in\s+(?P<area>)(?=(?:19|20)\d\d\b)", re.IGNORECASE),
        re.compile(
            rf"\band\s+as\s+{grade}\s+(?:for|in)\s+(?P<area>(?:all\s+)?(?:the\s+)?(?:other|remaining)\s+(?:\w+\s+)?(?:areas|judge?ments))\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:with|and)\s+(?P<area>(?:all\s+)?(?:the\s+)?(?:other|remaining)\s+(?:\w+\s+)?(?:areas|judge?ments|categories|domains))\s+(?:(?:were|being|at|as|all|judged|rated|graded|to\s+be)\s+)*{grade}",
            re.IGNORECASE,
        ),
        # "leadership was now Outstanding whilst the other three remained at Good"
        re.compile(
            rf"\b(?:with|and|while|whilst|but)\s+(?P<area>the\s+(?:other|remaining)\s+(?:two|three|four))\s+(?:(?:were|are|being|all|remain(?:s|ed|ing)?|stay(?:ed|ing)?|at|as|judged|rated|graded|to\s+be)\s+)+{grade}",
            re.IGNORECASE,
        ),
        re.compile(rf"\bwith\s+{area_words()}\s+also\s+{grade}(?=\s*(?:$|[.,;)]|and\b))", re.IGNORECASE),
        # "… good, with care leavers Outstanding", "… Good with Outstanding leadership"
        re.compile(
            rf"\bwith\s+{area_words()}\s+(?:(?:also|being|judged|rated|graded|as|to\s+be)\s+)*(?={QUOTE}|(?-i:[A-Z])){grade}(?=\s*(?:$|[.,;)]|and\b|too\b|as\s+well))",
            re.IGNORECASE,
        ),
        re.compile(rf"\bwith\s+(?={QUOTE}|(?-i:[A-Z])){grade}\s+{area_words()}", re.IGNORECASE),
        # "… inadequate, with adoption performance good and care leavers inadequate; leadership was inadequate"
        re.compile(rf",\s+with\s+{area_words()}\s+{grade}(?=\s+and\s+{area}\s+{plain})", re.IGNORECASE),
        re.compile(rf",\s+with\s+{area}\s+{plain}\s+and\s+{area_words()}\s+{grade}(?=\s*(?:$|[.;]))", re.IGNORECASE),
        # "… good overall, with outstanding leadership and adoption"
        re.compile(
            rf"\b{plain}(?:\s+overall)?,?\s+with\s+(?P<grade>outstanding|inadequate)\s+{area_words()}(?=\s*(?:$|[.,;]|and\s+{area}\s*(?:$|[.;])))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{plain}(?:\s+overall)?,?\s+with\s+(?P<grade>outstanding|inadequate)\s+{area}\s+and\s+{area_words()}(?=\s*(?:$|[.;]))",
            re.IGNORECASE,
        ),
        # "… Good overall, with leadership outstanding"
        re.compile(rf",\s+with\s+{area_words()}\s+(?P<grade>inadequate|outstanding)(?=\s*(?:$|[.;]))", re.IGNORECASE),
    )


@cache
def inverted() -> re.Pattern[str]:
    """A grade before the areas that a clause says it is of: "The areas judged | outstanding | are leadership and adoption"."""
    grade = rf"{QUOTE}?(?P<grade>{grade_words()}|required\s+improvement)\b{QUOTE}?"
    named = rf"\b(?:areas?|ones?|aspects?|services?|exceptions?|outliers?|{_NOUN})\b(?:[^.;:,]{{0,40}}?\s|,\s+(?:a\s+|at\s+)?)"
    return re.compile(
        rf"{named}{grade}(?:\s+(?:overall\s+)?{_NOUN})?,?\s+(?:is|are|was|were)\s+(?:(?:the\s+one\s+)?(?:for|that\s+(?:for|of)|given\s+to|in|on)\s+)?(?P<areas>{area_list()})(?=\s*(?:$|[.;]))",
        re.IGNORECASE,
    )
