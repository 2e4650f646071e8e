"""How a store elsewhere is reached: its address, the account, the time it may take. The secret is in no message and no log.

The account comes from the environment alone, since a command line is seen by everybody on the machine and an address by
everybody who reads a log. It is given only to a store that asks for it, in the way that it asks.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graph.errors import StoreError

USER, PASSWORD = "SCRUTINY_STORE_USER", "SCRUTINY_STORE_PASSWORD"
SECONDS, UPLOAD_SECONDS = "SCRUTINY_STORE_TIMEOUT", "SCRUTINY_UPLOAD_TIMEOUT"
PATIENCE = "SCRUTINY_STORE_PATIENCE"


@dataclass(frozen=True, slots=True)
class Access:
    """The account, the seconds that a query may take, those that the server may be silent over one graph, and those that an
    upload waits for a server that is away.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 60.0
    upload_seconds: float = 600.0
    patience: float = 300.0

    @property
    def basic(self) -> str:
        """The account as HTTP's basic scheme writes it: readable by whoever reads it."""
        return b64encode(f"{self.user}:{self.password}".encode()).decode()

    def hide(self, text: str) -> str:
        """The text without the secret: a server's own words may hold what was sent to it."""
        for secret in (self.basic, self.password) if self.password else ():
            text = text.replace(secret, "…")
        return text


def read_access(environ: Mapping[str, str] | None = None) -> Access:
    """The access that the environment sets; StoreError where a time is no number of seconds."""
    said = os.environ if environ is None else environ
    return Access(
        said.get(USER, ""),
        said.get(PASSWORD, ""),
        _read_seconds(said, SECONDS, 60.0),
        _read_seconds(said, UPLOAD_SECONDS, 600.0),
        _read_seconds(said, PATIENCE, 300.0),
    )


def check_address(address: str) -> str:
    """The address itself; StoreError, without the secret, where it is none, or where it holds an account."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, sound = None, False
    if parts is not None and "@" in parts.netloc:
        raise StoreError(f"leave user and password out of a store's address: set {USER} and {PASSWORD}")
    if not sound or not address.isprintable() or " " in address:
        shown = "that" if "@" in address else address
        raise StoreError(f"{shown}: not the address of a store: it begins with http:// or https:// and names a server")
    return address


def choose_scheme(challenges: Iterable[str]) -> str:
    """Which of the schemes that a server offers is taken: "digest", which tells no secret, before "basic", or "" for none.

    >>> choose_scheme(['Basic realm="x"', 'Digest realm="x", nonce="1"'])
    'digest'
    """
    offered = [challenge.partition(" ")[0].lower() for one in challenges for challenge in one.split(", ")]
    return next((scheme for scheme in ("digest", "basic") if scheme in offered), "")


def _read_seconds(said: Mapping[str, str], name: str, usual: float) -> float:
    try:
        seconds = float(said.get(name) or usual)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise StoreError(f"{name} is not a number of seconds above 0: {said[name][:40]}")
    return seconds
