"""All recommendations as arrays: what they weigh and whose they are.

The same recommendations make the same arrays, be they put together at once or some of them joined to the others later.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

import numpy as np

from graph.likeness.asked import Asked, split
from graph.likeness.matrix import shift, splice, to_matrix
from graph.likeness.weights import known, weigh

NONE = -1
"""The number of no name and of no row. As a place in an array it is the last, which therefore is put there."""
HEAD, TAIL, COUNCIL, INSPECTION, NEXT = range(5)
"""What the names of a row are: both parts of the recommendation's IRI, and of what it belongs to."""


class Row(NamedTuple):
    """All that the likeness of a recommendation to others hangs on: its council, and what its words and themes weigh."""

    council: str
    weights: dict[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each recommendation, in the order of their IRIs: in `named` the numbers of what `names` are its, and in the
    matrix `weights` what its features weigh, first those that are known to be so and so rare and then those of `rare`.

    Names and features are in order, and none is there without a row that has it.
    """

    names: list[str]
    named: Any
    rare: list[str]
    weights: Any

    def __len__(self) -> int:
        """How many recommendations there are."""
        return len(self.named)

    def iri(self, row: int) -> str:
        """What the recommendation of a row is called."""
        return f"{self.names[self.named[row, HEAD]]}{self.names[self.named[row, TAIL]]}"

    def find(self, iris: Iterable[str]) -> dict[str, int]:
        """The rows of those of these recommendations that are here."""
        numbers = {name: number for number, name in enumerate(self.names)}
        parts = {iri: [numbers.get(part, NONE) for part in split(iri)] for iri in iris}
        wanted = {iri: head * len(numbers) + tail for iri, (head, tail) in parts.items() if NONE not in (head, tail)}
        keys = _order(self.named, len(numbers))
        places = keys.searchsorted(list(wanted.values())).tolist()
        found = zip(wanted.items(), places, strict=True)
        return {iri: place for (iri, key), place in found if place < len(keys) and keys[place] == key}

    def tell(self, row: int) -> Row:
        """What the likeness of a row to others hangs on."""
        part = slice(*self.weights.indptr[row : row + 2])
        features = _features()
        told = {
            features[place] if place < len(features) else self.rare[place - len(features)]: int(weight)
            for place, weight in zip(self.weights.indices[part], self.weights.data[part], strict=True)
        }
        return Row(self.names[self.named[row, COUNCIL]], told)


def to_table(asked: Iterable[Asked]) -> Table:
    """The table of recommendations, which come in their order, each once."""
    names, rare, width = dict[str, int](), dict[str, int](), len(_columns())
    named, places, weights, ends = array("i"), array("i"), array("i"), array("q", [0])
    for one in asked:
        told = (*split(one.iri), one.council, one.inspection, one.next)
        named.extend(NONE if name is None else names.setdefault(name, len(names)) for name in told)
        for feature, weight in weigh(one.text, one.themes).items():
            column = _columns().get(feature)
            places.append(width + rare.setdefault(feature, len(rare)) if column is None else column)
            weights.append(weight)
        ends.append(len(places))
    settled, numbers = _unite([], list(names), np.array(named))
    columns = np.array(places)
    features = _settle(columns, [], list(rare))
    matrix = to_matrix(np.array(weights), columns, np.array(ends))
    matrix.sort_indices()
    return Table(settled, numbers[np.array(named)].reshape(-1, NEXT + 1), features, matrix)


def join(table: Table, rows: Any, fresh: Table) -> tuple[Table, Any]:
    """These rows of a table and all of another in one, and where each was: in the first, or so many rows after it."""
    others = np.where(fresh.named == NONE, NONE, fresh.named + len(table.names))
    named = np.concatenate([table.named[rows], others])
    names, numbers = _unite(table.names, fresh.names, named)
    named = numbers[named]
    order = _order(named, len(names)).argsort(kind="stable")
    origins = np.concatenate([rows, np.arange(len(fresh)) + len(table)])[order]
    weights, places, ends = splice(table.weights, shift(fresh.weights, len(_features()), len(table.rare)), origins)
    features = _settle(places, table.rare, fresh.rare)
    return Table(names, named[order], features, to_matrix(weights, places, ends)), origins


@cache
def _features() -> tuple[str, ...]:
    """The features whose rarity is known; each has the same column in every table."""
    return tuple(sorted(known()))


@cache
def _columns() -> dict[str, int]:
    return {feature: column for column, feature in enumerate(_features())}


def _settle(columns: Any, rare: list[str], more: list[str]) -> list[str]:
    """Rare features and some more in one order, but for those that no column is of; the columns of theirs are changed to it."""
    width = len(_features())
    places = np.flatnonzero(columns >= width)
    features, numbers = _unite(rare, more, columns[places] - width)
    columns[places] = numbers[columns[places] - width] + width
    return features


def _unite(texts: list[str], more: list[str], numbers: Any) -> tuple[list[str], Any]:
    """Texts in order, each once, and some more, but of both only those that have one of these numbers; and for each number, it
    being the place in both, the new one.
    """
    count = len(texts)
    used = np.zeros(count + len(more) + 1, dtype=bool)
    used[numbers] = True
    kept = list(compress(texts, used))
    told = {text for text in compress(more, used[count:]) if not _is_in(kept, text)}
    settled = sorted(kept + sorted(told))  # which takes no longer than to go through them
    places = np.full(len(used), NONE, dtype=np.int32)
    shifts = np.searchsorted([bisect_left(kept, text) for text in sorted(told)], np.arange(len(kept)), "right")
    places[:count][used[:count]] = np.arange(len(kept)) + shifts
    places[count:-1] = [bisect_left(settled, text) for text in more]
    return settled, places


def _is_in(ordered: list[str], text: str) -> bool:
    place = bisect_left(ordered, text)
    return place < len(ordered) and ordered[place] == text


def _order(named: Any, count: int) -> Any:
    """A number for each row, by which rows are in the order of their recommendations' IRIs."""
    return named[:, HEAD].astype(np.int64) * count + named[:, TAIL]
