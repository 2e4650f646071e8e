"""How long reading takes beside bare pypdfium2, and recognising beside reading, over the same documents in turn.

usage: python -m tests.benchmarks.reading PATH...

Bare pypdfium2 gives the text of all pages; reading also finds out what is a heading, an item, a row of a table or furniture of the
page, and where each word stands. Times are those of the processor, in one process. An exception is a document that cannot be read,
that no recogniser knows, or of which something was left out or doubted: each is told with its reasons. Files with the same bytes
are one document.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from graph.errors import ReadError
from graph.read import read
from graph.recognise import recognise
from tests.benchmarks.building import read_bare
from tests.benchmarks.printing import Figure, beside, print_figures

Result = TypeVar("Result")


class Taken(NamedTuple):
    """The seconds of a processor that a document took in each step, and why it is an exception."""

    bare: float
    reading: float
    recognising: float
    reasons: tuple[str, ...]


def iter_documents(paths: list[Path]) -> Iterator[Path]:
    """The PDFs below the paths, one of each that are alike."""
    seen: set[bytes] = set()
    for path in sorted(file for folder in paths for file in (folder.rglob("*.pdf") if folder.is_dir() else [folder])):
        digest = hashlib.sha256(path.read_bytes()).digest()
        if digest not in seen:
            seen.add(digest)
            yield path


def take(path: Path) -> Taken:
    """Take each step with a document."""
    _, bare = measure(lambda: read_bare(path))
    try:
        document, reading = measure(lambda: read(path))
    except ReadError as error:
        return Taken(bare, 0.0, 0.0, (error.reason,))
    said, recognising = measure(lambda: recognise(document))
    reasons = [f"{doubt.field}: {doubt.reason}" for doubt in said.doubts]
    reasons += ["no recogniser knows what it is"] if said.kind == "unknown" else []
    return Taken(bare, reading, recognising, tuple(reasons))


def measure(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gave, and the seconds of a processor that it took."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def iter_figures(paths: Iterable[Path]) -> Iterator[Figure]:
    """The sums over all documents; exceptions are told to standard error as they come."""
    taken = []
    for path in paths:
        taken.append(take(path))
        for reason in taken[-1].reasons:
            print(f"{path}: {reason}", file=sys.stderr)
    bare, reading, recognising = (sum(column) for column in list(zip(*taken, strict=True))[:3])
    yield beside(f"reading {len(taken)} documents", reading, "bare pypdfium2", bare, "s")
    yield beside(f"recognising {len(taken)} documents", recognising, "reading", reading, "s")
    yield Figure("a document, both", f"{1000 * (reading + recognising) / len(taken):.0f} ms")
    yield Figure("exceptions", f"{sum(bool(one.reasons) for one in taken)} documents")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Times reading beside bare pypdfium2, and recognising beside reading.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    documents = list(iter_documents(parser.parse_args().paths))
    if not documents:
        parser.error("there is no PDF below these paths")
    return 0 if print_figures("Reading and recognising", iter_figures(documents)) else 1


if __name__ == "__main__":
    sys.exit(main())
