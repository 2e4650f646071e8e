"""How long the explorer's pages take and how much they weigh, and how many leave in a second, in one run.

usage: python -m tests.benchmarks.pages WORKSPACE [LARGER…] [--seconds 5] [--most 60]

The server is the one that `scrutiny serve` runs. First every page is made anew (nothing is kept), asked for by one client
over one connection, up to so many pages of each kind, and each list; then council pages in turn by eight clients of wrk
(Debian: wrk) with pages kept, as they are by default. Weights are of the compressed page without its style sheets. The pages
of a larger workspace, as `tests.benchmarks.synthetic` makes it, stand beside those of the first.
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
from tests.benchmarks.peers import Peer, find_megabytes, find_port, get, running, wait_until_idle
from tests.benchmarks.printing import Figure, at_least, print_figures

CLIENTS = 8
MOST_MILLISECONDS, MOST_KILOBYTES, GROWTH, LEAST_PAGES = 20, 200, 1.5, 300
"""The goals: half of the pages made anew in less time, none heavier, ten times the graph no slower; pages a second as served."""
LIST_TIMES = 10
KINDS = {
    "council": SG.Council, "inspection": SG.FullInspection, "judgement": SG.Judgement, "recommendation": SG.Recommendation,
    "person": SG.Person, "document": SG.Document,
}  # fmt: skip
LISTS = (
    "/", "/councils", "/councils?grade=inadequate&sort=-date", "/recommendations", "/recommendations?q=care+leavers&grade=inadequate",
    "/themes", "/theme/leadership", "/people", "/committees", "/meetings", "/grades", "/compare?council=E10000017&council=E08000025",
    "/documents", "/search?q=care+leavers", "/links/grade/good?by=https://w3id.org/scrutiny-graph/def%23grade", "/about",
    "/about/coverage", "/about/doubts", "/disagreements", "/changes", "/questions", "/downloads", "/def.html",
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


class Times(NamedTuple):
    """What pages of a kind took: milliseconds of half of them, of 95%, and of a processor; the kilobytes of the heaviest."""

    half: float
    late: float
    taken: float
    heaviest: float


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


def count_quads(workspace: Path) -> int:
    """The size of a workspace's graph."""
    with Workspace(workspace).open_store() as store:
        return len(store)


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


def time_pages(peer: Peer, addresses: list[str]) -> Times:
    """Ask for pages of a kind, one after another, and tell what they took and weigh."""
    began = find_processor_seconds(peer.process)
    pages = measure(peer, addresses)
    taken = 1000 * (find_processor_seconds(peer.process) - began) / (len(pages) + 1)
    times = sorted(page.milliseconds for page in pages)
    late = times[max(round(0.95 * len(times)) - 1, 0)]
    return Times(statistics.median(times), late, taken, max(page.weight for page in pages) / 1000)


def tell(what: str, times: Times, smaller: Times | None) -> Figure:
    """A kind of page beside its goal: what a page may take and weigh, or, of a larger graph, what it took of the smaller."""
    figure = f"{times.half:.1f} ms ({times.late:.1f} ms for 95%, {times.taken:.1f} ms of a processor, {times.heaviest:.0f} KB)"
    if smaller:
        ratio = times.half / smaller.half
        return Figure(what, figure, f"{ratio:.1f} times {smaller.half:.1f} ms, at most {GROWTH:g}", ratio <= GROWTH)
    goal = f"at most {MOST_MILLISECONDS} ms and {MOST_KILOBYTES} KB"
    return Figure(what, figure, goal, times.half <= MOST_MILLISECONDS and times.heaviest <= MOST_KILOBYTES)


def iter_pages(peer: Peer, found: dict[str, list[str]], times: dict[str, Times]) -> Iterator[Figure]:
    """Each kind of page and each list, made anew; `times` has those of a smaller graph, and gets those of this one."""
    for _ in range(4):  # what is read once a snapshot is to be there in both processes
        measure(peer, list(LISTS))
    wait_until_idle(peer.process)  # the store comes to memory beside the first requests
    for name, addresses in [*found.items(), *((address, [address] * LIST_TIMES) for address in LISTS)]:
        taken = time_pages(peer, addresses)
        what = f"a page of a {name}" if name in found else f"`{name}`"
        yield tell(what, taken, times.get(name))
        times.setdefault(name, taken)


def load(peer: Peer, addresses: list[str], seconds: int) -> tuple[float, str]:
    """How many council pages left in a second, and what else wrk says of so many seconds of them."""
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
    return float(rate[1]), f"half below {half[1]}, 99% below {late[1]}" + (f", {failed[1]} refused" if failed else "")


def iter_loads(workspace: Path, addresses: list[str], seconds: int) -> Iterator[Figure]:
    """Council pages by eight clients of the server as people run it, which keeps pages; and its memory after that."""
    with serving(workspace) as peer:
        for _ in range(4):  # both processes are to have made each page once
            measure(peer, addresses)
        if shutil.which("wrk"):
            rate, more = load(peer, addresses, seconds)
            yield at_least(f"council pages, {CLIENTS} clients ({more})", rate, LEAST_PAGES, "a second")
        yield Figure("memory of the service", f"{find_megabytes(peer.process):,.0f} MB")


def main() -> None:
    """Measure, and print as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspaces", type=Path, nargs="+", metavar="WORKSPACE")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--most", type=int, default=60)
    asked = parser.parse_args()
    times: dict[str, Times] = {}
    for workspace in asked.workspaces:
        found = find_addresses(Workspace(workspace), asked.most)
        with serving(workspace, SCRUTINY_KEPT_MEGABYTES="0") as peer:
            print_figures(f"Pages made anew, {count_quads(workspace):,} quads", iter_pages(peer, found, times))
        print_figures("Pages as they are served", iter_loads(workspace, found["council"], asked.seconds))


if __name__ == "__main__":
    main()
