"""All documents as lists have them, each with its kind and how its reading went; read and indexed once a snapshot."""

from __future__ import annotations

from graph.query.pages.rows.documents import Document
from web.asks import key_of
from web.facets import Field, Listing, make_listing
from web.grouping import group_by, unique
from web.standing import keep_list
from web.store import ask

KINDS = {"report": "Inspection report", "paper": "Committee paper", "rdf": "RDF of others", "other": "Other"}
STATES = {"read": "Read", "open": "Read, with doubts", "unread": "Could not be read"}


def read_documents() -> Listing[Document]:
    """All documents, newest first, indexed by what readers narrow them by."""
    return keep_list("documents", _read)


def _read() -> Listing[Document]:
    told = group_by(ask(Document, "documents"), "document")
    fields: tuple[Field[Document], ...] = (
        Field("kind", "Kind", lambda row: [row.kind], words=KINDS),
        # A paper may be about several councils, and has a row of the answer for each.
        Field(
            "council", "About", lambda row: {key_of(one.about) for one in told[row.document] if one.about}, "council/"
        ),
        Field("year", "Published in", lambda row: [row.issued[:4]] if row.issued else []),
        Field("state", "Reading", lambda row: [row.state], words=STATES),
    )
    rows = unique([row for rows in told.values() for row in rows], "document")
    return make_listing(rows, fields, lambda row: f"{row.title} {row.file}")
