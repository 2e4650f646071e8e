"""What may end an export before its time: a full disk, a stop from the keyboard. Nothing half-written stays."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KINDS = ("nquads", "jsonld", "csv", "xlsx", "parquet", "sqlite")


def limit_files() -> None:
    """Let no file grow beyond 50 kB, as if the disk were full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def command(workspace: Path, kind: str, target: Path) -> list[str]:
    return [sys.executable, "-m", "graph", "export", kind, "-o", str(target), "-w", str(workspace)]


@pytest.mark.parametrize("kind", KINDS)
def test_full_disk_is_told_in_a_line_and_nothing_stays(kind: str, workspace: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        command(workspace, kind, tmp_path / "target"),
        cwd=ROOT, env=os.environ | {"TMPDIR": str(scratch)}, preexec_fn=limit_files, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "cannot be written" in done.stderr
    assert [*tmp_path.iterdir(), *scratch.iterdir()] == [scratch]


@pytest.mark.parametrize("kind", ["trig", "xlsx"])
def test_stop_from_the_keyboard_leaves_nothing(kind: str, workspace: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with subprocess.Popen(
        command(workspace, kind, tmp_path / "target"),
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
