"""`/questions`: the questions of the library, each at an address of its own, for people and programs that want no SPARQL.

`/questions` lists them, `/questions/decliners` asks one and shows its answer on a page, `/questions/decliners.csv` gives the
answer alone. What a question is asked of is said by name or address: `?council=Lancashire`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Blueprint, Response, json, render_template, request
from markupsafe import Markup
from rdflib import URIRef
from werkzeug.exceptions import NotFound

from graph.errors import GraphError
from graph.query import GROUPS, Question, find, questions
from graph.query.labels import find_labels
from graph.query.naming import KINDS, Named, find_kinds, understand
from graph.query.pages import ask_page
from graph.query.parameters import fill_text, find_examples
from graph.query.rows import ROWS as COLUMNS
from graph.store.formats import MEDIA_TYPES
from web.answers import MOST_ROWS, Answer, leave_out_names, read_answer
from web.asked import Asked, Formats, read_accepted, read_seconds
from web.choices import begin_option, write_options
from web.errors import NotAcceptable, find_kind
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.negotiation import HTML, ROWS, best, choose, wants_html
from web.openapi import Paths, content_of, describe, operation, parameter
from web.running import check, run
from web.sending import to_response
from web.standing import keep_list
from web.store import get_view, label

bp = Blueprint("questions", __name__, url_prefix="/questions")

OWN = frozenset(("format", "timeout", "download"))
"""Parameters that say how to answer, not what of."""
JSON = "application/json"
MOST_NAMES = 2000
"""Names that a page offers to choose from; where there are more, they are typed."""


class Field(NamedTuple):
    """A field of a question's form: its parameter, what it holds, and the list of names to choose from, if there is one."""

    name: str
    value: str
    names: str


@bp.get("")
def index() -> Response:
    """All questions by group: a page, or JSON for programs."""
    wanted = read_accepted()
    if best(wanted, (HTML, JSON)) == JSON:
        response = Response(json.dumps(tell_all(), ensure_ascii=False) + "\n", content_type=JSON)
    elif best(wanted, (HTML, JSON)) is None:
        raise NotAcceptable(f"the questions are listed as {HTML} or {JSON}")
    else:
        groups = {
            group: [(one, find_fields(one)) for one in questions() if one.group == group] for group in GROUPS.values()
        }
        response = Response(
            render_template("questions/index.html", groups=groups, lists=find_lists(questions())), mimetype=HTML
        )
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/<path>")
def question(path: str) -> Response:
    """The answer to one question, on a page or alone."""
    name, dot, suffix = path.partition(".")
    if dot and suffix not in ROWS.values():
        raise NotFound(
            f"The answer to a question comes as {', '.join('.' + form for form in dict.fromkeys(ROWS.values()))}."
        )
    asked = find(name)
    if not dot and wants_page():
        return give_page(asked)
    form = suffix or choose(read_accepted(), ROWS)
    if form is None:
        raise NotAcceptable(f"the answer to a question comes as one of {', '.join(ROWS)}")
    response = give_rows(asked, form)
    if not dot:
        response.headers["Vary"] = "Accept"
    return response


def wants_page() -> bool:
    """Whether a page is wanted rather than rows."""
    return read_accepted() == HTML if request.args.get("format") else wants_html(request)


def give_rows(asked: Question, form: str) -> Response:
    """The answer alone, in a format."""
    text = fill(asked)
    tag = find_tag(text, form)
    if is_fresh(tag):
        return not_modified(tag)
    check(text)
    reply = run(Asked(text, None, None, read_seconds()), Formats(form, None))
    response = mark(to_response(reply, f"{MEDIA_TYPES[form]}; charset=utf-8"), tag)
    if request.args.get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="{asked.name}.{form}"'
    return response


def fill(asked: Question) -> str:
    """The question's SPARQL, asked of what the request names."""
    given = {name: words for name, words in request.args.lists() if name not in OWN}
    return fill_text(asked.text, asked.name, **understand(get_view().store, asked.text, asked.name, given))


