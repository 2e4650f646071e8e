"""How long it takes to match 10,000 names of councils as spreadsheets have them: in one process, over HTTP in batches, and by a
client from elsewhere, which sends ten at a time.

usage: python -m tests.benchmarks.reconciling WORKSPACE [--names 10000] [--batch 50]

The names are those of the graph, mistyped, in capitals, or with words like "Council" about them, by a fixed seed.
Printed are the seconds, and the share of the names of which the thing meant came first, and was said to be certain.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from graph.reconcile import Entry, Names, Wanted, find, read_names
from graph.snapshots import Workspace
from graph.terms import ID
from tests.benchmarks.printing import Figure, at_most, print_figures
from tests.web.serving import serving
from web import create_app

MOST_SECONDS = 20
"""For 10,000 names."""

Change = Callable[[str, random.Random], str]


def lose_letter(name: str, draw: random.Random) -> str:
    """The name without one of its letters."""
    place = draw.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def add_letter(name: str, draw: random.Random) -> str:
    """The name with a letter too many."""
    place = draw.randrange(1, len(name))
    return name[:place] + draw.choice("aeiorst") + name[place:]


CHANGES: tuple[Change, ...] = (
    lambda name, _: name, lambda name, _: name.upper(), lambda name, _: f"{name} Council", lambda name, _: f"Council of {name}", lose_letter, add_letter,
)  # fmt: skip


def iter_names(names: Names) -> Iterator[tuple[str, Entry]]:
    """Names without end, each with the council that is meant."""
    draw = random.Random(1)  # noqa: S311 - no secret hangs on it
    councils = [entry for entry in names.entries if entry.kind == "Council"]
    while True:
        entry = draw.choice(councils)
        yield draw.choice(CHANGES)(entry.name, draw), entry


def tell(what: str, seconds: float, found: list[tuple[bool, bool]]) -> Iterator[Figure]:
    """How long it took and how much of it was right."""
    first, certain = (sum(flags) / len(found) for flags in zip(*found, strict=True))
    yield at_most(f"{what}: {len(found):,} names", seconds, round(MOST_SECONDS * len(found) / 10_000, 1), "s")
    yield Figure(f"{what}: the council meant came first", f"{first:.1%}", f"certain {certain:.1%}")


def run(names: Names, wanted: list[tuple[str, Entry]], kinds: frozenset[str] | None) -> Iterator[Figure]:
    """Match the names in this process."""
    began = time.perf_counter()
    found = []
    for text, entry in wanted:
        best = find(names, Wanted(text, kinds) if kinds else Wanted(text))[:1]
        found.append((any(one.entry == entry for one in best), any(one.entry == entry and one.match for one in best)))
    yield from tell("councils only" if kinds else "all kinds", time.perf_counter() - began, found)


def run_service(workspace: Path, wanted: list[tuple[str, Entry]], batch: int) -> Iterator[Figure]:
    """Match the names through the service, as a client sends them."""
    client = create_app({"WORKSPACE": workspace}).test_client()
    client.post("/reconcile", data={"queries": '{"q": {"query": "Lancashire"}}'})
    began, found = time.perf_counter(), []
    for start in range(0, len(wanted), batch):
        part = wanted[start : start + batch]
        queries = {f"q{place}": {"query": text, "type": "Council", "limit": 3} for place, (text, _) in enumerate(part)}
        told = client.post("/reconcile", data={"queries": json.dumps(queries)}).get_json()
        found += [judge(told[f"q{place}"]["result"], entry) for place, (_, entry) in enumerate(part)]
    yield from tell(f"service, batches of {batch}", time.perf_counter() - began, found)


def run_client(workspace: Path, wanted: list[tuple[str, Entry]]) -> Iterator[Figure]:
    """Match the names by a client of the interface that others wrote, from a server; names that come twice are sent once."""
    import pandas as pd  # noqa: PLC0415 - the other runs do without
    from reconciler.webutils import return_reconciled_raw  # noqa: PLC0415

    meant = dict(wanted)
    with tempfile.TemporaryDirectory(prefix="reconciling-") as folder, serving(Path(folder), workspace) as server:
        began = time.perf_counter()
        texts, told = return_reconciled_raw(pd.Series(meant.keys()), "Council", None, f"{server.address}/reconcile")
        seconds = time.perf_counter() - began
    found = [judge(told[str(place)]["result"], meant[text]) for place, text in enumerate(texts)]
    yield from tell("client from elsewhere, batches of 10", seconds, found)


def judge(result: list[Any], entry: Entry) -> tuple[bool, bool]:
    """Whether the first candidate is the council that is meant, and whether it is said to be certain."""
    meant = [one for one in result[:1] if ID[one["id"]] == entry.thing]
    return bool(meant), any(one["match"] for one in meant)


def make_figures(names: Names, options: argparse.Namespace) -> Iterator[Figure]:
    """The figures of each way, as soon as they are there."""
    wanted = list(islice(iter_names(names), options.names))
    yield from run(names, wanted, frozenset({"Council"}))
    yield from run(names, wanted, None)
    yield from run_service(options.workspace, wanted, options.batch)
    yield from run_client(options.workspace, wanted)


def main() -> None:
    """Read the options, and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=50)
    options = parser.parse_args()
    with Workspace(options.workspace).open_store() as store:
        names = read_names(store)
    title = f"Matching names of councils among {len(names.entries):,} things"
    sys.exit(0 if print_figures(title, make_figures(names, options)) else 1)


if __name__ == "__main__":
    main()
