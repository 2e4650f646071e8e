"""News for programs: an Atom feed of new inspections and papers (`/feed.atom`), and what the last build changed (`/changes.patch`).

An entry keeps its identifier, which is that of the thing, and its date, which is the thing's own: whoever reads the feed is told
of each thing once, however often the graph is built.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from flask import Blueprint, Response, abort
from lxml import etree
from lxml.builder import ElementMaker

from graph.dates import parse_date
from graph.query.pages import fill
from graph.query.pages.rows.news import News
from graph.snapshots import GraphChanges, write_patch
from graph.terms import DATASET, FACTS
from web.builds import read_build
from web.grouping import unique
from web.links import to_data, to_page
from web.openapi import Paths, describe, operation
from web.sitemap import read_address
from web.standing import keep_list
from web.store import ask, get_view, keep, label, learn_labels

bp = Blueprint("feeds", __name__)

ATOM, PATCH = "application/atom+xml", "application/rdf-patch"
MOST = 50
E = ElementMaker(namespace="http://www.w3.org/2005/Atom", nsmap={None: "http://www.w3.org/2005/Atom"})
# What XML cannot hold, however it is written.
_UNTOLD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@bp.get("/feed.atom")
def feed() -> Response:
    """The newest inspections and papers, each an entry."""
    news = keep_list("news", lambda: unique(ask(News, "news"), "thing")[:MOST])
    learn_labels([iri for row in news for iri in (row.thing, row.council, row.grade) if iri])
    address = read_address().rstrip("/")
    build = read_build()
    made = build.made if build else max((to_moment(row.date) for row in news), default=to_moment("1970"))
    told = E.feed(
        E.id(str(DATASET)),
        E.title("Scrutiny Graph: new inspections and papers"),
        E.updated(made),
        E.author(E.name("Scrutiny Graph")),
        E.link(rel="self", type=ATOM, href=f"{address}/feed.atom"),
        E.link(rel="alternate", type="text/html", href=f"{address}/"),
        *(write_entry(row, address) for row in news),
    )
    return Response(
        etree.tostring(told, xml_declaration=True, encoding="utf-8", pretty_print=True),
        content_type=f"{ATOM}; charset=utf-8",
    )


@bp.get("/changes.patch")
def changes() -> Response:
    """The facts that the build before had and this one has not, and the other way round, as RDF Patch."""
    return Response(keep("patch", make_patch), content_type=f"{PATCH}; charset=utf-8")


@describe
def describe_news() -> Paths:
    """What the addresses of news give."""
    text = {"schema": {"type": "string"}}
    return {
        "/feed.atom": {
            "get": operation(
                "The newest inspections and papers, as an Atom feed", name="news-feed", tag="news", answers={ATOM: text}
            )
        },
        "/changes.patch": {
            "get": operation(
                "The facts that came and went since the build before, as RDF Patch",
                name="news-changes",
                tag="news",
                answers={PATCH: text},
            )
        },
    }


def make_patch() -> bytes:
    """The changes that the build itself told, in the graph of changes, as a patch of the graph of facts."""
    stream = io.BytesIO()
    build = read_build()
    if build is None:
        abort(404, "This store is not one of a workspace, so nobody knows what was in the one before.")
    added, removed = read_changed("added"), read_changed("removed")
    changes = [GraphChanges(FACTS, removed, added)] if added or removed else []
    write_patch(stream, changes, build.name)
    return stream.getvalue()


def read_changed(direction: str) -> list[bytes]:
    """The facts that came, or went, each a line of N-Triples."""
    answer = get_view().store.query(fill("changed-facts", direction=direction))
    return answer.serialise("ntriples").splitlines()


def write_entry(row: News, address: str) -> etree._Element:
    """An inspection or a paper as an entry; a date that is known to the month or year is its first day."""
    moment = to_moment(row.date)
    council = [E.category(term=clean(label(row.council)))] if row.council else []
    return E.entry(
        E.id(str(row.thing)),
        E.title(clean(label(row.thing))),
        E.updated(moment),
        E.published(moment),
        E.link(rel="alternate", type="text/html", href=f"{address}{to_page(row.thing)}"),
        E.link(rel="related", type="text/turtle", href=f"{address}{to_data(row.thing, 'ttl')}"),
        E.category(term=row.kind),
        *council,
        E.summary(clean(summarise(row))),
    )


def summarise(row: News) -> str:
    """What is told of an inspection or a paper at a glance: "Lancashire: Good", "Paper of a committee"."""
    about = f"{label(row.council)}: " if row.council else ""
    if row.kind == "paper":
        return f"{about}paper of a committee"
    return f"{about}{label(row.grade) if row.grade else 'inspection without an overall grade'}"


def to_moment(date: str) -> str:
    """The first moment of a date, as Atom writes it.

    >>> to_moment("2015-11"), to_moment("soon")
    ('2015-11-01T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    try:
        day = parse_date(date).first
    except ValueError:
        return "1970-01-01T00:00:00Z"
    return datetime(day.year, day.month, day.day, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNTOLD.sub("", text)
