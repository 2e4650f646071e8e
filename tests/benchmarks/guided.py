"""Fuzzing led by what the code does: atheris keeps the inputs that reach something new, and breaks those further.

usage: python -m tests.benchmarks.guided [--seconds 60] [KIND…]      kinds: txt html docx csv pdf queries

It needs an environment with requirements-fuzz.txt, which is for CPython up to 3.13 on Linux. Each kind has a process of its own,
which begins with the sound inputs of `tests/mutating.py` and looks for the same faults. Of a Word file its text's XML is broken,
since whatever else is broken in a ZIP is only a broken ZIP. Inputs that took more than 20 seconds or 4 GB are faults as well.
The input of a fault stays in a file that the program names.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.printing import Figure, at_most, print_figures

KINDS = ("txt", "html", "docx", "csv", "pdf", "queries")
SMALL = 20_000
"""Bytes that an input has at most: the search goes the faster, and what breaks a reader is small."""
WORDS = ("stat::number_of_executed_units:", "stat::new_units_added:")
PART = "word/document.xml"


def search(kind: str, seconds: int, folder: Path) -> None:
    """Search for faults in this process, which ends with it."""
    import atheris  # noqa: PLC0415  # only where asked for

    with atheris.instrument_imports(include=["graph"]):
        from tests.mutating import TARGETS, find_seeds  # noqa: PLC0415  # must not be there before

    samples = find_seeds(kind)
    target, seeds = TARGETS[kind], samples

    def try_part(data: bytes) -> None:
        target(replace_part(samples[0], data))

    if kind == "docx":
        seeds = tuple(zipfile.ZipFile(io.BytesIO(sample)).read(PART) for sample in samples)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed[:SMALL])
    options = {"max_total_time": seconds, "max_len": SMALL, "timeout": 20, "rss_limit_mb": 4096, "print_final_stats": 1}
    arguments = [f"-{name}={value}" for name, value in options.items()]
    kept = Path(tempfile.gettempdir()) / f"guided-{kind}-"
    atheris.Setup(
        [sys.argv[0], str(folder), *arguments, f"-artifact_prefix={kept}"], try_part if kind == "docx" else target
    )
    atheris.Fuzz()


def replace_part(archive: bytes, part: bytes) -> bytes:
    """The Word file with this as its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as found, zipfile.ZipFile(made, "w") as written:
        for name in found.namelist():
            written.writestr(name, part if name == PART else found.read(name))
    return made.getvalue()


def iter_figures(kinds: list[str], seconds: int) -> Iterator[Figure]:
    """What each search came to."""
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.benchmarks.guided", "--in", folder, "--seconds", str(seconds), kind]
            said = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        tried, kept = (re.search(rf"{word} *(\d+)", said.stderr) for word in WORDS)
        if said.returncode:
            print(said.stderr[-4000:], file=sys.stderr, flush=True)
        inputs, new = (int(found[1]) if found else 0 for found in (tried, kept))
        what = f"{kind}: faults in {inputs:,} inputs, {new:,} of which reached something new"
        yield at_most(what, int(said.returncode != 0), 0, "faults", 0)


def main() -> int:
    """Search through each kind in turn; gives 1 where there was a fault."""
    parser = argparse.ArgumentParser(description="Searches for faults of readers and the look at queries with atheris.")
    parser.add_argument("kinds", nargs="*", choices=[[], *KINDS], metavar="KIND")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if find_spec("atheris") is None:
        parser.error("there is no atheris: make an environment of requirements-fuzz.txt, and run it by its Python")
    if asked.folder:
        search(asked.kinds[0], asked.seconds, asked.folder)
    figures = iter_figures(asked.kinds or list(KINDS), asked.seconds)
    return 0 if print_figures(f"Fuzzing with atheris, {asked.seconds} s a kind", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
