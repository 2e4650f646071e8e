"""Kills builds at random moments, and tells whether each left what served and was completed by the next.

usage: python -m tests.benchmarks.crashes [NUMBER [SEED]]      (200 unless told)

Each build starts from a workspace that serves three documents, and reads two more. It is killed with all that it holds in its hands
(SIGKILL) at a moment between its start and the end of a whole one. Then what serves must be the snapshot before or the new one,
bit by bit, and the next build must give the same N-Quads as one that nobody stopped, with checksums that are right.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.printing import at_most, print_figures
from tests.crashing import Trial


def main(number: int = 200, seed: int = 1) -> int:
    """Print a line for each kill that left a fault, and how many did; gives 1 where one did."""
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "trial")
        killed = []
        for one in trial.iter_killed(chance.random() for _ in range(number)):
            killed.append(one)
            if len(killed) % 20 == 0:
                print(f"{len(killed)} of {number} killed", file=sys.stderr, flush=True)
            if one.faults:
                print(f"killed after {one.seconds:.2f} s: {'; '.join(one.faults)}", file=sys.stderr, flush=True)
    running, faulty = (sum(map(bool, column)) for column in list(zip(*killed, strict=True))[1:])
    what = f"builds that left a fault, of {number} killed at any moment ({running} at work)"
    return 0 if print_figures(f"Kills within {trial.takes:.1f} s", [at_most(what, faulty, 0, "builds", 0)]) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
