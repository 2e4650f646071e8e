"""What kind of inspection a report speaks of when it tells of an earlier one, by its words and by its date.

The words beside the inspection go before those farther off: "the focused visit, and the joint targeted area inspection of 2018"
are two kinds. Reports use the words of one framework for the next ("safeguarding arrangements/arrangements for the protection of
children"), so the date decides where only one of the frameworks was in force.
"""

from __future__ import annotations

import datetime
import re

from graph import registers
from graph.dates import Date
from graph.recognise.frameworks import first_day, last_day

#: Kinds that only words right beside the inspection give: a visit that stands elsewhere in the sentence is another one.
_OWN: tuple[tuple[str, str], ...] = (
    (r"joint\s+(?:targeted|area\s+targeted)|JTAI", "JTAI"),
    (r"focus+(?:ed)?\s+(?:assurance\s+)?visit", "focused visit"),
    (r"monitoring\s+visit", "monitoring visit"),
)
#: The kind by the words around it, the more telling first.
_ABOUT: tuple[tuple[str, str], ...] = (
    (r"contact,\s+referral", "contact and referral inspection"),
    (r"SEND\b|special\s+educational\s+needs", "SEND inspection"),
    (
        r"adoption\s+(?:services?|agency|inspection)|fostering\s+(?:services?|agency|inspection)|youth\s+offending|private\s+fostering|thematic\s+inspection",
        "other",
    ),
    (r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection", "SIF inspection"),
    (
        r"safeguarding\s+and\s+(?:services\s+for\s+|arrangements\s+for\s+)?(?:looked\s+after|children\s+(?:and\s+young\s+people\s+)?looked)",
        "SLAC inspection",
    ),
    (
        r"child\s+protection\s+(?:inspection|services|arrangements)|protection\s+of\s+children",
        "child protection inspection",
    ),
    (
        r"safeguarding\s+(?:arrangements|services)|(?:services|arrangements)\s+for\s+(?:looked\s+after\s+children|children\s+looked\s+after)",
        "SLAC inspection",
    ),
    (r"single\s+inspection|\bSIF\b", "SIF inspection"),
    (r"ILACS|inspection\s+of\s+local\s+authority\s+children[’']?s\s+services", "ILACS inspection"),
)
_NAMED = re.compile(r"\bILACS\b|\bSIF\b|single\s+inspection", re.IGNORECASE)
_LOOKED_AFTER = re.compile(r"looked[\s-]+after", re.IGNORECASE)
_BEFORE_SIF = frozenset({"SLAC inspection", "child protection inspection"})
# Reports give the month of the publication for that of the inspection: the last ones of a framework came out after its end.
_PUBLICATION = datetime.timedelta(days=31)


def find_kind(beside: tuple[str, ...], around: str, date: Date | None) -> str:
    """The kind of an inspection by the words beside it, the nearest first, else by those around it; "inspection" where none say."""
    windows = (*((words, (*_OWN, *_ABOUT)) for words in beside), (around, _ABOUT))
    for words, patterns in windows:
        for pattern, kind in patterns:
            if re.search(pattern, words, re.IGNORECASE):
                return _kind_in_force(kind, words, date)
    return "inspection"


def _kind_in_force(kind: str, words: str, date: Date | None) -> str:
    """The kind itself, or that of the framework which alone was in force on the date; "inspection" before the words had a meaning."""
    if date is None or _NAMED.search(words):
        return kind
    if kind not in _BEFORE_SIF:
        name = registers.kinds()[kind].framework
        return kind if not name or date.last >= first_day(name) else "inspection"
    if date.first >= first_day("SIF"):
        return "SIF inspection"
    if date.last < first_day("CP2012"):
        return "SLAC inspection"
    if kind == "SLAC inspection" and date.first > last_day("SLAC") + _PUBLICATION:
        if not _LOOKED_AFTER.search(words):
            return "child protection inspection"
        if date.first >= first_day("LAC2013"):
            return "looked after inspection"
    return kind
