"""The process that draws pages, as the service holds it: started when it is first needed, and anew when it ended.

What was drawn is kept by the document's content, the pages last looked at, so that a page that many look at is drawn once.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
import weakref
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from graph.errors import StoreUnavailable, UnreadableDocument
from web.drawing import Drawing, Head

MEGABYTES = 1024
"""Of address space, of which the program itself takes 200."""
SECONDS = 10
"""What a page may take; those of the corpus take a tenth of a second."""
PATIENCE = 5.0
"""How long a page waits for those before it, in seconds."""

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """Keeps what was last asked for, up to a total of sizes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0
        self._kept: OrderedDict[object, tuple[Kept, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Kept | None:
        """What is kept under a key."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: object, value: Kept, size: int = 1) -> None:
        """Keep a value, in the place of those that nobody asked for longest."""
        with self._lock:
            self._drop(key)
            self._kept[key] = value, size
            self.held += size
            while self.held > self.most:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: object) -> None:
        if key in self._kept:
            self.held -= self._kept.pop(key)[1]


class Easel:
    """Has pages drawn, one at a time, each in so many seconds; the others wait for so many."""

    def __init__(self, seconds: int = SECONDS, patience: float = PATIENCE) -> None:
        self.seconds, self.patience = seconds, patience
        self.turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, drawing: Drawing) -> tuple[Head, bytes]:
        """The answer to a request, with the picture where one is wanted.

        :raise UnreadableDocument: where the file lets no page be drawn; :raise StoreUnavailable: where it cannot be drawn now.
        """
        if not self.turn.acquire(timeout=self.patience):
            raise StoreUnavailable("too many pages are being drawn: try again in a few seconds")
        try:
            head, content = self._exchange(drawing)
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            self._end()
            raise StoreUnavailable("the page could not be drawn: try again in a few seconds") from error
        finally:
            self.turn.release()
        if head.error is not None:
            raise UnreadableDocument(Path(drawing.path).name, head.error)
        return head, content

    def _exchange(self, drawing: Drawing) -> tuple[Head, bytes]:
        process = self._find_process()
        assert process.stdin is not None, "it was started with a pipe"
        assert process.stdout is not None, "it was started with a pipe"
        process.stdin.write(msgspec.json.encode(drawing) + b"\n")
        process.stdin.flush()
        reader = _Reader(process.stdout.fileno(), time.monotonic() + self.seconds + 2)
        head = msgspec.json.decode(reader.line(), type=Head)
        return head, reader.exactly(head.length)

    def _find_process(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.process = start(self.seconds)
            weakref.finalize(self, end, self.process)
        return self.process

    def _end(self) -> None:
        if self.process is not None:
            end(self.process)
            self.process = None


class _Reader:
    """Reads from a pipe until a moment."""

    def __init__(self, pipe: int, until: float) -> None:
        self.pipe, self.until, self.received = pipe, until, b""

    def line(self) -> bytes:
        while b"\n" not in self.received:
            self._read()
        line, _, self.received = self.received.partition(b"\n")
        return line

    def exactly(self, length: int) -> bytes:
        parts = [self.received]
        missing = length - len(self.received)
        while missing > 0:
            self.received = b""
            self._read()
            parts.append(self.received)
            missing -= len(self.received)
        return b"".join(parts)

    def _read(self) -> None:
        ready, _, _ = select.select([self.pipe], [], [], max(self.until - time.monotonic(), 0))
        part = os.read(self.pipe, 1 << 20) if ready else b""
        if not part:
            raise EOFError
        self.received += part


def start(seconds: int) -> subprocess.Popen[bytes]:
    """A process that draws, each page in so many seconds."""
    # -P keeps the folder that the service was started from off the path: it may hold another package named web.
    command = [sys.executable, "-P", "-m", "web.painter", str(MEGABYTES), str(seconds)]
    paths = [str(Path(__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=environment)  # noqa: S603 - our own program


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it does."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            pipe.close()  # type: ignore[union-attr]
