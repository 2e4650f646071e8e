"""Rules that conclude from facts: one CONSTRUCT a file, headed by the claim it makes, run in the order of their names.

What they conclude stands in a graph of its own, so that nothing derived claims to come from a document. A later rule sees
what earlier ones concluded. A rule makes no blank nodes and gives the same triples for the same facts, always.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.store import EmbeddedStore
from graph.terms import DERIVED, read_text


class Rule(NamedTuple):
    """A rule: its file's name without the ending, the claim that heads it, and its query."""

    name: str
    claim: str
    text: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they run."""
    found = sorted(path.name for path in files(__name__).iterdir() if path.name.endswith(".rq"))
    return tuple(_read(name) for name in found)


def derive(store: EmbeddedStore) -> int:
    """Put what all rules conclude into the derived graph, in place of what stood there; gives the number of triples."""
    store.remove(DERIVED)
    return sum(store.construct(rule.text, DERIVED) for rule in rules())


def _read(name: str) -> Rule:
    text = read_text(__name__, name)
    return Rule(name.removesuffix(".rq"), " ".join(_iter_comment(text)), text)


def _iter_comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line.lstrip("# ")
