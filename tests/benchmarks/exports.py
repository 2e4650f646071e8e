"""Time and memory of each export at any size, beside what the bare library takes for the same content.

usage: python -m tests.benchmarks.exports [TIMES] [KIND…]      TIMES as of `synthetic.py`: 3 give about a million quads

Each measurement has a process of its own; its seconds are those of the processor, so that others on the machine do not count.
The bare library writes what it is given: for RDF the engine dumps the store as it lies, unsorted; for tables pandas has them
in memory already and writes them by csv, xlsxwriter, pyarrow and sqlite3; for networks networkx has them in memory already.
So neither asking for them nor putting them in order is counted there, and their memory is that of what they hold. Framed
JSON-LD stands beside the engine's own, which is neither framed nor short.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.derive import derive
from graph.export import export
from graph.export.tables import tables
from graph.store import open_disk
from tests.benchmarks.printing import Figure, beside, print_figures
from tests.benchmarks.synthetic import write

RDF = ("nquads", "trig", "ntriples", "turtle", "rdfxml", "jsonld")
TABLES = ("csv", "xlsx", "parquet", "sqlite")
NETWORKS = ("graphml", "gexf", "nodelink", "measures")
RIVALS = dict.fromkeys(RDF, "pyoxigraph") | dict.fromkeys(TABLES, "pandas") | dict.fromkeys(NETWORKS, "networkx")


def run_ours(kind: str, place: Path, target: Path) -> None:
    with open_disk(place / "store", read_only=True) as store:
        export(store, kind, target, overwrite=True)


def run_pyoxigraph(kind: str, place: Path, target: Path) -> None:
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


def run_networkx(kind: str, place: Path, target: Path) -> float:
    """Write the network of all links, or measure it as we do; gives when that began, after it was read into memory."""
    import networkx as nx  # noqa: PLC0415

    network = nx.node_link_graph(json.loads((place / "network.json").read_bytes()), edges="links")
    began = time.process_time()
    if kind == "measures":
        plain = nx.Graph(network)
        found = nx.betweenness_centrality(plain, k=500, seed=1), nx.community.louvain_communities(plain, seed=1)
        target.write_text(str(found), encoding="utf-8")
    elif kind == "nodelink":
        target.write_text(json.dumps(nx.node_link_data(network, edges="links")), encoding="utf-8")
    else:
        getattr(nx, f"write_{kind}")(network, target)
    return began


RUNS: dict[str, Callable[[str, Path, Path], Any]] = {
    "ours": run_ours, "pyoxigraph": run_pyoxigraph, "pandas": run_pandas, "networkx": run_networkx,
}  # fmt: skip


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


def make_figures(place: Path, wanted: list[str]) -> Iterator[Figure]:
    """The figures of each kind, as soon as they are there."""
    for kind in wanted:
        rival = RIVALS[kind]
        (seconds, held, size), (theirs, theirs_held, theirs_size) = ask("ours", kind, place), ask(rival, kind, place)
        yield beside(f"`{kind}`, the processor", seconds, rival, theirs, "s")
        yield beside(f"`{kind}`, memory", held, rival, theirs_held, "MB", 0)
        yield beside(f"`{kind}`, file", size, rival, theirs_size, "MB")


def prepare(place: Path, times: int) -> int:
    """Make the store, and what the bare libraries are given; gives how many quads there are."""
    with (place / "quads.nq").open("w", encoding="utf-8") as stream:
        write(stream, times)
    with open_disk(place / "store") as store:
        with (place / "quads.nq").open("rb") as quads:
            store.load(quads, "nquads")
        derive(store)
        export(store, "parquet", place / "tables")
        export(store, "nodelink", place / "network.json")
        return len(store)


def main(times: int, wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="exports-") as folder:
        place = Path(folder)
        title = f"Exports of {prepare(place, times):,} quads beside the bare library"
        print_figures(title, make_figures(place, wanted or list(RIVALS)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        words = sys.argv[1:]
        times = next((word for word in words if word.isdecimal()), "3")
        if unknown := [word for word in words if word not in (*RIVALS, times)]:
            sys.exit(f"no export {unknown[0]!r} has a rival: choose from {', '.join(RIVALS)}")
        main(int(times), [word for word in words if word in RIVALS])
