"""How long a million triples of other people's RDF take to build: `.venv/bin/python tests/benchmarks/foreign.py [TRIPLES]`.

The file is N-Quads: five named graphs, triples outside of them, blank nodes, words in a language, numbers.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from graph.build import build
from graph.snapshots import Workspace

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


def main(triples: int) -> None:
    """Build the file alone, and tell the seconds."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "million.nq"
        write(path, triples)
        began, before = time.monotonic(), os.times()
        outcome = build([path], Workspace(Path(place) / "workspace"))
        seconds, after = time.monotonic() - began, os.times()
    used = sum(after[:2]) - sum(before[:2])
    print(
        f"{outcome.datasets} file, {triples:,} triples: {seconds:.1f} s of wall clock; {used:.1f} s of processors, without the look through the file"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
