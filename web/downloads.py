"""Downloads: the whole graph in each format, and tables that answer the library's questions."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template

from graph.query import questions
from web.builds import read_build

bp = Blueprint("downloads", __name__)

# The whole graph with its named graphs, and the union of all without them.
WHOLE = {"trig": "TriG", "nquads": "N-Quads", "jsonld": "JSON-LD"}
UNION = {"turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF/XML"}


@bp.get("/downloads")
def index() -> str:
    """What can be taken away, and where it comes from."""
    groups = {group: list(rows) for group, rows in groupby(questions(), key=lambda question: question.group)}
    return render_template("downloads/index.html", whole=WHOLE, union=UNION, groups=groups, build=read_build())
