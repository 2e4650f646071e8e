"""Time and memory of each export at any size, beside what the bare library takes for the same content.

usage: python -m tests.benchmarks.exports [TIMES] [KIND…]      TIMES as of `synthetic.py`: 3 give about a million quads

Each measurement has a process of its own; its seconds are those of the processor, so that others on the machine do not count.
The bare library writes what it is given: for RDF the engine dumps the store as it lies, unsorted; for tables pandas has them
in memory already and writes them by csv, xlsxwriter, pyarrow and sqlite3, so that neither asking for them nor putting them in
order is counted there. Framed JSON-LD stands beside the engine's own, which is not framed: pyld takes no stream.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.derive import derive
from graph.export import export, kinds
from graph.export.tables import tables
from graph.store import open_disk
from tests.benchmarks.synthetic import write

RDF = ("nquads", "trig", "ntriples", "turtle", "rdfxml", "jsonld")
TABLES = ("csv", "xlsx", "parquet", "sqlite")


def run_ours(kind: str, place: Path, target: Path) -> None:
    with open_disk(place / "store", read_only=True) as store:
        export(store, kind, target, overwrite=True)


def run_engine(kind: str, place: Path, target: Path) -> None:
    """Dump as the engine does; where the format has no graphs, the triples of all of them, again and again."""
    import pyoxigraph as ox  # noqa: PLC0415 - what one run needs must not weigh on another

    forms = {
        "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
        "turtle": ox.RdfFormat.TURTLE, "rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    store = ox.Store.read_only(str(place / "store"))
    if kind in ("nquads", "trig", "jsonld"):
        store.dump(str(target), forms[kind])
    else:
        ox.serialize((quad.triple for quad in store), str(target), forms[kind])


def run_pandas(kind: str, place: Path, target: Path) -> float:
    """Write the tables; gives when that began, after they were read into memory."""
    import sqlite3  # noqa: PLC0415

    import pandas as pd  # noqa: PLC0415

    frames = {table.name: pd.read_parquet(place / "tables" / f"{table.name}.parquet") for table in tables()}
    began = time.process_time()
    target.mkdir()
    if kind == "sqlite":
        with sqlite3.connect(target / "x.db") as database:
            for name, frame in frames.items():
                frame.to_sql(name, database)
    elif kind == "xlsx":
        with pd.ExcelWriter(target / "x.xlsx", engine="xlsxwriter") as book:
            for name, frame in frames.items():
                frame.to_excel(book, sheet_name=name)
    else:
        for name, frame in frames.items():
            getattr(frame, f"to_{kind}")(target / name)
    return began


RUNS: dict[str, Callable[[str, Path, Path], Any]] = {"ours": run_ours, "engine": run_engine, "pandas": run_pandas}


def measure(who: str, kind: str, place: Path) -> None:
    """Run one export and print its seconds of the processor and its peak of memory in MB."""
    began = time.process_time()
    with tempfile.TemporaryDirectory(dir=place) as folder:
        began = RUNS[who](kind, place, Path(folder) / "target") or began
        seconds = time.process_time() - began
        written = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(json.dumps([seconds, find_peak(), written / 1e6]))


def find_peak() -> float:
    """The most memory that this process held, in MB; the kernel's other count takes in the process that started this one."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


def ask(who: str, kind: str, place: Path) -> list[float]:
    command = [sys.executable, "-m", "tests.benchmarks.exports", "--one", who, kind, str(place)]
    found: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main(times: int, wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="exports-") as folder:
        place = Path(folder)
        with (place / "quads.nq").open("w", encoding="utf-8") as stream:
            write(stream, times)
        with open_disk(place / "store") as store:
            with (place / "quads.nq").open("rb") as quads:
                store.load(quads, "nquads")
            derive(store)
            print(f"{len(store):,} quads")
            export(store, "parquet", place / "tables")
        print(
            f"{'kind':<10}{'seconds':>9}{'MB held':>9}{'MB file':>9}   beside {'seconds':>9}{'MB held':>9}{'MB file':>9}"
        )
        for kind in wanted or [*RDF, *TABLES]:
            rival = "engine" if kind in RDF else "pandas"
            ours, theirs = ask("ours", kind, place), ask(rival, kind, place)
            row = (
                "".join(f"{number:>9.1f}" for number in ours)
                + f"   {rival:<7}"
                + "".join(f"{number:>9.1f}" for number in theirs)
            )
            print(f"{kind:<10}{row}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        known = {kind.name for kind in kinds()}
        main(
            int(next((word for word in sys.argv[1:] if word.isdecimal()), "3")),
            [word for word in sys.argv[1:] if word in known],
        )
