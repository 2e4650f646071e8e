"""How two things are connected, and what is around one: drawn, told in words with the sources, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import NamedTuple

from flask import Blueprint, Response, abort, render_template, request
from rdflib import URIRef

from graph.errors import UnknownName
from graph.network import Link, Network, Property, Step, find_around, find_ways, read_links, read_properties, tell_ways
from graph.query.naming import find_things
from graph.query.pages import is_known
from graph.query.pages.rows.things import ClassOf
from graph.terms import ID
from web.facts import UNKNOWN
from web.links import is_identifier, to_iri, to_page
from web.openapi import Paths, describe, operation, parameter
from web.schemas import KEY, MAYBE, NUMBER, TEXT, many, require
from web.standing import keep_list
from web.store import ask, get_view, keep, label, learn_labels
from web.telling import Told, give

bp = Blueprint("connections", __name__)

WAYS, MOST_WAYS = 3, 10
LONGEST = 300
MOST_LETTERS = 72
"""Letters under a thing in a picture; the table beside it has them all."""


class Found(NamedTuple):
    """The two things that were asked for, and the ways between them."""

    ends: tuple[URIRef, URIRef]
    ways: list[tuple[Step, ...]]


@bp.get("/connections")
def index() -> str | tuple[str, int]:
    """The ways between the things that `from` and `to` name; a form where they name none.

    :raise 400: where a name stands for nothing, or for several things; the page then says so beside the form.
    """
    given = {name: read_word(name) for name in ("from", "to")}
    found, wrong = None, ""
    try:
        found = find(given["from"], given["to"]) if all(given.values()) else None
    except UnknownName as error:
        wrong = str(error)
    page = render_template("connections/index.html", given=given, found=found, wrong=wrong, words=read_words())
    return (page, 400) if wrong else page


@bp.get("/api/connections")
def connections() -> Response:
    """The ways between two things as JSON: each step in words, and the things and links of all as a network to draw.

    :raise 400: where a name stands for nothing, or for several things.
    """
    words = read_word("from"), read_word("to")
    if not all(words):
        abort(400, "Say from what (from) to what (to).")
    found = find(*words)
    ways = [{"steps": [tell_step(step) for step in steps]} for steps in found.ways]
    return give({"ways": ways, **draw([*found.ends], [step.link for steps in found.ways for step in steps])})


@bp.get("/around/<path:path>")
def around(path: str) -> str:
    """What is around a thing, drawn, and in a table that says the same.

    :raise 400: where the path cannot be an identifier; :raise 404: where nothing is known of the thing.
    """
    thing = read_thing(path)
    found = find_around(get_view().store, thing)
    learn_labels([thing, *(end for link in found.links for end in (link.one, link.other))])
    return render_template("connections/around.html", thing=thing, path=path, found=found, words=read_words())


@bp.get("/api/<path:path>/network")
def network(path: str) -> Response:
    """What is around a thing, as a network to draw.

    :raise 400: where the path cannot be an identifier; :raise 404: where nothing is known of the thing.
    """
    thing = read_thing(path)
    found = find_around(get_view().store, thing)
    return give({"total": found.number, **draw([thing], found.links)}, [("about", f"/id/{path}")])


def find(one: str, other: str) -> Found:
    """The ways between two things by their names or identifiers.

    :raise UnknownName: where a name stands for nothing or for several things, or both stand for one.
    """
    ends = (name(one), name(other))
    if ends[0] == ends[1]:
        raise UnknownName(f"{label(ends[0])} is given twice: name two things")
    store, links = get_view().store, read_network()
    ways = tell_ways(store, links, find_ways(links, *ends, max(1, min(request.args.get("most", WAYS, int), MOST_WAYS))))
    learn_labels([*ends, *(end for steps in ways for step in steps for end in (step.link.one, step.link.other))])
    return Found(ends, ways)


def name(word: str) -> URIRef:
    """The thing that a word names, or whose page's path it is.

    :raise UnknownName: where it stands for nothing or for several things.
    """
    path = word.strip("/")
    known = "/" in path and is_identifier(path)
    thing = to_iri(path) if known else find_things(get_view().store, "thing", word)[0]
    if not is_known(get_view().store, thing):
        raise UnknownName(f"nothing is known of {word}")
    return thing


def read_word(name: str) -> str:
    """A name in the request, no longer than any is."""
    return " ".join(request.args.get(name, "").split())[:LONGEST]


def read_thing(path: str) -> URIRef:
    """The thing of a path.

    :raise 400: where the path cannot be an identifier; :raise 404: where nothing is known of the thing.
    """
    if not is_identifier(path):
        abort(400, "An identifier is made of letters, digits and hyphens, with a slash between its parts.")
    thing = to_iri(path)
    if not is_known(get_view().store, thing):
        abort(404, UNKNOWN)
    return thing


def read_network() -> Network:
    """The links of the snapshot."""
    return keep_list("links", lambda: read_links(get_view().store))


def read_words() -> dict[URIRef, Property]:
    """How links are told."""
    return keep("link words", lambda: read_properties(get_view().store))


def draw(things: Iterable[URIRef], links: Iterable[Link]) -> Told:
    """A network as the picture takes it: things with their kinds, pages, and the addresses of what is around them."""
    links = list(links)
    nodes = list(dict.fromkeys([*things, *(end for link in links for end in (link.one, link.other))]))
    kinds: dict[URIRef, URIRef] = {}
    for row in ask(ClassOf, "classes", thing=nodes) if nodes else ():
        kinds.setdefault(row.thing, row.kind)
    learn_labels([*nodes, *kinds.values()])
    return {
        "nodes": [
            {
                "id": str(node), "label": shorten(label(node), MOST_LETTERS, placeholder="…"), "kind": label(kinds[node]) if node in kinds else "other",
                "page": to_page(node), "more": to_network(node),
            }
            for node in nodes
        ],
        "edges": [
            {"source": str(link.one), "target": str(link.other), "label": read_words()[link.link].words} for link in dict.fromkeys(links)
        ],
    }  # fmt: skip


def to_network(thing: URIRef) -> str | None:
    """The address of the network around a thing; None for what stands elsewhere."""
    return f"/api/{thing.removeprefix(str(ID))}/network" if thing.startswith(str(ID)) else None


def tell_step(step: Step) -> Told:
    """A step as JSON has it."""
    sources = [
        {
            "statement": str(source.statement),
            "page": to_page(source.evidence),
            "pageNumber": source.page,
            "quote": source.quote,
        }
        for source in step.sources
    ]
    return {
        "sentence": step.sentence,
        "subject": str(step.link.one),
        "property": str(step.link.link),
        "object": str(step.link.other),
        "sources": sources,
    }


NODE = require(id=TEXT, label=TEXT, kind=TEXT, page=MAYBE, more=MAYBE)
DRAWN = {"nodes": many(NODE), "edges": many(require(source=TEXT, target=TEXT, label=TEXT))}
STEP = require(
    sentence=TEXT,
    subject=TEXT,
    property=TEXT,
    object=TEXT,
    sources=many(require(statement=TEXT, page=MAYBE, pageNumber=NUMBER, quote=TEXT)),
)


@describe
def describe_connections() -> Paths:
    """The networks, and the ways between things."""
    ways, around = require(ways=many(require(steps=many(STEP))), **DRAWN), require(total=NUMBER, **DRAWN)
    named = [
        parameter(name, f"A council, a person or the like by name, or any thing by its path: {example}.", required=True)
        for name, example in (("from", "Lancashire"), ("to", "person/sarah-canto"))
    ]
    most = parameter("most", "How many ways.", {"type": "integer", "minimum": 1, "maximum": MOST_WAYS, "default": WAYS})
    parts = [parameter(part, "A part of its identifier.", KEY, place="path") for part in ("kind", "key")]
    return {
        "/api/connections": {
            "get": operation(
                "How two things are connected",
                name="api-connections",
                tag="api",
                answers={"application/json": {"schema": ways}},
                parameters=[*named, most],
            )
        },
        "/api/{kind}/{key}/network": {
            "get": operation(
                "What is around a thing",
                name="api-network",
                tag="api",
                answers={"application/json": {"schema": around}},
                parameters=parts,
                problems=(404,),
            )
        },
    }
