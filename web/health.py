"""Whether the service lives (`/healthz`) and whether it can answer (`/readyz`), for whoever watches over it.

Nothing built, or a store elsewhere that is silent, is mended by no restart: so the service lives, and says that it is not
ready and why. Only one that is ready should get requests; `/readyz` looks before it says so.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.errors import GraphError
from web.store import View, get_view, glance

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Says at once that the service lives, and whether it is ready as far as it knows, else why not."""
    try:
        return tell(glance())
    except GraphError as error:
        return jsonify(status="not ready", snapshot=None, reason=str(error))


@bp.get("/readyz")
def readyz() -> Response:
    """Says that the service can answer, after its store has answered.

    :raise GraphError: where there is no store, or it does not answer: the answer is then 503, with the reason.
    """
    view = get_view()
    view.store.query("ASK { ?thing ?property ?value }")
    return tell(view)


def tell(view: View) -> Response:
    """That a view is served: which snapshot it is, and whether the processes for queries are cut off from the network and have
    the store in memory (null where none has started yet).
    """
    pool = view.pool
    return jsonify(status="ok", snapshot=view.name, isolated=pool and pool.isolated, held=pool and pool.held)