def give_page(asked: Question) -> Response:
    """The page of a question: its form, and its answer or what is wrong with what it is asked of."""
    text, answer, error, status = asked.text, None, None, 200
    try:
        text = fill(asked)
        check(text)
        answer = leave_out_names(ask(text))
    except GraphError as problem:
        error, status = problem, find_kind(problem).status
    page = render_template(
        "questions/question.html",
        question=asked, fields=find_fields(asked), lists=find_lists([asked]), query=text, answer=answer, error=error,
        given=request.query_string.decode("ascii", "replace"), most=MOST_ROWS,
    )  # fmt: skip
    response = Response(page, status, mimetype=HTML)
    response.headers["Vary"] = "Accept"
    return response


def ask(text: str) -> Answer:
    """The answer for a page, whose first rows it holds."""
    began = time.perf_counter()
    reply = run(Asked(text, None, None, read_seconds()), Formats("json", None, page=True))
    return read_answer(reply, round((time.perf_counter() - began) * 1000))


def find_fields(asked: Question) -> list[Field]:
    """The fields of a question's form, holding what the request asks of, else the question's examples."""
    return [
        Field(name, request.args.get(name) or _write(name, examples[0]), "-".join(find_kinds(name)))
        for name, examples in find_examples(asked.text).items()
    ]


def _write(name: str, example: object) -> str:
    """An example as people would type it: by its name, where the parameter takes names."""
    return label(example) if find_kinds(name) else str(example)


def find_lists(asked: Iterable[Question]) -> dict[str, Markup]:
    """The names to choose from as options, for the lists that the questions' fields refer to."""
    wanted = {find_kinds(name) for one in asked for name in one.parameters} - {()}
    return {"-".join(kinds): _offer(kinds) for kinds in sorted(wanted)}


def _offer(kinds: tuple[str, ...]) -> Markup:
    def write() -> Markup:
        names = {name for kind in kinds for name in find_names(kind)}
        return write_options(begin_option(name, "") for name in sorted(names) if len(names) <= MOST_NAMES)

    return keep_list(f"names offered {'-'.join(kinds)}", write)


def find_names(kind: str) -> list[str]:
    """What the things of a kind are called."""

    def read() -> list[str]:
        store = get_view().store
        return list(
            find_labels(store, (row.thing for row in ask_page(store, Named, "named", kind=KINDS[kind]))).values()
        )

    return keep_list(f"names {kind}", read)


def tell_all() -> list[dict[str, Any]]:
    """The questions as programs are told of them."""
    return [
        {
            "name": one.name,
            "number": one.number,
            "group": one.group,
            "question": one.heading,
            "address": f"/questions/{one.name}",
            "columns": list(COLUMNS[one.name]._fields),
            "parameters": [
                {"name": name, "kinds": list(find_kinds(name)), "example": [str(value) for value in examples]}
                for name, examples in find_examples(one.text).items()
            ],
        }
        for one in questions()
    ]


@describe
def describe_questions() -> Paths:
    """What the questions take and give."""
    problems = (404, 406, 422, 429)
    forms = list(dict.fromkeys(ROWS.values()))
    listed: dict[str, Any] = {
        HTML: {"schema": {"type": "string"}},
        JSON: {"schema": {"type": "array", "items": {"type": "object"}}},
    }
    paths: dict[str, Any] = {
        "/questions": {
            "get": operation("All questions", name="questions", tag="questions", answers=listed, problems=(406,))
        }
    }
    for one in questions():
        takes = [describe_parameter(name, examples) for name, examples in find_examples(one.text).items()]
        timeout = parameter(
            "timeout", "The seconds that it may take, at most.", {"type": "number", "exclusiveMinimum": 0}
        )
        form = parameter("format", "The format of the answer.", {"type": "string", "enum": forms}, place="path")
        paths[f"/questions/{one.name}.{{format}}"] = {
            "get": operation(
                one.heading,
                name=one.name,
                tag=one.group,
                answers=content_of(*forms),
                parameters=[form, *takes, timeout],
                problems=problems,
                description=f"Columns: {', '.join(COLUMNS[one.name]._fields)}.",
            )
        }
    return paths


def describe_parameter(name: str, examples: tuple[object, ...]) -> dict[str, Any]:
    """What a parameter of a question takes; given more than once, the question is asked of all."""
    kinds = " or ".join(find_kinds(name))
    named = any(isinstance(example, URIRef) for example in examples)
    told = (
        f"A {kinds}, by name, code or address." if kinds else "An address." if named else "Words that stand together."
    )
    schema = {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "default": [str(example) for example in examples],
    }
    return parameter(name, f"{told} Given again, it is asked of all.", schema)
