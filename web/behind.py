"""The query behind a table or a picture: the way to it in the editor, and to its answer as a file."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from flask import Flask

from graph.query import fill as fill_question
from graph.query.pages import Terms, fill

# A page has a dozen queries of a kilobyte or two: one pass over a table writes them in a tenth of quote's time.
QUOTED = {place: quote(chr(place), safe="") for place in range(128)}


class Behind(NamedTuple):
    """A query, as addresses have it, with the address of the editor and those of its answer in the formats that tools read."""

    quoted: str

    @property
    def editor(self) -> str:
        """The address of the editor with the query in it."""
        return f"/sparql?query={self.quoted}"

    def download(self, form: str) -> str:
        """The address of the answer in a format."""
        return f"/sparql?format={form}&query={self.quoted}"


def init_app(app: Flask) -> None:
    """Give the templates `behind(name, …)` and `asked_of(name, …)`: a page's question and one of the library."""
    app.jinja_env.globals |= {"behind": behind, "asked_of": asked}


def behind(name: str, **parameters: Terms | int) -> Behind:
    """The page question of that name as it is asked with these parameters."""
    return Behind(write(fill(name, **parameters)))


def asked(name: str, **parameters: Terms) -> Behind:
    """The question of the library of that name as it is asked with these parameters."""
    return Behind(write(fill_question(name, **parameters)))


def write(query: str) -> str:
    """A query as addresses have it."""
    return query.translate(QUOTED) if query.isascii() else quote(query, safe="")
