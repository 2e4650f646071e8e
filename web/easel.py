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
from contextlib import suppress
from pathlib import Path

import msgspec

from graph.errors import StoreUnavailable, UnreadableDocument
from web.drawing import Drawing, Head

MEGABYTES = 1024
"""Of address space, of which the program itself takes 200."""
SECONDS = 10
"""What a page may take; those of the corpus take a tenth of a second."""
PATIENCE = 5.0
"""How long a page waits for those before it, in seconds."""


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
