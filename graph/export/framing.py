"""JSON-LD that reads well: each thing once, with its own parts inside it, under the context of `ontology/context.jsonld`.

pyld frames and compacts; it holds all that it is given in memory many times over, so it is given a batch of things at a time.
Where one thing refers to another, the other is named by its IRI; only what belongs to a thing stands inside it. pyld would
put whatever is at hand inside, and give blank nodes new names in each batch: such names are hidden from it meanwhile.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from typing import IO, Any
from uuid import uuid4

from pyld import jsonld
from rdflib import RDF, XSD

from graph.export.job import Job
from graph.store import iter_nodes, iter_union
from graph.terms import ID
from graph.vocabulary import read_source

Node = dict[str, Any]

BATCH = 300
"""Things that are framed at a time."""
HIDDEN = f"urn:x-{uuid4()}:"
"""What stands before a name that is hidden. No text from a document can begin with it, since nobody knows it beforehand."""
_OWNER = re.compile(
    re.escape(ID)
    # A judgement belongs to its inspection, a selector to the words that it selects, a finding to its document.
    + r"(?:inspection/[^/]+/[^/]+/[^/]+|document/[^/]+/evidence/[^/]+|document/[^/]+)"
)
_INTEGER = re.compile(r"-?[1-9]\d{0,15}|0")


def write_framed(job: Job, stream: IO[bytes]) -> None:
    """Write the union of all graphs as one JSON-LD document, thing after thing."""
    context = json.dumps(load_context(), ensure_ascii=False)
    stream.write(b'{\n"@context": ' + context.encode() + b',\n"@graph": [\n')
    between = b""
    for nodes in iter_batches(iter_things(iter_union(job.store, job.keep))):
        for node in frame(nodes):
            text = json.dumps(node, ensure_ascii=False).replace(f'"{HIDDEN}', '"')
            stream.write(between + text.encode())
            between = b",\n"
    stream.write(b"\n]\n}\n")


@cache
def load_context() -> Node:
    """The context, with the addresses of this installation."""
    found: Node = json.loads(read_source("context.jsonld"))["@context"]
    return found


def iter_things(lines: Iterable[bytes]) -> Iterator[list[Node]]:
    """The nodes of each thing and its parts, expanded, from N-Triples lines in order."""
    for owner, nodes in groupby(iter_nodes(lines), lambda node: find_owner(node["@id"])):
        yield [_to_plain(node, owner) for node in nodes]


def find_owner(iri: str) -> str:
    """The thing that belongs to no other, or the one that it belongs to."""
    found = _OWNER.match(iri)
    return found[0] if found else iri


def iter_batches(things: Iterable[list[Node]]) -> Iterator[list[Node]]:
    """The nodes of many things at a time."""
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield [node for nodes in batch for node in nodes]


def frame(nodes: list[Node]) -> list[Node]:
    """The nodes, compacted, each inside the one that refers to it; those that none refers to stand at the top."""
    tops = _find_tops(nodes)
    wanted = {"@context": load_context(), "@id": tops, "@embed": "@once"}
    framed = jsonld.frame(nodes, wanted, {"omitGraph": False, "pruneBlankNodeIdentifiers": False})
    found: list[Node] = framed["@graph"]
    return found


def _find_tops(nodes: list[Node]) -> list[str]:
    """The nodes from which all are reached."""
    links = {node["@id"]: set(_iter_references([node])) for node in nodes}
    inner = {other for own, others in links.items() for other in others if other != own and other in links}
    tops = [name for name in links if name not in inner]
    reached: set[str] = set()
    # What only refers to itself in a circle is reached from nowhere; then any of it will do.
    for name in [*tops, *links]:
        if name not in reached and name not in tops:
            tops.append(name)
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += links[one] & links.keys()
    return tops


def _iter_references(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        for key, values in node.items():
            if not key.startswith("@"):
                yield from (value["@id"] for value in values if "@id" in value)


def _to_plain(node: Node, owner: str) -> Node:
    """The node as people would write it: types under their own key, numbers and truth values as JSON's."""
    plain: Node = {"@id": _hide(node["@id"], owner)}
    for key, values in node.items():
        if key == str(RDF.type):
            plain["@type"] = [value["@id"] for value in values]
        elif key != "@id":
            plain[key] = [
                {"@id": _hide(value["@id"], owner)} if "@id" in value else _to_value(value) for value in values
            ]
    return plain


def _hide(name: str, owner: str) -> str:
    """A name as pyld may see it: hidden where it is a blank node's, or that of a thing of ours that does not belong here."""
    if name.startswith("_:"):
        return HIDDEN + name
    if name.startswith(ID) and find_owner(name) != owner:
        return f"{HIDDEN}id:{name.removeprefix(ID)}"
    return name


def _to_value(value: Node) -> Node:
    """The value, without its type where JSON's own values say the same in the same spelling."""
    text = value["@value"]
    if value.get("@type") == str(XSD.integer) and _INTEGER.fullmatch(text):
        return {"@value": int(text)}
    if value.get("@type") == str(XSD.boolean) and text in ("true", "false"):
        return {"@value": text == "true"}
    return value
