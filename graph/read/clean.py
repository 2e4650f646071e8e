"""Named steps that clean characters without losing the way back: each keeps or drops a character, none moves one.

`replace_characters` exchanges one character for one; `iter_runs` then cuts what is left into runs that stand in the
original as they are, so that a run's offset is all that the way back needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

BULLET = "•"
SUB_BULLET = "◦"
GONE = "\u200b"  # stands in for each character that is to be left out

# Symbol fonts put their bullets into the private-use area at F000 plus the code in the font; U+F02D is the minus that
# Word's templates use for the second level.
_BULLETS = (
    "\uf0b7\uf06e\uf0a7\uf0d8\uf076\uf0fc\uf06c\uf0a8\uf071\uf075\uf070"
    "\u25a0\u25aa\u25ab\u25cf\u25fc\u25fe\u2b1b\u2022\u2219\u27a2\u25ba\u2756\u2666"
)
_SUB_BULLETS = "\uf02d\uf0be\u25cb\u25e6\u25a1"
_HYPHENS = "\ufffe\x02\u2010\u2011"
_SPACES = "\v\f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def _table() -> dict[str, str]:
    # Controls and format characters (soft hyphen, byte order mark, marks of writing direction) all lie in this plane.
    table = {chr(code): GONE for code in range(0x10000) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Co")}
    for characters, exchange in ((_BULLETS, BULLET), (_SUB_BULLETS, SUB_BULLET), (_HYPHENS, "-"), (_SPACES, " ")):
        table.update(dict.fromkeys(characters, exchange))
    # White space proper is left to those who cut the text at it.
    return {old: new for old, new in table.items() if old != new and old not in " \t\r\n"}


_TABLE = _table()
_REPLACED = re.compile("[" + "".join(map(re.escape, sorted(_TABLE))) + "]")
_RUN = re.compile(rf"[^\s{GONE}]+(?: [^\s{GONE}]+)*")


def replace_characters(text: str) -> str:
    r"""The text with bullets, hyphens and spaces of all kinds made one kind each, and `GONE` for what is to go.

    >>> replace_characters("\uf0b7\u00a0well\x02known")
    '• well-known'
    """
    return _REPLACED.sub(lambda match: _TABLE[match.group()], text)


def iter_runs(text: str) -> Iterator[tuple[int, str, bool]]:
    r"""The runs of a cleaned text: words with single spaces between them, nothing else.

    Each comes with its offset and whether it is glued, that is, whether the word before goes on in it.

    >>> list(iter_runs("  two  runs\u200bhere "))
    [(2, 'two', False), (7, 'runs', False), (12, 'here', True)]
    """
    if GONE not in text and text == " ".join(text.split()):
        if text:
            yield 0, text, False  # as nearly all are, which is told sooner than found
        return
    end = 0
    for match in _RUN.finditer(text):
        start = match.start()
        yield start, match.group(), end > 0 and not text[end:start].strip(GONE)
        end = match.end()


_CLOSING = "\"'’”)]"
_STOPS = (".", "!", "?", ":", ";", ":-", ":–")
_ENDED = re.compile(r"[.!?:;][\"'’”)\]]*\s*\([^()]*\)$")


def is_unfinished(text: str) -> bool:
    """Whether a text stops before its sentence does.

    >>> [is_unfinished(text) for text in ("We have a long", "We have “a long.”", "All is well. (Recommendation 6)", "As follows:-")]
    [True, False, False, False]
    """
    text = text.rstrip()
    words = text.rstrip(_CLOSING)
    if not text or words.endswith(_STOPS):
        return False
    return not (text[-1] == ")" and _ENDED.search(text))
