"""What a store elsewhere holds of a workspace's graphs: written down graph by graph as each is sent, so that nothing is lost.

A ledger is a file of lines in the workspace, one for each store. A graph is noted as in doubt before it is touched and with
its digest once the store has it in full; whoever is interrupted finds what is to be done again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import WorkspaceError
from graph.terms import digest

DOUBT = ""
"""The digest of a graph that the store may hold, in full, in part, or as it was before."""


class Ledger:
    """The digest of each graph that a store was sent, and the snapshot that it holds in full ("" for none)."""

    def __init__(self, stream: IO[str], held: dict[str, str], snapshot: str) -> None:
        self.held, self.snapshot = held, snapshot
        self._stream = stream

    def note(self, graph: str, told: str | None) -> None:
        """Write down that the store holds a graph of that digest, or that it may (DOUBT), or that it does not (None)."""
        if told is None:
            self.held.pop(graph, None)
        else:
            self.held[graph] = told
        self._append({"graph": graph, "digest": told})

    def finish(self, snapshot: str) -> None:
        """Write down that the store holds a whole snapshot, or, with "", that it does not any more."""
        self.snapshot = snapshot
        self._append({"snapshot": snapshot})

    def _append(self, line: dict[str, str | None]) -> None:
        self._stream.write(json.dumps(line) + "\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())


def is_known(folder: Path, address: str) -> bool:
    """Whether the store at an address was ever sent a graph, by what is kept in a folder."""
    return bool(_read(_find(folder, address))[0])


@contextmanager
def open_ledger(folder: Path, address: str) -> Iterator[Ledger]:
    """The ledger of the store at an address, kept in a folder, for one upload at a time; WorkspaceError while another works."""
    path = _find(folder, address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("a") as lock:
            _lock(lock, address)
            held, snapshot = _read(path)
            _rewrite(path, address, held, snapshot)
            with path.open("a", encoding="utf-8") as stream:
                yield Ledger(stream, held, snapshot)
    except OSError as error:
        raise WorkspaceError(
            f"{path}: what the store holds cannot be written down: {error.strerror or error}"
        ) from error


def _find(folder: Path, address: str) -> Path:
    return folder / f"{digest(address)}.jsonl"


def _lock(stream: IO[str], address: str) -> None:
    # The kernel lets go of the lock when its process ends, however it ends.
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise WorkspaceError(f"another build is sending graphs to {address}: wait for its end") from error


def _read(path: Path) -> tuple[dict[str, str], str]:
    """What the lines come to; where one cannot be read, all that they tell of is in doubt."""
    held: dict[str, str] = {}
    snapshot, sound = "", True
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        try:
            said = json.loads(line)
            snapshot = said.get("snapshot", snapshot)
            if "graph" in said and said["digest"] is None:
                held.pop(said["graph"], None)
            elif "graph" in said:
                held[said["graph"]] = said["digest"]
        except (ValueError, KeyError, TypeError, AttributeError):
            sound = False
    return (held, snapshot) if sound else (dict.fromkeys(held, DOUBT), "")


def _rewrite(path: Path, address: str, held: dict[str, str], snapshot: str) -> None:
    """The same in as few lines as will do: they would grow with every build."""
    lines: list[dict[str, str]] = [
        {"store": address},
        *({"graph": graph, "digest": told} for graph, told in held.items()),
    ]
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(json.dumps(line) + "\n" for line in (*lines, {"snapshot": snapshot})), encoding="utf-8")
    fresh.replace(path)
