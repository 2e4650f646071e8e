"""Applies an RDF Patch as its readers do, and refuses one that does not fit."""

from __future__ import annotations

import re

HEADER = re.compile(rb"H (id|prev) <\S+> \.")


def apply_patch(quads: set[bytes], patch: bytes) -> set[bytes]:
    """The quads, lines of N-Quads, after a patch: what it deletes must be there, and what it adds must not."""
    headers, _, rest = patch.partition(b"TX .\n")
    changes, _, after = rest.partition(b"TC .\n")
    assert all(map(HEADER.fullmatch, headers.splitlines()))
    assert after == b""
    left = set(quads)
    for line in changes.splitlines():
        mark, quad = line[:2], line[2:]
        if mark == b"D ":
            left.remove(quad)
        else:
            assert mark == b"A "
            assert quad not in left
            left.add(quad)
    return left
