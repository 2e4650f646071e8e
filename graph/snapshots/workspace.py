"""The workspace folder: which snapshot is current, the lock against two builds at once, and the atomic switch."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import WorkspaceError
from graph.snapshots.changes import Changes, find_changes
from graph.snapshots.checksums import find_damage, tell_damage
from graph.snapshots.patch import compare_graphs, write_patch
from graph.snapshots.snapshot import Draft, Snapshot, read_snapshot, sync, write_whole
from graph.store import Store, open_disk
from graph.terms import BASE

VERSION = 1
UNFINISHED = ".building-"
PRUNED = ".pruned-"


class Workspace:
    """A workspace folder. Looking at one changes nothing on the disk; `begin` makes what is missing."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._check_marker()

    @property
    def documents_path(self) -> Path:
        """Where the kept texts and statements of documents lie."""
        return self.path / "documents"

    @property
    def snapshots_path(self) -> Path:
        """Where the snapshots lie."""
        return self.path / "snapshots"

    def current(self) -> Snapshot | None:
        """The snapshot that serves now, or None where nothing is built."""
        link = self.path / "current"
        # By its place in the list, so that it equals the one found there, whatever the way to the workspace.
        return read_snapshot(self.snapshots_path / link.readlink().name) if link.is_dir() else None

    def switched(self) -> float:
        """When the current snapshot took its place, in seconds of the system's clock; 0 where nothing is built."""
        link = self.path / "current"
        return link.lstat().st_mtime if link.is_symlink() else 0.0

    def list(self) -> tuple[Snapshot, ...]:
        """All snapshots, the oldest first."""
        return tuple(sorted(map(read_snapshot, self._folders()), key=lambda snapshot: snapshot.number))

    def find(self, name: str) -> Snapshot:
        """The snapshot of that name or number, "7" or "0007"; WorkspaceError where there is none."""
        for snapshot in self.list():
            if name in (snapshot.name, str(snapshot.number), snapshot.name.partition("-")[0]):
                return snapshot
        known = ", ".join(snapshot.name for snapshot in self.list()) or "none is built yet"
        raise WorkspaceError(f"{self.path}: no snapshot {name!r}: choose one of these: {known}")

    @contextmanager
    def begin(self) -> Iterator[Draft]:
        """A draft to fill, by one build at a time; at the end of the block it becomes the current snapshot.

        Where the block raises, or discards the draft, nothing is left of it and the snapshot before it goes on serving.
        """
        self._create()
        with self._locked():
            draft = Draft(self.snapshots_path / f"{UNFINISHED}{os.getpid()}")
            with _told(self.path, "cannot be written"):
                self._sweep()
                draft.text_path.mkdir(parents=True)
            try:
                yield draft
                if not draft.discarded:
                    with _told(self.path, "cannot be written"):
                        snapshot = draft.finish(self._next_number(), self.path / "current")
                    self.switch(snapshot)
            finally:
                shutil.rmtree(draft.path, ignore_errors=True)

    def switch(self, snapshot: Snapshot | str) -> Snapshot:
        """Make a snapshot, new or old, the current one, in one atomic step."""
        chosen = self.find(snapshot) if isinstance(snapshot, str) else snapshot
        link = self.path / "current.new"
        with _told(self.path, f"cannot switch to {chosen.name}"):
            link.unlink(missing_ok=True)
            link.symlink_to(Path("snapshots") / chosen.name)
            link.replace(self.path / "current")
            sync(self.path)
        return chosen

    def verify(self) -> dict[str, str]:
        """What is damaged in each snapshot, the oldest first; an empty text for one that is as it was built."""
        folders = sorted(self._folders(), key=lambda folder: int(folder.name.partition("-")[0]))
        return {folder.name: tell_damage(find_damage(folder)) for folder in folders}

    def restore(self, name: str | None = None) -> Snapshot:
        """Return to a snapshot that is as it was built: that one, or the newest but the current; WorkspaceError where it is not."""
        wanted = [self.find(name)] if name else [one for one in reversed(self.list()) if one != self.current()]
        for snapshot in wanted:
            damage = tell_damage(find_damage(snapshot.path))
            if not damage:
                return self.switch(snapshot)
            if name:
                raise WorkspaceError(f"{snapshot.name}: is damaged: {damage}: choose another")
        if not wanted:
            raise WorkspaceError(
                f"{self.path}: there is no other snapshot: if this one is damaged, remove it and build again"
            )
        raise WorkspaceError(f"{self.path}: no other snapshot is sound: remove the damaged one, and build again")

    def prune(self, keep: int) -> tuple[Snapshot, ...]:
        """Remove all snapshots but the current and the newest ones, so many; gives those removed.

        Whoever has one open goes on reading it, until it moves to the current.
        """
        with self._locked(), _told(self.path, "cannot be written"):
            self._sweep()
            kept = (self.current(), *self.list()[-keep:])
            gone = tuple(snapshot for snapshot in self.list() if snapshot not in kept)
            for snapshot in gone:
                # Out of the list in one step, so that half a snapshot is never found in it.
                snapshot.path.rename(snapshot.path.with_name(PRUNED + snapshot.name))
            self._sweep()
        return gone

    def open_store(self, snapshot: Snapshot | None = None) -> Store:
        """The store of a snapshot (the current one unless told) for reading; WorkspaceError where nothing is built."""
        chosen = snapshot or self.current()
        if chosen is None:
            raise WorkspaceError(f"nothing is built in {self.path}: run `scrutiny build PATH…` first")
        return open_disk(chosen.store_path, read_only=True)

    def changes(self, old: Snapshot, new: Snapshot) -> Changes:
        """Which facts came and which went from one snapshot to another."""
        with self.open_store(old) as before, self.open_store(new) as after:
            return find_changes(before, after)

    def write_patch(self, old: Snapshot, new: Snapshot, stream: IO[bytes]) -> None:
        """Write all that came and went from one snapshot to another, in all graphs, as RDF Patch."""
        with self.open_store(old) as before, self.open_store(new) as after:
            write_patch(stream, compare_graphs(before, after), new.name, old.name)

    def _check_marker(self) -> None:
        path = self.path / "workspace.json"
        if not path.is_file():
            return
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            version, base = int(told["version"]), str(told.get("base", BASE))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorkspaceError(f"{path}: cannot be read: {error}; name another workspace") from error
        if version > VERSION:
            raise WorkspaceError(
                f"{self.path}: made by a newer version (workspace version {version}, this one knows {VERSION}): "
                "update scrutiny-graph, or name another workspace"
            )
        if base != BASE:
            raise WorkspaceError(
                f"{self.path}: its addresses begin with {base}, and new ones would with {BASE}: "
                "set SCRUTINY_BASE to the first, or name another workspace"
            )

    def _create(self) -> None:
        marker = self.path / "workspace.json"
        with _told(self.path, "cannot be made"):
            if not marker.is_file() and self.path.is_dir() and any(self.path.iterdir()):
                raise WorkspaceError(f"{self.path}: not a workspace, and not empty: name a new or empty folder")
            for folder in (self.documents_path, self.snapshots_path):
                folder.mkdir(parents=True, exist_ok=True)
            if not marker.is_file():
                write_whole(marker, {"version": VERSION, "base": BASE})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # The kernel lets go of the lock when its process ends, however it ends; the file itself may stay.
        with _told(self.path, "cannot be written"):
            stream = (self.path / "lock").open("a")
        with stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WorkspaceError(f"{self.path}: another build is at work in it: wait for its end") from error
            yield

    def _folders(self) -> Iterator[Path]:
        return self.snapshots_path.glob("[0-9]*-*") if self.snapshots_path.is_dir() else iter(())

    def _sweep(self) -> None:
        for folder in (*self.snapshots_path.glob(f"{UNFINISHED}*"), *self.snapshots_path.glob(f"{PRUNED}*")):
            shutil.rmtree(folder)

    def _next_number(self) -> int:
        return max((snapshot.number for snapshot in self.list()), default=0) + 1


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    """Tell in one line what the file system refuses: a full disk, a folder without the right to write."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(f"{path}: {what}: {error.strerror or error}") from error
