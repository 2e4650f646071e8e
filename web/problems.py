"""What each type of problem means, at the address that problem documents give for it."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.errors import STATUSES, TITLES, Kind

bp = Blueprint("problems", __name__)


@bp.get("/problems")
def index() -> str:
    """All types of problems, each at its own anchor."""
    kinds: dict[str, Kind] = {}
    for kind in STATUSES.values():
        kinds.setdefault(kind.type, kind)
    return render_template("errors/index.html", kinds=sorted(kinds.values(), key=lambda kind: kind.type), titles=TITLES)
