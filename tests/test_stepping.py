"""Whatever came before, a build on top of a snapshot gives what a build from nothing gives of the same inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.snapshots import Workspace
from tests.stepping import Keeping, claim_by_chance, find_differences

STEPS = 8


@pytest.mark.parametrize("seed", [1, 2])
def test_builds_upon_builds_give_what_builds_from_nothing_give(
    seed: int, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.parcels.iter_claims", claim_by_chance)
    monkeypatch.setattr("graph.succession._CHANGED", 1)  # so that small rooms are built upon, too
    keeping = Keeping(tmp_path, Workspace(workspace), seed)
    keeping.build(keeping.workspace)
    for number in range(STEPS):
        told = keeping.step()
        monkeypatch.setenv("SCRUTINY_BUILD_MEGABYTES", keeping.chance.choice(("1", "1024")))
        anew = keeping.copy()
        if keeping.build(keeping.workspace).unchanged:
            continue
        keeping.build(anew)
        assert find_differences(keeping.workspace, anew) == [], f"after step {number}, {told}"
    assert not any(keeping.workspace.verify().values())
