"""The look at a built graph: nothing to see on the samples, and each kind of fault seen where there is one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from rdflib import Literal

from graph.check import Fault, check
from graph.snapshots import Snapshot, Unread, Workspace
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, SG, mint_council, mint_document


def make_snapshot(folder: Path, **absent: tuple[Unread, ...]) -> Snapshot:
    return Snapshot("0001-test", folder, "2026-01-01", "", {}, **absent)


def test_check_finds_nothing_wrong_with_the_samples(workspace: Path) -> None:
    place = Workspace(workspace)
    current = place.current()
    assert current is not None
    with place.open_store(current) as store:
        assert [fault for fault in check(store, current) if fault.kind != "disagreement"] == []


def test_check_sees_a_quote_that_does_not_stand_at_its_offsets(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace, tmp_path / "copy", symlinks=True)
    place = Workspace(tmp_path / "copy")
    current = place.current()
    assert current is not None
    path = min(current.text_path.iterdir())
    told = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()  # shared with what the workspace keeps
    path.write_text(json.dumps(told | {"text": f"x{told['text']}"}), encoding="utf-8")
    with place.open_store(current) as store:
        faults = [fault for fault in check(store, current) if fault.kind == "evidence"]
    assert {fault.what for fault in faults} == {"its quote does not stand at its offsets"}
    assert {fault.thing.partition("/evidence")[0] for fault in faults} == {str(mint_document(path.stem))}


def test_check_sees_a_fact_that_nobody_says(tmp_path: Path) -> None:
    council = mint_council("E10000017")
    with open_memory() as store:
        store.add([(council, SG.number, Literal(1), FACTS)])
        faults = check(store, make_snapshot(tmp_path))
    assert Fault("evidence", str(council), "no statement says its number") in faults


def test_check_tells_of_disagreements_and_absent_documents(store: Store, tmp_path: Path) -> None:
    unread, left_out = Unread("a.pdf", "it is empty"), Unread("b.pdf", "it breaks a shape")
    faults = check(store, make_snapshot(tmp_path, unread=(unread,), left_out=(left_out,)))
    assert [fault for fault in faults if fault.kind in ("unread", "left out")] == [
        Fault("unread", *unread),
        Fault("left out", *left_out),
    ]
    assert [fault for fault in faults if fault.kind == "disagreement"] == [
        Fault(
            "disagreement",
            str(ID["inspection/E10000017/sif/2015-09-14"]),
            "documents disagree about its publishedDate: 2015-09 or 2015-11-27",
        )
    ]
