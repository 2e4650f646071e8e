"""Whole graphs of a server, put, added to and deleted by the SPARQL 1.1 Graph Store Protocol.

Graphs go as N-Triples under the name of Turtle, which holds them and which every server reads. The library for it takes a
while to load, so this module is imported where a graph is first written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import httpx
from rdflib import URIRef

from graph.errors import StoreAway, StoreError, StoreUnavailable
from graph.store.access import PASSWORD, USER, Access
from graph.store.accounts import Challenged
from graph.store.translate import PASSING, to_plain, translated
from graph.terms import ID

NOTHING = ID["graph/nothing"]
"""A graph that nobody makes: asking for it shows whether the server knows us, before it is sent anything large."""
PART = 262_144
"""Bytes of a graph that are sent at a time."""


class GraphStore:
    """The graphs at an address; nothing is sent before the first is touched."""

    def __init__(self, address: str, access: Access | None = None) -> None:
        self.place = address
        self._access = access or Access()
        silence = self._access.upload_seconds
        self._client = httpx.Client(
            auth=Challenged(self._access),
            timeout=httpx.Timeout(silence, connect=min(silence, 10.0)),
            follow_redirects=False,
        )
        self._known = False

    def put(self, graph: URIRef, triples: IO[bytes]) -> None:
        """Make these triples, in N-Triples, the whole content of a graph."""
        self._send("PUT", graph, triples)

    def post(self, graph: URIRef, triples: IO[bytes]) -> None:
        """Add these triples, in N-Triples, to a graph."""
        self._send("POST", graph, triples)

    def delete(self, graph: URIRef) -> None:
        """Remove a graph; one that is not there is no error."""
        self.greet()
        response = self._request("DELETE", graph)
        if response.status_code != httpx.codes.NOT_FOUND:
            self._check(response)

    def greet(self) -> None:
        """Ask for a graph that is not there, once, before anything is sent; StoreError where that is not answered as it should be.

        A server that asks for an account may hang up on a large graph before it is sent in full, and Virtuoso's endpoint for
        queries takes a graph and never says a word.
        """
        if self._known:
            return
        response = self._request("GET", NOTHING)
        self._check_account(response)
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise self._misplaced(response)
        if response.is_success:
            self._check(response)
        self._known = True

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        self._client.close()

    def _send(self, method: str, graph: URIRef, triples: IO[bytes]) -> None:
        self.greet()
        size = triples.seek(0, 2)
        headers = {"Content-Type": "text/turtle", "Content-Length": str(size)}
        self._check(self._request(method, graph, content=Content(triples), headers=headers))

    def _request(self, method: str, graph: URIRef, **more: object) -> httpx.Response:
        with translated(place=self.place):
            try:
                url = httpx.URL(self.place).copy_merge_params({"graph": str(graph)})
                return self._client.request(method, url, **more)  # type: ignore[arg-type]
            except httpx.ConnectTimeout as error:
                raise ConnectionError("nobody answers") from error
            except httpx.TimeoutException as error:
                raise TimeoutError from error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise ConnectionError(str(error)) from error

    def _check(self, response: httpx.Response) -> None:
        """Make sure that the server did what it was asked."""
        self._check_account(response)
        if response.status_code in (404, 405, 501):
            raise self._misplaced(response)
        words = self._words(response)
        if not response.is_success:
            raise (StoreAway if response.status_code in PASSING else StoreError)(
                f"{self.place} did not take a graph (status {response.status_code}): {words or 'no reason given'}"
            )
        if words and response.headers.get("Content-Type", "").startswith("text/html"):
            raise StoreUnavailable(f"{self.place} answers with a web page: is it where the store takes graphs?")

    def _misplaced(self, response: httpx.Response) -> StoreUnavailable:
        return StoreUnavailable(
            f"{self.place} takes no graphs (status {response.status_code}): name the address of its "
            "Graph Store Protocol by --graph-store or SCRUTINY_GRAPH_STORE"
        )

    def _check_account(self, response: httpx.Response) -> None:
        if response.is_redirect:
            where = httpx.URL(response.headers.get("Location", "")).copy_with(userinfo=b"", query=None)
            raise StoreUnavailable(f"{self.place} leads to {where}: name that address itself")
        if response.status_code == httpx.codes.UNAUTHORIZED:
            wrong = (
                "does not know this user and password: check" if self._access.password else "asks for an account: set"
            )
            raise StoreUnavailable(f"{self.place} {wrong} {USER} and {PASSWORD}")
        if response.status_code == httpx.codes.FORBIDDEN:
            raise StoreUnavailable(f"{self.place} lets this account write no graphs: {self._words(response)}")

    def _words(self, response: httpx.Response) -> str:
        return self._access.hide(to_plain(response.text[:4000]))


class Content(httpx.SyncByteStream):
    """A file as the body of a request, which may have to be sent again."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        """The parts of the file from its start."""
        self._file.seek(0)
        while part := self._file.read(PART):
            yield part
