"""The small world, three councils more and their Area SEND inspections, with the vocabulary, what the rules derive, and what
recurs or is alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.derive import derive
from graph.likeness import relate
from graph.store import Store, open_memory
from graph.vocabulary import iter_vocabulary

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "ontology" / "example.trig"


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with open_memory() as world:
        for path in (EXAMPLE, HERE / "three-councils.trig", HERE / "area-send.trig"):
            with path.open("rb") as stream:
                world.load(stream, "trig")
        world.add(iter_vocabulary())
        derive(world)
        relate(world)
        yield world
