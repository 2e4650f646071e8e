"""Builds that are killed, and what is left of their workspaces; for tests and benchmarks."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph.build import build
from graph.snapshots import Snapshot, Workspace

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "data" / "reports"
FIRST = (
    "havering-2018-07-23-ilacs-inspection.txt",
    "lancashire-2018-05-22-self-assessment.txt",
    "lincolnshire-2015-single-inspection-minutes.html",
)
"""More than are new, so that a build goes on from the store before."""
MORE = ("lincolnshire-2018-06-08-focused-visit.docx", "lincolnshire-2019-06-11-ilacs-inspection.html")


class Killed(NamedTuple):
    """A build killed after so many seconds: whether it was still at work, what was wrong then, and after the next build."""

    seconds: float
    running: bool
    faults: tuple[str, ...]


class Trial:
    """A workspace with a build of some papers that serves, or with none, papers that come or go, and what a build after that
    gives which nobody stops; `upon` says whether that goes on from the store before.
    """

    def __init__(self, folder: Path, before: Iterable[str] = FIRST, after: Iterable[str] = (*FIRST, *MORE)) -> None:
        self.folder, self.papers, self.base = folder, folder / "papers", folder / "base"
        self.papers.mkdir(parents=True)
        self.base.mkdir()
        if self._lay_out(before):
            build([self.papers], Workspace(self.base))
        self._lay_out(after)
        self.served = _dump(self.base)
        whole = self._copy("whole")
        began = time.monotonic()
        subprocess.run(self._command(whole), cwd=ROOT, check=True, capture_output=True)
        self.takes = time.monotonic() - began
        self.wanted = _dump(whole)
        self.upon = _shares_store(Workspace(whole))

    def _lay_out(self, names: Iterable[str]) -> bool:
        """Have these reports lie in the folder, and no others; gives whether there are any."""
        for paper in self.papers.iterdir():
            paper.unlink()
        for name in names:
            shutil.copy(REPORTS / name, self.papers)
        return any(self.papers.iterdir())

    def iter_killed(self, moments: Iterable[float]) -> Iterator[Killed]:
        """What became of builds killed at these moments, as parts of the time that a whole one takes."""
        for number, moment in enumerate(moments):
            place = self._copy(f"killed-{number}")
            running = self._kill(place, moment * self.takes)
            yield Killed(moment * self.takes, running, tuple(self._iter_faults(place, running)))
            shutil.rmtree(place)

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.base, self.folder / name, symlinks=True))

    def _command(self, place: Path) -> list[str]:
        return [sys.executable, "-m", "graph", "build", str(self.papers), "-w", str(place)]

    def _kill(self, place: Path, seconds: float) -> bool:
        """Whether the build was still at work when it was killed."""
        with subprocess.Popen(
            self._command(place), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            try:
                process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)  # comes to an end when all its processes have
        return process.returncode == -signal.SIGKILL

    def _iter_faults(self, place: Path, running: bool) -> Iterator[str]:
        workspace, found = Workspace(place), _dump(place)
        if found not in (self.served, self.wanted):
            yield "what serves is neither the snapshot before nor the new one"
        if not running and found != self.wanted:
            yield "the build ended, and its snapshot does not serve"
        build([self.papers], workspace)
        if dump(workspace) != self.wanted:
            yield "the next build gives something else than one that nobody stopped"
        yield from (f"{name}: {damage}" for name, damage in workspace.verify().items() if damage)
        if {path.name for path in workspace.snapshots_path.iterdir()} != {one.name for one in workspace.list()}:
            yield "something is left in the folder of snapshots"


def _dump(place: Path) -> list[bytes]:
    """What serves in a workspace; nothing where nothing is built."""
    workspace = Workspace(place)
    return dump(workspace) if workspace.current() else []


def _shares_store(workspace: Workspace) -> bool:
    """Whether snapshots of a workspace have files of their stores together, as one has that goes on from another."""
    files = [path.stat().st_ino for one in workspace.list() for path in one.store_path.iterdir()]
    return len(set(files)) < len(files)


def serving(workspace: Workspace) -> Snapshot:
    """The snapshot that serves."""
    snapshot = workspace.current()
    assert snapshot is not None
    return snapshot


def dump(workspace: Workspace) -> list[bytes]:
    """All that the snapshot that serves holds, as sorted N-Quads."""
    stream = io.BytesIO()
    with workspace.open_store() as store:
        store.dump(stream)
    return sorted(stream.getvalue().splitlines())
