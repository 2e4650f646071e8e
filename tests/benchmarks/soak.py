"""The service under a mixed load at half of its capacity, for as long as it takes to see whether errors or memory grow.

usage: python -m tests.benchmarks.soak WORKSPACE [--minutes 60] [--clients 8] [--share 0.5] [--switches 2]

The server is the one that `scrutiny serve` runs, with its usual settings. First the clients ask as fast as they get answers: that
is the capacity, of server and clients on one machine. Then they keep to their share of it, in an order of their own: pages, lists,
searches, lookups in SPARQL, questions as CSV, things as JSON, data as Turtle. A line for each twelfth of the time tells of the answers, and of the
memory of all processes, what several share counted once; at the end stands what failed, by its kind, and what was said of it. In between the service is moved to another snapshot of the workspace, and back:
give a copy with two builds of your own. Memory is flat where the last quarter's mean is at most a tenth over that of the second
quarter; the first, in which answers come to be kept, does not count. The exit status is 1 where a request failed or memory grew.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from graph.query import questions
from graph.snapshots import Snapshot, Workspace
from graph.store import Truth
from graph.terms import ID
from tests.benchmarks.pages import LISTS, find_addresses, serving
from tests.benchmarks.peers import Peer, find_megabytes
from tests.benchmarks.printing import Figure, at_most, print_figures, print_row

PAGE, ROWS, JSON = "text/html", "application/sparql-results+json", "application/json"
WORDS = (
    "care leavers",
    "return-home interviews",
    "supervision",
    "Lancashire",
    "thresholds",
    "early help",
    "missing children",
)
PARTS = 12
CAPACITY_SECONDS = 20
GROWTH = 1.1
MOST_TOLD = 20


class Setting(NamedTuple):
    """For how long, by how many clients, at which share of what they can get, and how often the snapshot is changed."""

    minutes: float
    clients: int
    share: float
    switches: int


class Want(NamedTuple):
    """A request of the mix: its kind, its path, and what its client accepts."""

    kind: str
    path: str
    accept: str


class Answered(NamedTuple):
    """What came of a request: its kind, its status (0 where none came), the seconds since it was due, and of one that failed the
    address and what was said.
    """

    kind: str
    status: int
    seconds: float
    said: str = ""


def find_mix(workspace: Workspace) -> list[Want]:
    """The requests, each as often as it is to be sent among all."""
    found = [path for paths in find_addresses(workspace, 60).values() for path in paths]
    pages = find_lasting(workspace, found)
    return [
        *(Want("page", path, PAGE) for path in pages),
        *(Want("list", path, PAGE) for path in LISTS * 4),
        *(Want("search", f"/search?q={quote(words)}", PAGE) for words in WORDS * 4),
        *(
            Want("lookup", f"/sparql?query={quote(f'SELECT ?p ?o {{ <{ID}{path[1:]}> ?p ?o }}')}", ROWS)
            for path in pages
        ),
        *(Want("thing as JSON", f"/api{path}", JSON) for path in pages[::3]),
        *(Want("thing as Turtle", f"/id{path}.ttl", "text/turtle") for path in pages[::3]),
        *(
            Want("question as CSV", f"/questions/{one.name}.csv", "text/csv")
            for one in questions()
            if not one.parameters
        ),
    ]


def find_lasting(workspace: Workspace, pages: list[str]) -> list[str]:
    """The pages of those things that both snapshots know which are to serve in turn."""
    with workspace.open_store(find_other(workspace)) as store:
        return [path for path in pages if store.query(f"ASK {{ <{ID}{path[1:]}> ?p ?o }}") == Truth(True)]


class Client:
    """A client with an address and a connection of its own, which asks for what comes in its order."""

    def __init__(self, port: int, number: int, mix: list[Want]) -> None:
        self.port, self.name, self.mix = port, f"10.0.0.{number}", mix
        self.chance = random.Random(number)  # noqa: S311 - an order, no secret
        self.connection = self.connect()
        self.given: list[Answered] = []

    def connect(self) -> http.client.HTTPConnection:
        """A new connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, due: float) -> None:
        """Send a request and read all of its answer."""
        want = self.chance.choice(self.mix)
        try:
            self.connection.request(
                "GET",
                want.path,
                headers={"Accept": want.accept, "Accept-Encoding": "gzip", "X-Forwarded-For": self.name},
            )
            response = self.connection.getresponse()
            body, status = response.read(), response.status
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.connection, status, body = self.connect(), 0, repr(error).encode()
        said = "" if 200 <= status < 400 else f"{want.path[:80]}: {find_words(body)}"
        self.given.append(Answered(want.kind, status, time.perf_counter() - due, said))

    def run(self, until: float, pause: float) -> None:
        """Ask until the time is over, a request each so many seconds, or as fast as answers come; late ones are made up for."""
        due = time.perf_counter() + self.chance.random() * pause
        while due < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            self.ask(due)
            due = due + pause if pause else time.perf_counter()


