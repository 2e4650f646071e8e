"""The explorer and the SPARQL endpoint over a workspace: pages for people, data for programs, on one port.

    app = create_app({"WORKSPACE": "workspace"})

Each page family is a blueprint in a module of its own: ask, decide, render.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from web.assets import init_app as keep_assets
from web.committees import bp as committees_bp
from web.councils import bp as councils_bp
from web.documents import bp as documents_bp
from web.errors import init_app as answer_errors
from web.headers import init_app as add_headers
from web.health import bp as health_bp
from web.home import bp as home_bp
from web.identifiers import bp as identifiers_bp
from web.inspections import bp as inspections_bp
from web.people import bp as people_bp
from web.problems import bp as problems_bp
from web.sparql import bp as sparql_bp
from web.sparql import init_app as bound_queries
from web.statements import bp as statements_bp
from web.store import init_app as open_with
from web.things import bp as things_bp
from web.vocabulary import bp as vocabulary_bp
from web.wording import init_app as write_with

FAMILIES = (
    health_bp, home_bp, identifiers_bp, sparql_bp, vocabulary_bp, councils_bp, inspections_bp, people_bp, committees_bp,
    documents_bp, statements_bp, problems_bp, things_bp,
)
PARTS = (open_with, add_headers, answer_errors, write_with, keep_assets, bound_queries)


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The app over the workspace that `config` names (`WORKSPACE`), else `SCRUTINY_WORKSPACE`, else `./workspace`.

    `STORE` gives an open store in a workspace's place. `QUERY_SECONDS`, `QUERY_MEGABYTES`, `ANSWER_MEGABYTES` and
    `QUERY_WORKERS` bound what a stranger's query may take.
    """
    app = Flask(__name__)
    app.config.from_mapping(
        WORKSPACE=os.environ.get("SCRUTINY_WORKSPACE", "workspace"),
        STORE=None,
        QUERY_SECONDS=20.0,
        QUERY_MEGABYTES=2048,
        ANSWER_MEGABYTES=64,
        QUERY_WORKERS=2,
        MAX_CONTENT_LENGTH=1_000_000,
    )
    app.config.from_mapping(config or {})
    app.config["WORKSPACE"] = Path(app.config["WORKSPACE"])
    app.url_map.strict_slashes = False
    for init_app in PARTS:
        init_app(app)
    for family in FAMILIES:
        app.register_blueprint(family)
    return app
