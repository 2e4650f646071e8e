"""Which of the names that there are a person may have meant who wrote another: offered in messages, never taken for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

MOST = 6
"""Names that are offered: more of them is a list, not a hint."""
SLIP, LIKE = 0.9, 0.8
"""Of 1: a letter or so amiss ("Lancashir"), and a few: less like than that, one person is offered for another."""
FEW = 3
"""Letters that a word must have before names are offered that hold it: "an" is in most."""
MARGIN = 0.1
"""How much less like than the nearest a name may be and still be offered beside it."""


def find_near(word: str, names: Iterable[str]) -> list[str]:
    """The names that a word may stand for, the nearest first; none where nothing is near.

    >>> find_near("risrs", ["risers", "decliners", "posts"]), find_near("lincs", ["lancashire", "lincolnshire"])
    (['risers'], ['lincolnshire'])
    >>> find_near("sussex", ["westsussex", "eastsussex", "essex"]), find_near("atlantis", ["lancashire", "sthelens"])
    (['eastsussex', 'westsussex'], [])
    """
    known = sorted(set(names))
    like = _find_like(word, known)
    if len(word) < FEW or (like and like[0][0] >= SLIP):
        return [name for _, name in like]
    holding = [name for name in known if word in name or _abbreviates(word, name)]
    return sorted(holding, key=lambda name: _rank(name, word))[:MOST] or [name for _, name in like]


def did_you_mean(names: Sequence[str]) -> str:
    """The end of a message that offers names; nothing where there are none.

    >>> did_you_mean(["risers", "decliners"]), did_you_mean([])
    (': did you mean risers or decliners?', '')
    """
    return f": did you mean {' or '.join(names)}?" if names else ""


def offer(word: str, names: Sequence[str]) -> str:
    """The end of a message that offers the names near a word; where none is, it lists all.

    >>> offer("rizers", ["risers", "posts"]), offer("x", ["risers", "posts"])
    (': did you mean risers?', ': choose one of risers, posts')
    """
    return did_you_mean(find_near(word, names)) or f": choose one of {', '.join(names)}"


def _rank(name: str, word: str) -> tuple[bool, int, str]:
    return not name.startswith(word[:-1]), len(name), name


def _find_like(word: str, names: Iterable[str]) -> list[tuple[float, str]]:
    """The names that are spelt much like a word, each with how much, as far as they are not much less like than the first."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    found: list[tuple[float, str]] = []
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE:
            found.append((matcher.ratio(), name))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return [pair for pair in found if pair[0] >= found[0][0] - MARGIN][:MOST]


def _abbreviates(word: str, name: str) -> bool:
    """Whether a name begins with all letters of the word but the last, and has that further on: "Notts"."""
    return len(word) > FEW and name.startswith(word[:-1]) and word[-1] in name[len(word) :]
