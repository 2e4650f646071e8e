"""How sorted lines differ from sorted lines, so many of them that they are read once and only what differs is held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Differences(NamedTuple):
    """The lines of the old that are not in the new, and those of the new that are not in the old."""

    gone: list[bytes]
    come: list[bytes]


def find_differences(old: Iterable[bytes], new: Iterable[bytes]) -> Differences:
    """How lines differ from lines, where both come in order, each once; no more of them are held than differ."""
    gone, come = list[bytes](), list[bytes]()
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if before == after:
            before, after = next(olds, None), next(news, None)
        elif after is None or (before is not None and before < after):
            gone.append(before or b"")
            before = next(olds, None)
        else:
            come.append(after)
            after = next(news, None)
    return Differences(gone, come)
