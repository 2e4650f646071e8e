"""From other people's names and codes to the graph's things: councils, people, inspections and committees, with scores explained.

    names = read_names(store)
    find(names, Wanted("Lancs County Council", frozenset({"Council"})))

A code or a name that is one thing's alone is certain. Else names are compared, and each candidate says by what its score came.
"""

from __future__ import annotations

from graph.reconcile.matching import Candidate, Feature, Wanted, find
from graph.reconcile.names import KINDS, Entry, Names, read_names
from graph.reconcile.properties import Property, Value, Values, properties, read_values

__all__ = [
    "KINDS", "Candidate", "Entry", "Feature", "Names", "Property", "Value", "Values", "Wanted", "find", "properties", "read_names", "read_values",
]  # fmt: skip
