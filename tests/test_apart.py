"""Work in processes apart: what ends one of them, in whatever way, takes nothing else along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.apart import Apart, Lost, iter_apart, prepare
from graph.errors import WorkspaceError
from graph.kept import Keeper, Kept
from graph.knowledge import reading_version
from graph.limits import Limits, read_limits
from tests.web.serving import is_running, wait_until

LIMITS = Limits(1, 512)


def work(kind: str) -> str:
    """Does to its process what the kind says."""
    if kind == "crash":
        os.abort()
    elif kind == "fault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "leave":
        os._exit(3)
    elif kind == "hang":
        while True:
            pass
    elif kind == "grow":
        return str(len(bytearray(600 << 20)))
    elif kind == "shout":
        os.write(2, b"a library's last words\n")
    return f"{kind} done"


CRASHED = Lost("its reader crashed; the file may be damaged or hostile", "1 s, 512 MB")
ENDS = {
    "sound": "sound done",
    "shout": "shout done",
    "crash": CRASHED,
    "fault": CRASHED,
    "leave": CRASHED,
    "hang": Lost(
        "takes more than 1 seconds of a processor; leave it out, or set SCRUTINY_DOCUMENT_SECONDS higher", "1 s, 512 MB"
    ),
    "grow": Lost(
        "takes more than 512 MB of memory; leave it out, or set SCRUTINY_DOCUMENT_MEGABYTES higher", "1 s, 512 MB"
    ),
}


def test_work_that_ends_its_process_costs_itself_alone(capfd: pytest.CaptureFixture[str]) -> None:
    kinds = [*ENDS, "another", "crash", "last"]
    found = sorted(iter_apart(work, [(kind, 0) for kind in kinds], 2, LIMITS), key=lambda pair: kinds.index(pair[0]))
    assert found == sorted(
        [*ENDS.items(), ("another", "another done"), ("crash", CRASHED), ("last", "last done")],
        key=lambda pair: kinds.index(pair[0]),
    )
    assert capfd.readouterr().err == ""


def end_once(mark: str) -> str:
    """Is ended from outside the first time."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_work_that_somebody_ended_is_tried_once_more(tmp_path: Path) -> None:
    mark = str(tmp_path / "tried")
    assert list(iter_apart(end_once, [(mark, 0)], 1, LIMITS)) == [(mark, "done")]


def test_process_that_stays_is_another_after_one_that_ended(tmp_path: Path) -> None:
    apart = Apart(LIMITS)
    try:
        kinds = ["sound", "crash", "another", "hang", "grow", "last"]
        wanted = {"another": "another done", "last": "last done"} | ENDS
        assert [apart.run(work, kind, 0) for kind in kinds] == [wanted[kind] for kind in kinds]
        assert apart.run(end_once, str(tmp_path / "tried"), 0) == "done"
    finally:
        apart.close()


def test_what_is_prepared_serves_what_comes_later_and_loads_no_command() -> None:
    prepare()
    prepare()
    assert list(iter_apart(work, [("sound", 0)], 1, LIMITS)) == [("sound", "sound done")]
    # Each process of a build loads what started it, which is therefore small.
    script = "import sys, graph.__main__; sys.exit('graph.cli' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def refuse(_: str) -> str:
    raise OSError(28, "No space left on device", "kept.json")


def test_error_of_the_work_itself_is_raised() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        list(iter_apart(refuse, [("a", 0), ("b", 0)], 1, LIMITS))


def test_large_file_has_more_seconds() -> None:
    assert [Limits(60).seconds_for(size) for size in (0, 99 << 20, 100 << 20, 1 << 30)] == [60, 60, 120, 660]


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_limits() == Limits(60, 2048)
    monkeypatch.setenv("SCRUTINY_DOCUMENT_SECONDS", "5")
    assert str(read_limits()) == "5 s, 2048 MB"
    monkeypatch.setenv("SCRUTINY_DOCUMENT_MEGABYTES", "much")
    with pytest.raises(
        WorkspaceError,
        match=r"^SCRUTINY_DOCUMENT_MEGABYTES=much: not a whole number from 1 on: correct it, or leave it out$",
    ):
        read_limits()


def test_what_limits_ended_is_read_again_with_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper, lost = Keeper(tmp_path), Kept(reading_version(), "f" * 64, unread="too long", limits=str(read_limits()))
    keeper.keep(lost, None)
    assert keeper.load(lost.sha256) == lost
    monkeypatch.setenv("SCRUTINY_DOCUMENT_SECONDS", "600")
    assert keeper.load(lost.sha256) is None


def test_process_that_is_copied_ends_with_its_builder() -> None:
    program = (
        "import os, signal\nfrom graph.apart import iter_apart\nfrom graph.limits import Limits\nfrom tests.test_apart import work\n"
        "if __name__ == '__main__':\n    list(iter_apart(work, [('sound', 0)], 1, Limits()))\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE
    ) as ended:
        ended.communicate(timeout=60)  # comes to an end when all who share the pipe have ended
    assert ended.returncode == -signal.SIGKILL


def test_readers_that_do_not_start_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("raise ValueError")
    (tmp_path / "paper.txt").write_text("Report to Cabinet")
    start = "import graph.apart, graph.cli; graph.apart.LOADED = ['broken']; raise SystemExit(graph.cli.main())"
    command = [sys.executable, "-c", start, "build", "paper.txt", "--workspace", "workspace"]
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parent.parent)])
    ended = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "scrutiny: the processes that read documents do not start, for want of memory perhaps: build again, or install anew"
    )
    assert not (tmp_path / "workspace" / "current").exists()


def stay(place: str) -> None:
    """Says which process it is in, and stays there."""
    whole = Path(place)
    whole.with_suffix(".part").write_text(str(os.getpid()))
    whole.with_suffix(".part").rename(whole)
    time.sleep(600)


def test_work_begins_before_anybody_asks_and_ends_with_who_could(tmp_path: Path) -> None:
    place = tmp_path / "process"
    begun = iter_apart(stay, [(str(place), 0)], 1, LIMITS)
    wait_until(place.exists)
    process = int(place.read_text())
    assert is_running(process)
    del begun
    wait_until(lambda: not is_running(process))
