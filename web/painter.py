"""A process that draws pages of PDFs and finds words on them: `python -m web.painter MEGABYTES SECONDS`.

A file from anywhere may crash, hang or fill the memory of what draws it. So each page is drawn in a child of this process,
which ends with it, without a network, within bounds of memory and of time; what one file does reaches no other. Requests
come over the standard input, one a line as JSON (`web.drawing`); for each goes back a head on a line, and after it as many
bytes as that says.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import msgspec

from graph.errors import ReadError
from graph.read.picture import draw, locate
from web.drawing import Drawing, Head
from web.isolation import leave_network, stand_back


def main(megabytes: int, seconds: int) -> None:
    """Answer requests until there are no more."""
    leave_network()
    stand_back(megabytes)
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            _answer_and_end(line, seconds)
        _, status = os.waitpid(child, 0)
        if status:
            _write(Head(error="its page takes more time or memory than a page may"))


def _answer_and_end(line: bytes, seconds: int) -> None:
    status = 1
    try:
        signal.alarm(seconds)
        head, content = answer(msgspec.json.decode(line, type=Drawing))
        signal.alarm(0)
        _write(head, content)
        status = 0
    finally:
        # Not even a fault may lead back into the loop, which is its parent's.
        os._exit(status)


def answer(drawing: Drawing) -> tuple[Head, bytes]:
    """The head of the answer, and the picture where one is wanted."""
    path = Path(drawing.path)
    try:
        if drawing.pixels is None:
            return Head(leaf=locate(path, drawing.page, drawing.wanted)), b""
        picture = draw(path, drawing.page, drawing.pixels)
    except ReadError as error:
        return Head(error=error.reason), b""
    return Head(len(picture)), picture


def _write(head: Head, content: bytes = b"") -> None:
    sys.stdout.buffer.write(msgspec.json.encode(head) + b"\n" + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
