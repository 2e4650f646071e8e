"""How long the explorer's pages take and how much they weigh, and how many leave in a second, in one run.

usage: python -m tests.benchmarks.pages WORKSPACE [--seconds 5] [--most 60]

The server is the one that `scrutiny serve` runs. First every page is made anew (nothing is kept), asked for by one client
over one connection, up to so many pages of each kind; then by eight clients of wrk (Debian: wrk), council pages in turn;
then the same with pages kept, as they are by default. Weights are of the compressed page without its style sheets.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from graph.snapshots import Workspace
from graph.store import Rows
from graph.terms import ID, SG
from tests.benchmarks.peers import Peer, find_megabytes, find_port, get, running

CLIENTS = 8
KINDS = {
    "council": SG.Council, "inspection": SG.FullInspection, "judgement": SG.Judgement, "recommendation": SG.Recommendation,
    "person": SG.Person, "document": SG.Document,
}  # fmt: skip
LISTS = (
    "/", "/councils", "/councils?grade=inadequate&sort=-date", "/recommendations", "/recommendations?q=care+leavers&grade=inadequate",
    "/themes", "/theme/leadership", "/people", "/grades", "/compare?council=E10000017&council=E08000025", "/about/coverage", "/documents",
)  # fmt: skip
SCRIPT = """
local paths, place = {}, 0
for line in io.lines(os.getenv("PAGES")) do paths[#paths + 1] = line end
function init() headers = {["Accept"] = "text/html", ["Accept-Encoding"] = "gzip"}; place = math.random(#paths) end
function request() place = place + 1; return wrk.format("GET", paths[place % #paths + 1], headers) end
"""


class Page(NamedTuple):
    """How long a page took in milliseconds, and its bytes."""

    milliseconds: float
    weight: int


def find_addresses(workspace: Workspace, most: int) -> dict[str, list[str]]:
    """The addresses of things of each kind, spread evenly over all there are; those of councils are of inspected ones."""
    store = workspace.open_store()
    found = {}
    for name, kind in KINDS.items():
        inspected = "FILTER EXISTS { ?inspection sg:inspects ?thing }" if kind == SG.Council else ""
        rows = store.query(
            f"PREFIX sg: <{SG}> SELECT DISTINCT ?thing {{ ?thing a <{kind}> {inspected} }} ORDER BY ?thing"
        )
        assert isinstance(rows, Rows)
        things = ["/" + str(row[0]).removeprefix(str(ID)) for row in rows.rows]
        found[name] = things[:: max(len(things) // most, 1)][:most]
    return found


@contextmanager
def serving(workspace: Path, **settings: str) -> Iterator[Peer]:
    """The explorer over a workspace as `scrutiny serve` runs it, from its first answer on."""
    port = find_port()
    command = [
        str(Path(sys.executable).parent / "scrutiny"),
        "serve",
        "--workspace",
        str(workspace),
        "--port",
        str(port),
    ]
    with running("scrutiny", command, port, lambda: b'"status":"ok"' in get(port, "/healthz"), settings) as peer:
        yield peer


def measure(peer: Peer, addresses: list[str]) -> list[Page]:
    """Each page asked for once, over one connection; the first is asked for twice, since what all need is read then."""
    connection = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=60)
    pages = []
    for address in [addresses[0], *addresses]:
        began = time.perf_counter()
        connection.request("GET", address, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        weight = len(response.read())
        if response.status != 200:
            raise SystemExit(f"{address}: {response.status}")
        pages.append(Page(1000 * (time.perf_counter() - began), weight))
    connection.close()
    return pages[1:]


def find_processor_seconds(process: int) -> float:
    """What the processes that answer have taken of the processors: it tells more than the clock on a busy machine."""
    ticks = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        ticks += int(said[11]) + int(said[12]) if int(said[1]) == process else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def print_pages(peer: Peer, name: str, addresses: list[str]) -> None:
    """Ask for pages of a kind, and print what they took and weigh."""
    began = find_processor_seconds(peer.process)
    pages = measure(peer, addresses)
    taken = 1000 * (find_processor_seconds(peer.process) - began) / (len(pages) + 1)
    times = sorted(page.milliseconds for page in pages)
    late = times[max(round(0.95 * len(times)) - 1, 0)]
    heaviest = max(page.weight for page in pages) / 1000
    clock = f"half below {statistics.median(times):6.1f} ms, 95% below {late:6.1f} ms"
    print(f"{name:62} {len(pages):3}  {clock}, {taken:5.1f} ms of a processor, up to {heaviest:5.1f} KB", flush=True)


def load(peer: Peer, addresses: list[str], seconds: int) -> str:
    """What wrk says of so many seconds of council pages."""
    with tempfile.TemporaryDirectory() as folder:
        places, script = Path(folder, "pages"), Path(folder, "pages.lua")
        places.write_text("\n".join(addresses))
        script.write_text(SCRIPT)
        command = [
            "wrk",
            "--latency",
            "-t",
            "2",
            "-c",
            str(CLIENTS),
            "-d",
            f"{seconds}s",
            "-s",
            str(script),
            f"http://127.0.0.1:{peer.port}",
        ]
        said = subprocess.run(
            command, env=os.environ | {"PAGES": str(places)}, capture_output=True, text=True, check=True
        ).stdout
    rate, half, late = (
        re.search(pattern, said) for pattern in (r"Requests/sec: +([\d.]+)", r"50% +(\S+)", r"99% +(\S+)")
    )
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    assert rate
    assert half
    assert late
    return f"{float(rate[1]):.0f} a second, half below {half[1]}, 99% below {late[1]}" + (
        f", {failed[1]} refused" if failed else ""
    )


def main() -> None:
    """Measure, and print as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--most", type=int, default=60)
    asked = parser.parse_args()
    found = find_addresses(Workspace(asked.workspace), asked.most)
    with serving(asked.workspace, SCRUTINY_KEPT_MEGABYTES="0") as peer:
        for name, addresses in found.items():
            print_pages(peer, name, addresses)
        for address in LISTS:
            print_pages(peer, address, [address] * 10)
        if shutil.which("wrk"):
            print(
                f"council pages made anew, {CLIENTS} clients: {load(peer, found['council'], asked.seconds)}", flush=True
            )
        print(f"{find_megabytes(peer.process):,.0f} MB", flush=True)
    if shutil.which("wrk"):
        with serving(asked.workspace) as peer:
            for _ in range(4):  # both processes are to have made each page once
                measure(peer, found["council"])
            print(f"council pages kept, {CLIENTS} clients: {load(peer, found['council'], asked.seconds)}", flush=True)


if __name__ == "__main__":
    main()
