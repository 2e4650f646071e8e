"""Running what a request asks, within all bounds: its client's share, a process of the pool, its time, memory and size."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from typing import NamedTuple

from flask import Flask, current_app, request

from graph.errors import QueryRejected
from graph.store.scan import Refusal, Shape, find_shape
from web.asked import Asked, Formats
from web.channel import Bounds
from web.errors import Forbidden, NotAcceptable, TooComplex
from web.pool import Pool
from web.receiving import init_app as receive_with
from web.remembered import Answers
from web.sending import accepts_gzip, find_socket
from web.shares import Shares, name_client
from web.store import View, get_view
from web.worker import Reply, Request, Unwanted, answer

MOST_WAITING = 16
"""Queries of one client that wait for those before them; each holds a thread."""
MOST_TRANSFERS = 4
"""Large answers that one client fetches at once."""
WAIT_SECONDS = 5.0
"""How long a client's query waits for those before it."""


class Client(NamedTuple):
    """Who waits for an answer: an address, and the connection, where the server tells."""

    address: str | None
    connection: socket.socket | None


def init_app(app: Flask) -> None:
    """Give the app its bounds for queries."""
    config = app.config
    receive_with(app)
    app.extensions["bounds"] = Bounds(
        config["QUERY_SECONDS"], config["QUERY_MEGABYTES"], config["QUERY_WORKERS"], frozenset(config["SERVICES"]),
        config["STORE_MEGABYTES"],
    )  # fmt: skip
    app.extensions["shares"] = Shares("queries", config["CLIENT_QUERIES"], waiting=MOST_WAITING, patience=WAIT_SECONDS)
    app.extensions["answers"] = Answers(int(config["KEPT_MEGABYTES"] * 1_000_000))
    app.extensions["transfers"] = Shares("large answers", MOST_TRANSFERS)


def run(asked: Asked, formats: Formats) -> Reply:
    """The reply to a query that `check` let pass.

    :raise NotAcceptable: where its answer has no acceptable format.
    """
    graphs = asked.default_graphs, asked.named_graphs
    return ask(
        Request(asked.query, formats.rows, formats.triples, *graphs, seconds=asked.seconds, zipped=not formats.page)
    )


def ask(wanted: Request) -> Reply:
    """The reply to a request, from a process of the pool, or from here where the store is this process's own.

    :raise TooMany: where its client has its share already; :raise Busy: where all processes are at work.
    """
    bounded = replace(wanted, most_bytes=find_most_bytes(current_app), zipped=wanted.zipped and accepts_gzip())
    return answer_to(Client(request.remote_addr, find_socket()), current_app, get_view(), bounded)


def find_most_bytes(app: Flask) -> int:
    """The bytes that one answer may have."""
    return int(app.config["ANSWER_MEGABYTES"] * 1_000_000)


def answer_to(client: Client, app: Flask, view: View, bounded: Request) -> Reply:
    """The reply to a client's request, which has its bounds; it needs no context of the framework.

    :raise NotAcceptable: where its answer has no acceptable format; :raise TooMany: where its client has its share already;
    :raise Busy: where all processes are at work.
    """
    try:
        return _ask(client, app, view, bounded) if view.folder is None else _find_or_ask(client, app, view, bounded)
    except Unwanted as error:
        raise NotAcceptable(str(error)) from error


def _find_or_ask(client: Client, app: Flask, view: View, bounded: Request) -> Reply:
    """The reply that is kept, or that of a process, which is kept unless it may be another next time."""
    answers: Answers = app.extensions["answers"]
    if not answers.room or bounded.query is None:
        return _ask(client, app, view, bounded)
    found = answers.find(view.name, bounded)
    if found is None:
        found = _ask(client, app, view, bounded)
        shape = find_shape(bounded.query, app.extensions["bounds"].services)
        if isinstance(shape, Shape) and not shape.varies:
            answers.keep(view.name, bounded, found)
    return found


def _ask(client: Client, app: Flask, view: View, bounded: Request) -> Reply:
    with app.extensions["shares"].held(client.address):
        if view.folder is None and not view.address:
            return answer(view.store, bounded)
        looked = _look(app, bounded)
        return find_pool(app, view).ask(looked, client.connection, name_client(client.address))


def _look(app: Flask, bounded: Request) -> Request:
    """The request with what a look at its query told, so that the process that answers it need not look again."""
    found = None if bounded.query is None else find_shape(bounded.query, app.extensions["bounds"].services)
    return replace(bounded, names_graphs=found.names_graphs) if isinstance(found, Shape) else bounded


def check(query: str) -> Shape:
    """What a look at the query tells; each kind of query that must not run is refused in its own way.

    :raise Forbidden: for SERVICE and updates; :raise TooComplex: for what no engine should be shown.
    """
    found = find_shape(query, current_app.extensions["bounds"].services)
    if isinstance(found, Refusal):
        cls = {"forbidden": Forbidden, "too complex": TooComplex}.get(found.kind, QueryRejected)
        raise cls(found.reason, query=query, line=found.line, column=found.column)
    return found


def find_pool(app: Flask, view: View) -> Pool:
    """The processes that answer queries of a snapshot; those of the snapshot before end with it."""
    with view.making.setdefault("pool", threading.Lock()):
        if view.pool is None:
            bounds, secret = app.extensions["bounds"], app.config["SERVICE_SECRET"]
            view.pool = Pool(view.address or view.folder / "store", bounds, secret)  # type: ignore[operator]
        return view.pool
