"""Exports that were made, kept as files as long as their snapshot serves; each is made once, by a process that can be ended.

The files lie in a folder of this process alone, or in one that all processes of a service share (`EXPORTS`). Where there are
too many bytes of them, those that nobody has fetched for longest go.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from flask import Flask, current_app

from graph import errors
from graph.store import Store
from web.channel import OutOfMemory, QueryLate
from web.exporter import Order, make
from web.shares import Shares
from web.turns import Busy

WORK = "work-"
"""How the names of folders begin in which exports are being made."""
MOST_WAITING = 6
"""Requests that make an export, or wait for one, at once in a process: each holds a thread of those that answer."""
MOST_OWN = 2
"""Exports that are made at once for one client; as many more wait, for so many seconds."""
PATIENCE = 10.0


class Parcel(NamedTuple):
    """An export as a file, with its SHA-256."""

    path: Path
    sha256: str


class Parcels:
    """The folder of exports."""

    def __init__(self, folder: Path | None, most_bytes: int, seconds: float) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="scrutiny-exports-"))
        if not folder:
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.most_bytes, self.seconds = most_bytes, seconds
        self._places = threading.Semaphore(MOST_WAITING)

    def find(self, name: str) -> Parcel | None:
        """The export of that name, if it is there."""
        path, told = self.folder / name, self.folder / f"{name}.sha256"
        try:
            sha256 = told.read_text(encoding="ascii")
            os.utime(path)
        except OSError:
            return None
        return Parcel(path, sha256)

    def give(self, name: str, order: Order, store: Store | None, seconds: float | None = None) -> Parcel:
        """The export of that name, made where it is not there; from the open `store`, or by a process of its own.

        :raise Busy: where too many are being made; :raise QueryLate: where it takes longer than it may, or than `seconds`.
        """
        if found := self.find(name):
            return found
        if not self._places.acquire(blocking=False):
            raise Busy("too many exports are being made: try again in a minute")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked(name):
                # Whoever was before us at the lock has made it.
                return self.find(name) or self._make(name, order, store, seconds or self.seconds)
        finally:
            self._places.release()

    def _make(self, name: str, order: Order, store: Store | None, seconds: float) -> Parcel:
        # All that the work leaves behind, however it ends, goes with its folder.
        with tempfile.TemporaryDirectory(prefix=WORK, dir=self.folder) as work:
            order = replace(order, target=str(Path(work) / name))
            if store is not None:
                make(store, order)
            else:
                _run(order, seconds)
            with Path(order.target).open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            (self.folder / f"{name}.sha256").write_text(sha256, encoding="ascii")
            Path(order.target).replace(self.folder / name)
        self._sweep(name)
        return Parcel(self.folder / name, sha256)

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        with (self.folder / f"{name}.lock").open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    def _sweep(self, newest: str) -> None:
        """Remove the oldest exports where there are too many bytes of them. Who is sent one has it open, and keeps it."""
        ages = []
        for path in self.folder.iterdir():
            if path.suffix not in (".lock", ".sha256") and not path.name.startswith(WORK):
                with suppress(OSError):
                    ages.append((path.name == newest, path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, _, size, _ in ages)
        for is_newest, _, size, path in sorted(ages):
            if total <= self.most_bytes or is_newest:
                return
            for one in (path, self.folder / f"{path.name}.sha256", self.folder / f"{path.name}.lock"):
                one.unlink(missing_ok=True)
            total -= size


def init_app(app: Flask) -> None:
    """Have the app keep its exports."""
    config = app.config
    folder = config["EXPORTS"]
    made: list[Parcels] = []
    lock = threading.Lock()

    def find() -> Parcels:
        with lock:
            if not made:
                most = int(config["EXPORT_KEPT_MEGABYTES"] * 1_000_000)
                made.append(Parcels(Path(folder) if folder else None, most, config["EXPORT_SECONDS"]))
            return made[0]

    app.extensions["parcels"] = find
    app.extensions["export shares"] = Shares("exports", MOST_OWN, waiting=MOST_OWN, patience=PATIENCE)


def get_parcels() -> Parcels:
    """The exports of the app; the folder is made at the first of them, which may be in a forked process."""
    found: Parcels = current_app.extensions["parcels"]()
    return found


def _run(order: Order, seconds: float) -> None:
    """Have a process of its own make the export."""
    paths = [str(Path(__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    # -P keeps the folder that the service was started from off the path: it may hold another package named web.
    command = [sys.executable, "-P", "-m", "web.exporter", order.to_json()]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "TMPDIR": str(Path(order.target).parent)},
        )
    except subprocess.TimeoutExpired as error:
        raise QueryLate(seconds) from error
    if done.stdout:
        said = json.loads(done.stdout)
        if said["error"] == "MemoryError":
            raise OutOfMemory(order.megabytes)
        raise getattr(errors, said["error"], errors.ExportError)(said["message"])
    if done.returncode:
        raise OutOfMemory(order.megabytes)
