"""Our SPARQL service beside rdflib-endpoint and Virtuoso 7, over HTTP, with the same data, in one run.

usage: python -m tests.benchmarks.service [--corpus WORKSPACE] [--times 10] [--endpoint PYTHON] [--seconds 10] [--folder FOLDER]

Measured are the questions of the library, lookups of one thing by 1, 8 and 32 clients, the memory that is used, and what
eight clients who send the worst queries do to a ninth one's lookups; first with a workspace's data (without --corpus, with
synthetic data of that size), then with synthetic data so many times as large. Our limits are in force, and answers are not
kept. PYTHON is that of an environment with requirements-bench.txt; Virtuoso and wrk are Debian's virtuoso-opensource-7 and
wrk. A peer that is not installed is left out. What is prepared stays in FOLDER for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from graph.derive import derive
from graph.describe import iter_description
from graph.likeness import relate
from graph.query import questions
from graph.reference import iter_reference
from graph.snapshots import Workspace
from graph.store import Rows, dump_ordered, open_disk
from graph.vocabulary import iter_vocabulary
from tests.benchmarks.peers import Peer, ask, find_megabytes, rdflib_endpoint, scrutiny, virtuoso
from tests.benchmarks.synthetic import write

CLIENTS = (1, 8, 32)
RUNS, MOST_SECONDS = 7, 20.0
THINGS = """SELECT DISTINCT ?thing { GRAPH <https://w3id.org/scrutiny-graph/id/graph/facts> { ?thing ?p ?o } } LIMIT 5000"""
# Each thread of wrk is a client of its own, told by the header that a proxy of ours would set.
SCRIPT = """
local paths, count = {}, 0
for line in io.lines(os.getenv("LOOKUPS")) do paths[#paths + 1] = line end
function setup(thread) count = count + 1; thread:set("client", count) end
function init() place = client * 311; headers = {["Accept"] = "application/sparql-results+json", ["X-Forwarded-For"] = "10.0.0." .. client} end
function request() place = place + 1; return wrk.format("GET", paths[place % #paths + 1], headers) end
"""
ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
WORST = (
    f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
    f"SELECT * {{ {ALL} }} ORDER BY ?c ?f ?i",
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|!^<x:a>)* ?b . ?c (!<x:a>|!^<x:a>)* ?d }",
    f'SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) {{ {ALL} }}',
    f"SELECT DISTINCT * {{ {ALL} }}",
)
ATTACKERS = 8


class Timed(NamedTuple):
    """How long a question took in the median, and how many rows came; no rows where there was no answer."""

    seconds: float
    rows: int | None


class Load(NamedTuple):
    """What a service did under load: answers a second, and the milliseconds below which half and 99 of 100 took."""

    rate: float
    median: float
    late: float
    failed: int


Starter = Callable[[], AbstractContextManager[Peer]]


def prepare(folder: Path, times: int) -> Workspace:
    """A workspace with a synthetic snapshot, made once: all graphs that a build makes."""
    workspace = Workspace(folder / f"times-{times}")
    if workspace.current():
        return workspace
    quads = folder / f"times-{times}.nq"
    with quads.open("w", encoding="utf-8") as stream:
        write(stream, times)
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store:
            store.add(iter_vocabulary())
            store.add(iter_reference())
            with quads.open("rb") as read:
                store.load(read, "nquads")
            derive(store)
            relate(store)
            store.add(list(iter_description(store)))
        draft.describe(inputs=f"synthetic, {times} times", counts={"documents": 309 * times})
    quads.unlink()
    return workspace


def export(workspace: Workspace, folder: Path) -> Path:
    """The current snapshot as N-Quads, for the peers; each in a folder of its own, since one of them loads whole folders."""
    snapshot = workspace.current()
    assert snapshot is not None
    data = folder / f"data-{workspace.path.name}-{snapshot.name}" / "data.nq"
    if not data.exists():
        data.parent.mkdir(exist_ok=True)
        with workspace.open_store() as store, data.with_suffix(".part").open("wb") as stream:
            dump_ordered(store, stream, "nquads")
        data.with_suffix(".part").rename(data)
    return data


def iter_starters(workspace: Workspace, data: Path, python: Path | None, folder: Path) -> Iterator[tuple[str, Starter]]:
    """The services that can be started here, ours first."""
    yield "scrutiny", lambda: scrutiny(workspace.path)
    if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
        database = folder / "virtuoso"
        shutil.rmtree(database, ignore_errors=True)
        database.mkdir()
        yield "virtuoso", lambda: virtuoso(database, data)
    if python:
        yield "rdflib-endpoint", lambda: rdflib_endpoint(python, data)


def time_question(peer: Peer, query: str) -> Timed:
    """The median of several runs, after one that is not counted; fewer where they take long."""
    first = ask(peer.port, query)
    if first.status != 200:
        return Timed(first.seconds, None)
    rows = len(json.loads(first.body)["results"]["bindings"])
    taken: list[float] = []
    while len(taken) < RUNS and (sum(taken) < MOST_SECONDS or not taken):
        taken.append(ask(peer.port, query).seconds)
    return Timed(statistics.median(taken), rows)


def time_questions(peer: Peer) -> dict[str, Timed]:
    """What each question of the library takes."""
    return {question.name: time_question(peer, question.text) for question in questions()}


