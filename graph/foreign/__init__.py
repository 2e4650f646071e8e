"""Other people's RDF: files that become graphs of the dataset as they are, beside what is read in documents.

A file's named graphs keep their names, and its other triples stand in a graph with the document's identifier. The names that
this dataset makes itself are not for them. A file that cannot be taken is left out whole, with the reason.

    documents, files = find_foreign(sources)
    counts = load(store, files.values(), strike)
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import VOID, Literal, URIRef

from graph.apart import Lost, iter_apart
from graph.errors import StoreError
from graph.foreign.tell import find_danger, tell_format
from graph.kept import Keeper, Kept
from graph.knowledge import reading_version
from graph.limits import read_limits
from graph.sources import Source
from graph.store import EmbeddedStore, Quad, Survey, iter_file, survey
from graph.store.formats import MEDIA_TYPES
from graph.striking import Strike
from graph.tally import Counts
from graph.terms import BASE, REGISTERS, SG, mint_document

PLAIN = {"trig": "turtle", "nquads": "ntriples"}
"""What a format is called where a file in it names no graphs."""
CONTEXT = "No LoadDocumentCallback"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file of RDF: its format, what is in it, or why it is left out."""

    source: Source
    form: str
    found: Survey | None = None
    unread: str | None = None

    @property
    def document(self) -> URIRef:
        """The document that the file is, and the graph that holds what the file puts into none of its own."""
        return mint_document(self.source.sha256)

    @property
    def graphs(self) -> Mapping[URIRef, int]:
        """The graphs that the file fills, with their triples."""
        return self.found.graphs if self.found else {}

    @property
    def kept(self) -> Kept:
        """The file as a document without statements."""
        plain = not self.graphs.keys() - {self.document}
        media_type = MEDIA_TYPES[PLAIN.get(self.form, self.form) if plain else self.form]
        return Kept(reading_version(), self.source.sha256, media_type, unread=self.unread)


def find_foreign(
    sources: Iterable[Source], jobs: int | None = None, tell: Callable[[str], str | None] = tell_format
) -> tuple[list[Source], dict[str, Foreign]]:
    """The files that are documents to read, and those that are RDF, by content, looked through in processes apart. `tell` gives the
    format of a file of RDF.
    """
    documents: list[Source] = []
    tasks: dict[str, tuple[tuple[Source, str], int]] = {}
    for source in sources:
        if source.sha256 in tasks:
            continue
        form = None if source.remote else tell(source.file)
        if form is None:
            documents.append(source)
        else:
            tasks[source.sha256] = (source, form), source.path.stat().st_size
    found = dict.fromkeys(tasks)
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    for (source, form), told in iter_apart(_examine, list(tasks.values()), workers, read_limits()):
        found[source.sha256] = Foreign(source, form, unread=told.reason) if isinstance(told, Lost) else told
    return documents, {sha256: one for sha256, one in found.items() if one}


def _examine(task: tuple[Source, str]) -> Foreign:
    return examine(*task)


def examine(source: Source, form: str) -> Foreign:
    """What a file of RDF holds, or why it cannot be taken; read to its end, so that loading it will not fail half-way."""
    danger = find_danger(source.path) if form == "rdfxml" else None
    if danger:
        return Foreign(source, form, unread=danger)
    document = mint_document(source.sha256)
    try:
        found = survey(source.path, form, document)
    except StoreError as error:
        return Foreign(source, form, unread=_explain(source, error))
    own = sorted(name for name in found.graphs if name.startswith(BASE) and name != document)
    if own:
        reason = f"its graph <{own[0]}> has a name of this dataset’s own: give it another"
        return Foreign(source, form, unread=reason)
    return Foreign(source, form, found) if found.graphs else Foreign(source, form, unread="holds no triples")


def keep_foreign(files: Iterable[Foreign], keeper: Keeper) -> dict[str, Kept]:
    """The files as documents without statements, by content, each kept with the time at which it was first looked through."""
    contents = {one.source.sha256: one.kept for one in files}
    for sha256, kept in contents.items():
        if keeper.load(sha256) != kept:
            keeper.keep(kept, None)
    return contents


def load(store: EmbeddedStore, files: Iterable[Foreign], strike: Strike) -> Counts:
    """Put the graphs of files into a store, and what is known of them into the registers; gives how much that is, without what
    the things of each class have, which would take longer to count than to load.
    """
    counts = Counts(Counter(), Counter(), Counter())
    for one in files:
        if one.found is None:
            continue
        if strike:
            store.add(strike.quads(iter_file(one.source.path, one.form, one.document)))
        else:
            store.load_file(one.source.path, one.form, graph=one.document)
        store.add(iter_graphs(one))
        counts = counts.joined(Counts(one.found.entities, one.found.properties, Counter()))
    return counts


def iter_graphs(one: Foreign) -> Iterator[Quad]:
    """The quads that tell which graphs a file filled, and how many triples it has."""
    yield one.document, VOID.triples, Literal(sum(one.graphs.values())), REGISTERS
    for name in sorted(one.graphs):
        yield one.document, SG.graph, name, REGISTERS


def _explain(source: Source, error: StoreError) -> str:
    reason = str(error).removeprefix(f"{source.path}: ")
    return (
        "its context is at another address, and nothing is fetched: write it into the file"
        if CONTEXT in reason
        else reason
    )
