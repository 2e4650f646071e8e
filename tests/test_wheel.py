"""The wheel as a stranger meets it: installed into an empty environment, used from another folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COUNT_URL = "sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20WHERE%20%7B%3Fi%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fscrutiny-graph%2Fdef%23FullInspection%3E%7D"


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; it must succeed. Nothing of the source tree is on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `scrutiny` of the built wheel, in an environment that holds it and the locked requirements alone."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    pip = (folder / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.txt", cwd=folder)
    run(*pip, "--no-deps", *folder.glob("*.whl"), cwd=folder)
    return folder / "env" / "bin" / "scrutiny"


@contextmanager
def serving(command: Path, folder: Path) -> Iterator[str]:
    """The address at which the command serves the workspace of the folder."""
    server = subprocess.Popen([command, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[1]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_wheel_builds_asks_and_serves_from_another_folder(installed: Path, tmp_path: Path) -> None:
    run(installed, "build", ROOT / "data" / "reports", cwd=tmp_path)
    leaders = run(installed, "query", "current-judgements", "--format", "csv", cwd=tmp_path)
    with serving(installed, tmp_path) as address:
        with urllib.request.urlopen(address) as home:
            sheet = re.search(rb"/static/vendor/govuk-[A-Z0-9]{8}\.css", home.read())
        assert sheet, "the wheel carries the front end's parts"
        with urllib.request.urlopen(address.rstrip("/") + sheet[0].decode()) as part:
            assert part.status == 200
        with urllib.request.urlopen(f"{address}{COUNT_URL}") as answer:
            assert answer.headers["Content-Type"].startswith("application/sparql-results+json")
    assert "Lancashire" in leaders
