"""JSON-LD that reads well: each thing once, with its own parts inside it, under the context of `ontology/context.jsonld`.

Where one thing refers to another, the other is named by its IRI; only what belongs to a thing stands inside it. Things are
written one after the other as they come, however many there are.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import IO

from graph.export.compacting import TYPE, Compactor, Node, Odd
from graph.export.job import Job
from graph.store import iter_nodes, iter_union
from graph.terms import ID
from graph.vocabulary import read_source

_OWNER = re.compile(
    re.escape(ID)
    # A judgement belongs to its inspection, a selector to the words that it selects, a finding to its document.
    + r"(?:inspection/[^/]+/[^/]+/[^/]+|document/[^/]+/evidence/[^/]+|document/[^/]+)"
)
DEEPEST = 8
"""Nodes that stand inside one another; what goes on beyond that stands at the top."""


def write_framed(job: Job, stream: IO[bytes]) -> None:
    """Write the union of all graphs as one JSON-LD document, thing after thing."""
    stream.write(b'{\n"@context": ' + _encode(load_context()) + b',\n"@graph": [\n')
    between = b""
    compactor = Compactor(load_context())
    for nodes in iter_things(iter_union(job.store, job.keep)):
        for node in frame(nodes, compactor):
            stream.write(between + _encode(node))
            between = b",\n"
    stream.write(b"\n]\n}\n")


def _encode(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()


@cache
def load_context() -> Node:
    """The context, with the addresses of this installation."""
    found: Node = json.loads(read_source("context.jsonld"))["@context"]
    return found


def iter_things(lines: Iterable[bytes]) -> Iterator[list[Node]]:
    """The nodes of each thing and its parts, expanded, from N-Triples lines in order."""
    for _, nodes in groupby(iter_nodes(lines), lambda node: find_owner(node["@id"])):
        yield list(nodes)


def find_owner(iri: str) -> str:
    """The thing that belongs to no other, or the one that it belongs to."""
    found = _OWNER.match(iri)
    return found[0] if found else iri


def frame(nodes: list[Node], compactor: Compactor) -> list[Node]:
    """The nodes of a thing made short, each inside the first that refers to it; those that none refers to stand at the top."""
    known = {node["@id"]: node for node in nodes}
    order, inside = _place(known)
    made: dict[str, Node] = {}
    try:
        # The innermost first, so that what goes inside another is made already.
        for name in reversed(order):
            made[name] = compactor.compact(known[name], {inner: made.pop(inner) for inner in inside.get(name, ())})
    except Odd:
        # Where there is no context, every address is what it is.
        return [{"@context": None, **node} for node in nodes]
    return [made[name] for name in order if name in made]


def _place(known: dict[str, Node]) -> tuple[list[str], dict[str, list[str]]]:
    """The names of nodes, each after the one that it stands inside, and the names of those inside each."""
    if len(known) == 1:
        return list(known), {}
    links = {name: [other for other in iter_references(node) if other in known] for name, node in known.items()}
    inner = {other for name, others in links.items() for other in others if other != name}
    order: dict[str, int] = {}
    inside: dict[str, list[str]] = {}
    owner = find_owner(next(iter(known)))
    # The thing itself stands inside none of its parts. What only refers to itself in a circle is reached from nowhere; then
    # any of it will do.
    for top in [owner, *(name for name in known if name not in inner), *known]:
        if top in order or top not in known:
            continue
        order[top] = 0
        waiting = deque([top])
        while waiting:
            name = waiting.popleft()
            for other in links[name] if order[name] < DEEPEST else ():
                if other not in order:
                    order[other] = order[name] + 1
                    inside.setdefault(name, []).append(other)
                    waiting.append(other)
    return list(order), inside


def iter_references(node: Node) -> Iterator[str]:
    """The addresses that a node refers to, other than its types."""
    for key, values in node.items():
        if key not in ("@id", TYPE):
            yield from (value["@id"] for value in values if "@id" in value)
