"""Which large files of snapshots were found to be as they were built, and when: so that not all are hashed in each build.

    checked.json    by inode, since a file that snapshots share has several names: size, time, SHA-256, and the check that found it
                    right, by number

It stands beside the snapshots, which nobody writes. Losing it costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

NAME = "checked.json"
_LARGE = 1 << 20  # bytes; smaller files are hashed as soon as they are looked up


class Note(NamedTuple):
    """A file as it was when it was right."""

    size: int
    time: int
    sha256: str
    when: int


class Notes:
    """The notes of the workspace in which a snapshot's folder is."""

    def __init__(self, folder: Path) -> None:
        self._path = folder.parent.parent / NAME
        try:
            self._notes = {int(inode): Note(*row) for inode, row in json.loads(self._path.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self._notes = {}
        self._now = max((note.when for note in self._notes.values()), default=0) + 1

    def find(self, entry: os.DirEntry[str], sha256: str) -> Note | None:
        """When a file was found to be right, if it is the same as far as the file system tells."""
        note = self._notes.get(entry.inode())
        return note if note == (*_look(entry), sha256, note.when if note else 0) else None

    def add(self, entry: os.DirEntry[str], sha256: str) -> None:
        """Note that a file was found to be right just now."""
        size, time = _look(entry)
        if size >= _LARGE:
            self._notes[entry.inode()] = Note(size, time, sha256, self._now)

    def write(self, inodes: Container[int] | None = None) -> None:
        """Write the notes down: all, or those of some files."""
        kept = {inode: note for inode, note in self._notes.items() if inodes is None or inode in inodes}
        fresh = self._path.with_name(NAME + ".new")
        fresh.write_text(json.dumps(kept) + "\n", encoding="utf-8")
        fresh.replace(self._path)


def _look(entry: os.DirEntry[str]) -> tuple[int, int]:
    told = entry.stat()
    return told.st_size, told.st_mtime_ns
