"""What is said where a part is missing that not everybody needs: a command that works as it stands, with or without the source."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from graph.cli import main
from graph.extras import list_packages, tell_install

EXTRAS = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]


@pytest.mark.parametrize("extra", EXTRAS)
def test_packages_of_an_extra_are_those_of_the_project(extra: str) -> None:
    assert shlex.split(list_packages(extra)) == EXTRAS[extra]
    assert shlex.split(tell_install(extra)) == [sys.executable, "-m", "pip", "install", *EXTRAS[extra]]


def test_unknown_extra_is_named_itself() -> None:
    assert list_packages("none") == "'scrutiny-graph[none]'"


@pytest.mark.parametrize(
    ("library", "arguments", "line"),
    [
        ("distributed", ("data/reports", "--dask", "tcp://127.0.0.1:9"), "tcp://127.0.0.1:9: a cluster needs Dask: "),
        ("fsspec.core", ("s3://bucket/papers",), "s3://bucket/papers: addresses need fsspec: "),
    ],
)
def test_missing_extra_is_told_with_the_command_that_installs_it(
    library: str,
    arguments: tuple[str, ...],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("graph.spreading", "graph.across"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    assert main(["build", *arguments, "-w", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().err == f"scrutiny: {line}{tell_install('dask')}\n"


def test_command_that_is_told_is_one_that_pip_takes() -> None:
    command = shlex.split(tell_install("dask"))
    subprocess.run([*command, "--dry-run", "--no-index", "--quiet"], check=True)
