"""Foreign errors to our own, in one table: what the engine or the network raises never passes this folder.

The table is read from the top; the first class that fits decides.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from urllib.error import URLError

from SPARQLWrapper import SPARQLExceptions as Remote

from graph.errors import QueryRejected, QueryTimeout, StoreAway, StoreError, StoreUnavailable
from graph.store.hints import explain

PASSING = frozenset((429, 502, 503, 504))
"""The statuses of HTTP by which a server says that it cannot now."""
POSITION = re.compile(r"error at (\d+):(\d+):\s*(.*)", re.DOTALL)


@contextmanager
def translated(query: str | None = None, place: str = "", hide: Callable[[str], str] = str) -> Iterator[None]:
    """Raise errors of `graph.errors` in place of the engine's; `query` and `place` (a path, an address) are its evidence.

    `hide` takes secrets out of the message.
    """
    try:
        yield
    except tuple(TABLE) as error:
        translate = next(translate for kind, translate in TABLE.items() if isinstance(error, kind))
        told = translate(error, query, place)
        told.args = tuple(map(hide, told.args))
        raise told from error


def _to_syntax(error: Exception, query: str | None, place: str) -> StoreError:
    if query is None:
        return StoreError(f"{place or 'the data'}: not well-formed: {_first_line(error)}")
    found = POSITION.match(str(error))
    line, column, reason = (int(found[1]), int(found[2]), found[3]) if found else (None, None, str(error))
    hint = explain(query, line, column, reason)
    return QueryRejected(hint.text, query=query, line=hint.line, column=hint.column)


def _to_refused(error: Exception, query: str | None, place: str) -> StoreError:
    reason = _first_line(error)
    if "read-write" in reason:
        return StoreError(f"{place or 'the store'} is open for reading only")
    if query is None:
        return StoreUnavailable(f"{place or 'the store'} cannot be used: {reason}")
    return QueryRejected(f"the query cannot be answered: {reason}", query=query)


def _to_bad_value(error: Exception, query: str | None, place: str) -> StoreError:
    if query is not None:
        return QueryRejected(f"the query cannot be answered: {_first_line(error)}", query=query)
    return StoreError(f"{place or 'the data'}: {_first_line(error)}")


def _to_unavailable(error: Exception, _query: str | None, place: str) -> StoreError:
    cause = getattr(error, "reason", None)
    if isinstance(cause, TimeoutError):
        return _to_timeout(cause, _query, place)
    reason = getattr(cause or error, "strerror", None) or _first_line(cause or error)
    if "No space left" in reason:
        return StoreUnavailable(f"{place or 'the store'}: the disk is full: make room, and try again ({reason})")
    if "lock" in reason.lower():
        return StoreUnavailable(f"{place or 'the store'} is in use by another process: wait for it, or stop it")
    passing = isinstance(cause or error, ConnectionError | HTTPException) or getattr(error, "code", None) in PASSING
    kind = StoreAway if passing else StoreUnavailable
    return kind(f"{place or 'the store'} cannot be opened or reached: {reason}")


def _to_timeout(_error: Exception, _query: str | None, place: str) -> StoreError:
    return QueryTimeout(f"{place or 'the store'} did not answer in time: ask for less, or allow more time")


def _to_remote_rejection(error: Exception, query: str | None, place: str) -> StoreError:
    return QueryRejected(f"{place} rejects the query: {_remote_words(error)}", query=query or "")


def _to_remote_failure(error: Exception, _query: str | None, place: str) -> StoreError:
    return StoreUnavailable(f"{place} failed: {_remote_words(error)}")


def to_plain(words: str) -> str:
    """A server's words as one line of plain text, not too long; of a web page what it shows."""
    if "<html" in words.lower():
        words = re.sub(r"(?is)<title>.*?</title>|<[^>]*>", " ", words)
    return " ".join(words.split())[:300]


def _remote_words(error: Exception) -> str:
    # SPARQLWrapper puts its own sentence first and the server's answer, as printed bytes, behind "Response:".
    words = str(error).partition("Response:")[2].strip() or str(error)
    if words.startswith(("b'", 'b"')):
        words = literal_eval(words).decode(errors="replace")
    # Servers repeat the query; its sender has it.
    words = words.partition("SPARQL query:")[0]
    return to_plain(words)


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0][:300]


TABLE: dict[type[Exception], Callable[[Exception, str | None, str], StoreError]] = {
    SyntaxError: _to_syntax,
    Remote.QueryBadFormed: _to_remote_rejection,
    Remote.SPARQLWrapperException: _to_remote_failure,
    TimeoutError: _to_timeout,
    URLError: _to_unavailable,
    OSError: _to_unavailable,
    HTTPException: _to_unavailable,
    RuntimeError: _to_refused,
    ValueError: _to_bad_value,
    TypeError: _to_bad_value,
}
