"""Who is who and which inspection is which in all documents of a build, on from what was found for the snapshot before.

    snapshots/…/identities.msgpack    what stands for each document and its graph, and which inspections it was found to tell of;
                                      what is doubtful and replaced by group; who is named, and whose names are near

Inspections of one council and family are joined by themselves, and people are told apart by their names (`graph.resolve`,
`graph.people`). So only what documents that came or went tell of is looked at again, and whatever else is told beside it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from rdflib import URIRef

from graph import terms
from graph.batch import Batch
from graph.decisions import Decisions
from graph.identities import Former, Identities, Identity
from graph.inventory import Inventory
from graph.knowledge import building_version
from graph.people import Bearer, Bearers, Named, Pair, iter_near, iter_near_one, iter_people
from graph.resolve import Group, Joined, Open, identify_series, iter_mentions, join, sort_doubts
from graph.statements import Statements

NAME = "identities.msgpack"
_SUM = 16  # bytes before the content that stand for it
_FEW = 50  # names that are new among those of a body and are each compared with all

Told = tuple[str, str]
"""The address and the kind of an inspection."""


class _Document(msgspec.Struct, array_like=True):
    """What stands for a document's gist and for its graph, and the inspections that it was found to tell of, encoded."""

    mark: int
    key: str
    found: msgspec.Raw


class _Group(msgspec.Struct, array_like=True):
    """What is doubtful and replaced in a group."""

    doubts: dict[str, list[Open]]
    replaced: dict[str, list[str]]


class _State(msgspec.Struct):
    """All that was found."""

    version: str
    documents: dict[str, _Document] = {}
    groups: dict[str, _Group] = {}
    bearers: dict[str, list[Bearer]] = {}
    near: dict[str, list[Pair]] = {}


_encode = msgspec.msgpack.Encoder().encode
_to_state = msgspec.msgpack.Decoder(_State).decode
_to_found = msgspec.msgpack.Decoder(list[Told | None]).decode


def identify(
    batch: Batch, decisions: Decisions, before: Path | None, folder: Path
) -> tuple[Identities, dict[URIRef, str]]:
    """Who and what the documents of a build tell of, and what stands for the graph of each, on from the snapshot in the folder
    `before`, if there is one; what was found is written into another folder.
    """
    version = terms.digest(building_version(), decisions.version, terms.BASE)
    marks = {sha256: batch.inventory.mark(sha256) for sha256 in batch.digests()}
    state = _read(before, version) if before else None
    goes_on = state is not None and _can_go_on(state, marks, batch.inventory)
    if state is None or not goes_on:
        state = _State(version)
    work = _Renewal(state, marks, batch.inventory, decisions)
    former = work.recall() if goes_on else None
    work.run()
    _write(state, folder)
    keys = {terms.mint_document(sha256): one.key for sha256, one in state.documents.items()}
    return work.tell(former), keys


class _Inspections(Mapping[tuple[str, int], Identity]):
    """Which inspection each mention is, by document and index, decoded document by document."""

    def __init__(self, documents: dict[str, _Document]) -> None:
        self._documents = documents
        self._known: dict[str, list[Identity | None]] = {}

    def __getitem__(self, place: tuple[str, int]) -> Identity:
        sha256, index = place
        known = self._find(sha256)
        identity = known[index] if index < len(known) else None
        if identity is None:
            raise KeyError(place)
        return identity

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for sha256 in self._documents:
            yield from ((sha256, index) for index, one in enumerate(self._find(sha256)) if one)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, sha256: str) -> list[Identity | None]:
        if sha256 not in self._known:
            document = self._documents.get(sha256)
            found = _to_found(document.found) if document else []
            self._known[sha256] = [Identity(URIRef(one[0]), one[1]) if one else None for one in found]
        return self._known[sha256]


class _Addresses:
    """Who each person named is, by document, name and body."""

    def __init__(self, bearers: Bearers) -> None:
        self._bearers = bearers

    def __getitem__(self, named: Named) -> URIRef:
        return self._bearers.find(*named[1:])


