"""How long a build takes beside the bare text of the same PDFs, in one run.

usage: python tests/benchmarks/building.py PATH...

The bare time is what pypdfium2 alone needs to give the text of all pages, in one process. Every build starts in an empty
workspace; the second one finds nothing new.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from graph.build import build
from graph.snapshots import Workspace


def read_bare(paths: list[Path]) -> int:
    """The number of characters that pypdfium2 finds in all PDFs below the paths."""
    characters = 0
    for path in (file for folder in paths for file in folder.rglob("*.pdf")):
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        characters += sum(len(page.get_textpage().get_text_bounded()) for page in document)
    return characters


def main() -> None:
    """Time the bare reading, a first build and a second one, and print them side by side."""
    paths = [Path(name) for name in sys.argv[1:]]
    started = time.perf_counter()
    characters = read_bare(paths)
    bare = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first build", "second build, nothing new"):
            started = time.perf_counter()
            outcome = build(paths, Workspace(Path(folder) / "workspace"))
            took = time.perf_counter() - started
            print(f"{name:28} {took:7.2f} s  {took / bare:6.2f} x bare  {outcome.documents} documents, {outcome.facts} facts")
    print(f"{'bare pypdfium2 text':28} {bare:7.2f} s  {1:6.2f} x bare  {characters} characters")


if __name__ == "__main__":
    main()
