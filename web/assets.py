"""The style sheet and the icon under addresses that change with their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

FOR_EVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Give the templates `asset(name)`, and let browsers keep what is asked for by such an address."""
    folder = Path(app.static_folder or "")
    app.jinja_env.globals["asset"] = lambda name: f"/static/{name}?v={digest_file(folder / name)}"
    app.after_request(keep_assets)


@cache
def digest_file(path: Path) -> str:
    """A few digits that stand for a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def keep_assets(response: Response) -> Response:
    """The response, to be kept for ever where its address names its content."""
    if request.path.startswith("/static/") and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = FOR_EVER
    return response
