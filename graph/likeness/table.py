"""All recommendations as arrays: what they weigh and whose they are.

The same recommendations make the same arrays, be they put together at once or some of them joined to the others later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.likeness.asked import Asked
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
        parts = {iri: [numbers.get(part, NONE) for part in _split(iri)] for iri in iris}
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
    """The table of recommendations, each of which comes once; the same for the same ones in any order."""
    names, rare = dict[str, int](), dict[str, int]()
    columns = {feature: column for column, feature in enumerate(_features())}
    named, places, weights, ends = list[list[int]](), list[int](), list[int](), [0]
    for one in asked:
        told = (*_split(one.iri), one.council, one.inspection, one.next)
        named.append([NONE if name is None else names.setdefault(name, len(names)) for name in told])
        for feature, weight in weigh(one.text, one.themes).items():
            column = columns.get(feature)
            places.append(len(columns) + rare.setdefault(feature, len(rare)) if column is None else column)
            weights.append(weight)
        ends.append(len(places))
    matrix = to_matrix(weights, places, ends)
    rows = np.array(named, dtype=np.int32).reshape(-1, 5)
    table, _ = _arrange(([], list(names)), rows, ([], list(rare)), matrix, np.arange(len(rows)))
    return table


def join(table: Table, rows: Any, fresh: Table) -> tuple[Table, Any]:
    """These rows of a table and all of another in one, and where each was: in the first, or so many rows after it."""
    named = np.concatenate([table.named, np.where(fresh.named == NONE, NONE, fresh.named + len(table.names))])
    one, other, width = table.weights, fresh.weights, len(_features())
    places = np.where(other.indices < width, other.indices, other.indices + len(table.rare))
    matrix = to_matrix(
        np.concatenate([one.data, other.data]),
        np.concatenate([one.indices, places]),
        np.concatenate([one.indptr, other.indptr[1:] + one.indptr[-1]]),
    )
    taken = np.concatenate([rows, np.arange(len(fresh)) + len(table)])
    return _arrange((table.names, fresh.names), named, (table.rare, fresh.rare), matrix, taken)


def to_matrix(weights: Any, places: Any, ends: Any) -> Any:
    """A matrix of weights, the columns where they stand, and where the weights of each row end, after a 0.

    The weights are whole numbers, but as floats they are multiplied faster.
    """
    width = 1 + max(len(_features()), int(np.max(places, initial=0)))
    return csr_array((np.asarray(weights, dtype=np.float32), places, ends), shape=(len(ends) - 1, width))


_Texts = tuple[list[str], list[str]]  # such as are in order, each once, and more


@cache
def _features() -> tuple[str, ...]:
    """The features whose rarity is known; each has the same column in every table."""
    return tuple(sorted(known()))


def _split(iri: str) -> tuple[str, str]:
    """An IRI in two, the second of which has its last two parts ("/recommendation/la-03"): many share the first, and many the
    second.
    """
    cut = max(0, iri.rfind("/", 0, max(0, iri.rfind("/"))))
    return iri[:cut], iri[cut:]


def _arrange(names: _Texts, named: Any, rare: _Texts, matrix: Any, rows: Any) -> tuple[Table, Any]:
    """Some rows in order, and which they were; names and features that come twice are one, and what no row has is left out."""
    settled, numbers = _unite(*names, named[rows])
    named = numbers[named[rows]]
    order = _order(named, len(settled)).argsort(kind="stable")
    taken = matrix[rows[order]]
    width = len(_features())
    rarer = np.maximum(taken.indices - width, NONE)
    features, places = _unite(*rare, rarer)
    weights = to_matrix(taken.data, np.where(rarer == NONE, taken.indices, places[rarer] + width), taken.indptr)
    weights.sort_indices()
    return Table(settled, named[order], features, weights), rows[order]


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
