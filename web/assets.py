"""Style sheets, icons and the front end's parts under addresses that change with their content, so that browsers may keep
them for ever.

What is written here as it is served stands in `static/`; what `web/front/build.mjs` puts together stands in
`static/vendor/`, where `parts.json` says which file is which part. Without it pages do without: nothing needs a script.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from web.sending import COMPRESSIBLE, accepts_gzip
from web.worker import WORTH_ZIPPING

FOR_EVER = "public, max-age=31536000, immutable"
VENDOR = "/static/vendor/"
ICON = "icon.svg"


def init_app(app: Flask) -> None:
    """Give the templates `asset(name)` and `part(name)`, and let browsers keep what is asked for by such an address."""
    folder = Path(app.static_folder or "")
    app.jinja_env.globals["asset"] = lambda name: f"/static/{name}?v={digest_file(folder / name)}"
    app.jinja_env.globals["part"] = lambda name: find_part(folder / "vendor", name)
    app.after_request(keep_assets)
    app.add_url_rule("/favicon.ico", view_func=lead_to_icon)


def lead_to_icon() -> AnyResponse:
    """The way to the icon, for browsers that look for it at its old place: they do where what they show is no page."""
    return redirect(f"/static/{ICON}", 301)


@cache
def digest_file(path: Path) -> str:
    """A few digits that stand for a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def find_part(folder: Path, name: str) -> str | None:
    """The address of a part of the front end ("editor.js"), or None where it has not been put together."""
    try:
        written = (folder / "parts.json").stat().st_mtime_ns
    except OSError:
        return None
    file = _read_parts(folder / "parts.json", written).get(name)
    return file and VENDOR + file


@cache
def _read_parts(path: Path, written: int) -> dict[str, str]:  # noqa: ARG001 – a later file is another one
    parts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return parts


def keep_assets(response: Response) -> Response:
    """The response, compressed; to be kept for ever where its address names its content."""
    if not request.path.startswith("/static/") or response.status_code != 200:
        return response
    if "v" in request.args or (request.path.startswith(VENDOR) and not request.path.endswith(".json")):
        response.headers["Cache-Control"] = FOR_EVER
    if (
        (response.mimetype or "").startswith(COMPRESSIBLE)
        and accepts_gzip()
        and (response.content_length or 0) >= WORTH_ZIPPING
    ):
        response.direct_passthrough = False
        response.set_data(_zip(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


@cache
def _zip(content: bytes) -> bytes:
    """The content, compressed as well as may be; the files are few, and each is compressed once."""
    return gzip.compress(content, mtime=0)
