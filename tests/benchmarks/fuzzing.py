"""Feeds readers and the scan of queries with broken input for a bounded time, each in this process, and tells what broke them.

usage: python -m tests.benchmarks.fuzzing [SECONDS [SEED]]      (60 for each target unless told)

Sound files are changed: bytes flipped, cut out, doubled, exchanged for telling ones. A reader may give a document or raise
`ReadError`, a scan may raise `QueryRejected`; all else is a fault, and its input is kept in a file. Time and memory are what
`graph.apart` bounds: here only those inputs are told that took more than a few seconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.errors import QueryRejected, ReadError
from graph.query import questions
from graph.read import read
from graph.recognise import recognise
from graph.store.scan import check_query

REPORTS = Path(__file__).parent.parent.parent / "data" / "reports"
TELLING = (
    b"\0",
    b"\xff\xfe",
    b"<!--",
    b"<![CDATA[",
    b"&#xD800;",
    b"9" * 400,
    b"[" * 400,
    b"endobj",
    b"stream\n",
    b"%PDF-",
    b"\\u0000",
    b"'''",
    b'"',
    b"}",
    b"#\n",
)
SLOW = 5.0
LARGEST = 200_000  # bytes: what is larger is changed as rarely as it is read


def change(data: bytes, chance: random.Random) -> bytes:
    """The data with one to eight changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((1, 1, 4, 64, 4096)))
        kind = chance.randrange(4)
        if kind == 0:
            changed[start:end] = b""
        elif kind == 1:
            changed[start:start] = changed[start:end] * chance.choice((1, 2, 50))
        elif kind == 2:
            changed[start:start] = chance.choice(TELLING)
        elif start < len(changed):
            changed[start] ^= 1 << chance.randrange(8)
    return bytes(changed)


def try_reader(data: bytes) -> None:
    """Read a file of this content, and recognise what it says."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        try:
            recognise(read(file.name))
        except ReadError:
            return


def try_scan(data: bytes) -> None:
    """Scan a query of this content."""
    try:
        check_query(data.decode("utf-8", "replace"))
    except QueryRejected:
        return


def _keep(data: bytes) -> str:
    """Where the input lies now, for whoever looks into the fault."""
    with tempfile.NamedTemporaryFile(prefix="fuzzed-", delete=False) as file:
        file.write(data)
    return file.name


def fuzz(name: str, target: Callable[[bytes], None], seeds: list[bytes], seconds: float, chance: random.Random) -> int:
    """Feed a target for so long; print each fault, and how many inputs there were; gives the number of faults."""
    until, inputs, faults = time.monotonic() + seconds, 0, 0
    while time.monotonic() < until:
        data, before = change(chance.choice(seeds), chance), time.process_time()
        inputs += 1
        try:
            target(data)
        except Exception as error:  # noqa: BLE001  # any other error is what is looked for
            faults += 1
            print(f"{name}: {type(error).__name__}: {error}: {_keep(data)}", flush=True)
        if (took := time.process_time() - before) > SLOW:
            print(f"{name}: {took:.1f} s of a processor for {len(data):,} bytes: {data[:200]!r}", flush=True)
    print(f"{name}: {inputs:,} inputs in {seconds:.0f} s, {faults} faults (limit: 0)", flush=True)
    return faults


def main(seconds: float = 60, seed: int = 1) -> int:
    """Fuzz each target in turn; gives the number of faults."""
    chance = random.Random(seed)  # noqa: S311  # inputs, not secrets
    reports = [path for path in sorted(REPORTS.iterdir()) if path.is_file() and path.stat().st_size < LARGEST]
    faults = 0
    for suffix in (".pdf", ".docx", ".html", ".txt"):
        seeds = [path.read_bytes() for path in reports if path.suffix == suffix]
        faults += fuzz(suffix[1:], try_reader, seeds, seconds, chance)
    return faults + fuzz("queries", try_scan, [one.text.encode() for one in questions()], seconds, chance)


if __name__ == "__main__":
    sys.exit(min(main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:])), 1))
