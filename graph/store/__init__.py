"""Triple stores: add, replace, ask, close; the same protocol for Oxigraph in this process and for a SPARQL server.

    with open_memory() as store:
        store.add(quads)
        answer = store.query("ASK { ?s ?p ?o }")

Terms are rdflib's at this border; the engines and their errors stay behind it.
"""

from __future__ import annotations

from graph.store.access import Access, check_address, read_access
from graph.store.answers import Answer, Rows, Triples, Truth
from graph.store.convert import Quad, Term, Triple, iter_nquads, to_python
from graph.store.embedded import EmbeddedStore, copy_disk, open_disk, open_memory
from graph.store.files import Survey, iter_file, survey
from graph.store.ordered import dump_ordered, iter_nodes, iter_union, write_triples
from graph.store.protocol import Store
from graph.store.remote import RemoteStore, connect

__all__ = [
    "Access",
    "Answer",
    "EmbeddedStore",
    "Quad",
    "RemoteStore",
    "Rows",
    "Store",
    "Survey",
    "Term",
    "Triple",
    "Triples",
    "Truth",
    "check_address",
    "connect",
    "copy_disk",
    "dump_ordered",
    "iter_file",
    "iter_nodes",
    "iter_nquads",
    "iter_union",
    "open_disk",
    "open_memory",
    "read_access",
    "survey",
    "to_python",
    "write_triples",
]
