"""The application: its parts and page families put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from web.about import bp as about_bp
from web.addresses import bp as addresses_bp
from web.api import bp as api_bp
from web.assets import init_app as keep_assets
from web.behind import init_app as show_queries
from web.committees import bp as committees_bp
from web.compare import bp as compare_bp
from web.connections import bp as connections_bp
from web.councils import bp as councils_bp
from web.documents import bp as documents_bp
from web.downloads import bp as downloads_bp
from web.elsewhere import init_app as read_elsewhere
from web.england import bp as england_bp
from web.errors import init_app as answer_errors
from web.exports import bp as exports_bp
from web.facets import init_app as page_lists
from web.feeds import bp as feeds_bp
from web.graphs import bp as graphs_bp
from web.headers import init_app as add_headers
from web.health import bp as health_bp
from web.home import bp as home_bp
from web.identifiers import bp as identifiers_bp
from web.inspections import bp as inspections_bp
from web.journal import init_app as know_routes
from web.keeping import init_app as keep_pages
from web.keeping import init_tags as tag_pages
from web.meters import bp as meters_bp
from web.meters import watch
from web.mounting import init_app as stand_below
from web.parcels import init_app as keep_exports
from web.people import bp as people_bp
from web.pictures import init_app as draw_pages
from web.problems import bp as problems_bp
from web.proofs import init_app as show_proofs
from web.questions import bp as questions_bp
from web.readiness import init_app as get_ready
from web.recommendations import bp as recommendations_bp
from web.reconcile import bp as reconcile_bp
from web.running import init_app as bound_queries
from web.search import init_app as answer_searches
from web.settings import read_settings
from web.sharing import init_app as lead_programs
from web.shortcut import Shortcut
from web.sitemap import bp as sitemap_bp
from web.sparql import bp as sparql_bp
from web.statements import bp as statements_bp
from web.store import init_app as open_with
from web.themes import bp as themes_bp
from web.things import bp as things_bp
from web.vocabulary import bp as vocabulary_bp
from web.wording import init_app as write_with

FAMILIES = (
    health_bp,
    meters_bp,
    api_bp,
    sitemap_bp,
    feeds_bp,
    home_bp,
    identifiers_bp,
    sparql_bp,
    graphs_bp,
    vocabulary_bp,
    councils_bp,
    inspections_bp,
    recommendations_bp,
    themes_bp,
    england_bp,
    compare_bp,
    connections_bp,
    about_bp,
    downloads_bp,
    exports_bp,
    people_bp,
    committees_bp,
    documents_bp,
    questions_bp,
    reconcile_bp,
    addresses_bp,
    statements_bp,
    problems_bp,
    things_bp,
)
PARTS = (
    know_routes,
    open_with,
    read_elsewhere,
    lead_programs,
    keep_pages,
    add_headers,
    stand_below,
    tag_pages,
    answer_errors,
    write_with,
    keep_assets,
    show_queries,
    page_lists,
    bound_queries,
    draw_pages,
    show_proofs,
    answer_searches,
    keep_exports,
    get_ready,
)


def make_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The app with these settings and the usual others."""
    app = Flask(__package__ or __name__)
    app.config.from_mapping(read_settings())
    app.config.from_mapping(config or {})
    app.config["WORKSPACE"] = Path(app.config["WORKSPACE"])
    app.url_map.strict_slashes = False
    app.wsgi_app = Shortcut(app, app.wsgi_app)  # type: ignore[method-assign]
    if app.config["PROXIES"]:
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    for init_app in PARTS:
        init_app(app)
    for family in FAMILIES:
        app.register_blueprint(family)
    watch(app)
    return app
