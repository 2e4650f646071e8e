"""How long it takes to match 10,000 names of councils as spreadsheets have them, in one process and over HTTP in batches.

usage: python -m tests.benchmarks.reconciling WORKSPACE [--names 10000] [--batch 50]

The names are those of the graph, mistyped, in capitals, or with words like "Council" about them, by a fixed seed.
Printed are the seconds, and the share of the names of which the thing meant came first, and was said to be certain.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from graph.reconcile import Entry, Names, Wanted, find, read_names
from graph.snapshots import Workspace
from graph.terms import ID
from web import create_app

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


def tell(what: str, seconds: float, found: list[tuple[bool, bool]]) -> None:
    """Print how long it took and how much of it was right."""
    first, certain = (sum(flags) / len(found) for flags in zip(*found, strict=True))
    print(
        f"{what}: {len(found):,} names in {seconds:.1f} s; the council meant came first for {first:.1%}, certain for {certain:.1%}"
    )


def run(names: Names, wanted: list[tuple[str, Entry]], kinds: frozenset[str] | None) -> None:
    """Match the names in this process."""
    began = time.perf_counter()
    found = []
    for text, entry in wanted:
        best = find(names, Wanted(text, kinds) if kinds else Wanted(text))[:1]
        found.append((any(one.entry == entry for one in best), any(one.entry == entry and one.match for one in best)))
    tell("councils only" if kinds else "all kinds", time.perf_counter() - began, found)


def run_service(workspace: Path, wanted: list[tuple[str, Entry]], batch: int) -> None:
    """Match the names through the service, as a client sends them."""
    client = create_app({"WORKSPACE": workspace}).test_client()
    client.post("/reconcile", data={"queries": '{"q": {"query": "Lancashire"}}'})
    began, found = time.perf_counter(), []
    for start in range(0, len(wanted), batch):
        part = wanted[start : start + batch]
        queries = {f"q{place}": {"query": text, "type": "Council", "limit": 3} for place, (text, _) in enumerate(part)}
        told = client.post("/reconcile", data={"queries": json.dumps(queries)}).get_json()
        for place, (_, entry) in enumerate(part):
            best = told[f"q{place}"]["result"][:1]
            meant = [one for one in best if ID[one["id"]] == entry.thing]
            found.append((bool(meant), any(one["match"] for one in meant)))
    tell(f"service, batches of {batch}", time.perf_counter() - began, found)


def main() -> None:
    """Read the options, and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=50)
    options = parser.parse_args()
    with Workspace(options.workspace).open_store() as store:
        began = time.perf_counter()
        names = read_names(store)
        print(f"names of {len(names.entries):,} things read in {time.perf_counter() - began:.1f} s")
    wanted = list(islice(iter_names(names), options.names))
    run(names, wanted, frozenset({"Council"}))
    run(names, wanted, None)
    run_service(options.workspace, wanted, options.batch)


if __name__ == "__main__":
    main()
