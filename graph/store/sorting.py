"""Lines in order, however many they are: what does not fit in memory waits in files without a name, each in order.

with Sorter() as lines:
    store.dump(lines, "ntriples")
    stream.writelines(lines)
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

RUN = 16_000_000
"""Bytes that are sorted at a time; with the objects that Python makes of them they take four times as much memory."""
RUNS = 64
"""Files that are merged into one, so that a process never has too many open: a thousand are all that most may have."""
BUFFER = 1 << 18
"""Bytes of each file that are held."""


class Sorter:
    """A stream that is written in any order and read in order, line by line, each with its end; `run` bytes in memory, and
    the rest in files of a folder, or where the system keeps such files.
    """

    def __init__(self, run: int = RUN, folder: Path | None = None) -> None:
        self.run = run
        self._folder = folder
        self.blank = False
        """Whether what was written may name blank nodes."""
        self.lines = 0
        self._parts: list[bytes] = []
        self._held = 0
        self._runs: list[IO[bytes]] = []
        self._merged: list[IO[bytes]] = []
        self._open = ExitStack()

    def write(self, content: bytes) -> int:
        """Take more content, wherever it begins and ends."""
        self._parts.append(content)
        self._held += len(content)
        self.lines += content.count(b"\n")
        self.blank = self.blank or b"_:" in content
        if self._held > self.run:
            self._spill()
        return len(content)

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Take more lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing waits."""

    def __iter__(self) -> Iterator[bytes]:
        """All lines in the order of their bytes; again as often as they are asked for, one time after the other."""
        held = sorted(self._take())
        self._parts, self._held = [*held, *self._parts], self._held + sum(map(len, held))
        return _merge([*self._merged, *self._runs], held) if self._runs or self._merged else iter(held)

    def __enter__(self) -> Self:
        """The sorter itself; its files go at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the files."""
        self._parts.clear()
        self._open.close()

    def _spill(self) -> None:
        """Put what is held, but for a line that has not ended, into a file."""
        lines = sorted(self._take())
        if lines:
            self._runs.append(self._write(lines))
        if len(self._runs) == RUNS:
            self._merged.append(self._write(_merge(self._runs)))
            for run in self._runs:
                run.close()
            self._runs = []

    def _write(self, lines: Iterable[bytes]) -> IO[bytes]:
        run: IO[bytes] = self._open.enter_context(tempfile.TemporaryFile(buffering=BUFFER, dir=self._folder))  # noqa: SIM115 - closed with all
        run.writelines(lines)
        return run

    def _take(self) -> list[bytes]:
        whole, end, rest = b"".join(self._parts).rpartition(b"\n")
        self._parts, self._held = ([rest], len(rest)) if rest else ([], 0)
        # By "\n" alone: a literal may hold other characters that Python takes for the end of a line.
        return [line + b"\n" for line in whole.split(b"\n")] if end else []


def _merge(runs: Iterable[IO[bytes]], held: Iterable[bytes] = ()) -> Iterator[bytes]:
    """The lines of files, each in order, and those that are held, in order."""
    files = list(runs)
    for run in files:
        run.seek(0)
    return heapq.merge(held, *files)
