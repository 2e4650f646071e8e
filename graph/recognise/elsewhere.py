"""What else is inspected and is no council's service for children: agencies, homes, schools, youth justice, adult social care.

"The Trust's fostering agency had a separate Ofsted inspection in 2022. It was judged good" tells nothing of the council, and
neither does "HMI Probation rated the service". A sentence that names the council's own services as well is left to those who
read it word by word.
"""

from __future__ import annotations

import re

#: What others run, or what is inspected apart.
BODY = (
    r"(?:(?:fostering|adoption)\s+(?:agenc(?:y|ies)|services?)|(?:children[’']?s|care|residential|secure)\s+homes?|schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|childminders?"
    r"|early\s+years\s+(?:settings?|providers?)|adults?[’']?\s+social\s+care|adult\s+(?:learning|education|services)|youth\s+(?:justice|offending)(?:\s+(?:services?|teams?|partnership))?|YO[ST]|probation"
    r"|police|constabulary|prisons?|hospitals?|maternity|fire\s+(?:and\s+rescue\s+)?(?:service|authority)|housing|homelessness|diocese)"
)
#: The council's own services, and the inspections that are of them only.
OURS = re.compile(
    r"\b(?:children[’']?s?[’']?\s+(?:social\s+care|services)|local\s+authority|ILACS|SEND\b|monitoring\s+visit|focus\w*\s+visit|peer\s+(?:review|challenge)|JTAI|special\s+educational|safeguarding|school\s+improvement)",
    re.IGNORECASE,
)
#: Paragraphs on schools and the like: whole, for what stands in them is not of the council.
_PARAGRAPH = re.compile(
    r"\b(?:schools?|academies|nurseries|pupils|adult\s+(?:learning|education)|childminders?|children[’']?s\s+homes?|colleges?|early\s+years\s+(?:settings|providers))\b",
    re.IGNORECASE,
)
_IN_ROW = re.compile(rf"\b{BODY}\b", re.IGNORECASE)
_INSPECTED = r"(?:inspect\w*|visit(?:ed)?|rated|judged|graded|assessed|rating|judge?ment|grade)"
#: "The Trust's fostering agency, Sandwell Fostering, is registered and inspected": the body before what is said of it.
_SUBJECT = re.compile(rf"[^.;:\t]{{0,70}}?\b{BODY}\b[^.;:\t]{{0,110}}?\b{_INSPECTED}\b", re.IGNORECASE)
#: "His Majesty's Inspectorate of Probation inspected": other inspectorates, where Ofsted is not with them.
_OTHERS = re.compile(
    r"\b(?:HMIP|HM\s?I(?:nspectorate)?\s+(?:of\s+)?(?:Probation|Prisons|Constabulary)|Majesty[’']s\s+Inspectorate\s+of\s+\w+|HMICFRS|CQC|Care\s+Quality\s+Commission|SIAMS|Audit\s+Commission|Regulator\s+of\s+Social\s+Housing)\b"
)
#: What peers look at in a council as a whole: not its services for children.
_CORPORATE = re.compile(r"\bcorporate\s+peer\s+(?:challenge|review)", re.IGNORECASE)
_WITH_OFSTED = re.compile(r"\bOfsted\b|\bjoint(?:ly)?\b|\binspectorates\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:It|They|This|That|Its|Their|The\s+(?:agency|service|home|school|team|inspection|visit|report|outcome|judge?ment|rating))\b"
)


def is_elsewhere(text: str) -> bool:
    """Whether a sentence tells of the inspection of something else, and not of the council's own services."""
    text = _CORPORATE.sub("corporate challenge", text)
    if OURS.search(text):
        return False
    if "corporate challenge" in text:
        return True
    return _SUBJECT.match(text) is not None or (_OTHERS.search(text) is not None and not _WITH_OFSTED.search(text))


def goes_on_elsewhere(text: str) -> bool:
    """Whether a sentence goes on about what the one before told: "It was judged good"."""
    return _GOES_ON.match(text) is not None and not OURS.search(text)


def is_paragraph_elsewhere(text: str) -> bool:
    """Whether nothing in a paragraph or a row of a table is about the council's own services, and something else is named."""
    other = _IN_ROW if "\t" in text else _PARAGRAPH
    return other.search(text) is not None and not OURS.search(text)
