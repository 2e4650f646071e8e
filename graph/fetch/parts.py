"""A file on its way: what came of it so far, kept so that a stop in the middle loses nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import IO

from graph.terms import digest

_CHUNK = 1 << 20


class Part:
    """What came so far of an address, in a folder of such parts; with it, what tells whether the server's file is still that."""

    def __init__(self, folder: Path, url: str) -> None:
        self.path = folder / f"{digest(url)}.part"
        self._note = folder / f"{digest(url)}.json"

    @property
    def size(self) -> int:
        """How many bytes came; 0 where nothing did, or where nothing tells what they are a part of."""
        return self.path.stat().st_size if self.path.is_file() and self.validator else 0

    @property
    def validator(self) -> str:
        """The strong ETag, or the date, of the file that this is a part of; empty where the server gave none."""
        try:
            said = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return said if isinstance(said, str) else ""

    def begin(self, validator: str) -> IO[bytes]:
        """The part anew, of the file that the validator stands for."""
        self.path.unlink(missing_ok=True)
        self._note.write_text(json.dumps(validator), encoding="utf-8")
        return self.path.open("wb")

    def go_on(self) -> IO[bytes]:
        """The part, to be added to."""
        return self.path.open("ab")

    def drop(self) -> None:
        """Forget what came."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def move(self, target: Path) -> None:
        """Put the file, which is whole now, in its place in one step."""
        self.path.replace(target)
        self._note.unlink(missing_ok=True)


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's content; empty where there is no such file."""
    if not path.is_file():
        return ""
    content = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            content.update(chunk)
    return content.hexdigest()
