"""Kills builds at random moments, and tells whether each left what served and was completed by the next.

usage: python -m tests.benchmarks.crashes [NUMBER [SEED]]      (200 unless told)

Each build starts from a workspace that serves one report, and reads two more. It is killed with all that it holds in its hands
(SIGKILL) at a moment between its start and the end of a whole one. Then what serves must be the snapshot before or the new one,
bit by bit, and the next build must give the same N-Quads as one that nobody stopped, with checksums that are right.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.crashing import Trial


def main(number: int = 200, seed: int = 1) -> int:
    """Print a line for each kill that left a fault, and how many did; gives their number."""
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    faulty = running = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "trial")
        print(f"a whole build takes {trial.takes:.1f} s", flush=True)
        for one in trial.iter_killed(chance.random() for _ in range(number)):
            running += one.running
            faulty += bool(one.faults)
            if one.faults:
                print(f"killed after {one.seconds:.2f} s: {'; '.join(one.faults)}", flush=True)
    print(f"{number} builds killed, {running} of them at work: {faulty} left a fault (limit: 0)")
    return faulty


if __name__ == "__main__":
    sys.exit(min(main(*map(int, sys.argv[1:])), 1))
