"""Who is who, found on from the build before, is what is found of the same documents from nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from graph import terms
from graph.batch import Batch
from graph.decisions import Decisions
from graph.gist import to_gist
from graph.identifying import NAME, identify
from graph.identities import Identities
from graph.inventory import Inventory
from graph.kept import Keeper, Kept
from graph.knowledge import reading_version
from graph.people import iter_people
from graph.resolve import resolve
from graph.statements import Appointment, Inspection, Statements
from graph.terms import mint_document
from tests.saying import LANCASHIRE, LINCOLNSHIRE, paper, report, said, told, words

Documents = Sequence[Statements]
Found = tuple[object, ...]

NAMES = ("Jo Bell", "Jo Bel", "Joe Bell", "Jo  Bell", "Ann Lyle", "Ann Lyles", "Jo Bell Lancashire")
DATES = ("", "2015", "2015-09", "2015-09-14", "2015-09-15", "2015-10-08", "2016-02")
KINDS = ("SIF inspection", "inspection", "inspection", "focused visit")
DECIDED = (Decisions(), Decisions({"jo-bel": "jo-bell", "ann-lyles": "ann-lyle"}), Decisions({"jo-bell": "ann-lyle"}))

councils = st.sampled_from((LANCASHIRE, LINCOLNSHIRE))
people = st.builds(
    lambda name, organisation, part: Appointment(name, words(), organisation=organisation, part=part),
    st.sampled_from(NAMES),
    st.sampled_from((None, "Lancashire County Council", "Lincolnshire County Council", "Lancashire")),
    st.sampled_from(("mentioned", "inspection team")),
)


@st.composite
def inspections(draw: st.DrawFn) -> Inspection:
    council = draw(st.sampled_from((None, LINCOLNSHIRE, LANCASHIRE, LANCASHIRE, LANCASHIRE)))
    return told(
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(DATES)),
        published=draw(st.sampled_from(DATES)),
        place=draw(st.integers(0, 3)),
        council=said(council) if council else None,
        aggregate=draw(st.integers(0, 5)) == 0,
        inspectors=tuple(map(said, draw(st.lists(st.sampled_from(NAMES), max_size=2)))),
    )


@st.composite
def statements(draw: st.DrawFn) -> Statements:
    mentions = draw(st.lists(inspections(), max_size=3))
    more = {"people": tuple(draw(st.lists(people, max_size=3)))}
    if mentions and mentions[0].council and draw(st.booleans()):
        own = told(mentions[0].kind, "2015-09-14", "2015-10-08", council=mentions[0].council, subject=True)
        return report(own, *mentions[1:], **more)
    return paper(*mentions, council=said(draw(councils)), **more)


def digest(one: Statements) -> str:
    return hashlib.sha256(repr(one).encode()).hexdigest()


class World:
    """Documents that are kept, and folders of snapshots in which they are told apart one after another."""

    def __init__(self, folder: Path, documents: Documents) -> None:
        self.folder, self.keeper = folder, Keeper(folder / "documents")
        for one in documents:
            self.keeper.keep(Kept(reading_version(), digest(one), statements=one), b"{}")

    def identify(
        self, documents: Documents, number: int, before: int | None = None, decisions: Decisions | None = None
    ) -> Found:
        """Who is who in these documents, on from a snapshot."""
        place = self.folder / str(number)
        place.mkdir()
        inventory = Inventory(self.keeper)
        with closing(inventory):
            contents = {digest(one): inventory.look(digest(one)) for one in documents}
            batch = Batch([], [], {sha256: one for sha256, one in contents.items() if one}, self.keeper, inventory)
            earlier = None if before is None else self.folder / str(before)
            identities, keys = identify(batch, decisions or Decisions(), earlier, place)
            return lay_out(documents, identities, keys)

    def content(self, number: int) -> bytes:
        return (self.folder / str(number) / NAME).read_bytes()


@contextmanager
def world_of(documents: Documents) -> Iterator[World]:
    with TemporaryDirectory() as folder:
        yield World(Path(folder), documents)


def lay_out(documents: Documents, identities: Identities, keys: object) -> Found:
    """All that identities tell of these documents."""
    named = {(digest(one), *bearer) for one in documents for bearer in iter_people(one)}
    return (
        dict(identities.inspections),
        {one: identities.people[one] for one in named},
        identities.replaced,
        identities.doubts,
        identities.candidates,
        keys,
    )


def resolve_all(documents: Documents, decisions: Decisions) -> Found:
    """The same, by looking at all documents at once."""
    gists = sorted({digest(one): to_gist(one) for one in documents}.items())
    identities = resolve(gists, decisions)
    return lay_out(documents, identities, tell_keys(gists, identities))


def tell_keys(documents: Sequence[tuple[str, Statements]], identities: Identities) -> dict[URIRef, str]:
    """What stands for the graph of each document: its content, and all that it was found to tell of."""
    keys = {}
    for sha256, gist in documents:
        places = ((sha256, index) for index in range(len(gist.inspections)))
        found = (f"{one.iri} {one.kind}" for one in map(identities.inspections.get, places) if one)
        named = (identities.people[sha256, name, body] for name, body in iter_people(gist))
        keys[mint_document(sha256)] = terms.digest(sha256, *found, *named)
    return keys


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(statements(), min_size=1, max_size=9), st.data())
def test_identities_on_from_the_build_before_are_those_of_all_documents(
    documents: Documents, data: st.DataObject
) -> None:
    parts = st.lists(st.sampled_from(documents), unique_by=digest)
    builds = data.draw(st.lists(parts, min_size=2, max_size=4))
    decided = data.draw(st.sampled_from(DECIDED))
    with world_of(documents) as world:
        for number, build in enumerate(builds):
            before = number - 1 if number else None
            assert world.identify(build, number, before, decided) == resolve_all(build, decided)
        world.identify(builds[-1], len(builds), None, decided)
        assert world.content(len(builds)) == world.content(len(builds) - 1)


OWN = report(told("SIF inspection", "2015-09-14", "2015-10-08", published="2015-11-27", subject=True))
LOOSE = paper(told("inspection", "2015-09"), people=(Appointment("Jo Bell", words()),))
NAMESAKE = paper(council=said(LINCOLNSHIRE), people=(Appointment("Jo Bell", words()),))
APART = paper(told("focused visit", "2018-02", council=said(LINCOLNSHIRE)), council=said(LINCOLNSHIRE))
ALL = (OWN, LOOSE, NAMESAKE, APART)


@pytest.mark.parametrize(
    ("known", "newcomer", "changed"),
    [
        ([LOOSE], OWN, [LOOSE]),
        ([OWN], LOOSE, []),
        ([OWN, LOOSE], NAMESAKE, [LOOSE]),
        ([OWN, NAMESAKE], LOOSE, [NAMESAKE]),
        ([OWN, LOOSE, NAMESAKE], APART, []),
    ],
)
def test_what_stands_for_others_changes_only_where_a_newcomer_tells_of_the_same(
    known: list[Statements], newcomer: Statements, changed: list[Statements], tmp_path: Path
) -> None:
    world = World(tmp_path, ALL)
    before, after = world.identify(known, 0), world.identify([*known, newcomer], 1, 0)
    assert after == resolve_all([*known, newcomer], Decisions())
    keys, now = before[-1], after[-1]
    assert isinstance(keys, dict)
    assert isinstance(now, dict)
    assert {key for key in keys if keys[key] != now[key]} == {mint_document(digest(one)) for one in changed}


def take_away(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5])


@pytest.mark.parametrize("change", [take_away, damage, cut_off])
def test_all_is_found_out_again_where_what_was_found_is_not_as_it_was(
    change: Callable[[Path], None], tmp_path: Path
) -> None:
    world = World(tmp_path, ALL)
    world.identify(ALL[:3], 0)
    change(tmp_path / "0" / NAME)
    assert world.identify(ALL, 1, 0) == resolve_all(ALL, Decisions())


def test_decisions_that_changed_have_all_found_out_again(tmp_path: Path) -> None:
    world = World(tmp_path, ALL)
    world.identify(ALL, 0)
    for number, decided in enumerate(DECIDED, 1):
        assert world.identify(ALL, number, number - 1, decided) == resolve_all(ALL, decided)


def test_document_that_says_something_else_now_is_looked_at_with_all_that_tells_of_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, ALL)
    world.identify(ALL, 0)
    # Under the name of one document stands what another says: as after a repair by hand.
    world.keeper.keep(Kept(reading_version(), digest(APART), statements=OWN), b"{}")
    before, after = world.identify(ALL, 1), world.identify(ALL, 2, 0)
    assert after == before


def test_inventory_that_forgot_who_went_has_all_found_out_again(tmp_path: Path) -> None:
    world = World(tmp_path, ALL)
    world.identify(ALL, 0)
    (world.keeper.folder / "inventory.db").unlink()
    assert world.identify(ALL[1:], 1, 0) == resolve_all(ALL[1:], Decisions())
