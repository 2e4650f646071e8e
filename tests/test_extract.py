"""The JSON object that tells what is recognised in one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.extract import Json, to_json
from graph.read import read
from graph.recognise import recognise

EVIDENCE = ["page", "start", "end", "quote"]


def extract(path: Path) -> Json:
    document = read(path)
    return to_json(document, recognise(document))


def iter_evidence(value: Any) -> Iterator[Json]:
    """All evidence in an object, at any depth."""
    if isinstance(value, dict):
        if list(value) == EVIDENCE:
            yield value
        for part in value.values():
            yield from iter_evidence(part)
    elif isinstance(value, list):
        for part in value:
            yield from iter_evidence(part)


def test_report_has_the_promised_shape(report: Callable[[str], Path]) -> None:
    path = report("lancashire-2018-08-17-re-inspection.pdf")
    told = extract(path)
    assert list(told) == [
        "document", "inspections", "people", "committee_recommendations", "findings", "meetings", "appendices", "links", "doubts",
    ]  # fmt: skip
    (subject,) = (one for one in told["inspections"] if one["subject"])
    assert subject["council"] == {"name": "Lancashire", "gss": "E10000017"}
    single = ("kind", "framework", "start", "end", "published", "lead_inspector", "aggregate", "planned", "counts")
    assert {name: subject[name] for name in single} == {
        "kind": "re-inspection",
        "framework": "SIF-reinspection",
        "start": "2018-06-04",
        "end": "2018-06-28",
        "published": "2018-08-17",
        "lead_inspector": "Lorna Schlechte",
        "aggregate": False,
        "planned": False,
        "counts": {},
    }
    assert [list(row) for row in subject["judgements"]] == [["area", "grade", "overall", "evidence"]] * 6
    assert subject["recommendations"]
    assert [
        row for row in subject["recommendations"] if not {"to", "text", "kind", "number", "evidence"} <= set(row)
    ] == []
    assert list(subject["sources"]) == ["council", "framework", "start", "end", "published", "lead_inspector"]


def test_document_is_told_with_its_file(report: Callable[[str], Path]) -> None:
    path = report("lancashire-2017-09-06-monitoring-visit-paper.docx")
    told = extract(path)["document"]
    assert len(told.pop("sha256")) == 64
    assert told == {
        "path": str(path),
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pages": 1,
        "kind": "committee paper",
        "title": "Ofsted Monitoring Visit: what inspectors found in July 2017",
        "council": "Lancashire",
        "committee": "Children's Services Scrutiny Committee",
        "meeting_date": "2017-09-06",
        "published": None,
    }


def test_dates_keep_the_precision_that_is_known(report: Callable[[str], Path]) -> None:
    told = extract(report("lancashire-2018-05-22-self-assessment.txt"))
    starts = {one["kind"]: one["start"] for one in told["inspections"]}
    assert (starts["SEND inspection"], starts["peer review"]) == ("2017-11", "2017-10")


def test_evidence_stands_where_it_says(report: Callable[[str], Path]) -> None:
    for name in ("lincolnshire-2019-06-11-ilacs-inspection.html", "lancashire-2018-05-22-self-assessment.txt"):
        document = read(report(name))
        found = list(iter_evidence(to_json(document, recognise(document))))
        assert len(found) > 10
        wrong = [one for one in found if document.text[one["start"] : one["end"]] != one["quote"] or not one["quote"]]
        assert wrong == []


def test_whole_object_is_json_and_comes_back(report: Callable[[str], Path]) -> None:
    told = extract(report("lancashire-2025-02-12-area-send.pdf"))
    assert json.loads(json.dumps(told)) == told


def test_unknown_document_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Nothing about anybody.\n")
    told = extract(path)
    assert told["document"]["kind"] == "unknown"
    assert [value for name, value in told.items() if name != "document"] == [[]] * 8


def test_table_is_told_as_what_it_is_with_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "council_code,council,kind,start,overall,report_address\n"
        "E10000017,Lancashire,SIF inspection,2015-09-14,inadequate,https://example.org/1\n",
        encoding="utf-8",
    )
    told = extract(path)
    (inspection,) = told["inspections"]
    assert (told["document"]["kind"], told["document"]["media_type"]) == ("table of inspections", "text/csv")
    assert (inspection["subject"], inspection["start"], inspection["address"]) == (
        False,
        "2015-09-14",
        "https://example.org/1",
    )
    assert [row["evidence"]["quote"] for row in inspection["judgements"]] == ["inadequate"]
    assert inspection["sources"]["council"] == {"page": 1, "start": 65, "end": 75, "quote": "Lancashire"}
