"""How long a million triples of other people's RDF take to build: `.venv/bin/python -m tests.benchmarks.foreign [TRIPLES]`.

The file is N-Quads: five named graphs, triples outside of them, blank nodes, words in a language, numbers.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph.build import build
from graph.snapshots import Workspace
from tests.benchmarks.printing import Figure, at_most, print_figures

E, XSD = "https://example.org/", "http://www.w3.org/2001/XMLSchema#"


def write(path: Path, triples: int) -> None:
    """Write a file of so many triples, five a thing."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(triples // 5):
            thing, graph = f"<{E}thing/{number}>", f"<{E}graph/{number % 5}>"
            stream.write(
                f"{thing} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{E}Thing> {graph} .\n"
                f'{thing} <{E}name> "Thing number {number}"@en {graph} .\n'
                f'{thing} <{E}value> "{number * 7}"^^<{XSD}integer> {graph} .\n'
                f"{thing} <{E}next> <{E}thing/{number * 31 % (triples // 5)}> .\n"
                f"{thing} <{E}part> _:b{number} {graph} .\n"
            )


def iter_figures(triples: int) -> Iterator[Figure]:
    """What it takes to build a file of so many triples alone."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "million.nq"
        write(path, triples)
        began, before = time.monotonic(), os.times()
        build([path], Workspace(Path(place) / "workspace"))
        seconds, after = time.monotonic() - began, os.times()
    yield at_most(f"a file of {triples:,} triples, until it is served", seconds, 15 * triples / 1_000_000, "s")
    used = sum(after[:2]) - sum(before[:2])
    yield Figure("processors' time for it, without the look through the file", f"{used:.1f} s")


def main() -> int:
    """Print the figures; gives 1 where a goal was missed."""
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    return 0 if print_figures("Other people's RDF", iter_figures(triples)) else 1


if __name__ == "__main__":
    sys.exit(main())
