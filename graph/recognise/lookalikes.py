"""Words for inspections and visits that name none of a council's services: of something else, of somebody else, or none that was.

"available for inspection", "inspections of children's homes", "14 schools were inspected", "visits to placements", "a focused
visit that was cancelled".
"""

from __future__ import annotations

import re

from graph.recognise.elsewhere import bodies
from graph.recognise.patterns import NUMBER, OFSTED, ORDINAL

#: Behind "visited": the council or a place, and not "a sample of agencies".
PLACE = r"\s+(?:us\b|again\b|the\s+(?:council|local\s+(?:authority|area)|authority|area|service|borough|city|county)|in\b|on\b|from\b|between\b|(?-i:[A-Z]))"
# What follows a word for an inspection and makes it something else: "inspection framework", "visit planning".
_NOT_BEFORE = re.compile(
    r"\s+(?:frameworks?|regimes?|readiness|preparation|preparedness|planning|handbook|cycles?|criteria|guidance|bod(?:y|ies)|system|programme|methodology|teams?"
    r"|arrangements|schedule|window|timetable|process(?!,?\s+(?:which\s+|that\s+)?(?:had\s+run|ran|took\s+place)\b)|standards|activity|activities|committee|panel|fees?|room|card)\b",
    re.IGNORECASE,
)
# What goes before: "available for inspection", "school inspections", "home visits", "site visit".
_NOT_AFTER = re.compile(
    r"(?:(?:available|open|deposited|kept)\s+(?:to|for)\s+(?:public\s+)?|(?:right\s+of|public|site|home|mock|internal|practice|school[’']?s?|schools?|academy|nursery|college|setting|homes?|home[’']s|early\s+years|childcare"
    r"|care\s+home|provider|adult\s+social\s+care|adults?|learning|police|PEEL|prison|fire|housing|fostering|ward|member|members[’']|regulation\s+44|unannounced\s+home|hospital|social\s+work(?:er)?|health|statutory|study|exchange|contact|family|supervised)\s+)$",
    re.IGNORECASE,
)
# What is inspected and is no council's service for children: "inspections of Children's Homes", "visits to placements".
_OTHER_OBJECT = re.compile(
    rf"\s+(?:of|to|in|at|by|with)\s+(?:(?:the|all|our|its|their|some|a|an|local|routine|registered|individual|\d+|[A-Z][a-z]+)\s+){{0,3}}(?:{bodies()}\b|residential|sixth|settings?|providers?|early\s+years|adult|placements?|famil|home\b|homes\b|children\b(?![’'])|members?\b|councillors?|parents|carers|documents?\b|files?\b|records?\b|fire|buildings?|sites?"
    r"|regional\s+adoption|secure|the\s+Children\s+in\s+Care|Children\s+in\s+Care\s+Council)",
    re.IGNORECASE,
)
#: "14 schools were inspected": not the council.
_OTHER_SUBJECT = re.compile(
    rf"\b(?:{bodies()}|homes?|settings?|providers?|agenc(?:y|ies)|\d{{1,3}})\s+(?:[\w’']+\s+){{0,4}}$",
    re.IGNORECASE,
)
#: "Ofsted inspected adult learning in the borough", "are no longer inspected": no inspection of the council's services.
_OTHER_INSPECTED = re.compile(
    rf"\s+(?:(?:the|our|its|all|some|two|three|four|a|an|council[’']s|local|\d+)\s+){{0,3}}(?:(?:[\w’'-]+\s+){{0,2}})?(?:{bodies()}|adult|fostering|adoption|homes?|settings?|youth)\b",
    re.IGNORECASE,
)
_NOT_INSPECTED = re.compile(
    r"\b(?:not|never|no\s+longer|yet\s+to\s+be)\s+(?:been\s+|yet\s+)?$|(?:^|\b(?:if|and|but),?\s+)had\s+(?:we|it|they|the\s+[\w’']+(?:\s+[\w’']+)?)\s+been\s+$|\b(?:would|might|could|should)\s+(?:then\s+)?have\s+been\s+$|\b(?:are|is|get|gets)\s+(?:usually\s+|normally\s+)?$|\bif\s+(?:we|it|they)\s+(?:are|were|is|had\s+been)\s+$",
    re.IGNORECASE,
)
#: "A focused visit on 4 and 5 June 2024 | was cancelled": none that was, unless it says that it was held after all.
_CALLED_OFF = re.compile(
    r"(?:(?!\b(?:re-?)?(?:inspection|visit|review)s?\b)[^.;:]){0,90}?\b(?:(?:was|were|is|has\s+been|have\s+been|had\s+been|and|then|but)\s+(?:then\s+|later\s+|subsequently\s+)?(?:cancelled|canceled|postponed|deferred|suspended|called\s+off|stood\s+down)"
    r"|had\s+(?:\w+\s+)?been\s+(?:expected|anticipated)|did\s+not\s+(?:take\s+place|go\s+ahead|happen)|never\s+took\s+place)\b(?![^.;]*\b(?:rescheduled|(?:was|were)\s+(?:then\s+)?held|took\s+place|completed|resumed|went\s+ahead)\b)",
    re.IGNORECASE,
)
#: "Between the two | inspections": when something was, and none of them in particular.
_BETWEEN = re.compile(r"\bbetween\s+(?:the|these|those|our|its)\s+(?:(?:two|last|full|Ofsted)\s+){0,3}$", re.IGNORECASE)


