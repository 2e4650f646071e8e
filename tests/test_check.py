"""The look at a built graph: nothing to see on the samples, and each kind of fault seen where there is one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from rdflib import RDF, SKOS, Literal

from graph.check import Fault, check, count_gaps, find_gaps
from graph.snapshots import Snapshot, Unread, Workspace
from graph.store import Store, open_memory
from graph.terms import FACTS, ID, REGISTERS, SG, mint_council, mint_document


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


def test_check_tells_of_doubts_by_the_first_name_of_their_document(tmp_path: Path) -> None:
    document, doubt = ID["document/00000000000000aa"], ID["document/00000000000000aa/doubt/1"]
    facts = [
        (document, SG.fileName, Literal("b.csv")),
        (document, SG.fileName, Literal("a.csv")),
        (document, SG.doubt, doubt),
        (doubt, SG.field, Literal("inspection")),
        (doubt, SG.reason, Literal(f"may be {ID['inspection/X/sif/2014']} or {ID['inspection/X/sif/2015']}")),
    ]
    with open_memory() as store:
        store.add((*fact, REGISTERS) for fact in facts)
        assert check(store, make_snapshot(tmp_path)) == (
            Fault("doubt", "a.csv", "inspection: may be inspection/X/sif/2014 or inspection/X/sif/2015"),
        )


def test_gaps_are_counted_by_field_and_reason(store: Store) -> None:
    about = "no full inspection is known of the time of this framework: Inspection of"
    assert count_gaps(store) == (
        Fault(
            "gap", "inspections", f"1 at 1 council: {about} local authority children’s services (2023 to March 2026)"
        ),
        Fault(
            "gap",
            "inspections",
            f"2 at 2 councils: {about} safeguarding and looked after children services (2009 to 2012)",
        ),
        Fault("gap", "lead inspector", "2 at 2 councils: not told by the documents that mention it"),
        Fault("gap", "papers", "4 at 2 councils: no committee paper that was read tells of it"),
        Fault("gap", "published", "2 at 2 councils: not told by the documents that mention it"),
        Fault("gap", "report", "2 at 2 councils: known only from other documents than its own report"),
    )


def test_each_gap_is_told_of_its_thing(store: Store) -> None:
    gaps = find_gaps(store)
    visit = str(ID["inspection/E10000019/focused-visit/2018-04-10"])
    assert len(gaps) == 13
    assert [fault for fault in gaps if fault.thing == visit] == [
        Fault("gap", visit, "lead inspector: not told by the documents that mention it"),
        Fault("gap", visit, "published: not told by the documents that mention it"),
        Fault("gap", visit, "report: known only from other documents than its own report"),
    ]


def test_gap_of_a_grade_names_its_area() -> None:
    gap, area = ID["inspection/X/sif/2014/gap/grade-adoption"], ID["area/sif/adoption"]
    facts = [
        (gap, RDF.type, SG.Gap),
        (gap, SG.gapIn, ID["inspection/X/sif/2014"]),
        (gap, SG.field, Literal("grade")),
        (gap, SG.area, area),
        (gap, SG.reason, Literal("not found")),
        (area, SKOS.prefLabel, Literal("Adoption performance", lang="en")),
    ]
    with open_memory() as store:
        store.add((*fact, FACTS) for fact in facts)
        assert find_gaps(store) == (
            Fault("gap", str(ID["inspection/X/sif/2014"]), "grade of Adoption performance: not found"),
        )
