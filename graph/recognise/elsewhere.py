"""What else is inspected and is no council's service for children: agencies, homes, schools, youth justice, adult social care.

"The Trust's fostering agency had a separate Ofsted inspection in 2022. It was judged good" tells nothing of the council, and
neither does "HMI Probation rated the service". A sentence that names the council's own services as well is left to those who
read it word by word. The bodies and the inspectorates are data: `elsewhere.csv`, `other_inspectorates.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from graph import registers
from graph.recognise.patterns import any_of
from graph.recognise.wordings import any_area

#: The council's own services, and the inspections that are of them only.
OURS = re.compile(
    r"\b(?:children[’']?s?[’']?\s+(?:social\s+care|services)|local\s+authority|ILACS|SEND\b|monitoring\s+visit|focus\w*\s+visit|peer\s+(?:review|challenge)|JTAI|special\s+educational|safeguarding|school\s+improvement|Ofsted\s*(?:and|/|&)\s*(?:the\s+)?(?:CQC|Care\s+Quality)|local\s+area\s+(?:inspection|partnership|SEND))",
    re.IGNORECASE,
)
_INSPECTED = r"(?:inspect\w*|visit(?:ed)?|rated|judged|graded|assessed|rating|judge?ment|grade|(?-i:Good|Outstanding|Inadequate|Requires\s+[Ii]mprovement))"
#: What peers look at in a council as a whole: not its services for children.
_CORPORATE = re.compile(r"\bcorporate\s+peer\s+(?:challenge|review)", re.IGNORECASE)
#: "The home at Mill Lane was inspected", "Inspectors visited Mill House, our children's home".
_HOME = re.compile(
    rf"(?:[\d.]+\s+)?(?:(?:The|This|Our|Its|One|Each|Both|Another)\s+(?:[\w’'-]+\s+){{0,2}}homes?\b[^.;]{{0,60}}?\b(?:was|were|is|are|has|had)\b[^.;:]{{0,60}}?\b{_INSPECTED}|[^.;:]{{0,40}}\b{_INSPECTED}\s+(?:[\w’']+,?\s+){{0,4}}?(?:our|the|its|a|one\s+of)\s+(?:[\w’']+\s+){{0,2}}children[’']s\s+homes?)\b"
)
#: Headings of others' grades, and of a council's own view: nothing below them was graded by an inspection of it.
_NOT_GRADED = r"(?:our\s+)?(?:(?:statistical|regional|nearest)\s+)?neighbours|(?:our\s+)?comparators|benchmarking|what\s+we\s+think(?:\s+(?:of\s+)?ourselves)?|what\s+good\s+looks\s+like"
_WITH_OFSTED = re.compile(r"\bOfsted\b|\bjoint(?:ly)?\b|\binspectorates\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:It|They|This|That|Its|Their|Both|One|Two|Three|All\s+(?:are|were)|Inspectors|The\s+(?:agency|service|home|school|team|inspection|visit|report|outcome|judge?ment|rating))\b"
)


def is_elsewhere(text: str) -> bool:
    """Whether a sentence tells of the inspection of something else, and not of the council's own services."""
    text = _CORPORATE.sub("corporate challenge", text)
    if OURS.search(text):
        return False
    if "corporate challenge" in text:
        return True
    return bool(_subject().match(text) or _HOME.match(text)) or is_by_others(text)


def is_by_others(text: str) -> bool:
    """Whether another inspectorate is named, and Ofsted not with it: "an inspection of the police by HMIC in 2014"."""
    return _inspectorates().search(text) is not None and not _WITH_OFSTED.search(text)


def goes_on_elsewhere(text: str) -> bool:
    """Whether a sentence goes on about what the one before told: "It was judged good", "Leadership was outstanding"."""
    return (_GOES_ON.match(text) or any_area().match(text)) is not None and not OURS.search(text)


def is_paragraph_elsewhere(text: str) -> bool:
    """Whether nothing in a paragraph or a row of a table is about the council's own services, and something else is named."""
    other = _in_row() if "\t" in text else _paragraph()
    return other.search(text) is not None and not OURS.search(text)


def is_heading_elsewhere(text: str) -> bool:
    """Whether a heading is nothing but the name of what is inspected apart: "Our children's homes", "Schools"."""
    return _heading().fullmatch(text) is not None


@cache
def bodies() -> str:
    """What others run, or what is inspected apart, in the singular and the plural, the longest name first."""
    return any_of(name for row in registers.iter_rows("elsewhere") for name in (row["body"], row["several"]) if name)


@cache
def _in_row() -> re.Pattern[str]:
    return re.compile(rf"\b{bodies()}\b", re.IGNORECASE)


@cache
def _paragraph() -> re.Pattern[str]:
    """What a paragraph that names it is about, whole, so that nothing in it is of the council's services."""
    columns = {"yes": ("body", "several"), "several": ("several",), "no": ()}
    names = (row[name] for row in registers.iter_rows("elsewhere") for name in columns[row["paragraph"]] if row[name])
    return re.compile(rf"\b{any_of(names)}\b", re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    names = (
        row[name]
        for row in registers.iter_rows("elsewhere")
        for name in ("body", "several")
        if row["heading"] == "yes" and row[name]
    )
    return re.compile(
        rf"{_NOT_GRADED}|(?:(?:the|our|its|local|council|council[’']s|inspections?\s+of|{_INSPECTED}s?\s+of|Ofsted|update\s+on)\s+)*{any_of(names)}(?:[’']?\s+(?:inspections?|and\s+(?:settings|schools|academies|colleges|nurseries)))?",
        re.IGNORECASE,
    )


@cache
def _subject() -> re.Pattern[str]:
    """The body before what is said of it: "The Trust's fostering agency, Sandwell Fostering, is registered and inspected"."""
    return re.compile(
        rf"[^.;:\t]{{0,70}}?\b{bodies()}\b[^.;:\t]{{0,110}}?\b{_INSPECTED}\b",
        re.IGNORECASE,
    )


@cache
def _inspectorates() -> re.Pattern[str]:
    """Other inspectorates; where Ofsted is with them, it is another matter."""
    return re.compile(rf"\b{any_of(row['wording'] for row in registers.iter_rows('other_inspectorates'))}\b")
