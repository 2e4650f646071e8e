"""The figures of the service for Prometheus: `/metrics`, off unless told, and then for this machine alone.

Each worker counts for itself, in files that all of them can read; whichever is asked adds them up.
"""

from __future__ import annotations

import os
from ipaddress import ip_address

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from web.journal import Entry, Journal, Listener, write

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client knows the folder of the files; it must be set before the workers start."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")

bp = Blueprint("meters", __name__)


class Meters:
    """What is counted of requests: how many, how long, how much; by route, of which there are few."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "scrutiny_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "scrutiny_request_seconds",
            "Time until an answer had left.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.bytes = Counter(
            "scrutiny_response_bytes", "Bytes of answers that left.", ("route",), registry=self.registry
        )

    def count(self, entry: Entry) -> None:
        """Count a request."""
        self.requests.labels(entry.route, entry.method, entry.status).inc()
        self.seconds.labels(entry.route).observe(entry.seconds)
        self.bytes.labels(entry.route).inc(entry.bytes)

    def collect(self) -> bytes:
        """The figures of all workers."""
        registry = self.registry
        if folder := os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


def watch(app: Flask) -> None:
    """Have the app's requests written down and counted, as it is told to; to be called last, so that nothing goes unseen."""
    listeners: list[Listener] = [write] if app.config["LOG"] else []
    if app.config["METRICS"]:
        app.extensions["meters"] = meters = Meters()
        listeners.append(meters.count)
    if listeners:
        app.wsgi_app = Journal(app.wsgi_app, listeners)  # type: ignore[method-assign]


@bp.get("/metrics")
def metrics() -> Response:
    """The figures, for whoever watches over the service from its own machine; for all others there are none.

    :raise 404: where they are off, or asked for from elsewhere or through a proxy.
    """
    meters: Meters | None = current_app.extensions.get("meters")
    if meters is None or not is_from_here():
        abort(404, "There is no such page.")
    return Response(meters.collect(), content_type=CONTENT_TYPE_LATEST)


def is_from_here() -> bool:
    """Whether the request comes from this machine, and from no proxy on it."""
    try:
        here = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in FORWARDED)
