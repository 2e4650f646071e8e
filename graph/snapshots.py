"""Which build is current, which came before, what changed between two, and the atomic switch from one to the next.

A workspace is a folder. Each build writes a snapshot beside the old ones and takes its place by one rename; a build that
is killed leaves the last good one serving, and the next build sweeps away what it left.

    workspace = Workspace("workspace")
    with workspace.begin() as draft:
        ...fill draft.store_path and draft.text_path, then draft.describe(...)
    store = workspace.open_store()
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from graph.errors import WorkspaceError
from graph.store import Store, Triple, Triples, open_disk, open_memory
from graph.terms import FACTS, digest

VERSION = 1
UNFINISHED = ".building-"


class Unread(NamedTuple):
    """A file that a build could not use, and why."""

    path: str
    reason: str


class Changes(NamedTuple):
    """The facts that came and the facts that went between two snapshots, each sorted."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
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

    @property
    def store_path(self) -> Path:
        """Where its store lies."""
        return self.path / "store"

    @property
    def text_path(self) -> Path:
        """Where the texts of its documents lie."""
        return self.path / "text"


@dataclass(slots=True)
class Draft:
    """A snapshot in the making; it becomes one when the block that made it ends without an error."""

    path: Path
    snapshot: Snapshot | None = None
    discarded: bool = False
    _said: dict[str, Any] = field(default_factory=dict)

    @property
    def store_path(self) -> Path:
        """Where its store is to lie; close the store before the block ends."""
        return self.path / "store"

    @property
    def text_path(self) -> Path:
        """Where the texts of its documents are to lie."""
        return self.path / "text"

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

    def finish(self, number: int) -> Snapshot:
        """Write down what was said, put everything on the disk, and take the final name."""
        inputs = self._said.get("inputs", "")
        name = f"{number:04d}-{digest(inputs, str(number))[:8]}"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        _write_whole(self.path / "snapshot.json", {"id": name, "made": made, "counts": {}} | self._said)
        for path in self.path.rglob("*"):
            _sync(path)
        target = self.path.with_name(name)
        self.path.rename(target)
        _sync(target.parent)
        self.snapshot = _read_snapshot(target)
        return self.snapshot


class Workspace:
    """A workspace folder. Looking at one changes nothing on the disk; `begin` makes what is missing."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._check_version()

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
        return _read_snapshot(link.resolve()) if link.is_dir() else None

    def list(self) -> tuple[Snapshot, ...]:
        """All snapshots, the oldest first."""
        folders = sorted(self.snapshots_path.glob("[0-9]*-*")) if self.snapshots_path.is_dir() else []
        return tuple(sorted(map(_read_snapshot, folders), key=lambda snapshot: snapshot.number))

    def find(self, name: str) -> Snapshot:
        """The snapshot of that name or number; WorkspaceError where there is none."""
        for snapshot in self.list():
            if name in (snapshot.name, str(snapshot.number)):
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
                        snapshot = draft.finish(self._next_number())
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
            _sync(self.path)
        return chosen

    def open_store(self, snapshot: Snapshot | None = None) -> Store:
        """The store of a snapshot (the current one unless told) for reading; WorkspaceError where nothing is built."""
        chosen = snapshot or self.current()
        if chosen is None:
            raise WorkspaceError(f"nothing is built in {self.path}: run `scrutiny build PATH…` first")
        return open_disk(chosen.store_path, read_only=True)

    def changes(self, old: Snapshot, new: Snapshot) -> Changes:
        """Which facts came and which went from one snapshot to another."""
        with self.open_store(old) as before, self.open_store(new) as after:
            return compare(before, after)

    def _check_version(self) -> None:
        path = self.path / "workspace.json"
        if not path.is_file():
            return
        try:
            version = int(json.loads(path.read_text(encoding="utf-8"))["version"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorkspaceError(f"{path}: cannot be read: {error}; name another workspace") from error
        if version > VERSION:
            raise WorkspaceError(
                f"{self.path}: made by a newer version (workspace version {version}, this one knows {VERSION}): "
                "update scrutiny-graph, or name another workspace"
            )

    def _create(self) -> None:
        marker = self.path / "workspace.json"
        with _told(self.path, "cannot be made"):
            if not marker.is_file() and self.path.is_dir() and any(self.path.iterdir()):
                raise WorkspaceError(f"{self.path}: not a workspace, and not empty: name a new or empty folder")
            for folder in (self.documents_path, self.snapshots_path):
                folder.mkdir(parents=True, exist_ok=True)
            if not marker.is_file():
                _write_whole(marker, {"version": VERSION})

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

    def _sweep(self) -> None:
        for folder in self.snapshots_path.glob(f"{UNFINISHED}*"):
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


def compare(old: Store, new: Store) -> Changes:
    """Which facts came and which went from one store to another."""
    before, after = _fact_lines(old), _fact_lines(new)
    return Changes(_parse_lines(after - before), _parse_lines(before - after))


def _fact_lines(store: Store) -> set[bytes]:
    stream = io.BytesIO()
    store.dump(stream, "ntriples", graph=FACTS)
    return set(stream.getvalue().splitlines())


def _parse_lines(lines: set[bytes]) -> tuple[Triple, ...]:
    with open_memory() as store:
        store.load(io.BytesIO(b"\n".join(sorted(lines))), "ntriples", graph=FACTS)
        answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        triples = cast("Triples", answer).triples
    return tuple(sorted(triples, key=lambda triple: tuple(term.n3() for term in triple)))


def _read_snapshot(path: Path) -> Snapshot:
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


def _write_whole(path: Path, content: Mapping[str, object]) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _sync(fresh)
    fresh.replace(path)


def _sync(path: Path) -> None:
    """Have the disk hold what was written: a rename must not outrun the content that it names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
