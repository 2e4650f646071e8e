"""One build on the disk: finished, as a `Snapshot`, or in the making, as a `Draft`."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import WorkspaceError
from graph.snapshots.checksums import write_checksums
from graph.terms import digest

_AT_ONCE = 8
"""Files that are waited for together: the disk puts away many in the time that it takes for one."""


class Unread(NamedTuple):
    """A file that a build could not use, and why."""

    path: str
    reason: str


class Layout:
    """Where the parts of a snapshot lie, finished or in the making."""

    __slots__ = ()
    path: Path

    @property
    def store_path(self) -> Path:
        """The store; of a draft, to be closed before the draft's block ends."""
        return self.path / "store"

    @property
    def text_path(self) -> Path:
        """The texts of the documents."""
        return self.path / "text"

    @property
    def originals_path(self) -> Path:
        """The files of the documents whose pages can be shown as pictures."""
        return self.path / "originals"

    @property
    def search_path(self) -> Path:
        """The index for searching."""
        return self.path / "search.sqlite"


@dataclass(frozen=True, slots=True)
class Snapshot(Layout):
    """A finished build: `inputs` stands for all it was made from, `counts` says how many of what it holds."""

    name: str
    path: Path
    made: str
    inputs: str
    counts: Mapping[str, int]
    unread: tuple[Unread, ...] = ()
    left_out: tuple[Unread, ...] = ()

    @property
    def number(self) -> int:
        """The place of the build in the order of all builds, from 1."""
        return int(self.name.partition("-")[0])


@dataclass(slots=True)
class Draft(Layout):
    """A snapshot in the making; it becomes one when the block that made it ends without an error."""

    path: Path
    snapshot: Snapshot | None = None
    discarded: bool = False
    _said: dict[str, Any] = field(default_factory=dict)

    def describe(
        self,
        *,
        inputs: str,
        counts: Mapping[str, int],
        unread: Iterable[Unread] = (),
        left_out: Iterable[Unread] = (),
    ) -> None:
        """Say what the snapshot is made from and what it holds; kept in its `snapshot.json`."""
        self._said = {
            "inputs": inputs,
            "counts": dict(counts),
            "unread": [list(row) for row in unread],
            "left_out": [list(row) for row in left_out],
        }

    def discard(self) -> None:
        """Let the draft vanish at the end of the block: the snapshot before it stays current."""
        self.discarded = True

    def finish(self, number: int, before: Path) -> Snapshot:
        """Write down what was said, put everything on the disk, and take the final name. What is shared with the folder of the
        snapshot before, if there is one, is on the disk already.
        """
        inputs = self._said.get("inputs", "")
        name = f"{number:04d}-{digest(inputs, str(number))[:8]}"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        write_whole(self.path / "snapshot.json", {"id": name, "made": made, "counts": {}} | self._said)
        shared = write_checksums(self.path, before)
        with ThreadPoolExecutor(_AT_ONCE) as beside:
            for _ in beside.map(sync, self._iter_own(shared)):
                pass
        target = self.path.with_name(name)
        self.path.rename(target)
        sync(target.parent)
        self.snapshot = read_snapshot(target)
        return self.snapshot

    def _iter_own(self, shared: Container[str]) -> Iterator[Path]:
        """All folders, and the files that are not shared."""
        for folder, _, files in os.walk(self.path):
            inner = f"{folder}/"[len(f"{self.path}/") :]
            yield from (Path(folder, own) for own in files if inner + own not in shared)
            yield Path(folder)


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot in a folder; WorkspaceError where it is not whole."""
    try:
        said = json.loads((path / "snapshot.json").read_text(encoding="utf-8"))
        return Snapshot(
            path.name,
            path,
            said["made"],
            said.get("inputs", ""),
            said["counts"],
            tuple(Unread(*row) for row in said.get("unread", ())),
            tuple(Unread(*row) for row in said.get("left_out", ())),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(f"{path}: not a whole snapshot: remove it, or build again") from error


def write_whole(path: Path, content: Mapping[str, object]) -> None:
    """Write JSON that is there in full or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sync(fresh)
    fresh.replace(path)


def sync(path: Path) -> None:
    """Have the disk hold what was written: a rename must not outrun the content that it names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
