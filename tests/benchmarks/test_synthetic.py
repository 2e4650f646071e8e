"""The generator of synthetic facts: the same bytes for the same seed, sound records, and councils of its own in each copy."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import islice

import pytest

from graph.query import ask
from graph.reference import iter_reference
from graph.store import Store, open_memory
from graph.terms import ID
from graph.validate import validate
from graph.vocabulary import iter_vocabulary
from tests.benchmarks.synthetic import iter_quads

REPORTS = 20


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    store.load(io.BytesIO("".join(islice(iter_quads(1), REPORTS)).encode()))
    return store


def test_seed_gives_the_same_bytes_again_and_another_seed_others() -> None:
    first, again, other = ("".join(islice(iter_quads(1, seed), REPORTS)) for seed in (1, 1, 2))
    assert (first == again, first == other) == (True, False)


def test_copies_share_no_report_and_no_council() -> None:
    lines = Counter(re.findall(r"def#about> <\S+/id/council/(.)", "".join(iter_quads(2))))
    assert set(lines) == {"E", "X"}
    assert 0.9 < lines["E"] / lines["X"] < 1.1


def test_facts_are_sound(store: Store) -> None:
    facts = store.query(
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://w3id.org/scrutiny-graph/id/graph/facts> { ?s ?p ?o } }"
    )
    assert validate(facts.triples) == ()


def test_library_finds_the_councils_of_its_examples(store: Store) -> None:
    assert ask(store, "recommendations-to", council=ID["council/E10000017"])
