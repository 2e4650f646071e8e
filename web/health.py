"""Liveness, for whoever watches over the service."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.errors import WorkspaceError
from web.store import get_view

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Says that the service lives, and which snapshot it serves (null where nothing is built)."""
    try:
        snapshot = get_view().name
    except WorkspaceError:
        snapshot = None
    return jsonify(status="ok", snapshot=snapshot)
