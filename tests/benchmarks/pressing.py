"""Lookups by several clients at once, by wrk, and what attackers leave of them."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from graph.snapshots import Workspace
from graph.store import Rows
from tests.benchmarks.peers import Peer, ask

THINGS = (
    """SELECT DISTINCT ?thing { GRAPH <https://w3id.org/scrutiny-graph/id/graph/facts> { ?thing ?p ?o } } LIMIT 5000"""
)
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
    f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) {{ {ALL} }}",
    f"SELECT DISTINCT * {{ {ALL} }}",
)
ATTACKERS = 8
ATTACK_SECONDS = 30


class Load(NamedTuple):
    """What a service did under load: answers a second, and the milliseconds below which half and 99 of 100 took."""

    rate: float
    median: float
    late: float
    failed: int


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
    done = subprocess.run(
        command, env=os.environ | {"LOOKUPS": str(lookups)}, capture_output=True, text=True, check=True
    )
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert rate
    return Load(
        float(rate[1]), read_latency(done.stdout, 50), read_latency(done.stdout, 99), int(failed[1]) if failed else 0
    )


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
                if ask(peer.port, query, f"10.0.1.{place}", seconds=ATTACK_SECONDS).seconds < 0.05:
                    time.sleep(0.05)  # one that is refused at once comes again, and not at once

    attackers = [threading.Thread(target=send, args=(place,), daemon=True) for place in range(ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    time.sleep(2)
    found = load(peer, lookups, 1, seconds)
    ended.set()
    return found
