"""What our store costs beside the bare engine: generating, loading, asking the library's questions, looking things up, at any size.

usage: python -m tests.benchmarks.engine [--times 1 10] [--folder FOLDER]

For each size the facts of synthetic reports are written (`synthetic.py`), loaded onto the disk by our store and by bare pyoxigraph,
and asked: the questions of the library and lookups of single things, each answer written as JSON. The rules have not run, so
that there are sizes (100 times the corpus: 42 million quads) which no machine's memory has to hold. Each step has a process of its
own; its seconds are those of the processor, its megabytes the most that it held. What is made stays in FOLDER for the next run.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from graph.query import questions
from graph.store import Rows, open_disk
from tests.benchmarks.exports import find_peak
from tests.benchmarks.printing import Figure, at_most, beside, print_figures
from tests.benchmarks.synthetic import FACTS, write

MOST_MEGABYTES = 200
"""What the generator may hold, at any size."""
GROWTH = 1.5
"""How many times as long a lookup may take over the largest size as over the smallest."""
LOOKUPS = 2000
RUNS, ENOUGH_SECONDS = 3, 20.0
"""What is asked is asked so often, after a run that does not count, or less often once the runs took so long together."""


class Step(NamedTuple):
    """What a step took, and what it held and gave: quads, or answers."""

    seconds: float
    megabytes: float
    number: int


def generate(place: Path) -> int:
    """Write the quads; gives their number."""
    with (place / "quads.nq").open("w", encoding="utf-8") as stream:
        write(stream, int(place.name))
    with (place / "quads.nq").open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))


def load_ours(place: Path) -> int:
    """Load by our store."""
    with open_disk(place / "ours") as store, (place / "quads.nq").open("rb") as stream:
        store.load(stream, "nquads")
        return len(store)


def load_bare(place: Path) -> int:
    """Load by the engine alone."""
    store = ox.Store(str(place / "bare"))
    store.bulk_load(path=str(place / "quads.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return len(store)


def ask_ours(place: Path, texts: list[str]) -> int:
    """Ask by our store, and write each answer."""
    with open_disk(place / "ours", read_only=True) as store:
        for text in texts:
            store.query(text).write(io.BytesIO(), "json")
    return len(texts)


def ask_bare(place: Path, texts: list[str]) -> int:
    """Ask the engine alone, and have it write each answer."""
    store = ox.Store.read_only(str(place / "ours"))
    for text in texts:
        store.query(text, use_default_graph_as_union=True).serialize(io.BytesIO(), ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
    return len(texts)


def list_questions(_: Path) -> list[str]:
    """The questions of the library."""
    return [question.text for question in questions()]


def list_lookups(place: Path) -> list[str]:
    """Queries for all that is known of one thing, for things from all over the data."""
    with open_disk(place / "ours", read_only=True) as store:
        found = store.query(f"SELECT DISTINCT ?s {{ GRAPH {FACTS} {{ ?s a ?class }} }}")
        assert isinstance(found, Rows)
        things = [row[0] for row in found.rows]
    return [f"SELECT ?p ?o {{ <{thing}> ?p ?o }}" for thing in things[:: max(1, len(things) // LOOKUPS)][:LOOKUPS]]


STEPS: dict[str, Callable[[Path], int]] = {
    "generate": generate,
    "load ours": load_ours,
    "load bare": load_bare,
}
LISTS = {"questions": list_questions, "lookups": list_lookups}
"""What is asked, by its name."""


def run(name: str, place: Path) -> None:
    """Take a step in this process, and print what it took as JSON."""
    if name in STEPS:
        began = time.process_time()
        number = STEPS[name](place)
        seconds = time.process_time() - began
    else:
        what, _, who = name.partition(" ")
        texts = LISTS[what](place)
        asker = {"ours": ask_ours, "bare": ask_bare}[who]
        taken: list[float] = []
        while len(taken) <= RUNS and sum(taken) < ENOUGH_SECONDS:
            began = time.process_time()
            number = asker(place, texts)
            taken.append(time.process_time() - began)
        seconds = statistics.median(taken[1:] or taken)  # what is read first is read from the disk
    print(json.dumps([seconds, find_peak(), number]))


def take(name: str, place: Path) -> Step:
    """Take a step in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.engine", "--step", name, str(place)]
    return Step(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def iter_figures(sizes: list[int], folder: Path) -> Iterator[Figure]:
    """The figures of each size, and how lookups grow from the first to the last."""
    lookups = []
    for times in sizes:
        place = folder / str(times)
        place.mkdir(exist_ok=True)
        yield from iter_loading(place)
        for what in LISTS:
            ours, bare = (take(f"{what} {who}", place) for who in ("ours", "bare"))
            yield beside(
                f"{what} ({ours.number:,}), {times} times", ours.seconds, "bare pyoxigraph", bare.seconds, "s", 2
            )
        lookups.append(1000 * ours.seconds / ours.number)
    if len(sizes) > 1:
        yield at_most(f"a lookup, {sizes[-1]} times", lookups[-1], round(GROWTH * lookups[0], 3), "ms", 3)


def iter_loading(place: Path) -> Iterator[Figure]:
    """The figures of making a size; none for what is there already."""
    if (place / "ours").exists():
        return
    made = take("generate", place)
    yield at_most(
        f"memory of the generator, {place.name} times: {made.number:,} quads", made.megabytes, MOST_MEGABYTES, "MB", 0
    )
    yield Figure(f"generating, {place.name} times", f"{made.seconds:,.1f} s")
    ours, bare = take("load ours", place), take("load bare", place)
    assert ours.number == bare.number
    yield beside(f"loading onto the disk, {place.name} times", ours.seconds, "bare pyoxigraph", bare.seconds, "s")
    yield beside(f"memory of loading, {place.name} times", ours.megabytes, "bare pyoxigraph", bare.megabytes, "MB", 0)
    shutil.rmtree(place / "bare")
    (place / "quads.nq").unlink()


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Our store beside the bare engine, over synthetic facts.")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        run(asked.step[0], Path(asked.step[1]))
        return 0
    with tempfile.TemporaryDirectory(prefix="engine-") as own:
        folder = asked.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        return 0 if print_figures("Our store beside the bare engine", iter_figures(asked.times, folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
