"""How long recognition takes beside the reading of the same documents, in one run, and which documents are exceptions.

usage: python tests/benchmarks/recognising.py PATH...

An exception is a document that cannot be read, that no recogniser knows, or of which something was left out or doubted; each is
printed with its reasons. Files with the same bytes are one document.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReadError
from graph.read import read
from graph.recognise import recognise


def iter_documents(paths: list[Path]) -> Iterator[Path]:
    """The PDFs below the paths, one of each that are alike."""
    seen: set[bytes] = set()
    for path in sorted(file for folder in paths for file in (folder.rglob("*.pdf") if folder.is_dir() else [folder])):
        digest = hashlib.sha256(path.read_bytes()).digest()
        if digest not in seen:
            seen.add(digest)
            yield path


def main() -> None:
    """Read and recognise each document, print the exceptions with their reasons, and both times."""
    paths = [Path(name) for name in sys.argv[1:]]
    documents, exceptions, reading, recognising = 0, 0, 0.0, 0.0
    for path in iter_documents(paths):
        documents += 1
        started = time.perf_counter()
        try:
            document = read(path)
        except ReadError as error:
            exceptions += 1
            print(error)
            continue
        read_at = time.perf_counter()
        said = recognise(document)
        reading, recognising = reading + read_at - started, recognising + time.perf_counter() - read_at
        reasons = [f"{doubt.field}: {doubt.reason}" for doubt in said.doubts]
        reasons += ["no recogniser knows what it is"] if said.kind == "unknown" else []
        exceptions += bool(reasons)
        for reason in reasons:
            print(f"{path}: {reason}")
    print(f"{exceptions} of {documents} documents are exceptions")
    for name, seconds in (("reading", reading), ("recognising", recognising)):
        print(
            f"{name:12} {seconds:7.2f} s  {seconds / max(documents, 1):7.4f} s a document  {seconds / reading:5.2f} x reading"
        )


if __name__ == "__main__":
    main()
