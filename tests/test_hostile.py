"""A folder as a stranger could send it: the build comes to its end, and tells of each file why it is not in the graph."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.snapshots import Snapshot, Workspace
from graph.sources import tell
from tests.hostile import make_hostile

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "reports" / "havering-2018-07-23-ilacs-inspection.txt"
LIMITS = {"SCRUTINY_DOCUMENT_SECONDS": "3", "SCRUTINY_DOCUMENT_MEGABYTES": "1024"}


class Built(NamedTuple):
    """What a build of the hostile folder said, and the snapshot that it made."""

    folder: Path
    names: list[str]
    status: int
    complaints: list[str]
    snapshot: Snapshot

    @property
    def reasons(self) -> dict[str, str]:
        """Why each file is not in the graph, by its name as it is told."""
        return {
            path.removeprefix(f"{self.folder}/"): reason
            for path, reason in (*self.snapshot.unread, *self.snapshot.left_out)
        }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    names = make_hostile(folder)
    shutil.copy(SAMPLE, folder)
    workspace = folder.parent / "workspace"
    command = [sys.executable, "-m", "graph", "build", folder, "-w", workspace]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | LIMITS, capture_output=True, text=True, check=False, timeout=600
    )
    snapshot = Workspace(workspace).current()
    assert snapshot, ended.stderr
    return Built(folder, names, ended.returncode, ended.stderr.splitlines(), snapshot)


def test_each_file_is_a_document_or_told_with_its_reason(built: Built) -> None:
    assert len(built.names) > 150
    assert built.status == 3
    assert built.complaints == [
        f"scrutiny: left out {built.folder}/{name}: {' '.join(reason.split())}"
        for name, reason in built.reasons.items()
    ]
    assert built.reasons.keys() <= set(map(tell, built.names))
    assert (
        len(built.names) + 1
        == len(built.reasons) + built.snapshot.counts["documents"] + built.snapshot.counts["datasets"]
    )


def test_no_file_finds_a_fault_of_ours(built: Built) -> None:
    assert [name for name, reason in built.reasons.items() if "fault of this program" in reason] == []


def test_sound_file_among_them_is_in_the_graph(built: Built) -> None:
    assert SAMPLE.name not in built.reasons
    assert built.snapshot.counts["facts"] > 50


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("form-of-itself.pdf", "its reader crashed; the file may be damaged or hostile"),
        (
            "spaces-first.txt",
            "takes more than 3 seconds of a processor; leave it out, or set SCRUTINY_DOCUMENT_SECONDS higher",
        ),
        ("pipe.pdf", "is no file, but a pipe, a socket or a device; leave it out"),
        ("socket.pdf", "is no file, but a pipe, a socket or a device; leave it out"),
        ("link-device.pdf", "is a link that leads out of the folder; name what it leads to"),
        ("link-out.txt", "is a link that leads out of the folder; name what it leads to"),
        ("link-to-folder", "is a link that leads out of the folder; name what it leads to"),
        ("link-loop.pdf", "cannot be opened: Too many levels of symbolic links"),
        ("sparse.pdf", "is larger than 200 MB; split it"),
        ("entities.rdf", "its entity a1 is made of other entities: write them out"),
        ("locked.docx", "is encrypted; save it without a password"),
    ],
)
def test_hostile_file_is_left_out_with_the_reason(name: str, reason: str, built: Built) -> None:
    assert built.reasons[name] == reason
