"""Who led an inspection, as a paper tells it: "led by Rosalind Pettifer, His Majesty's Inspector", "Kate Ellingworth HMI led".

A name counts where the words beside it say that it is an inspector's; "a review led by Ann Ash, the Director at Leeds" has none.
Of two who are said to have led, neither is told.
"""

from __future__ import annotations

import re

from graph.recognise.names import NAME, RANK

_RANKED = rf"(?:\s*\(?{RANK.pattern}|\s*,?\s*\((?:Ofsted|HMI)\)|,\s+(?:an?\s+)?(?:Ofsted\s+)?(?:[Ll]ead\s+)?[Ii]nspector\b|\s+(?:of|from)\s+Ofsted\b)"
_TITLED = r"(?:(?:(?:His|Her)\s+Majesty[’']s\s+Inspector|HMI|Mr|Mrs|Ms|Dr)\s+)?(?!(?:His|Her|The)\s)"
#: What every one of these ways has, and few sentences: names are looked for only with it.
_LED = re.compile(r"\bled\b|\b[Ll]ead\s+[Ii]nspector\b")
_LEADS = (
    # "led by Rosalind Pettifer, His Majesty's Inspector", "led on this occasion by Philippa Glazebrook (Ofsted)"
    re.compile(
        rf"\bled\s+(?:[\w’']+\s+){{0,3}}?by\s+(?:{_TITLED}(?P<name>{NAME}){_RANKED}|(?:HMI|(?:His|Her)\s+Majesty[’']s\s+Inspector),?\s+(?P<titled>{NAME}))"
    ),
    # "Kate Ellingworth HMI led a team of two"
    re.compile(rf"(?P<name>{NAME}){_RANKED},?\s+(?:who\s+)?(?:has\s+|had\s+)?led\b"),
    # "The lead inspector had been Nigel Thackery", "Lead inspector: Ann Ash", "the lead inspector, Ann Ash,"
    re.compile(
        rf"\b[Ll]ead\s+[Ii]nspector\s*(?:,|:|\(|[–-]|(?:for\s+[\w\s]{{3,30}}?)?(?:was|is|had\s+been))\s*{_TITLED}(?P<name>{NAME})(?!\s+(?:and|Council))"
    ),
    # "Ann Ash, (the) lead inspector"
    re.compile(rf"(?P<name>{NAME})(?:\s+HMI)?\s*(?:,|\(|[–-])\s*(?:the\s+)?(?:Ofsted\s+)?[Ll]ead\s+[Ii]nspector\b"),
)


def find_lead(text: str) -> tuple[int, int] | None:
    """Where a sentence names the one who led an inspection; None where it names none, or two."""
    if not _LED.search(text):
        return None
    matches = [match for pattern in _LEADS for match in pattern.finditer(text)]
    groups = ["titled" if match.groupdict().get("titled") else "name" for match in matches]
    found = {match[group]: match.span(group) for match, group in zip(matches, groups, strict=True)}
    return next(iter(found.values())) if len(found) == 1 else None
