"""Liveness, for whoever watches over the service."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.errors import WorkspaceError
from web.store import get_view

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Says that the service lives, which snapshot it serves (null where nothing is built), and whether the processes for
    queries are cut off from the network and have the store in memory (null where none has started yet).
    """
    try:
        view = get_view()
    except WorkspaceError:
        return jsonify(status="ok", snapshot=None)
    pool = view.pool
    return jsonify(status="ok", snapshot=view.name, isolated=pool and pool.isolated, held=pool and pool.held)
