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

# Symbol fonts put their bullets into the private-use area at F000 plus the code in the font; U+F02D is the minus that
# Word's templates use for the second level.
_BULLETS = "\uf0b7\uf06e\uf0a7\uf0d8\uf076\uf0fc\uf06c\uf0a8\uf071\uf075\uf070\u25a0\u25aa\u25ab\u25cf\u25fc\u25fe\u2b1b\u2022\u2219\u27a2\u25ba\u2756\u2666"
_SUB_BULLETS = "\uf02d\uf0be\u25cb\u25e6\u25a1"
_HYPHENS = "\ufffe\x02\u2010\u2011"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u1680\t\v\f\r\n\x85\u2028\u2029"


def _table() -> dict[int, str]:
    table = {code: "\u200b" for code in range(0x110000 >> 5) if unicodedata.category(chr(code)) in ("Cc", "Cf")}
    table[0xFFFD] = "\ufffd"
    for characters, exchange in ((_BULLETS, BULLET), (_SUB_BULLETS, SUB_BULLET), (_HYPHENS, "-"), (_SPACES, " ")):
        table.update(dict.fromkeys(map(ord, characters), exchange))
    for code in (0xFEFF, 0x00AD, *range(0xE000, 0xF900)):
        table.setdefault(code, "\u200b")
    return table


_TABLE = _table()
_RUN = re.compile(r"[^\s\u200b]+(?: [^\s\u200b]+)*")


def replace_characters(text: str) -> str:
    """The text with bullets, hyphens and spaces of all kinds made one kind each, and U+200B for what is to go.

    >>> replace_characters("\\uf0b7\\u00a0well\\x02known")
    '• well-known'
    """
    return text.translate(_TABLE)


def iter_runs(text: str) -> Iterator[tuple[int, str]]:
    """The runs of a cleaned text with their offsets: words with single spaces between them, nothing else.

    >>> list(iter_runs("  two  runs here "))
    [(2, 'two'), (7, 'runs here')]
    """
    return ((match.start(), match.group()) for match in _RUN.finditer(text))
