"""All benchmarks by one command: starts the programs of this folder, passes on what they print, and gathers the figures.

usage: python -m tests.benchmarks [NAME…] [--corpus PATH…] [--workspace FOLDER] [--folder FOLDER] [--endpoint PYTHON] [--times 10]

Without names, all run but those that take an hour or look for faults (crashes, fuzzing, guided, soak). `--corpus` are the
documents that are read, the project's samples unless told; `--workspace` is one built from them, built anew in FOLDER unless told.
Each program says what it measures in its head, and runs alone as well. At the end stand all figures that have a goal or a peer
beside them, and the exit status is 1 where a goal was missed or a program failed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.preparing import prepare
from tests.benchmarks.printing import HEAD, Row, gather, print_row

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "data" / "reports"


class Setting(NamedTuple):
    """What programs are given."""

    corpus: list[str]
    workspace: Path | None
    folder: Path
    endpoint: Path | None
    times: int

    def find_workspace(self) -> str:
        """The workspace that is given, or one built from the corpus; a copy of one's own may be changed."""
        place = self.workspace or self.folder / "workspace"
        if not (place / "current").exists():
            subprocess.run(
                [sys.executable, "-m", "graph", "build", *self.corpus, "-w", str(place)], cwd=ROOT, check=False
            )
        return str(place)


class Program(NamedTuple):
    """A benchmark: what it measures, its arguments, and whether it runs only where it is named."""

    about: str
    arguments: Callable[[Setting], Iterable[str]] = lambda _: ()
    named_only: bool = False


def tell_service(setting: Setting) -> list[str]:
    """The arguments of the service's benchmark; without an environment that has rdflib-endpoint, that peer is left out."""
    endpoint = ["--endpoint", str(setting.endpoint)] if setting.endpoint else []
    sizes = ["--times", str(setting.times), "--folder", str(setting.folder)]
    return ["--corpus", setting.find_workspace(), *sizes, *endpoint]


PROGRAMS = {
    "reading": Program("reading beside bare pypdfium2, and recognising", lambda setting: setting.corpus),
    "building": Program("builds beside the bare text of the same documents, and how they grow",
                        lambda setting: [*setting.corpus, "--times", str(setting.times)]),
    "spreading": Program("reading over a Dask cluster beside reading here", lambda setting: setting.corpus),
    "foreign": Program("a million triples of other people's RDF"),
    "engine": Program("loading and asking beside bare pyoxigraph, at several sizes",
                      lambda setting: ["--times", "1", str(setting.times), "--folder", str(setting.folder / "engine")]),
    "service": Program("questions and lookups over HTTP beside Virtuoso 7 and rdflib-endpoint", tell_service),
    "pages": Program("pages of the explorer, also over synthetic data",
                     lambda setting: [setting.find_workspace(), str(prepare(setting.folder, setting.times).path)]),
    "exports": Program("exports beside bare libraries"),
    "reconciling": Program("ten thousand names", lambda setting: [setting.find_workspace()]),
    "fuzzing": Program("broken input at random", named_only=True),
    "guided": Program("broken input led by what the code does", named_only=True),
    "crashes": Program("builds killed at random moments", named_only=True),
    "soak": Program("an hour of mixed load", lambda setting: [setting.find_workspace()], named_only=True),
}  # fmt: skip
"""The programs by their names, in the order in which they run."""


def run(name: str, setting: Setting) -> tuple[list[Row], str]:
    """Run a program, and pass on what it prints; gives its figures, and how it failed, if it did."""
    print(f"\n## {name}: {PROGRAMS[name].about}", flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *PROGRAMS[name].arguments(setting)]
    lines, began = [], time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    rows = gather(lines)
    print(f"({name} took {time.monotonic() - began:.0f} s)", flush=True)
    # A program that misses a goal ends with 1, as all do; that it failed is what its figures do not explain.
    failed = process.returncode and not any(row.met == "no" for row in rows)
    return rows, f"{name} ended with status {process.returncode}" if failed else ""


def tell(found: dict[str, list[Row]], failures: list[str]) -> None:
    """Print all figures beside their goals and peers, and what failed."""
    print("\n## All figures beside their goals and peers\n")
    print_row("benchmark", *HEAD)
    print_row("---", "---", "---:", "---:", "---")
    for name, rows in found.items():
        for row in rows:
            print_row(name, row.what, row.figure, row.beside, row.met)
    verdicts = Counter(row.met for rows in found.values() for row in rows)
    print(f"\n{verdicts['yes']} goals met, {verdicts['no']} missed")
    for failure in failures:
        print(failure)


def main() -> int:
    """Run what is named; gives 1 where a goal was missed or a program failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Runs benchmarks, and gathers their figures."
    )
    listed = "; ".join(f"{name} ({program.about})" for name, program in PROGRAMS.items())
    parser.add_argument("names", nargs="*", metavar="NAME", help=listed)
    parser.add_argument("--corpus", nargs="+", default=[str(SAMPLES)], metavar="PATH")
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--folder", type=Path, help="where what is made stays for the next run")
    parser.add_argument("--endpoint", type=Path, metavar="PYTHON", help="of an environment that has rdflib-endpoint")
    parser.add_argument("--times", type=int, default=10, help="how many times as large as the corpus synthetic data is")
    asked = parser.parse_args()
    names = asked.names or [name for name, program in PROGRAMS.items() if not program.named_only]
    if unknown := set(names) - set(PROGRAMS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}: choose of {', '.join(PROGRAMS)}")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as own:
        folder = (asked.folder or Path(own)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        corpus = [str(Path(path).absolute()) for path in asked.corpus]
        workspace = asked.workspace and asked.workspace.absolute()
        setting = Setting(corpus, workspace, folder, asked.endpoint, asked.times)
        found = {name: run(name, setting) for name in names}
    failures = [failure for _, failure in found.values() if failure]
    tell({name: rows for name, (rows, _) in found.items()}, failures)
    return 1 if failures or any(row.met == "no" for rows, _ in found.values() for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
