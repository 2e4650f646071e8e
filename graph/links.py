"""Second names for many files at once, given by a process beside the build.

A name takes the file system some 30 microseconds, and tens of thousands of documents have two in every snapshot. A thread would
wait for the interpreter after each; so this module is the program, too, that the process runs:

    python links.py FROM TO PARENT < pairs of names, each name ended by a zero byte
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Self

_FEW = 500  # names that are given sooner than a process starts


class Links:
    """Names being given to the files of a folder in another, while a block of code runs; they are all there when it ends."""

    def __init__(self, source: Path, target: Path, names: Iterable[tuple[str, str]]) -> None:
        self._source, self._target, self._names = source, target, list(names)
        self._process = self._start() if len(self._names) > _FEW else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind and self._process:
            self._process.kill()
        if self._process and self._process.wait() == 0:
            return
        if kind is None:
            # They are few, or the process could not do it: then whoever tries again is told what is wrong.
            for old, new in self._names:
                Path(self._target, new).unlink(missing_ok=True)
                link(f"{self._source}/{old}", f"{self._target}/{new}")

    def _start(self) -> subprocess.Popen[bytes]:
        with tempfile.TemporaryFile() as pairs:
            pairs.write(b"".join(os.fsencode(name) + b"\0" for pair in self._names for name in pair))
            pairs.seek(0)
            program = [sys.executable, "-I", "-S", __file__, str(self._source), str(self._target), str(os.getpid())]
            return subprocess.Popen(program, stdin=pairs, stderr=subprocess.DEVNULL)  # noqa: S603  # our own


def link(kept: str, target: str) -> None:
    """Give a file a second name, or a second file where there are no second names; OSError where there is no such file."""
    try:
        os.link(kept, target)
    except OSError:
        shutil.copyfile(kept, target)


def _run(source: str, target: str, parent: int) -> None:
    names = [os.fsdecode(name) for name in sys.stdin.buffer.read().split(b"\0")[:-1]]
    for old, new in zip(names[::2], names[1::2], strict=True):
        if os.getppid() != parent:  # the build was killed, and the next one clears up after it
            return
        link(f"{source}/{old}", f"{target}/{new}")


if __name__ == "__main__":
    _run(sys.argv[1], sys.argv[2], int(sys.argv[3]))
