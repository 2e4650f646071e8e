"""Feeds readers and the look at queries with broken input for a bounded time, and tells what broke them.

usage: python -m tests.benchmarks.fuzzing [--seconds 60] [--seed 1] [KIND…]      kinds: txt html docx csv pdf queries

Sound files and queries are broken at random (`tests/mutating.py`, which says what a fault is). Each kind has a process of its own
for so many seconds; the input of a fault, or of a crash, is kept in a file. Time and memory are what `graph.apart` bounds: here
only those inputs are told that took more than a few seconds, and crashes of libraries count as faults although a build
survives them. `tests/benchmarks/guided.py` looks further, led by what the code does with its input.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.printing import Figure, at_most, print_figures
from tests.mutating import TARGETS, break_one

SLOW = 5.0


class Fed(NamedTuple):
    """How many inputs a target took, how many of them were faults, and the seconds of a processor that the slowest took."""

    inputs: int
    faults: int
    slowest: float


def fuzz(kind: str, seconds: float, seed: int, folder: Path) -> Fed:
    """Feed a target for so long; each input lies in the folder while it is tried, and stays there where it is a fault."""
    chance = random.Random(f"{kind} {seed}")  # noqa: S311  # inputs, not secrets
    until, fed = time.monotonic() + seconds, Fed(0, 0, 0.0)
    while time.monotonic() < until:
        data, place = break_one(kind, chance), folder / f"{kind}-{seed}-{fed.inputs}"
        place.write_bytes(data)
        began = time.process_time()
        fault = find_fault(kind, data)
        took = time.process_time() - began
        if fault or took > SLOW:
            print(f"{place}: {fault or f'{took:.1f} s of a processor'}", file=sys.stderr, flush=True)
        else:
            place.unlink()
        fed = Fed(fed.inputs + 1, fed.faults + bool(fault), max(fed.slowest, took))
    return fed


def find_fault(kind: str, data: bytes) -> str:
    """What went wrong with an input; nothing where all is well."""
    try:
        TARGETS[kind](data)
    except Exception as error:  # noqa: BLE001  # any error that is not foreseen is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


def fuzz_apart(kind: str, seconds: float, seed: int, folder: Path) -> Fed:
    """The same in a process of its own, anew with the next seed as often as it crashes."""
    until, fed = time.monotonic() + seconds, Fed(0, 0, 0.0)
    while (left := until - time.monotonic()) > 0:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=_send, args=(theirs, kind, left, seed, folder))
        process.start()
        theirs.close()
        found = _receive(ours)
        process.join()
        if found is None:
            print(f"{folder}/{kind}-{seed}-*: crashed with status {process.exitcode}", file=sys.stderr, flush=True)
        inputs, faults, slowest = found or Fed(1, 1, 0.0)
        fed = Fed(fed.inputs + inputs, fed.faults + faults, max(fed.slowest, slowest))
        seed += 1
    return fed


def _send(pipe: Connection, kind: str, seconds: float, seed: int, folder: Path) -> None:
    pipe.send(fuzz(kind, seconds, seed, folder))


def _receive(pipe: Connection) -> Fed | None:
    try:
        return pipe.recv()
    except EOFError:
        return None


def iter_figures(kinds: list[str], seconds: float, seed: int) -> Iterator[Figure]:
    """The faults of each kind, and the slowest input."""
    folder = Path(tempfile.mkdtemp(prefix="fuzzed-"))
    for kind in kinds:
        fed = fuzz_apart(kind, seconds, seed, folder)
        yield at_most(f"{kind}: faults in {fed.inputs:,} broken inputs", fed.faults, 0, "faults", 0)
        yield Figure(f"{kind}: slowest input", f"{fed.slowest:.1f} s")
    if not any(folder.iterdir()):
        folder.rmdir()


def main() -> int:
    """Fuzz each target in turn; gives 1 where there was a fault."""
    parser = argparse.ArgumentParser(description="Feeds readers and the look at queries with broken input.")
    parser.add_argument("kinds", nargs="*", choices=[[], *TARGETS], metavar="KIND")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    figures = iter_figures(asked.kinds or list(TARGETS), asked.seconds, asked.seed)
    return 0 if print_figures(f"Fuzzing, {asked.seconds:g} s a kind", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
