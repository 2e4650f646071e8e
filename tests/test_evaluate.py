"""What counts as right beside records labelled by hand: a grade at another inspection does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.cli import main
from graph.errors import WorkspaceError
from graph.evaluate import Evaluation, Miss, Score, evaluate

PAPER = """Lancashire County Council
Children's Services Scrutiny Committee
Meeting to be held on 6 March 2019

Ofsted inspected children's services in Lancashire in September 2015 and judged them to be inadequate.
The re-inspection in June 2018 judged them to require improvement to be good.
"""
EVENTS = (("SIF inspection", "2015-09", "inadequate"), ("re-inspection", "2018-06", "requires improvement to be good"))


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., Evaluation]:
    """Evaluates a paper that tells of two inspections against a record of inspections, each with its kind, date and grade."""

    def do(*events: tuple[str, str | None, str]) -> Evaluation:
        record: dict[str, Any] = {
            "file": "page_01.txt",
            "council": "Lancashire",
            "committee": "Children's Services Scrutiny Committee",
            "meeting_date": "2019-03-06",
            "people": [],
            "committee_recommendations": [],
            "findings": [],
            "events": [
                {
                    "kind": kind,
                    "start": date,
                    "end": None,
                    "published": None,
                    "judgements": [{"area": "overall", "grade": grade}],
                }
                for kind, date, grade in events
            ],
        }
        folder = tmp_path / "papers"
        folder.mkdir()
        (folder / "page_01.txt").write_text(PAPER, encoding="utf-8")
        (folder / "page_01.json").write_text(json.dumps(record), encoding="utf-8")
        return evaluate(tmp_path)

    return do


def find_score(evaluation: Evaluation, field: str) -> Score:
    return next(score for score in evaluation.scores if score.field == field)


def find_misses(evaluation: Evaluation, field: str) -> list[Miss]:
    return [miss for miss in evaluation.misses if miss.field == field]


def test_grades_at_their_inspections_are_right(judge: Callable[..., Evaluation]) -> None:
    evaluation = judge(*EVENTS)
    assert find_score(evaluation, "judgements") == Score("papers", "judgements", 2, 2, 2)
    assert evaluation.misses == ()


def test_grades_at_each_other_s_inspections_are_all_wrong(judge: Callable[..., Evaluation]) -> None:
    (one, when, bad), (other, then, better) = EVENTS
    evaluation = judge((one, when, better), (other, then, bad))
    assert find_score(evaluation, "judgements") == Score("papers", "judgements", 2, 2, 0)
    assert find_misses(evaluation, "judgements") == [
        Miss("page_01", "judgements", "missed", "('children', '2015', 'requires-improvement')"),
        Miss("page_01", "judgements", "missed", "('children', '2018', 'inadequate')"),
        Miss("page_01", "judgements", "wrong", "('children', '2015', 'inadequate')"),
        Miss("page_01", "judgements", "wrong", "('children', '2018', 'requires-improvement')"),
    ]


def test_grade_that_the_record_gives_no_year_is_right_at_none(judge: Callable[..., Evaluation]) -> None:
    evaluation = judge(EVENTS[0], (EVENTS[1][0], None, EVENTS[1][2]))
    assert find_score(evaluation, "judgements") == Score("papers", "judgements", 2, 2, 1)


def test_grades_of_a_report_s_earlier_inspections_are_compared_with_their_years(
    tmp_path: Path, report: Callable[[str], Path]
) -> None:
    folder = tmp_path / "gold" / "reports"
    folder.mkdir(parents=True)
    record = {
        "council": "Lancashire", "framework": "SIF-reinspection", "start": "2018-06-04", "end": "2018-06-15", "published": None,
        "lead_inspector": None, "inspectors": [], "other_people": [], "judgements": [], "recommendations": [],
        "previous_inspections": [
            {"what": "last inspection", "date": "2015-09", "grade": "inadequate"},
            {"what": "the one before", "date": "2012-01", "grade": "good"},
            {"what": "a visit", "date": "2017-07", "grade": None},
        ],
    }  # fmt: skip
    (folder / "one.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "one.src.json").write_text(json.dumps({"pdf": "one.pdf"}), encoding="utf-8")
    (tmp_path / "one.pdf").write_bytes(report("lancashire-2018-08-17-re-inspection.pdf").read_bytes())
    evaluation = evaluate(tmp_path / "gold")
    assert find_score(evaluation, "previous judgements") == Score("SIF-reinspection", "previous judgements", 2, 1, 1)
    assert find_misses(evaluation, "previous judgements") == [
        Miss("one", "previous judgements", "missed", "('2012', 'good')")
    ]


def test_folder_without_records_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no gold records: name a folder that holds reports"):
        evaluate(tmp_path)


def test_help_says_what_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--help"]) == 0
    assert "counts by that inspection's year, in papers by its kind as well" in " ".join(
        capsys.readouterr().out.replace("│", " ").split()
    )
