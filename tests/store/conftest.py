from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sparql_server import Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    """A SPARQL server, well-behaved at /sparql and /graphs."""
    with running() as made:
        yield made
