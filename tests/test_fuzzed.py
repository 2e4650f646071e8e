"""Readers, the look at queries and dates under input that nobody thought of: hypothesis makes the same each time.

What programs find that go on for longer (`tests/benchmarks/fuzzing.py`, `tests/benchmarks/guided.py`) becomes a test beside the
code that it is about.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.apart import Apart, Lost
from graph.dates import parse_date
from graph.errors import GraphError
from graph.limits import Limits
from graph.recognise.dates import iter_periods
from graph.store import Store, open_memory
from graph.store.scan import find_refusal
from tests.mutating import break_one, try_reader, try_scan

CHANCE = st.randoms(use_true_random=False)
PIECES = st.one_of(st.text(max_size=8), st.sampled_from(
    "1 31 29 February November 2018 2015-11 9999 0000 ٢٠١٨ ² st th to – - / . , and of the between from 99999999999999999999".split()
))  # fmt: skip
WORDS = st.lists(PIECES, max_size=30).map(" ".join)


def often(examples: int) -> Any:
    """So many examples, the same in each run, however long they take on a busy machine."""
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """A process for what could take this one along."""
    with contextlib.closing(Apart(Limits(seconds=20))) as made:
        yield made


@pytest.fixture(scope="module")
def empty() -> Iterator[Store]:
    with contextlib.closing(open_memory()) as store:
        yield store


@pytest.mark.parametrize(("kind", "examples"), [("txt", 60), ("html", 120), ("docx", 100), ("csv", 10)])
def test_broken_document_is_read_or_refused(kind: str, examples: int) -> None:
    @often(examples)
    @given(CHANCE)
    def hold(chance: Random) -> None:
        try_reader(break_one(kind, chance))

    hold()


@often(100)
@given(chance=CHANCE)
def test_broken_pdf_is_read_or_refused(apart: Apart, chance: Random) -> None:
    data = break_one("pdf", chance)
    found = apart.run(try_reader, data, len(data))
    # A library that crashes over a file costs that file; what no limit explains is raised here.
    assert found is None or isinstance(found, Lost)


@often(300)
@given(CHANCE)
def test_look_at_a_broken_query_lets_it_pass_or_tells_the_place(chance: Random) -> None:
    try_scan(break_one("queries", chance))


@often(150)
@given(chance=CHANCE)
def test_broken_query_that_may_pass_neither_hurts_nor_surprises_the_engine(empty: Store, chance: Random) -> None:
    text = break_one("queries", chance).decode("utf-8", "replace")
    if find_refusal(text) is None:
        with contextlib.suppress(GraphError):
            empty.query(text)


@often(300)
@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True))
def test_text_is_a_date_that_writes_itself_alike_or_none(text: str) -> None:
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert str(found) == text
    assert found.first <= found.last
    assert found.covers(found)


@often(300)
@given(WORDS, st.booleans())
def test_periods_of_any_words_stand_where_they_say(text: str, years: bool) -> None:
    ends = [0]
    for period in iter_periods(text, years=years):
        assert ends[-1] <= period.start < period.end <= len(text)
        ends.append(period.end)


@pytest.mark.parametrize("text", ["9999", "9999-12"])
def test_last_day_of_all_can_be_told(text: str) -> None:
    assert parse_date(text).last == date(9999, 12, 31)


def test_digits_of_other_scripts_are_no_iso_date() -> None:
    with pytest.raises(ValueError, match="not an ISO date"):
        parse_date("٢٠١٨-٠٩")
