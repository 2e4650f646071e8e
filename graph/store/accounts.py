"""An account given to a server that asks for it, by the scheme that it asks for: digest, which tells no secret, before basic.

The library for it takes a while to load, so this module is imported where there is an account to give.
"""

from __future__ import annotations

from collections.abc import Generator
from email.message import Message

import httpx

from graph.store.access import Access, choose_scheme


class Challenged(httpx.Auth):
    """Gives the account only where the server asks for it, and by digest where it offers that."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._digest = httpx.DigestAuth(access.user, access.password)
        self._scheme = ""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request as it is, and once more with the account where that is asked for."""
        if self._scheme == "digest":
            yield from self._digest.auth_flow(request)
            return
        self._add_basic(request)
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED or self._scheme or not self._access.password:
            return
        self._scheme = choose_scheme(response.headers.get_list("WWW-Authenticate"))
        if self._scheme == "digest":
            flow = self._digest.auth_flow(request)
            next(flow)
            yield flow.send(response)
        elif self._scheme:
            self._add_basic(request)
            yield request

    def _add_basic(self, request: httpx.Request) -> None:
        if self._scheme == "basic":
            request.headers["Authorization"] = f"Basic {self._access.basic}"


class Attempts:
    """The attempts at one request of another library: `given` is what the next says for Authorization, "" for nothing."""

    def __init__(self, account: Challenged, method: str, address: str) -> None:
        self._flow = account.auth_flow(httpx.Request(method, address))
        self._request = next(self._flow)

    @property
    def given(self) -> str:
        """The value of the header."""
        return str(self._request.headers.get("Authorization", ""))

    def refuse(self, headers: Message) -> bool:
        """Whether there is another attempt to make, after a refusal with these headers."""
        refused = httpx.Response(httpx.codes.UNAUTHORIZED, headers=list(headers.items()), request=self._request)
        try:
            self._request = self._flow.send(refused)
        except StopIteration:
            return False
        return True
