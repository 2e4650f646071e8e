"""The questions that the explorer's pages ask: one `.rq` file each, as pasteable as those of the library.

A question stands in its file with an example: `VALUES ?council { <…> }`. `ask_page(…, council=terms)` puts the terms in
the example's place, so a page gets many things in one question; `limit` and `offset` replace the numbers at its end.
An example in a comment, `# VALUES ?region { <…> }`, narrows the answer once terms take its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.resources import files
from typing import TypeVar

from rdflib import Literal, URIRef

from graph.errors import QueryRejected, UnknownQuestion
from graph.query import to_rows
from graph.store import Rows, Store, Triples
from graph.terms import read_text

ORDER = re.compile(r"\nORDER BY .*\s*\Z")

Row = TypeVar("Row")
Value = URIRef | str | int | bool | float | None
Terms = str | Iterable[str | bool]


def ask_page(store: Store, row: Callable[..., Row], name: str, **parameters: Terms | int) -> list[Row]:
    """The rows that answer `pages/<name>.rq`, each made by `row` from the variables' values.

    IRIs come as rdflib's URIRef, numbers and truth values as Python's, all other literals as text.
    """
    return _ask(store, row, name, fill(name, **parameters))


def ask_page_unsorted(store: Store, row: Callable[..., Row], name: str, **parameters: Terms | int) -> list[Row]:
    """The same rows in no order, for callers that have one: the store reads words anew for each comparison, and takes as long
    to sort 20 rows as to find them.
    """
    return _ask(store, row, name, ORDER.sub("", fill(name, **parameters)))


def _ask(store: Store, row: Callable[..., Row], name: str, text: str) -> list[Row]:
    answer = store.query(text)
    if not isinstance(answer, Rows):
        raise QueryRejected(f"the page question {name!r} has no rows")
    return to_rows(row, answer)


def is_known(store: Store, thing: URIRef) -> bool:
    """Whether anything is known of a thing (`known.rq`)."""
    return bool(store.query(fill("known", thing=thing)))


def construct_page(store: Store, name: str, **parameters: Terms | int) -> Triples:
    """The triples that `pages/<name>.rq` constructs."""
    answer = store.query(fill(name, **parameters))
    if not isinstance(answer, Triples):
        raise QueryRejected(f"the page question {name!r} has no triples")
    return answer


def fill(name: str, **parameters: Terms | int) -> str:
    """The text of `pages/<name>.rq` with the parameters in the place of its examples."""
    text = read(name)
    for parameter, value in parameters.items():
        pattern, filling = _place(parameter, value)
        text, places = re.subn(pattern, partial(_put, filling), text)
        if not places:
            raise UnknownQuestion(f"the page question {name!r} has no parameter {parameter!r}")
    return text


@cache
def read(name: str) -> str:
    """The text of `pages/<name>.rq`, with the addresses of this installation."""
    if not (files(__name__) / f"{name}.rq").is_file():
        raise UnknownQuestion(f"there is no page question {name!r}")
    return read_text(__name__, f"{name}.rq")


def _place(parameter: str, value: Terms | int) -> tuple[str, str]:
    if isinstance(value, int):
        return rf"\b{parameter.upper()} \d+", f"{parameter.upper()} {value}"
    terms = [value] if isinstance(value, str) else value
    return rf"(?:# )?VALUES \?{parameter} \{{[^}}]*\}}", f"VALUES ?{parameter} {{ {' '.join(map(_write, terms))} }}"


def _put(filling: str, _: re.Match[str]) -> str:
    return filling


def _write(term: str | bool) -> str:
    """An IRI as one, any other value as a literal."""
    return term.n3() if isinstance(term, URIRef) else Literal(term).n3()
