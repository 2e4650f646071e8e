"""Recommendations that changed are compared with all others: what comes of it is what comes of comparing all anew."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import SKOS, Literal, URIRef

from graph import vocabulary
from graph.differences import Differences, find_differences
from graph.likeness import Asked, relate, relate_again, write_known
from graph.likeness.kept import NAME
from graph.store import EmbeddedStore, open_memory
from graph.terms import DERIVED, FACTS, ID, SG, VOCABULARY, mint_concept

COUNCILS, YEARS = "KLMN", range(2012, 2018)
WORDS = "adopt carer chronologies homes interviews leavers missing plans quality supervision visits zqxy zzyx".split()
THEMES = [
    str(theme).removeprefix(str(ID["theme/"]))
    for theme in sorted(vocabulary.load().subjects(SKOS.broader, None))
    if "/theme/" in str(theme)
][:6]


def make(random: random.Random, council: str, year: int, number: int) -> Asked:
    """A recommendation of a few words, as likely as not to be like another; few are as rare as a name."""
    inspection = str(ID[f"inspection/{council}/{year}"])
    following = str(ID[f"inspection/{council}/{year + random.randint(1, 2)}"]) if random.random() < 0.8 else None
    return Asked(
        f"{inspection}/recommendation/la-{number:02d}",
        " ".join(random.choices(WORDS, k=random.randint(0, 6))),
        frozenset(random.sample(THEMES, random.randint(0, 2))),
        str(ID[f"council/{council}"]),
        inspection,
        following,
    )


def make_inspection(random: random.Random) -> list[Asked]:
    council, year = random.choice(COUNCILS), random.choice(YEARS)
    made = make(random, council, year, 1)
    rest = (make(random, council, year, number) for number in range(2, random.randint(2, 9)))
    return [made, *(one._replace(next=made.next) for one in rest)]


def fill(asked: Iterable[Asked]) -> EmbeddedStore:
    """A store in which these stand, and no likeness."""
    store = open_memory()
    store.add([(mint_concept("theme", theme), SKOS.broader, ID["theme/some"], VOCABULARY) for theme in THEMES])
    for one in asked:
        inspection, recommendation = URIRef(one.inspection), URIRef(one.iri)
        store.add([(recommendation, SG.theme, mint_concept("theme", theme), FACTS) for theme in one.themes])
        store.add(
            [
                (inspection, SG.inspects, URIRef(one.council), FACTS),
                (inspection, SG.recommendation, recommendation, FACTS),
                (recommendation, SG.text, Literal(one.text), FACTS),
            ]
        )
        if one.next:
            store.add([(inspection, SG.nextInspection, URIRef(one.next), DERIVED)])
    return store


def tell(store: EmbeddedStore) -> list[bytes]:
    """The likeness that stands in a store, as lines in order."""
    query = f"""CONSTRUCT {{ ?one ?link ?other }} WHERE {{ GRAPH <{DERIVED}> {{
        ?one ?link ?other FILTER(?link != <{SG.nextInspection}>) }} }}"""
    return sorted(store.query(query).serialise("ntriples").splitlines(keepends=True))


def change(random: random.Random, world: dict[str, Asked]) -> set[str]:
    """Have inspections come, go, be told of otherwise or get another next one; gives what may have changed."""
    known = sorted({one.inspection for one in world.values()})
    chosen = set(random.sample(known, min(len(known), random.randint(0, 3))))
    touched = {iri for iri, one in world.items() if one.inspection in chosen}
    gone = {iri for iri in touched if random.random() < 0.5}
    for iri in gone:
        del world[iri]
    for _ in range(random.randint(0, 3)):
        inspection = make_inspection(random)
        same = {iri for iri, one in world.items() if one.inspection == inspection[0].inspection}
        for iri in same:
            world[iri] = world[iri]._replace(next=inspection[0].next)
        world |= {one.iri: one for one in inspection}
        touched |= same | {one.iri for one in inspection}
    return touched


@pytest.mark.parametrize("seed", range(4))
def test_change_gives_what_comparing_all_anew_gives(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    world: dict[str, Asked] = {}
    for _ in range(12 * seed):
        change(chance, world)
    folders = [tmp_path / str(step) for step in range(16)]
    whole = tmp_path / "whole"
    for folder in (*folders, whole):
        folder.mkdir()
    with fill(world.values()) as store:
        relate(store, folders[0])
        before = tell(store)
    moved = 0
    for old, new in itertools.pairwise(folders):
        changed = change(chance, world)
        with fill(world.values()) as store:
            store.load(io.BytesIO(b"".join(before)), "ntriples", graph=DERIVED)
            found, known = relate_again(store, changed, old)
            write_known(known, new)
        with fill(world.values()) as store:
            relate(store, whole)
            after = tell(store)
        assert found == find_differences(before, after)
        assert (new / NAME).read_bytes() == (whole / NAME).read_bytes()
        moved += len(found.gone) + len(found.come)
        before = after
    assert moved > 100


def test_store_is_amended_by_what_is_found(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    one, two = make_inspection(chance), make_inspection(chance)
    two = [again._replace(text=first.text, themes=first.themes) for again, first in zip(two, one, strict=False)]
    with fill(one) as store, fill([*one, *two]) as both:
        relate(store, tmp_path)
        found, _ = relate_again(both, {again.iri for again in two}, tmp_path)
        assert tell(both) == []
        both.amend(DERIVED, found.gone, found.come)
        assert tell(both) == found.come != []


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed", "of other tables"])
def test_what_cannot_be_read_is_found_anew(damage: str, tmp_path: Path) -> None:
    chance = random.Random(2)  # noqa: S311 - no secret
    world = {one.iri: one for _ in range(9) for one in make_inspection(chance)}
    (tmp_path / "next").mkdir()
    with fill(world.values()) as store:
        relate(store, tmp_path)
        spoil(tmp_path / NAME, damage)
        assert relate_again(store, (), tmp_path)[0] == Differences([], [])
        gone = f"<{min(world)}> <{SG.like}> <{min(world)}> .\n".encode()
        store.load(io.BytesIO(gone), "ntriples", graph=DERIVED)
        found, known = relate_again(store, (), tmp_path)
        assert found == Differences([gone], [])
        write_known(known, tmp_path / "next")
        relate(store, tmp_path)
    assert (tmp_path / "next" / NAME).read_bytes() == (tmp_path / NAME).read_bytes()


def spoil(path: Path, damage: str) -> None:
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "of other tables":
        path.write_bytes(b"0" * 16 + content[16:])
    else:
        path.write_bytes({"empty": b"", "cut": content[:-100], "changed": content[:-1] + b"?"}[damage])
