"""The service as `scrutiny serve` runs it: what it writes of its requests, what it counts, who may see it, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from graph.cli.server import CONNECTION_REQUESTS
from tests.web.serving import Answer, connect, get, post, wait_until
from web import create_app

QUERY = "SELECT * { ?secret ?words ?s } LIMIT 1"
PATHS = [
    ("/councils", 200, "/councils"), ("/council/E10000017", 200, "/council/<code>"), ("/search?q=secret+words", 200, "/search"),
    (f"/sparql?query={quote(QUERY)}", 200, "/sparql"), ("/secret/words", 404, None),
]  # fmt: skip


class Service(NamedTuple):
    """A running `scrutiny serve` of two workers, with what it writes to standard error."""

    process: subprocess.Popen[str]
    address: str
    errors: Path

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a GET."""
        return get(self.address, path, **headers)

    @property
    def lines(self) -> list[dict[str, object]]:
        """The lines of the journal."""
        return [json.loads(line) for line in self.errors.read_text(encoding="utf-8").splitlines()]

    def await_line(self, number: str | None) -> dict[str, object]:
        """The line of a request, by its number."""
        wait_until(lambda: any(line.get("id") == number for line in self.lines))
        return next(line for line in self.lines if line.get("id") == number)


@pytest.fixture
def service(small: Path, tmp_path: Path) -> Iterator[Service]:
    """The command, with its journal and its figures."""
    command = [
        sys.executable,
        "-m",
        "graph",
        "serve",
        "-w",
        str(small),
        "--port",
        "0",
        "--workers",
        "2",
        "--log",
        "--metrics",
    ]
    errors = tmp_path / "errors"
    with (
        errors.open("w") as stream,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stream, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
        ) as process,
    ):
        assert process.stdout is not None
        yield Service(process, process.stdout.readline().split()[1].rstrip("/"), errors)
        process.terminate()


def count(figures: str, route: str) -> int:
    """How many requests of a route were counted."""
    return sum(
        int(float(number))
        for number in re.findall(rf'^scrutiny_requests_total{{.*route="{re.escape(route)}".*}} (\S+)$', figures, re.M)
    )


def test_connection_ends_after_many_requests_and_the_client_goes_on(service: Service) -> None:
    told = []
    with connect(service.address) as connection:
        for _ in range(CONNECTION_REQUESTS + 1):
            connection.request("GET", "/healthz")
            response = connection.getresponse()
            response.read()
            told.append((response.status, response.getheader("Connection")))
    assert told == [(200, "keep-alive")] * (CONNECTION_REQUESTS - 1) + [(200, "close"), (200, "keep-alive")]


def test_journal_has_a_line_for_each_request_and_nothing_of_who_asked_for_what(service: Service) -> None:
    for path, status, route in PATHS:
        answer = service.get(path, Accept="*/*", User_Agent="secret-agent", Referer="http://secret.example/")
        line = service.await_line(answer.headers["X-Request-Id"])
        assert set(line) == {"time", "level", "event", "id", "method", "route", "status", "ms", "bytes"}
        assert (line["level"], line["event"], line["method"], line["status"], line["bytes"]) == (
            "info",
            "request",
            "GET",
            status,
            len(answer.body),
        )
        assert answer.status == status
        assert line["route"] == route or route is None
    place = urlsplit(service.address)
    with socket.create_connection((place.hostname or "", place.port or 0)) as client:
        client.sendall(b"secret words\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 400")
    wait_until(lambda: any(str(line["event"]).startswith("Invalid request: ") for line in service.lines))
    written = service.errors.read_text(encoding="utf-8")
    assert [word for word in ("secret words", "secret", "127.0.0.1", "E10000017") if word in written] == []


def test_figures_count_the_requests_of_all_workers(service: Service) -> None:
    for _ in range(20):
        service.get("/councils")
    wait_until(lambda: count(service.get("/metrics").body.decode(), "/councils") == 20)
    figures = service.get("/metrics")
    assert figures.headers.get_content_type() == "text/plain"
    assert 'scrutiny_request_seconds_count{route="/councils"} 20.0' in figures.body.decode()


def test_figures_are_for_this_machine_and_for_no_proxy(service: Service) -> None:
    assert service.get("/metrics").status == 200
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
        assert service.get("/metrics", **{header: "203.0.113.7"}).status == 404


def test_what_a_request_says_of_proxies_counts_for_nothing_unless_told(service: Service) -> None:
    answer = service.get(
        "/robots.txt",
        X_Forwarded_Proto="https",
        X_Forwarded_Host="evil.example",
        Script_Name="/evil",
        X_Forwarded_For="203.0.113.7",
    )
    assert f"Sitemap: {service.address}/sitemap.xml" in answer.body.decode()
    assert "Strict-Transport-Security" not in answer.headers


def test_service_ends_when_told_and_leaves_nothing(service: Service, tmp_path: Path) -> None:
    assert post(service.address, "ASK {}")[0] == 200
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(timeout=40) == 0
    assert list(tmp_path.glob("scrutiny-*")) == []


def test_figures_are_off_unless_told(small: Path) -> None:
    assert create_app({"WORKSPACE": small}).test_client().get("/metrics").status_code == 404


def test_browsers_are_told_to_stay_with_encryption(small: Path) -> None:
    client = create_app({"WORKSPACE": small, "PROXIES": 1}).test_client()
    found = {
        kind: client.get("/robots.txt", headers={"X-Forwarded-Proto": kind}).headers.get("Strict-Transport-Security")
        for kind in ("http", "https")
    }
    assert found == {"http": None, "https": "max-age=31536000"}


def test_client_that_is_slow_to_leave_keeps_nobody_waiting(service: Service) -> None:
    parts = urlsplit(service.address)
    assert parts.hostname
    assert parts.port
    with ExitStack() as lingering:
        for _ in range(4):  # more than there are workers
            client = lingering.enter_context(socket.create_connection((parts.hostname, parts.port)))
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            while client.recv(65536):
                pass  # the server has said all, and waits for the client to leave
        began = time.monotonic()
        assert service.get("/healthz").status == 200
        assert time.monotonic() - began < 1
