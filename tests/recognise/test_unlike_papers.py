"""Papers in the layouts of many councils, each written and labelled before it was read: what is found in them, and what is not.

The records have the form of gold records (`graph.evaluate`), so that `scrutiny evaluate tests/fixtures` measures them as well.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.evaluate import Evaluation, evaluate

FIXTURES = Path(__file__).parent.parent / "fixtures"
FIELDS = {"council", "committee", "meeting date", "events", "judgements", "people", "requests", "findings"}
#: What is left out, and why where it is not plain: absent is better than wrong.
with (FIXTURES / "missed.csv").open(encoding="utf-8", newline="") as rows:
    MISSED = [(row["record"], row["field"], row["value"]) for row in csv.DictReader(rows)]


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(FIXTURES)


def test_paper_tells_nothing_that_its_reader_did_not_find(evaluation: Evaluation) -> None:
    assert [miss for miss in evaluation.misses if miss.side == "wrong" and miss.field in FIELDS] == []


def test_paper_tells_all_but_what_is_known_to_be_left_out(evaluation: Evaluation) -> None:
    missed = [miss for miss in evaluation.misses if miss.side == "missed" and miss.field in FIELDS]

    assert [(miss.record, miss.field, miss.value) for miss in missed] == MISSED
    assert {score.field for score in evaluation.scores} >= FIELDS
