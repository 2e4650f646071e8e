"""Which addresses may be visited at all: public ones of the web, wherever a list or a redirect leads."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from graph.errors import FetchError, FetchLater

# Addresses of IPv6 that hold one of IPv4 in their last 32 bits; a gateway may lead from there to the machine's own network.
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def check_url(url: str) -> None:
    """Make sure that an address is one of the web: http or https, with a host, without an account.

    :raise FetchError: where it is not.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise FetchError(url, "is no address") from None
    if not sound or not url.isprintable() or " " in url:
        raise FetchError(url, "is no address of the web: it begins with http:// or https:// and names a server")
    if "@" in parts.netloc:
        raise FetchError(
            parts._replace(netloc="…").geturl(), "holds an account, which is no part of a list: leave it out"
        )


def check_host(url: str) -> None:
    """Make sure that every machine that an address's host may be is a public one.

    :raise FetchError: where one is not.
    :raise FetchLater: where the name cannot be looked up.
    """
    parts = urlsplit(url)
    assert parts.hostname
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchLater(
            url, f"{parts.hostname} cannot be found: {error.strerror or error}", host=parts.hostname
        ) from error
    except UnicodeError as error:
        raise FetchError(url, f"{parts.hostname} is no name of a server") from error
    for *_, place in found:
        check_machine(url, str(place[0]))


def check_machine(url: str, machine: str) -> None:
    """Make sure that a machine, by its number, is a public one.

    :raise FetchError: where it is not.
    """
    if not is_public(machine):
        raise FetchError(
            url, f"leads to {machine}, which is no public address (--allow-private fetches it all the same)"
        )


def is_public(machine: str) -> bool:
    """Whether a machine, by its number, can be reached by everybody.

    >>> is_public("151.101.0.144"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False, False)
    """
    address = ip_address(machine.partition("%")[0])
    held = [address, *_find_held(address)]
    return all(one.is_global and not one.is_multicast for one in held)


def _find_held(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The addresses of IPv4 that one of IPv6 stands for."""
    if isinstance(address, IPv4Address):
        return []
    held = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    if any(address in network for network in _TRANSLATED):
        held.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return held
