"""The explorer and the SPARQL endpoint over a workspace: pages for people, data for programs, on one port.

    app = create_app({"WORKSPACE": "workspace"})

Each page family is a blueprint in a module of its own: ask, decide, render. Where to look:

    service     app settings store elsewhere readiness health errors negotiation headers mounting journal meters
    pages       home england search councils inspections recommendations themes people committees documents statements
                proofs things compare connections questions downloads about problems gone sitemap
      parts     facts grades outcomes figures chart wording links grouping behind assets
      lists     overview asks library builds standing facets choices bitmaps
      pictures  pictures marks drawing easel painter
      kept      keeping freshness shelf
    data        identifiers sharing vocabulary description graphs feeds api telling exports parcels exporter
      told      openapi addresses schemas reconciling
      names     reconcile batches
    queries     sparql console completion snippets answers
      run       asked receiving running shortcut remembered sending shares turns
      apart     pool channel starting nursery worker isolation settling
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The app over the workspace that `config` names (`WORKSPACE`), else `SCRUTINY_WORKSPACE`, else `./workspace`.

    `STORE` gives an open store in a workspace's place, `ENDPOINT` (`SCRUTINY_STORE`) the address of one elsewhere.
    `QUERY_SECONDS`, `QUERY_MEGABYTES` and `ANSWER_MEGABYTES` bound what a stranger's query may take, `QUERY_WORKERS` and `CLIENT_QUERIES` how many run at once, of all clients and of one;
    `SEND_SECONDS` is the time in which a client takes each part of an answer,
    `RECEIVE_SECONDS` that in which all of a request arrives. `STORE_MEGABYTES` (`SCRUTINY_STORE_MEGABYTES`)
    is up to which size a store is held in memory, a tenth of the machine's where nothing is said;
    `KEPT_MEGABYTES` (`SCRUTINY_KEPT_MEGABYTES`) is how much of the answers given is kept. `SERVICES` (`SCRUTINY_SERVICES`,
    addresses with spaces between) are what queries may call by SERVICE. `EXPORT_SECONDS`, `EXPORT_MEGABYTES` and
    `EXPORT_FILE_MEGABYTES` bound an export; `EXPORT_KEPT_MEGABYTES` of them are kept, in the folder `EXPORTS` or in one of this
    process's own. `PROXIES` (`SCRUTINY_PROXIES`) says how many proxies of one's own stand before the service, so that clients
    are told apart; `PREFIX` (`SCRUTINY_PREFIX`) the path below which it stands ("/graph").
    `LOG` has each request written to standard error, `METRICS` gives figures at `/metrics`, to this machine alone. The web's processes that have one
    `SERVICE_SECRET` share the store in memory. With `BESIDE` a new snapshot is opened beside the one that serves, and gets ready
    beside its own requests; without, the next request waits for it.
    """
    # The processes for queries and exports are of this package too, and start in a third of the time without the pages.
    from web.app import make_app  # noqa: PLC0415

    return make_app(config)
