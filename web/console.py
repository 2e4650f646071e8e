"""The query page: a plain form that does the whole job, which an editor takes over in browsers with scripts.

The editor asks for the answer alone (`part=answer`) and puts it in the page, so that both show the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, render_template, request

from graph.errors import GraphError, UnknownQuestion
from graph.query import Question, find, questions
from graph.terms import PREFIXES
from web.answers import MOST_ROWS, Answer, read_answer
from web.asked import Asked
from web.chart import find_chart
from web.errors import RETRY_AFTER, find_kind
from web.snippets import write_snippets
from web.worker import Reply

START = f"""PREFIX sg: <{PREFIXES["sg"]}>
PREFIX skos: <{PREFIXES["skos"]}>

SELECT ?council ?name WHERE {{
  ?council a sg:Council ; skos:prefLabel ?name .
}}
ORDER BY ?name
LIMIT 20
"""
# Longer addresses are refused on the way, so a longer query goes as a form.
MOST_LINK = 6000
DOWNLOADS = {
    "rows": {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"},
    "truth": {"json": "JSON", "xml": "XML"},
    "triples": {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"},
}


def give_form() -> Response:
    """The query page with a question of the library, or a first query."""
    query = START
    name = request.args.get("question")
    if name:
        query = find_question(name) or query
    return give(Asked(query, None, None, 0))


def find_question(name: str) -> str | None:
    """The text of a question of the library, or None where it has none of that name."""
    try:
        return find(name).text
    except UnknownQuestion:
        return None


def give_answer(asked: Asked, run: Callable[[], Reply]) -> Response:
    """The query page with the answer to a query, or with what is wrong with it."""
    began = time.perf_counter()
    try:
        reply = run()
    except GraphError as error:
        kind = find_kind(error)
        response = give(asked, error=error, title=kind.title, status=kind.status)
        if kind.status in (429, 503):
            response.headers["Retry-After"] = RETRY_AFTER
        return response
    return give(asked, answer=read_answer(reply, round((time.perf_counter() - began) * 1000)))


def give(
    asked: Asked, *, answer: Answer | None = None, error: GraphError | None = None, title: str = "", status: int = 200
) -> Response:
    """The query page, or the part of it that tells the answer."""
    shown: dict[str, Any] = {"asked": asked, "answer": answer, "error": error, "title": title, "most": MOST_ROWS}
    if answer:
        shown |= {
            "chart": find_chart(answer) if answer.form == "rows" else None,
            "downloads": find_downloads(asked, answer.form),
            "snippets": write_snippets(f"{request.root_url}sparql", asked, answer.form),
        }
    if request.values.get("part") == "answer":
        page = render_template("sparql/answer.html", **shown)
    else:
        page = render_template(
            "sparql/console.html",
            groups=group_questions(), prefixes=PREFIXES, seconds=current_app.config["QUERY_SECONDS"],
            chosen=request.values.get("question"), **shown,
        )  # fmt: skip
    response = Response(page, status, mimetype="text/html")
    response.headers["Vary"] = "Accept"
    return response


def group_questions() -> dict[str, list[Question]]:
    """The library, by group."""
    groups: dict[str, list[Question]] = {}
    for question in questions():
        groups.setdefault(question.group, []).append(question)
    return groups


def find_downloads(asked: Asked, form: str) -> list[tuple[str, str, str | None]]:
    """The formats of the whole answer: each with its name, and with its address where the query is short enough for one."""
    fields = [("query", asked.query), ("download", "1")]
    fields += [("default-graph-uri", graph) for graph in asked.default_graphs or ()]
    fields += [("named-graph-uri", graph) for graph in asked.named_graphs or ()]
    offers = []
    for key, name in DOWNLOADS[form].items():
        address = f"/sparql?{urlencode([('format', key), *fields])}"
        offers.append((key, name, address if len(address) <= MOST_LINK else None))
    return offers
