"""How words refer to an inspection: to a known one ("the visit"), an earlier or a new one ("a visit"), several, or one to come."""

from __future__ import annotations

import re
from typing import Literal

from graph.recognise.patterns import PLANNED

Reference = Literal["definite", "earlier", "indefinite", "plural", "continuing"]

#: "Ofsted next | inspected": told, not to come.
_IS_PAST = re.compile(r"(?<!to be )\bnext\s+$", re.IGNORECASE)
_DETERMINERS = frozenset(
    "the this that these those its their our his a an another any no each every further both all some".split()
)
# Words that no name of an inspection goes across: "a briefing note on the visit" says nothing of "a" visit.
_NOT_IN_NAME = re.compile(
    r"(?:and|or|in|of|on|at|by|for|with|from|since|to|was|were|had|has|is|are|been|between|after|following|under|[\w’'-]*[.,;:)])$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:first(?=\s+(?:\w+\s+)?$)|last|previous|earlier|prior|before|preceding|former|original)\b", re.IGNORECASE
)
_LAST_TIME = re.compile(r"\b(?:last|previously|originally|earlier)\s+(?:been\s+)?$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:\w+\s+){0,3}(?:inspection|visit|review|challenge|conversation)s\b|JTAIs|.*(?:visits|inspections|reviews|challenges|conversations)$",
    re.IGNORECASE,
)
#: Before a noun that is known: "since the full | inspection"; what is expected then is something else.
_KNOWN = re.compile(
    r"\b(?:on|of|about|from|after|following|since|at)\s+(?:the|our|its|this|that)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"forthcoming|upcoming|next|future|planned|expected")
#: Behind a noun: "the inspection | is due in 2023", "a visit | will take place".
_DUE = re.compile(
    r"(?:(?!\b(?:re-?)?(?:inspection|visit|review)s?\b)[^.;:]){0,40}?\b(?:(?:is|was|are)\s+(?:now\s+)?(?:due|expected|anticipated|planned|scheduled|imminent|likely)|(?:will|would)\s+(?:be|take|look|also)|commences)\b"
)
_PARTED = re.compile(r"[.;:]|\bsince\b|\bafter\b|\bfollowing\b")


def refer(text: str, match: re.Match[str], *, counted: bool) -> Reference:
    """How a noun refers, by what stands before it: "the visit" is known, "a visit" is new, "visits" are several."""
    before, words = text[: match.start()], match[0]
    if words.lower().endswith("ed"):
        return "earlier" if _LAST_TIME.search(before) else "indefinite"
    determiner, between = _find_determiner(before)
    if _SEVERAL.match(words):
        known = determiner in {"the", "its", "their", "our"} and not counted
        return "definite" if known and not words.lower().endswith("s") else "plural"
    if "recent" in between or "latest" in between:
        return "definite"
    if determiner in {"each", "every", "both", "all", "some"}:
        return "plural"
    if _EARLIER.search(" ".join(between)) or text.startswith(" before", match.end()):
        return "earlier"
    return "indefinite" if determiner in {"a", "an", "another", "any", "further", "no"} else "definite"


def _find_determiner(before: str) -> tuple[str, list[str]]:
    """The article or the like that opens the name, and the words between it and the noun."""
    between: list[str] = []
    for word in reversed(before.split()[-7:]):
        if word.lower() in _DETERMINERS:
            return word.lower(), between
        if _NOT_IN_NAME.match(word):
            break
        between.insert(0, word)
    return "", between


def is_planned(text: str, match: re.Match[str]) -> bool:
    """Whether the words right before or after say that it had not happened."""
    before = text[max(0, match.start() - 45) : match.start()]
    if _KNOWN.search(before) and not _TO_COME.search(before):
        return False
    cue = None if match[0].lower().endswith("ed") and _IS_PAST.search(before) else PLANNED.search(before)
    return _DUE.match(text, match.end()) is not None or (cue is not None and not _PARTED.search(before, cue.end()))