def find_words(body: bytes) -> str:
    """What an answer says, on one line, compressed or not, without what all pages have."""
    text = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode("utf-8", "replace")
    return " ".join(re.sub(r"<[^>]*>", " ", text.partition("<main")[2] or text).split())[:200]


def load(clients: list[Client], seconds: float, pause: float) -> list[Answered]:
    """What came of the requests that all clients sent in a time."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(clients)) as pool:
        for done in [pool.submit(client.run, until, pause) for client in clients]:
            done.result()
    given = [answer for client in clients for answer in client.given]
    for client in clients:
        client.given.clear()
    return given


def soak(peer: Peer, workspace: Workspace, setting: Setting) -> bool:
    """Whether no request failed and memory stayed flat."""
    mix = find_mix(workspace)
    asking = [Client(peer.port, number, mix) for number in range(1, setting.clients + 1)]
    load(asking, CAPACITY_SECONDS / 2, 0)  # processes start, and the store comes to memory
    capacity = len(load(asking, CAPACITY_SECONDS, 0)) / CAPACITY_SECONDS
    rate = capacity * setting.share
    print(
        f"capacity {capacity:.0f} requests a second of {setting.clients} clients; {rate:.0f} a second are asked for\n"
    )
    print_row("minute", "snapshot", "requests", "failed", "median ms", "99 of 100 ms", "MB")
    print_row("---:", "---", *["---:"] * 5)
    everything, memory = [], []
    for number in range(PARTS):
        if number and number * (setting.switches + 1) % PARTS < setting.switches + 1:
            workspace.switch(find_other(workspace))
        given = load(asking, setting.minutes * 60 / PARTS, setting.clients / rate)
        memory.append(find_megabytes(peer.process))
        tell(f"{(number + 1) * setting.minutes / PARTS:g}", name_served(workspace), given, memory[-1])
        everything += given
    tell("all", "", everything, max(memory))
    return print_figures(
        f"{setting.minutes:g} minutes at {rate:.0f} requests a second",
        iter_figures(everything, memory, setting.minutes),
    )


def iter_figures(everything: list[Answered], memory: list[float], minutes: float) -> Iterator[Figure]:
    """What the whole time says."""
    failed = Counter(f"{one.kind}: {one.status or 'no answer'}" for one in everything if is_failed(one))
    for what, times in failed.most_common():
        print(f"failed: {what}, {times} times")
    for one in list(filter(is_failed, everything))[:MOST_TOLD]:
        print(f"  {one.status} after {one.seconds:.1f} s, {one.said}")
    yield at_most(f"failed of {len(everything):,} requests", failed.total(), 0, "requests", 0)
    yield Figure(
        f"memory after {minutes / PARTS:g} minutes, and at the end", f"{memory[0]:.0f} and {memory[-1]:.0f} MB"
    )
    quarter = PARTS // 4
    before, after = statistics.mean(memory[quarter : 2 * quarter]), statistics.mean(memory[-quarter:])
    yield at_most("memory in the last quarter", after, round(before * GROWTH), "MB", 0)


def find_other(workspace: Workspace) -> Snapshot:
    """The newest snapshot that does not serve; the one that does, where there is no other."""
    current = workspace.current()
    assert current is not None
    return next((one for one in reversed(workspace.list()) if one != current), current)


def name_served(workspace: Workspace) -> str:
    """The name of the snapshot that serves."""
    current = workspace.current()
    return current.name if current else ""


def tell(when: str, snapshot: str, given: list[Answered], megabytes: float) -> None:
    """Print a line of the table."""
    times = sorted(one.seconds * 1000 for one in given)
    median, late = times[len(times) // 2], times[len(times) * 99 // 100]
    failed = sum(map(is_failed, given))
    print_row(when, snapshot, len(given), failed, f"{median:.1f}", f"{late:.0f}", f"{megabytes:.0f}")


def is_failed(one: Answered) -> bool:
    """Whether a request got no answer, or an error."""
    return not 200 <= one.status < 400


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Holds the service under half of its capacity.")
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--switches", type=int, default=2)
    asked = parser.parse_args()
    setting = Setting(asked.minutes, asked.clients, asked.share, asked.switches)
    with serving(asked.workspace, SCRUTINY_PROXIES="1") as peer:
        sound = soak(peer, Workspace(asked.workspace), setting)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
