"""The same query as people would write it elsewhere: for curl, for Python and for R, ready to paste."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from web.asked import Asked

TYPES = {"rows": "text/csv", "truth": "application/sparql-results+json", "triples": "text/turtle"}
PYTHON_READS = {
    "rows": "table = pandas.read_csv(answer)",
    "truth": 'truth = json.load(answer)["boolean"]',
    "triples": 'graph = Graph().parse(answer, format="turtle")',
}
PYTHON_NEEDS = {"rows": "import pandas", "truth": "import json", "triples": "from rdflib import Graph"}
R_READS = {
    "rows": "table <- read.csv(text = answer)",
    "truth": "truth <- jsonlite::fromJSON(answer)$boolean",
    "triples": "cat(answer)",
}


class Snippet(NamedTuple):
    """A program: the language it is in, and its text."""

    language: str
    text: str


def write_snippets(address: str, asked: Asked, form: str) -> list[Snippet]:
    """The query for each language; `form` is what its answer is: rows, truth or triples."""
    return [
        Snippet("curl", write_curl(address, asked, form)),
        Snippet("Python", write_python(address, asked, form)),
        Snippet("R", write_r(address, asked, form)),
    ]


def write_curl(address: str, asked: Asked, form: str) -> str:
    """A command for a shell."""
    parts = [f"curl {shlex.quote(address)}", f"-H 'Accept: {TYPES[form]}'"]
    parts += [
        f"--data-urlencode {shlex.quote(f'{name}={value}')}"
        for name, value in (*_graphs(asked), ("query", asked.query))
    ]
    return " \\\n  ".join(parts)


def write_python(address: str, asked: Asked, form: str) -> str:
    """A program of the standard library, with pandas for rows and rdflib for triples."""
    fields = "".join(f", ({name!r}, {value!r})" for name, value in _graphs(asked))
    return (
        f"{PYTHON_NEEDS[form]}\nfrom urllib.parse import urlencode\nfrom urllib.request import Request, urlopen\n\n"
        f"query = {_quote_python(asked.query)}\n"
        f'data = urlencode([("query", query){fields}]).encode()\n'
        f'with urlopen(Request({address!r}, data, {{"Accept": "{TYPES[form]}"}})) as answer:\n'
        f"    {PYTHON_READS[form]}\n"
    )


def write_r(address: str, asked: Asked, form: str) -> str:
    """A program for R 4.1 or later, with the package httr2."""
    graphs: dict[str, list[str]] = {}
    for name, value in _graphs(asked):
        graphs.setdefault(name, []).append(_quote_r(value))
    fields = "".join(f", `{name}` = c({', '.join(values)})" for name, values in graphs.items())
    many = ', .multi = "explode"' if fields else ""
    return (
        f"library(httr2)\n\nquery <- {_quote_r(asked.query)}\n"
        f"answer <- request({_quote_r(address)}) |>\n"
        f'  req_headers(Accept = "{TYPES[form]}") |>\n'
        f"  req_body_form(query = query{fields}{many}) |>\n"
        f"  req_perform() |>\n  resp_body_string()\n{R_READS[form]}\n"
    )


def _graphs(asked: Asked) -> list[tuple[str, str]]:
    """The parameters that name graphs."""
    default = [("default-graph-uri", graph) for graph in asked.default_graphs or ()]
    return [*default, *(("named-graph-uri", graph) for graph in asked.named_graphs or ())]


def _quote_python(text: str) -> str:
    """The text as a literal of several lines, where nothing in it would end or change that."""
    if (
        '"""' in text
        or "\\" in text
        or text.endswith('"')
        or not text.replace("\n", "").replace("\t", "").isprintable()
    ):
        return repr(text)
    return f'"""{text}"""'


def _quote_r(text: str) -> str:
    """The text as a raw literal, fenced by more hyphens than anything in it."""
    if "\n" not in text and not set(text) & set('"\\'):
        return f'"{text}"'
    fence = "-"
    while f'){fence}"' in text:
        fence += "-"
    return f'r"{fence}({text}){fence}"'