def write_lookups(workspace: Workspace, folder: Path) -> Path:
    """A file of paths, each of which asks for all that is known of one thing."""
    with workspace.open_store() as store:
        found = store.query(THINGS)
        assert isinstance(found, Rows)
        paths = [f"/sparql?{urlencode({'query': f'SELECT ?p ?o {{ <{thing}> ?p ?o }}'})}\n" for (thing,) in found.rows]
    (folder / "lookups.txt").write_text("".join(paths))
    (folder / "lookups.lua").write_text(SCRIPT)
    return folder / "lookups.txt"


def load(peer: Peer, lookups: Path, clients: int, seconds: int) -> Load:
    """What a service does for so many clients who look things up one after another."""
    command = [
        "wrk", "--latency", "-t", str(clients), "-c", str(clients), "-d", f"{seconds}s", "-s", str(lookups.with_suffix(".lua")),
        f"http://127.0.0.1:{peer.port}",
    ]  # fmt: skip
    done = subprocess.run(command, env=os.environ | {"LOOKUPS": str(lookups)}, capture_output=True, text=True, check=True)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert rate
    return Load(float(rate[1]), read_latency(done.stdout, 50), read_latency(done.stdout, 99), int(failed[1]) if failed else 0)


def read_latency(said: str, percentile: int) -> float:
    """The milliseconds that wrk says for a percentile."""
    found = re.search(rf"{percentile}% +([\d.]+)(us|ms|s|m)\b", said)
    assert found
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[found[2]]


def attack(peer: Peer, lookups: Path, seconds: int) -> Load:
    """What is left for a ninth client while eight others send the worst queries."""
    ended = threading.Event()

    def send(place: int) -> None:
        while not ended.is_set():
            for query in WORST[place % len(WORST) :] + WORST[: place % len(WORST)]:
                if ended.is_set():
                    return
                if ask(peer.port, query, f"10.0.1.{place}", seconds=30).seconds < 0.05:
                    time.sleep(0.05)  # one that is refused at once comes again, and not at once

    attackers = [threading.Thread(target=send, args=(place,), daemon=True) for place in range(ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    time.sleep(2)
    found = load(peer, lookups, 1, seconds)
    ended.set()
    return found


def measure(workspace: Workspace, python: Path | None, folder: Path, seconds: int) -> None:
    """Measure all services over one workspace's data, and print what was found."""
    data, lookups = export(workspace, folder), write_lookups(workspace, folder)
    with workspace.open_store() as store:
        print(f"\n{workspace.path.name}: {len(store):,} quads")
    times: dict[str, dict[str, Timed]] = {}
    for name, start in iter_starters(workspace, data, python, folder):
        with start() as peer:
            print(f"\n{name}: answers after {peer.seconds:.0f} s", flush=True)
            times[name] = time_questions(peer)
            print(f"{name}: {find_megabytes(peer.process):,.0f} MB after all questions")
            if shutil.which("wrk"):
                for clients in CLIENTS:
                    print_load(f"{name}: lookups, {clients} clients", load(peer, lookups, clients, seconds))
                print(f"{name}: {find_megabytes(peer.process):,.0f} MB after lookups", flush=True)
                print_load(f"{name}: lookups beside {ATTACKERS} attackers", attack(peer, lookups, seconds))
    print_questions(times)


def print_load(what: str, found: Load) -> None:
    """Print what a service did under load."""
    failed = f", {found.failed} refused" if found.failed else ""
    print(f"{what:45} {found.rate:8.0f}/s  half below {found.median:7.2f} ms, 99% below {found.late:8.2f} ms{failed}", flush=True)


def print_questions(times: dict[str, dict[str, Timed]]) -> None:
    """Print the table of questions, in milliseconds, and how we stand."""
    ours, *peers = times
    print(f"\n{'question':32}" + "".join(f"{name:>18}" for name in times) + "   rows")
    for question in questions():
        found = [times[name][question.name] for name in times]
        cells = "".join(f"{one.seconds * 1000:16.1f}{' ' if one.rows is not None else '!'} " for one in found)
        rows = {one.rows for one in found if one.rows is not None}
        print(f"{question.number:2} {question.name:29}{cells}  {' or '.join(map(str, sorted(rows)))}")
    for peer in peers:
        ratios = [times[peer][name].seconds / one.seconds for name, one in times[ours].items()]
        faster = sum(ratio > 1 for ratio in ratios)
        print(f"faster than {peer} on {faster} of {len(ratios)} questions, {statistics.median(ratios):.1f} times in the median")


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a workspace; without it, synthetic data of the corpus' size")
    parser.add_argument("--times", type=int, default=10, help="how many times as large the second run's data is; 0 for none")
    parser.add_argument("--endpoint", type=Path, help="the Python of an environment that has rdflib-endpoint")
    parser.add_argument("--seconds", type=int, default=10, help="how long each load lasts")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "scrutiny-benchmark")
    said = parser.parse_args()
    said.folder.mkdir(exist_ok=True, parents=True)
    measure(Workspace(said.corpus) if said.corpus else prepare(said.folder, 1), said.endpoint, said.folder, said.seconds)
    if said.times:
        measure(prepare(said.folder, said.times), said.endpoint, said.folder, said.seconds)


if __name__ == "__main__":
    main()
