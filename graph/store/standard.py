"""Only SPARQL as the W3C has it goes to a server elsewhere: dialects have ways out that no word of the standard gives.

Virtuoso's `DEFINE get:soft` and `bif:http_get(…)` call any address from within a query, Jena's `java:` loads classes. So a
query is read here first, which also tells of its slips in the same words as the embedded engine, and what it names of a
server's own functions is refused, even where the engine would find that it is never called.
"""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from graph.errors import QueryRejected
from graph.store.scan import decode
from graph.store.tokens import iter_tokens, position
from graph.store.translate import translated

NATIVE = ("bif", "sql", "java")
"""Names of servers for what is their own, as schemes of IRIs and as prefixes that nobody declares."""


def check_standard(text: str) -> bool:
    """Whether the answer to a query is triples; QueryRejected, with line and column, for one that is not of the standard.

    `check_query` comes before this.
    """
    with translated(text):
        constructs = isinstance(_reader().query(text), ox.QueryTriples)
    decoded = decode(text)
    for token in iter_tokens(decoded):
        scheme = token.text.lstrip("<").partition(":")[0].casefold()
        if token.kind in ("iri", "name") and scheme in NATIVE:
            line, column = position(decoded, token.start)
            reason = f"{scheme}: is a server's own and not of SPARQL 1.1: use functions of the standard"
            raise QueryRejected(reason, query=text, line=line, column=column)
    return constructs


@cache
def _reader() -> ox.Store:
    """A store with nothing in it: it reads and plans a query, and has nothing to answer."""
    return ox.Store()
