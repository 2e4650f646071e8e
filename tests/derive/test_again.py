"""Where facts come and go, rules conclude from what lies near them what they would conclude from everything."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

from graph.derive import derive, rules
from graph.derive.again import derive_again, find_read, reach
from graph.differences import Differences, find_differences
from graph.reference import iter_reference
from graph.snapshots import Workspace
from graph.store import EmbeddedStore, iter_graph, open_memory
from graph.terms import DERIVED, FACTS, ID, REGISTERS, SG
from graph.vocabulary import iter_vocabulary

WAYS = Path(__file__).parent.parent.parent / "graph" / "derive" / "ways.csv"
UNREAD = [
    f"<{ID['document/unread']}> <{predicate}> {value} .\n".encode()
    for predicate, value in (
        (SG.fileName, '"80429/lost.pdf"'), (SG.unreadReason, '"is damaged"'), (RDF.type, SG.Document.n3()),
    )
]  # fmt: skip
"""A file of Birmingham's, by its provider number, of which nothing is known."""
AT_ONCE = 7  # properties of which some facts go in one trial
Graphs = dict[URIRef, list[bytes]]


def conclude(graphs: Graphs) -> EmbeddedStore:
    """A store with the lines of facts and registers, and all that rules conclude from them."""
    store = open_memory()
    store.add(iter_vocabulary())
    store.add(iter_reference())
    for graph, lines in graphs.items():
        store.load(io.BytesIO(b"".join(lines)), "ntriples", graph=graph)
    derive(store)
    return store


@pytest.fixture(scope="module")
def graphs(workspace: Path) -> Graphs:
    """The facts and registers of the sample reports, and of a file that could not be read."""
    with Workspace(workspace).open_store() as store:
        return {
            FACTS: list(iter_graph(store, FACTS)),
            REGISTERS: sorted([*iter_graph(store, REGISTERS), *UNREAD]),
        }


@pytest.fixture(scope="module")
def whole(graphs: Graphs) -> Iterator[EmbeddedStore]:
    """The store of all of them."""
    with conclude(graphs) as store:
        yield store


def renew(old: EmbeddedStore, new: EmbeddedStore, changes: dict[URIRef, Differences]) -> tuple[set[str], Differences]:
    """What is near the changes, and what they change in what rules conclude."""
    near = reach(new, reach(old, find_read(changes)))
    return near, derive_again(new, near, changes)


def turn(changes: dict[URIRef, Differences]) -> dict[URIRef, Differences]:
    """The way back."""
    return {graph: Differences(come, gone) for graph, (gone, come) in changes.items()}


def iter_trials(graphs: Graphs) -> Iterator[set[bytes]]:
    """Facts to do without: some of each property that a rule reads or that leads somewhere, and all that is told of a thing."""
    draw = random.Random(8)  # noqa: S311 - no secret hangs on it
    lines = [
        *graphs[FACTS],
        *(line for line in graphs[REGISTERS] if line.startswith(f"<{ID['document/']}".encode())),
    ]
    properties, things = defaultdict(list), defaultdict(list)
    for line in lines:
        subject, predicate, _ = line.split(b"> ", 2)
        properties[predicate].append(line)
        things[subject.rpartition(b"/")[0]].append((subject, line))
    ordered = sorted(properties)
    for some in (ordered[place : place + AT_ONCE] for place in range(0, len(ordered), AT_ONCE)):
        yield {line for name in some for line in draw.sample(properties[name], min(3, len(properties[name])))}
    # Without the days of the latest inspections others are the councils' current ones.
    days = sorted(properties[f"<{SG.startDate}".encode()], key=lambda line: line.split(b'"')[1])
    yield set(days[-len(days) // 3 :])
    yield set(UNREAD)
    for kind in draw.sample(sorted(things), 4):
        thing = draw.choice(things[kind])[0]
        yield {line for subject, line in things[kind] if subject == thing}


def test_rules_conclude_from_what_is_near_what_they_conclude_from_everything(
    graphs: Graphs, whole: EmbeddedStore
) -> None:
    told = list(iter_graph(whole, DERIVED))
    kinds = set()
    for lost in iter_trials(graphs):
        gone = {graph: [line for line in lines if line in lost] for graph, lines in graphs.items()}
        changes = {graph: Differences(lines, []) for graph, lines in gone.items()}
        with conclude({graph: [line for line in lines if line not in lost] for graph, lines in graphs.items()}) as less:
            wanted = find_differences(told, iter_graph(less, DERIVED))
            assert renew(whole, less, changes)[1] == wanted
            assert renew(less, whole, turn(changes))[1] == Differences(wanted.come, wanted.gone)
        kinds |= {line.split(b"> ")[1] for line in (*wanted.gone, *wanted.come)}
    missed = {line.split(b"> ")[1] for line in told} - kinds
    assert missed == set(), "all that rules conclude is to have changed at one time or another"


def test_what_no_rule_reads_changes_no_conclusion(graphs: Graphs, whole: EmbeddedStore) -> None:
    evidence = [line for line in graphs[FACTS] if b"#evidence> " in line]
    changes = {FACTS: Differences(evidence, [])}
    assert len(evidence) > 100
    assert (find_read(changes), renew(whole, whole, changes)) == (set(), (set(), Differences([], [])))


def test_an_inspection_reaches_those_of_its_council_and_no_others(whole: EmbeddedStore) -> None:
    inspection = ID["inspection/E10000017/sif/2015-09-14"]
    assert f"{inspection}/judgement/overall" in reach(whole, [f"{inspection}/judgement/adoption"])
    near = {thing.split("/id/")[1].split("/")[1] for thing in reach(whole, [inspection]) if "/id/inspection/" in thing}
    assert near == {"E10000017"}


def test_every_way_goes_by_a_property_that_a_rule_reads() -> None:
    with WAYS.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    texts = "".join(rule.text for rule in rules())
    assert [row["property"] for row in rows if row["property"] not in texts] == []
    assert {row["way"] for row in rows} == {"to", "from"}
    assert all(row["why"] for row in rows)
