"""The one command for all benchmarks: it knows every program, passes on what they print, and gathers the figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import PROGRAMS
from tests.benchmarks.printing import Row, at_least, at_most, beside, gather, print_figures

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
PARTS = {"growing", "peers", "preparing", "pressing", "printing", "synthetic"}
"""What programs share, and what makes their data."""


def test_every_program_is_known() -> None:
    found = {path.stem for path in FOLDER.glob("*.py")} - PARTS
    assert {name for name in found if not name.startswith(("_", "test_"))} == set(PROGRAMS)


def test_figures_are_gathered_as_they_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [at_most("a | b", 2.0, 1, "s"), at_least("c", 10, 1, "a second"), beside("d", 3, "peer", 2, "s")]
    assert not print_figures("Some", figures)
    assert gather(capsys.readouterr().out.splitlines()) == [
        Row("a / b", "2.0 s", "at most 1 s", "no"),
        Row("c", "10 a second", "at least 1 a second", "yes"),
        Row("d", "3.0 s", "peer 2.0 s, 1.5 times that", ""),
    ]


def test_command_runs_what_is_named_and_gathers_it() -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "reading", "--corpus", "data/reports"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    passed_on, _, gathered = ended.stdout.partition("## All figures")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "| reading 8 documents |" in passed_on
    assert "| reading | reading 8 documents |" in gathered
    assert gathered.endswith("0 goals met, 0 missed\n")


def test_command_says_what_there_is() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "there is no benchmark nothing: choose of reading, building, " in ended.stderr
