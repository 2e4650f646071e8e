"""Kills builds at random moments, and tells whether each left what served and was completed by the next.

usage: python -m tests.benchmarks.crashes [NUMBER [SEED]]      (200 unless told)

Of four builds one is the first of its workspace, and three go on from one that serves: two of them with papers that come, one
with a paper that comes and one that goes. Each is killed with all that it holds in its hands (SIGKILL) at a moment between its
start and the end of a whole one. Then what serves must be what served before or the new snapshot, bit by bit, and the next build
must give the same N-Quads as one that nobody stopped, with checksums that are right.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.printing import Figure, at_most, print_figures
from tests.crashing import FIRST, MORE, Killed, Trial

KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], int]] = {
    "first builds": ((), FIRST, 1),
    "builds upon another, with what came": (FIRST, (*FIRST, *MORE), 2),
    "builds upon another, with what came and went": ((*FIRST, MORE[0]), (*FIRST[1:], *MORE), 1),
}
"""The kinds of builds: what lay there before, what lies there then, and how many of four are of that kind."""
ROUND = [kind for kind, (_, _, times) in KINDS.items() for _ in range(times)]


def kill(folder: Path, kind: str, moments: list[float]) -> Iterator[Figure]:
    """Kill builds of a kind at these moments; tells what they left, and whether they are what they are called."""
    before, after, _ = KINDS[kind]
    trial = Trial(folder, before, after)
    killed: list[Killed] = []
    for one in trial.iter_killed(moments):
        killed.append(one)
        if one.faults:
            print(f"{kind}: killed after {one.seconds:.2f} s: {'; '.join(one.faults)}", file=sys.stderr, flush=True)
    print(f"{len(killed)} {kind} killed within {trial.takes:.1f} s", file=sys.stderr, flush=True)
    running, faulty = (sum(bool(getattr(one, what)) for one in killed) for what in ("running", "faults"))
    yield at_most(f"faults of {len(killed)} {kind} killed at any moment ({running} at work)", faulty, 0, "builds", 0)
    if trial.upon != bool(before):
        yield Figure(f"{kind}: going on from the store before", str(trial.upon), str(bool(before)), met=False)


def iter_figures(folder: Path, number: int, seed: int) -> Iterator[Figure]:
    """Kill so many builds, of the kinds in their proportion."""
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    moments = [(ROUND[place % len(ROUND)], chance.random()) for place in range(number)]
    for place, kind in enumerate(KINDS):
        yield from kill(folder / str(place), kind, [moment for which, moment in moments if which == kind])


def main(number: int = 200, seed: int = 1) -> int:
    """Print a line for each kill that left a fault, and how many did; gives 1 where one did."""
    with tempfile.TemporaryDirectory() as folder:
        met = print_figures(f"{number} builds killed", iter_figures(Path(folder), number, seed))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
