"""The scripts that set everything up, where something is missing: one line says what, and nothing is left half."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.anybody import NOBODY, open_way

ROOT = Path(__file__).parent.parent
TOOLS = ("bash", "env", "dirname", "grep", "rm", "cat", "cksum")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of which only the scripts are there, below a name with a space in it."""
    folder = tmp_path / "a fresh checkout"
    shutil.copytree(ROOT / "script", folder / "script")
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> str:
    """A path with the common tools of a machine, and no Python."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name) or name)
    return str(folder)


def run(checkout: Path, script: str, **environment: str) -> tuple[int, str]:
    """The exit status of a script, and all that it prints."""
    done = subprocess.run(
        [checkout / "script" / script], capture_output=True, text=True, check=False, env=dict(os.environ) | environment
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("script", ["setup", "server", "test"])
def test_machine_without_python_is_told_in_one_line(script: str, checkout: Path, tools: str) -> None:
    assert run(checkout, script, PATH=tools) == (
        1,
        "script/setup: Python 3.11 or later is needed and none was found (Debian: apt-get install python3 python3-venv)\n",
    )
    assert [path.name for path in checkout.iterdir()] == ["script"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else for a moment")
def test_checkout_that_cannot_be_written_is_told_in_one_line(checkout: Path) -> None:
    open_way(checkout)
    done = subprocess.run(
        [checkout / "script" / "server"], capture_output=True, text=True, check=False, user=NOBODY, group=NOBODY, extra_groups=[]
    )  # fmt: skip
    line = f"script/setup: {checkout} cannot be written, and what is needed is to be put in .venv there\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


def test_environment_that_was_moved_is_not_gone_on_with(checkout: Path, tools: str) -> None:
    environment = checkout / ".venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "activate").write_text('VIRTUAL_ENV="/somewhere/else/.venv"\n')
    (environment / "python").symlink_to(shutil.which("true") or "true")
    assert run(checkout, "setup", PATH=tools)[1].startswith("script/setup: Python 3.11 or later is needed")
