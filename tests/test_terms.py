"""The base of all addresses: another one for a whole installation, and what cannot be one told before anything is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import WorkspaceError
from graph.terms import BASE, WRITTEN_BASE, read_base

ROOT = Path(__file__).parent.parent
OTHER = "https://data.example.org/scrutiny/"


def run(base: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in an installation of another base."""
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    settings = os.environ | {"SCRUTINY_BASE": base}
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("base", [OTHER, "http://localhost:8000/", WRITTEN_BASE])
def test_address_with_a_slash_at_its_end_is_a_base(base: str) -> None:
    assert read_base(base) == base


def test_usual_base_is_that_of_the_files() -> None:
    assert read_base("") == WRITTEN_BASE == BASE


@pytest.mark.parametrize(
    "base", ["https://example.org", "example.org/", "https://example.org/a b/", "https://example.org/?q=/", "urn:x:"]
)
def test_base_below_which_nothing_can_stand_is_refused(base: str) -> None:
    with pytest.raises(WorkspaceError, match="a base is an address that ends in a slash"):
        read_base(base)


def test_command_tells_a_wrong_base_in_one_line() -> None:
    done = run("https://example.org", "--version")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "scrutiny: SCRUTINY_BASE=https://example.org: a base is an address that ends in a slash"
    )
    assert done.stderr.count("\n") == 1


def test_other_base_is_that_of_all_addresses(tmp_path: Path) -> None:
    place = ("-w", tmp_path / "workspace")
    assert (
        run(OTHER, "build", ROOT / "data" / "reports" / "havering-2018-07-23-ilacs-inspection.txt", *place).stderr == ""
    )
    rows = run(OTHER, "query", "current-judgements", *place).stdout.splitlines()
    assert [row.partition(",")[0] for row in rows] == ["council", f"{OTHER}id/council/E09000016"]
    usual = "SELECT ?s { GRAPH ?g { ?s ?p ?o FILTER(STRSTARTS(STR(?s), '%s') || STRSTARTS(STR(?o), '%s')) } }"
    found = run(OTHER, "query", "-e", usual.replace("%s", WRITTEN_BASE), *place)
    assert (found.returncode, found.stdout) == (0, "s\n")
    refused = run("", "query", "current-judgements", *place)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"its addresses begin with {OTHER}" in refused.stderr
