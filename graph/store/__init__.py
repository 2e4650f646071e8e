"""Triple stores: add, replace, ask, close; the same protocol for Oxigraph in this process and for a SPARQL server.

    with open_memory() as store:
        store.add(quads)
        answer = store.query("ASK { ?s ?p ?o }")

Terms are rdflib's at this border; the engines and their errors stay behind it.
"""

from __future__ import annotations

from graph.store.answers import Answer, Rows, Triples, Truth
from graph.store.convert import Quad, Term, Triple
from graph.store.embedded import open_disk, open_memory
from graph.store.ordered import dump_ordered
from graph.store.protocol import Store
from graph.store.remote import connect

__all__ = [
    "Answer",
    "Quad",
    "Rows",
    "Store",
    "Term",
    "Triple",
    "Triples",
    "Truth",
    "connect",
    "dump_ordered",
    "open_disk",
    "open_memory",
]
