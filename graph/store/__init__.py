"""Triple stores: add, replace, ask, close; the same protocol for Oxigraph in this process and for a SPARQL server.

    with open_memory() as store:
        store.add(quads)
        answer = store.query("ASK { ?s ?p ?o }")

Terms are rdflib's at this border; the engines and their errors stay behind it.
"""

from __future__ import annotations

from graph.store.access import Access, check_address, read_access
from graph.store.answers import Answer, Rows, Triples, Truth
from graph.store.convert import Quad, Term, Triple, to_python, to_text
from graph.store.copying import copy_store
from graph.store.embedded import EmbeddedStore, copy_disk, open_disk, open_memory
from graph.store.files import Survey, iter_file, survey
from graph.store.ordered import dump_ordered, iter_graph, iter_nodes, iter_union, write_triples
from graph.store.protocol import Store
from graph.store.remote import RemoteStore, connect
from graph.store.sorting import Sorter

__all__ = [
    "Access",
    "Answer",
    "EmbeddedStore",
    "Quad",
    "RemoteStore",
    "Rows",
    "Sorter",
    "Store",
    "Survey",
    "Term",
    "Triple",
    "Triples",
    "Truth",
    "check_address",
    "connect",
    "copy_disk",
    "copy_store",
    "dump_ordered",
    "iter_file",
    "iter_graph",
    "iter_nodes",
    "iter_union",
    "open_disk",
    "open_memory",
    "read_access",
    "survey",
    "to_python",
    "to_text",
    "write_triples",
]
