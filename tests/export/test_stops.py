"""What may end an export before its time: a full disk, a stop from the keyboard. Nothing half-written stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.export import kinds

ROOT = Path(__file__).parent.parent.parent
FILL = """
import resource, sys
from graph.cli import main
from graph.export import kinds
# Let no file grow beyond a kilobyte, as if the disk were full.
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for kind in kinds():
    print(kind.name, main(["export", kind.name, "-o", sys.argv[1], "-w", sys.argv[2]]), flush=True)
"""


def command(workspace: Path, kind: str, target: Path) -> list[str]:
    return [sys.executable, "-m", "graph", "export", kind, "-o", str(target), "-w", str(workspace)]


def test_full_disk_is_told_in_a_line_for_every_kind_and_nothing_stays(workspace: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path / "target"), str(workspace)],
        cwd=ROOT, env=os.environ | {"TMPDIR": str(scratch)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = [kind.name for kind in kinds()]
    assert done.stdout.splitlines() == [f"{name} 1" for name in names]
    lines = done.stderr.splitlines()
    assert [line for line in lines if "cannot be written" not in line] == []
    assert len(lines) == len(names)
    assert [*tmp_path.iterdir(), *scratch.iterdir()] == [scratch]


@pytest.mark.parametrize("kind", ["trig", "jsonld", "xlsx"])
def test_stop_from_the_keyboard_leaves_nothing(kind: str, workspace: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    # A shell that runs the tests in the background has all that they start ignore such a stop.
    with subprocess.Popen(
        ["env", "--default-signal=INT", *command(workspace, kind, tmp_path / "target")],
        cwd=ROOT, env=os.environ | {"TMPDIR": str(scratch)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        until = time.monotonic() + 60
        while not any(
            path.name.startswith((".target", "scrutiny-")) for path in (*tmp_path.iterdir(), *scratch.iterdir())
        ):
            assert time.monotonic() < until
            time.sleep(0.005)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, "scrutiny: stopped\n")
    assert [*tmp_path.iterdir(), *scratch.iterdir()] == [scratch]
