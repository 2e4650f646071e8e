"""Whether the words of a subject name the council, its services or an area, "it", or something that has no grade of its own.

"Oakwood" may be a home, and "the front door" is part of the work. The words are data: `subject_words.csv`.
"""

from __future__ import annotations

import re

from graph import registers
from graph.recognise.councils import find_council, iter_councils
from graph.recognise.patterns import NUMBER
from graph.recognise.wordings import any_area, any_grade

WHOLE = re.compile(
    r"(?:the\s+)?(?:local\s+authority|children[’']?s?[’']?(?:\s+social\s+care)?\s+services|children[’']s\s+social\s+care|council|authority)\b",
    re.IGNORECASE,
)


def _words_of(*parts: str) -> frozenset[str]:
    return frozenset(row["word"] for row in registers.iter_rows("subject_words") if row["part"] in parts)


#: Words that may stand in the name of the whole or of an area, and in the verbs around it.
_PLAIN = _words_of("plain", "head", "opening")
#: Without a word of these, or a council's name, a subject is a part of the work: "performance", "support for families".
HEADS = _words_of("head")
_DETERMINERS = _words_of("opening")
#: What is judged and is no area: "the hub", "Early Help", "the Virtual School".
_THINGS = _words_of("thing")
#: The companies that run services for a council: "Together for Children", "Worcestershire Children First".
_FOR_CHILDREN = re.compile(r"\b(?:for|with)\s+Children\b|\bChildren\s+First\b")
#: "Its findings, | which were made public in March, | were that": put in behind the subject, and no part of it.
_PUT_IN = re.compile(r",\s+(?:which|that|published|announced|released|issued)\s[^,;:]{3,60},")
_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|was|were|is|are|been|be|being|pleased|delighted|proud|disappointed|currently|presently|also|then|again|overall|subsequently|now|still|both|each|all|therefore|moved|went|gone|improved|risen|progressed|came|come|up|down|and|so|to|first|formally)\s+)*$",
    re.IGNORECASE,
)
#: "the first county | to be graded outstanding", "one of three in the region | to receive that judgement": it was.
FIRST_TO = re.compile(
    rf"\b(?:the\s+(?:first|second|third|only|latest)|(?:only\s+)?(?:one|1)\s+of\s+(?:(?:the|only|just|a)\s+)*(?:{NUMBER}|few))\s+(?:[\w’'-]+\s+){{0,8}}?to\s+(?:(?:be|have\s+been)\s+)?$",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"[.;:(\t\n]|\b(?:that|when|where|whereby|since|because|found|said|after|before|while|whilst|whereas|but|although|though|reported|reminded|heard|confirmed|noted|told|explained|announced)\s",
    re.IGNORECASE,
)
DATE_WORDS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|early|late)\b",
    re.IGNORECASE,
)


def find_name(before: str) -> str:
    """The words of the subject before a verb: without what leads to it, and without what is put between the two."""
    before = _PUT_IN.sub(" ", FIRST_TO.sub("", before))
    name = re.split(_OPENED, re.sub(any_area(), "#", _AUXILIARY.sub("", before)))[-1]
    parts = [part for part in name.split(",") if part.strip()]
    if "#" in name:
        listed = ",".join(parts[next(index for index, part in enumerate(parts) if "#" in part) :])
        return re.split(r"\s[-–—]\s(?=[^#]*#)", listed, maxsplit=1)[
            -1
        ]  # "aspects of the service – adoption, and leadership"
    if len(parts) > 1:
        return (
            parts[0]
            if before.rstrip().endswith(",") or _AUXILIARY.sub("", before).rstrip().endswith(",")
            else parts[-1]
        )
    return name


def find_lead(before: str) -> str:
    """The words of a subject that lead to an area, and a sign for the area: "Timeliness of #"."""
    return re.split(_OPENED, re.sub(any_area(), "#", before))[-1].split(",")[-1] + "#"


def is_graded_thing(name: str) -> bool:
    """Whether a subject is an area ("#"), all services, a council, or "it"; nothing is said where the verb stands alone."""
    words = [
        word
        for word in re.findall(r"[\w’'#-]+", name)
        if word.lower() not in _DETERMINERS and not DATE_WORDS.fullmatch(word)
    ]
    if not is_plain(name) or not words:
        return not words
    opening = words[0].replace("’", "'")
    if (
        opening[0].isupper()
        and opening.lower() not in _PLAIN
        and not opening.endswith("'s")
        and (len(words) == 1 or not words[1][0].isupper())
    ):
        return _is_place(name)
    proper = [word for word in words if word[0].isupper() and word.replace("’", "'").lower() not in _PLAIN]
    whole = (
        WHOLE.search(name) is not None
        or any(word.lower() in HEADS for word in words)
        or (bool(proper) and _is_place(name))
    )
    return "#" in name or whole


def is_other_name(name: str) -> bool:
    """Whether a subject is nothing but a name, of two words or more, that is no council's: "Willow Lodge"."""
    words = re.findall(r"[\w’'-]+", name)
    plain = _PLAIN | _DETERMINERS
    return (
        len(words) > 1
        and all(word[0].isupper() and word.lower() not in plain for word in words)
        and not _is_place(name)
    )


def is_own(owner: str) -> bool:
    """Whether what has an area may be the council or its services, or who inspects them: "the council", "Ofsted"; not "the ICB"."""
    word = owner.lower()
    return word in _PLAIN or f"{word}'s" in _PLAIN or word.isdigit() or _is_place(owner)


def _is_place(name: str) -> bool:
    """Whether a name is a council's, or may be: not "Oakwood", which may be a home."""
    return (
        find_council(name.strip()) is not None
        or any(iter_councils(name, possible=True))
        or _FOR_CHILDREN.search(name) is not None
    )


def is_plain(words: str) -> bool:
    """Whether words hold nothing but names of areas, councils and services: not "the quality of social work"."""
    words = _PUT_IN.sub(" ", re.sub(r"\ball\s+aspects\s+of\b", " ", words, flags=re.IGNORECASE))
    rest = re.sub(any_grade(), " ", re.sub(any_area(), " ", words))
    for word in re.findall(r"[\w’'.-]+", rest):
        plain = word.replace("’", "'").strip("'.-").lower()
        if plain in _THINGS or (word.isupper() and len(word) > 2 and plain not in _PLAIN):
            return False
        if word[0].islower() and plain not in _PLAIN and not DATE_WORDS.fullmatch(plain):
            return False
    return True
