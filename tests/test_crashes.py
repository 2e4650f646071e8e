"""What a build does not survive leaves the workspace as it was: kills, a full disk, rights that are missing, clocks that jump."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph.build import build
from graph.cli import main
from graph.snapshots import Workspace
from tests.anybody import as_anybody, open_way
from tests.crashing import ROOT, Trial, dump, serving
from tests.web.serving import get, wait_until
from tests.web.serving import serving as serve

KILLS = 6
FULL = (
    "import resource, signal, sys\nfrom graph.cli import main\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))\n"
    "if __name__ == '__main__':\n    sys.exit(main(sys.argv[2:]))\n"
)
FILLED = """
import os, shutil, subprocess, sys
base, papers, disk, after, room = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", disk], check=True)
workspace, filler = shutil.copytree(base, f"{disk}/workspace", symlinks=True), f"{disk}/filler"
free = os.statvfs(disk)
with open(filler, "wb") as stream:
    stream.write(bytes(free.f_bavail * free.f_frsize - int(room)))
ended = subprocess.run([sys.executable, "-m", "graph", "build", papers, "-w", workspace])
os.remove(filler)
shutil.copytree(workspace, after, symlinks=True)
sys.exit(ended.returncode)
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("crashes"))


@pytest.fixture
def place(trial: Trial, tmp_path: Path) -> Workspace:
    """A workspace that serves its first report, for which more have come."""
    return Workspace(shutil.copytree(trial.base, tmp_path / "workspace", symlinks=True))


def test_build_killed_at_any_moment_leaves_what_served_and_the_next_completes_it(trial: Trial) -> None:
    chance = random.Random(7)  # noqa: S311  # the same moments each time
    moments = [(number + chance.random()) / KILLS for number in range(KILLS)]
    killed = list(trial.iter_killed(moments))
    assert [(one.seconds, one.faults) for one in killed if one.faults] == []
    assert any(one.running for one in killed)


@pytest.mark.parametrize("room", [100, 30_000, 300_000])
def test_full_disk_is_told_in_one_line_and_the_workspace_stays(room: int, trial: Trial, place: Workspace) -> None:
    # A file may not grow beyond so many bytes; the system says so with an error of its own, as it does of a disk without room.
    command = [sys.executable, "-c", FULL, str(room), "build", str(trial.papers), "-w", str(place.path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r"scrutiny: [^\n]+: [^\n]*File too large[^\n]*\n", ended.stderr)
    assert dump(place) == trial.served
    assert [one.number for one in place.list()] == [1]
    build([trial.papers], place)
    assert dump(place) == trial.wanted


@pytest.mark.parametrize("room", [8192, 1_000_000])
def test_disk_without_room_is_told_in_one_line_and_the_workspace_stays(room: int, trial: Trial, tmp_path: Path) -> None:
    # A disk of its own, in a space of names where this user may mount one.
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("a user may mount nothing here, so no disk can be made full")
    disk, after = tmp_path / "disk", tmp_path / "after"
    disk.mkdir()
    command = ["unshare", "-rm", sys.executable, "-c", FILLED, trial.base, trial.papers, disk, after, str(room)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r"scrutiny: [^\n]+: [^\n]*No space left on device[^\n]*\n", ended.stderr)
    place = Workspace(after)
    assert dump(place) == trial.served
    assert [path.name for path in place.snapshots_path.iterdir()] == [serving(place).name]
    build([trial.papers], place)
    assert dump(place) == trial.wanted


def test_folder_that_may_not_be_written_is_told(
    trial: Trial, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Workspace(shutil.copytree(trial.base, tmp_path_factory.mktemp("closed") / "workspace", symlinks=True))
    open_way(place.path, trial.papers)
    if os.geteuid():
        place.path.chmod(0o555)
    try:
        with as_anybody():
            status = main(["build", str(trial.papers), "-w", str(place.path)])
    finally:
        place.path.chmod(0o755)
    assert (status, capsys.readouterr().err) == (1, f"scrutiny: {place.path}: cannot be written: Permission denied\n")
    assert dump(place) == trial.served


def test_second_build_at_once_is_told_and_disturbs_nothing(
    trial: Trial, place: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with place.begin() as draft:
        status = main(["build", str(trial.papers), "-w", str(place.path)])
        assert draft.path.is_dir()
        draft.discard()
    line = f"scrutiny: {place.path}: another build is at work in it: wait for its end\n"
    assert (status, capsys.readouterr().err) == (1, line)
    assert dump(place) == trial.served


@pytest.mark.parametrize("year", [1980, 2090])
def test_clock_that_jumps_changes_no_order(year: int, trial: Trial, place: Workspace) -> None:
    first = serving(place)
    told = json.loads((first.path / "snapshot.json").read_text())
    (first.path / "snapshot.json").write_text(json.dumps(told | {"made": f"{year}-01-01T00:00:00+00:00"}))
    for path in place.path.rglob("*"):
        os.utime(path, times=((year - 1970) * 31_557_600,) * 2, follow_symlinks=False)
    build([trial.papers], place)
    assert [one.number for one in place.list()] == [1, 2]
    assert serving(place).number == 2
    assert dump(place) == trial.wanted
    assert [one.number for one in place.prune(1)] == [1]


def test_service_under_load_moves_to_a_new_snapshot_without_a_failed_request(
    trial: Trial, place: Workspace, tmp_path: Path
) -> None:
    paths = ("/", "/sparql?query=ASK%7B%7D", "/questions", "/healthz", "/search?q=Havering")
    answered: list[tuple[str, int, bytes]] = []
    faults: list[Exception] = []
    over = threading.Event()
    with serve(tmp_path, place.path, BESIDE=True) as server:

        def ask_on(number: int) -> None:
            while not over.is_set():
                for path in paths:
                    try:
                        told = get(server.address, path, f"127.0.0.{number + 2}")
                        answered.append((path, told.status, told.body if told.status != 200 else b""))
                    except OSError as error:
                        faults.append(error)

        askers = [threading.Thread(target=ask_on, args=(number,)) for number in range(3)]
        for asker in askers:
            asker.start()
        try:
            wait_until(lambda: len(answered) > len(paths) or faults)
            build([trial.papers], place)
            wait_until(lambda: serving(place).name.encode() in get(server.address, "/healthz").body or faults)
            before = len(answered)
            wait_until(lambda: len(answered) > before + len(paths) or faults)
        finally:
            over.set()
            for asker in askers:
                asker.join()
    assert faults == []
    assert [one for one in answered if one[1] != 200] == []
