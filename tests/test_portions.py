"""Queries name as many things as they can hold, and all of them are named."""

from __future__ import annotations

from graph.portions import iter_portions
from graph.store import open_memory


def test_portions_hold_all_things_in_order_and_no_more_than_so_many() -> None:
    assert list(iter_portions(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(iter_portions([], 3)) == []


def test_query_can_name_the_things_of_a_portion_twice() -> None:
    things = [f"https://example.org/{'very-' * 60}long/{number}" for number in range(500)]
    portions = list(iter_portions(things, 500))
    assert [thing for portion in portions for thing in portion] == things
    with open_memory() as store:
        for portion in portions:
            named = " ".join(f"<{thing}>" for thing in portion)
            store.query(f"SELECT ?one {{ VALUES ?one {{ {named} }} VALUES ?one {{ {named} }} }}")


def test_thing_that_is_longer_than_a_portion_has_one_of_its_own() -> None:
    assert [len(portion) for portion in iter_portions(["a", "b" * 100_000, "c"], 500)] == [1, 1, 1]
