"""A store as a dataset of rdflib, for those who work with its interfaces; the triples stay where they are."""

from __future__ import annotations

from typing import NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from graph.errors import StoreError
from graph.store.embedded import EmbeddedStore
from graph.store.protocol import Store
from graph.terms import PREFIXES


class ReadOnlyStore(OxigraphStore):
    """An engine as a store of rdflib's that nobody writes; the library's own begins to write when a graph is looked at."""

    def add_graph(self, graph: Graph) -> None:
        """Nothing: a graph that has no triples is not there, and looking at one does not make it."""

    def add(self, *_: object, **__: object) -> NoReturn:
        """Refuse to write."""
        raise StoreError("this dataset is for reading: put what you want to change into a graph of your own")

    addN = remove = remove_graph = update = add  # noqa: N815 - as rdflib calls them


def open_dataset(store: Store) -> Dataset:
    """The dataset over a store in this process, for reading: its named graphs, and all of them as one where none is named.

    It is of use as long as the store is open. StoreError for a store elsewhere, which rdflib asks by itself (SPARQLStore).
    """
    if not isinstance(store, EmbeddedStore):
        raise StoreError("a store elsewhere is no dataset here: give its address to rdflib's SPARQLStore")
    dataset = Dataset(store=ReadOnlyStore(store=store.engine), default_union=True)
    for prefix, stem in PREFIXES.items():
        dataset.bind(prefix, stem)
    return dataset
