"""Rows of an answer by their columns: one of each, or all of a kind together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


def unique(rows: Iterable[Row], *names: str) -> list[Row]:
    """The first row of each value of one or more columns: a thing with two sources has two rows, and one is shown."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(getattr(row, name) for name in names), row)
    return list(first.values())


def group_by(rows: Iterable[Row], name: str) -> dict[Any, list[Row]]:
    """The rows by the value of a column, in their order."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, name), []).append(row)
    return groups
