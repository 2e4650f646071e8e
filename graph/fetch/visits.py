"""Asks hosts for addresses, politely: no host twice within its pause, none against its robots.txt, none that is not public.

Redirects are followed step by step, since each step may lead to another host, which has a robots.txt and a pace of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from graph.errors import FetchError, FetchLater
from graph.fetch.guard import check_host, check_machine, check_url
from graph.fetch.manners import Manners
from graph.fetch.robots import NAME, Robots, parse_robots

MOST_STEPS = 5
"""Redirects that are followed for one address, as RFC 9309 has it for robots.txt."""
MOST_RULES = 500 * 1024
"""Bytes of a robots.txt that are read; the same standard's least."""
LATER = {429, 500, 502, 503, 504}
NOT_ASKED = "is not asked for after another address of its host"
"""Why an address is left out of a host that cannot be asked, before the reason for that."""


class Visitor:
    """Visits addresses one at a time, for as long as the block lasts that it is opened with."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        agent = f"{NAME}/{version('scrutiny-graph')} (+https://w3id.org/scrutiny-graph/)"
        # A packed answer cannot be resumed, and one of a few bytes may unpack to more than any disk holds.
        headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
        timeout = httpx.Timeout(manners.silence, connect=min(manners.silence, 10.0))
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)
        self._next: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}
        self._left: dict[str, str] = {}

    @contextmanager
    def open(self, url: str, headers: Mapping[str, str], *, ruled: bool = True) -> Iterator[httpx.Response]:
        """The answer that an address leads to, its body not yet read; `ruled` by robots.txt.

        :raise FetchError: where it is not to be had, or may not be asked for.
        :raise FetchLater: where it may be had another time; also out of the block, while the body is read.
        """
        trail = [url]
        while True:
            self._check(url, ruled=ruled)
            with self._ask(url, headers) as response:
                if not response.has_redirect_location:
                    _check_status(url, response)
                    yield response
                    return
                url = _follow(trail, response.headers["Location"])

    def iter_body(self, url: str, response: httpx.Response) -> Iterator[bytes]:
        """The pieces of an answer's body as they come.

        :raise FetchError: where all of it takes too long; what came so far is sound.
        """
        until = time.monotonic() + self.manners.file_seconds
        for piece in response.iter_bytes():
            yield piece
            if time.monotonic() > until:
                raise FetchError(
                    url, f"takes longer than {self.manners.file_seconds:g} s: fetch again to go on from there"
                )

    def wait(self, error: FetchLater, attempt: int) -> None:
        """Wait until it is time to ask again after an error.

        :raise FetchError: where that is too long, or was the last attempt; what fails for all of a host is not tried again.
        """
        seconds = error.seconds if error.seconds is not None else self.manners.pause * 2 ** (attempt - 1)
        if seconds > self.manners.longest_wait:
            self.leave(error.host, f"asks to be left alone for {seconds:,.0f} s")
            raise FetchError(
                error.url, f"{error.reason}: asks to be left alone for {seconds:,.0f} s; fetch again then"
            ) from error
        if attempt >= self.manners.attempts:
            self.leave(error.host, error.reason)
            raise error
        time.sleep(seconds)

    def leave(self, host: str, reason: str) -> None:
        """Ask a host for nothing more."""
        if host:
            self._left.setdefault(host, reason)

    def __enter__(self) -> Self:
        """The visitor itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        self._client.close()

    def _check(self, url: str, *, ruled: bool) -> None:
        check_url(url)
        host = urlsplit(url).hostname or ""
        if host in self._left:
            raise FetchError(url, f"{NOT_ASKED}: {self._left[host]}")
        if not self.manners.allow_private:
            check_host(url)
        if ruled and not self._read_robots(url).allow(url):
            raise FetchError(url, f"is not for programs: {host} says so in its robots.txt")

    def _read_robots(self, url: str) -> Robots:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = robots = self._fetch_robots(f"{origin}/robots.txt")
            self._next[parts.hostname or ""] = time.monotonic() + self._find_pause(url)
            if robots.delay > self.manners.longest_wait:
                self.leave(parts.hostname or "", f"its robots.txt asks for {robots.delay:,.0f} s between two requests")
                raise FetchError(url, f"is not asked for: {self._left[parts.hostname or '']}")
        return self._robots[origin]

    def _fetch_robots(self, url: str) -> Robots:
        """The rules; none where there is no such file. A host that cannot say may not be asked, so other errors stand."""
        text = b""
        try:
            with self.open(url, {}, ruled=False) as response:
                for piece in self.iter_body(url, response):
                    text += piece
                    if len(text) > MOST_RULES:
                        break
        except FetchLater as error:
            raise FetchLater(
                url, error.reason, seconds=error.seconds, host=error.host or (urlsplit(url).hostname or "")
            ) from error
        except FetchError as error:
            if error.status is None:
                self.leave(urlsplit(url).hostname or "", f"its robots.txt {error.reason}")
                raise
        return parse_robots(text[:MOST_RULES].decode("utf-8", errors="replace"))

    @contextmanager
    def _ask(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """One request and its answer, when it is time for it; the library's errors become ours."""
        host = urlsplit(url).hostname or ""
        time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                self._check_peer(url, response)
                yield response
        except httpx.ConnectError as error:
            raise FetchLater(url, f"{host} cannot be reached: {error}", host=host) from error
        except httpx.TimeoutException as error:
            raise FetchLater(url, f"{host} says nothing for {self.manners.silence:g} s") from error
        except httpx.DecodingError as error:
            raise FetchError(url, f"is packed wrongly: {error}") from error
        except httpx.TransportError as error:
            raise FetchLater(url, f"{host} broke off: {error}") from error
        except httpx.InvalidURL as error:
            raise FetchError(url, f"is no address: {error}") from error
        finally:
            self._next[host] = time.monotonic() + self._find_pause(url)

    def _check_peer(self, url: str, response: httpx.Response) -> None:
        """A name may stand for one machine when it is looked up, and for another when it is connected to."""
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer is not None and not self.manners.allow_private:
            check_machine(url, str(peer[0]))

    def _find_pause(self, url: str) -> float:
        parts = urlsplit(url)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        return max(self.manners.pause, robots.delay if robots else 0.0)


def _follow(trail: list[str], location: str) -> str:
    """Where a redirect leads, put at the end of the trail."""
    target = urljoin(trail[-1], location).partition("#")[0]
    if target in trail:
        raise FetchError(trail[0], "leads in circles")
    if len(trail) > MOST_STEPS:
        raise FetchError(trail[0], f"leads on and on: more than {MOST_STEPS} redirects")
    if trail[-1].startswith("https:") and not target.startswith("https:"):
        raise FetchError(trail[0], "leads from an encrypted address to one that is not")
    trail.append(target)
    return target


def _check_status(url: str, response: httpx.Response) -> None:
    status = response.status_code
    told = f"is answered with status {status} ({response.reason_phrase or 'no reason given'})"
    if status in LATER:
        host = urlsplit(url).hostname or ""
        raise FetchLater(url, told, seconds=_read_wait(response), host=host if status in (429, 503) else "")
    if status not in (200, 206, 304, 416):
        raise FetchError(url, told, status)


def _read_wait(response: httpx.Response) -> float | None:
    """The seconds that Retry-After asks for, which may be a number or a date; None where it says nothing of use."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        date = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
