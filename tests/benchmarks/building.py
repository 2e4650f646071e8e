"""How long a build takes beside the bare text of the same PDFs, in one run.

usage: python tests/benchmarks/building.py PATH...

The bare time is what pypdfium2 alone needs to give the text of all pages: in one process, and in as many as there are cores.
Builds are the command as a user gives it, from its start to its end. The first one starts in an empty workspace; the second
one finds nothing new. Other work on the machine slows a build, which needs all cores, more than the bare reading in one process.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2


def read_bare(path: Path) -> int:
    """The number of characters that pypdfium2 finds in a PDF; 0 where it is none."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def read_all(files: list[Path]) -> None:
    """Read all files in this process."""
    for path in files:
        read_bare(path)


def read_apart(files: list[Path]) -> None:
    """Read all files in as many processes as there are cores."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for _ in pool.imap_unordered(read_bare, files):
            pass


def build(paths: list[str], workspace: Path) -> None:
    """Build as a user does."""
    command = [sys.executable, "-m", "graph", "build", *paths, "--workspace", str(workspace)]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)


def measure(name: str, work: Callable[[], None], limit: float | None = None) -> float:
    """Do the work and print what it took, beside a limit in seconds where there is one; gives the seconds on the clock."""
    started = time.perf_counter()
    work()
    took = time.perf_counter() - started
    beside = f"  {took / limit:5.2f} x bare" if limit else ""
    print(f"{name:36} {took:7.2f} s{beside}", flush=True)
    return took


def main() -> None:
    """Time bare readings, a first build and a second one, and print them one below the other."""
    paths = sys.argv[1:]
    files = sorted(file for folder in paths for file in Path(folder).rglob("*.pdf"))
    bare = measure("bare text, one process", lambda: read_all(files))
    measure(f"bare text, {os.cpu_count()} processes", lambda: read_apart(files))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        measure("first build", lambda: build(paths, workspace), bare)
        measure("second build, nothing new", lambda: build(paths, workspace), bare)


if __name__ == "__main__":
    main()