#: "The two most recent | visits took place on": of those told of before.
_LATEST = re.compile(
    rf"\bthe\s+(?:{NUMBER}\s+)?(?:most\s+recent|latest|last|first|earlier|previous)\s+(?:{NUMBER}\s+)?$", re.IGNORECASE
)


def is_something_else(kind: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words name no inspection of a council's services."""
    if _CALLED_OFF.match(text, match.end()):
        return True
    if _NOT_BEFORE.match(text, match.end()) or re.match(r"\s+(?:re-?)?inspectors?\b", text[match.end() :]):
        return True
    if re.match(
        r"[^.;]{0,40}?\b(?:may|might|could)\s+(?:also\s+)?(?:take\s+place|be\b|happen|come)", text[match.end() :]
    ):
        return True
    if kind not in {"inspection", "visit"}:
        return False
    if match[0].lower() in {"inspected", "visited"} and _is_other_inspected(text, match):
        return True
    if _BETWEEN.search(text[: match.start()]) and match[0].endswith("s"):
        return True
    if match[0] == "inspection" and re.search(
        r"(?:^|[(\s])(?:for|under|on|post|pre|by|between|of)[\s-]+$", text[: match.start()]
    ):
        return True  # "ready for inspection", "under inspection": no article, no inspection in particular
    before = text[max(0, match.start() - 40) : match.start()]
    if _NOT_AFTER.search(before) or _OTHER_OBJECT.match(text, match.end()):
        return True
    return kind == "visit" and not _is_inspectors_visit(text, match)


def _is_other_inspected(text: str, match: re.Match[str]) -> bool:
    """Whether a verb tells of the inspection of something else, or of none: "14 schools were inspected", "not yet inspected"."""
    before = text[: match.start()]
    if _OTHER_SUBJECT.search(before[-70:]):
        return True
    is_other = _OTHER_INSPECTED.match(text, match.end()) or _NOT_INSPECTED.search(before)
    return match[0].lower() == "inspected" and is_other is not None


def _is_inspectors_visit(text: str, match: re.Match[str]) -> bool:
    """Whether a bare "visit" is one by inspectors: "the visit", "Ofsted visit", "the forth visit"; not "visits", "officers visited"."""
    before = text[: match.start()]
    if match[0].lower().startswith("re"):
        return True
    if match[0].lower() == "visited" and not re.match(PLACE, text[match.end() :]):
        return False
    if re.search(
        rf"(?:{OFSTED}|\binspectors|\bHMI|inspection)\s+(?:(?:have|has|had|then|also|last|first|next|re-?)\s+)*$",
        before,
        re.IGNORECASE,
    ):
        return True
    if match[0].lower() == "visits" and _LATEST.search(before):
        return re.match(r"\s+(?:(?:took|were|on|in|was)\b|\()", text[match.end() :]) is not None
    singular = match[0].lower() == "visit"
    return (
        singular
        and re.search(
            rf"\b(?:the|this|that|{ORDINAL})\s+(?:(?:most\s+)?(?:recent|latest|last|previous|next|forthcoming|final|two[\s-]day|remote|{ORDINAL})\s+)?$",
            before,
            re.IGNORECASE,
        )
        is not None
    )