class _Renewal:
    """What was found for the documents before becomes what is found for those of now."""

    def __init__(self, state: _State, marks: dict[str, int], inventory: Inventory, decisions: Decisions) -> None:
        self._state, self._marks, self._inventory = state, marks, inventory
        self._came = marks.keys() - state.documents.keys()
        self._went = state.documents.keys() - marks.keys()
        self._gists: dict[str, Statements] = {}
        self._bearers = Bearers(decisions, state.bearers)

    def run(self) -> None:
        """Look again at what documents that came or went tell of."""
        changed = [self._gist(sha256) for sha256 in sorted(self._came | self._went)]
        joined, tellers = self._join({group for gist in changed for group in _find_groups(gist)})
        named = self._meet({terms.slug(name) for gist in changed for name, _ in iter_people(gist)})
        for sha256 in self._went:
            del self._state.documents[sha256]
        found = {place: identity for one in joined for place, identity in one.inspections.items()}
        for sha256 in sorted((self._came | tellers | named) & self._marks.keys()):
            self._identify(sha256, found)

    def recall(self) -> Former:
        """What is replaced and who may be one, by what was looked at so far: before `run`, as it was."""
        groups = self._state.groups.values()
        replaced = {URIRef(old): tuple(map(URIRef, new)) for group in groups for old, new in group.replaced.items()}
        return Former(replaced | self._bearers.find_replaced(), self._bearers.find_candidates(self._state.near))

    def tell(self, former: Former | None) -> Identities:
        """Who and what all documents tell of."""
        now = self.recall()
        return Identities(
            _Inspections(self._state.documents),
            _Addresses(self._bearers),
            dict(now.replaced),
            sort_doubts(group.doubts for group in self._state.groups.values()),
            now.candidates,
            former,
        )

    def _join(self, groups: Iterable[Group]) -> tuple[list[Joined], set[str]]:
        """What is found of these groups, and the documents that tell of them."""
        joined, tellers = [], set()
        for group in sorted(groups):
            documents = self._inventory.tellers(group) & self._marks.keys()
            mentions = iter_mentions((sha256, self._gist(sha256)) for sha256 in sorted(documents))
            one = join(mention for mention in mentions if not mention.told.aggregate and mention.group == group)
            replaced = {str(old): [str(new) for new in news] for old, news in sorted(one.replaced.items())}
            self._state.groups[" ".join(group)] = _Group(dict(sorted(one.doubts.items())), replaced)
            joined.append(one)
            tellers |= documents
        self._state.groups = {key: one for key, one in self._state.groups.items() if one.doubts or one.replaced}
        return joined, tellers

    def _meet(self, slugs: Iterable[str]) -> set[str]:
        """See who bears these names now; gives the documents that name somebody whose address may have changed."""
        touched: dict[str, set[str]] = defaultdict(set)
        documents: set[str] = set()
        for slug in sorted(slugs):
            named = [one for one in self._inventory.named(slug) if one.sha256 in self._marks]
            before = self._bearers.find_bodies(slug)
            self._bearers.replace(slug, named)
            now = self._bearers.find_bodies(slug)
            for body in before ^ now:
                touched[body].add(slug)
            if before != now:
                documents |= {one.sha256 for one in named}
        self._compare(touched)
        return documents

    def _compare(self, touched: Mapping[str, set[str]]) -> None:
        """See which names are near of those of a body for which somebody acts now, or no more."""
        known = self._bearers.list_slugs(touched)
        for body, changed in touched.items():
            slugs = known.get(body, [])
            new = sorted(changed.intersection(slugs))
            if len(new) > _FEW:
                near = set(iter_near(slugs))
            else:
                near = {pair for pair in self._state.near.get(body, ()) if not changed.intersection(pair)}
                near |= {pair for slug in new for pair in iter_near_one(slug, slugs)}
            self._state.near[body] = sorted(near)
        self._state.near = {body: pairs for body, pairs in self._state.near.items() if pairs}

    def _identify(self, sha256: str, found: Mapping[tuple[str, int], Identity]) -> None:
        """Write down which inspections a document tells of: those that were looked at again, and the others as before."""
        gist, before = self._gist(sha256), self._state.documents.get(sha256)
        told: list[Told | None] = list(_to_found(before.found)) if before else [None] * len(gist.inspections)
        for mention in iter_mentions([(sha256, gist)]):
            place = (sha256, mention.index)
            identity = identify_series(mention) if mention.told.aggregate else found.get(place)
            if identity:
                told[mention.index] = (str(identity.iri), identity.kind)
        inspections = (" ".join(one) for one in told if one)
        people = (self._bearers.find(name, body) for name, body in iter_people(gist))
        key = terms.digest(sha256, *inspections, *people)
        self._state.documents[sha256] = _Document(self._marks[sha256], key, msgspec.Raw(_encode(told)))

    def _gist(self, sha256: str) -> Statements:
        if sha256 not in self._gists:
            gist = self._inventory.gist(sha256)
            if gist is None:
                raise KeyError(sha256)
            self._gists[sha256] = gist
        return self._gists[sha256]


def _find_groups(gist: Statements) -> set[Group]:
    """The groups of inspections that a document tells of."""
    return {mention.group for mention in iter_mentions([("", gist)]) if not mention.told.aggregate}


def _can_go_on(state: _State, marks: Mapping[str, int], inventory: Inventory) -> bool:
    """Whether what was found before is of documents that say the same now, or are known to have gone."""
    return all(
        one.mark == marks[sha256] if sha256 in marks else inventory.knows(sha256, one.mark)
        for sha256, one in state.documents.items()
    )


def _read(before: Path, version: str) -> _State | None:
    """What was found for a snapshot; None where that is missing or damaged, or follows from other code or decisions."""
    try:
        content = (before / NAME).read_bytes()
        state = _to_state(content[_SUM:]) if content[:_SUM] == _sum(content[_SUM:]) else None
    except (OSError, msgspec.MsgspecError):
        return None
    return state if state and state.version == version else None


def _write(state: _State, folder: Path) -> None:
    # In order, so that the same documents make the same bytes however they came together.
    content = _encode(
        _State(
            state.version,
            dict(sorted(state.documents.items())),
            dict(sorted(state.groups.items())),
            dict(sorted(state.bearers.items())),
            dict(sorted(state.near.items())),
        )
    )
    (folder / NAME).write_bytes(_sum(content) + content)


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SUM).digest()
