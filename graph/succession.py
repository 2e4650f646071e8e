"""What a snapshot takes over from the one before: the graphs of all documents that say the same, and are known to be sound.

    snapshots/…/graphs.json    what stands for each document's graph: its content, and who and what it was found to tell of; its size;
                               and what stands for all that the registers tell of each file

A document's graph follows from these and from the code, so that one with the same key needs neither to be written again nor to
be judged again. The store before is copied with its large files shared, and never written itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rdflib import URIRef

from graph import knowledge, tally, terms
from graph.catalogue import digest_document
from graph.network import measured
from graph.search import PAGES_NAME
from graph.snapshots import Draft, Snapshot
from graph.snapshots.checksums import find_damage, find_fresh_damage
from graph.snapshots.snapshot import Layout
from graph.store import EmbeddedStore, copy_disk, open_disk
from graph.striking import Strike
from graph.work import Made, Work

NAME = "graphs.json"
_GOES_ON = ("store/", PAGES_NAME, tally.NAME, measured.NAME)  # what is shared, or read with no sum of its own
_CHANGED = 1 << 19  # bytes of memory that a document which came or went takes, with all that changes by it

Keys = Mapping[URIRef, str]
Sizes = Mapping[URIRef, tuple[int, int]]
Registered = Mapping[str, str]
"""What stands for all that the registers tell of each file's content, by its SHA-256."""


@dataclass(frozen=True, slots=True)
class Before(Layout):
    """The folder of the snapshot to start from, the keys of the documents' graphs in its store, how many claims each makes in how
    many places, what the registers tell of files, how much of each kind there is, and how many builds ago the store was written
    anew.
    """

    path: Path
    keys: Keys
    sizes: Sizes
    registered: Registered
    counts: Mapping[str, int]
    steps: int

    def differing(self, keys: Keys) -> frozenset[URIRef]:
        """The documents that are new, or say something else now, or were not sound."""
        return frozenset(document for document, key in keys.items() if self.keys.get(document) != key)

    def gone(self, keys: Keys) -> list[URIRef]:
        """The documents whose graphs are of no use any more."""
        return [document for document, key in self.keys.items() if keys.get(document) != key]

    def leads_to(self, keys: Keys, room: int) -> bool:
        """Whether most graphs can be taken over, and what changes has room in so many bytes of memory."""
        differing = len(self.differing(keys))
        return 2 * differing < len(keys) and (differing + len(self.gone(keys))) * _CHANGED <= room


def find_before(current: Snapshot | None, strike: Strike) -> Before | None:
    """The snapshot that serves, where it was made by today's program, and its files are as they were built."""
    if current is None or current.counts.get("datasets"):
        return None
    # What is shared must not hand a fault of the disk on; a snapshot built before such files were written has none.
    if not (current.path / NAME).is_file() or find_damage(current.path, NAME):
        return None
    told = msgspec.json.decode((current.path / NAME).read_bytes())
    if told["version"] != _version(strike) or find_fresh_damage(current.path, *_GOES_ON, current.search_path.name):
        return None
    known = {URIRef(document): key for document, key in told["keys"].items()}
    sizes = {URIRef(document): (claims, spans) for document, (claims, spans) in told["sizes"].items()}
    return Before(current.path, known, sizes, told["registered"], current.counts, told["steps"])


def tell_registered(work: Work) -> dict[str, str]:
    """What stands for all that the registers tell of each file's content, by its SHA-256, but for why it is left out."""
    return {
        sha256: digest_document(one, work.batch.sources_of(sha256), work.doubts(sha256))
        for sha256, one in work.batch.contents.items()
    }


def tell_left_out(registered: Registered, broken: Mapping[URIRef, str]) -> Registered:
    """The same with why documents that break a shape are left out."""
    reasons = {document.rpartition("/")[2]: reason for document, reason in broken.items()}
    told = ((sha256, key, reasons.get(sha256[:16])) for sha256, key in registered.items())
    return {sha256: terms.digest(key, reason) if reason else key for sha256, key, reason in told}


def write_keys(
    draft: Draft, made: Made, keys: Keys, registered: Registered, strike: Strike, before: Before | None
) -> None:
    """Write down which documents have a graph in a draft's store, and what is told of files, for the build after it. What is left
    out because it broke a shape has no graph, and so is judged again.
    """
    told = {
        "version": _version(strike),
        "steps": before.steps + 1 if before else 0,
        "keys": {str(document): keys[document] for document in sorted(made.sizes)},
        "sizes": {str(document): size for document, size in sorted(made.sizes.items())},
        "registered": dict(sorted(tell_left_out(registered, made.broken).items())),
    }
    (draft.path / NAME).write_bytes(msgspec.json.encode(told))


def open_next(draft: Draft, before: Before) -> EmbeddedStore:
    """The store of a draft, with what the snapshot before holds."""
    copy_disk(before.store_path, draft.store_path)
    return open_disk(draft.store_path)


def _version(strike: Strike) -> str:
    return terms.digest(knowledge.building_version(), terms.BASE, *sorted(strike.suppressed))
