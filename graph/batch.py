"""What a build is made from: files, what is kept of each content, and which of them are not in the graph, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import URIRef

from graph import knowledge, terms
from graph.kept import Entry, Keeper
from graph.limits import read_limits
from graph.snapshots import Unread
from graph.sources import Source

if TYPE_CHECKING:
    from graph.inventory import Inventory


@dataclass(slots=True)
class Batch:
    """The files of a build, those that cannot be opened, and what is kept of each content.

    What documents say is fetched from the keeper when it is asked for, and not held: it is more than memory may have room for.
    """

    sources: list[Source]
    unopened: list[Unread]
    contents: dict[str, Entry]
    keeper: Keeper
    inventory: Inventory
    _by_content: dict[str, list[Source]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_content = defaultdict(list)
        for source in self.sources:
            self._by_content[source.sha256].append(source)

    def digests(self) -> list[str]:
        """The digests of the contents that could be read, in order."""
        return sorted(sha256 for sha256, one in self.contents.items() if one.statements is not None)

    def sources_of(self, sha256: str) -> list[Source]:
        """The files with this content."""
        return self._by_content.get(sha256, [])

    def unread(self) -> list[Unread]:
        """The files that gave no document."""
        unread = [
            Unread(source.place, reason)
            for source in self.sources
            if (one := self.contents.get(source.sha256)) and (reason := one.unread)
        ]
        return sorted([*self.unopened, *unread])

    def left_out(self, broken: Mapping[URIRef, str]) -> list[Unread]:
        """The files whose graph breaks the shapes."""
        if not broken:
            return []
        documents = ((source, terms.mint_document(source.sha256)) for source in self.sources)
        return sorted(Unread(source.place, broken[document]) for source, document in documents if document in broken)


def digest_inputs(sources: list[Source], unopened: list[Unread]) -> str:
    """What stands for all that a snapshot is made from: files, manifests, and the code and knowledge that read them."""
    rows = sorted(
        f"{source.name} {source.sha256} {source.url} {source.published} {source.publisher}" for source in sources
    )
    closed = sorted(f"{path}: {reason}" for path, reason in unopened)
    return terms.digest(knowledge.building_version(), terms.BASE, str(read_limits()), *rows, *closed)
