"""Tests as somebody who is not root, who may read and write everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def as_anybody() -> Iterator[None]:
    """Without the rights of root; nothing changes for anybody else."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def open_way(*places: Path) -> None:
    """Where root tests, have anybody come to these places through the folders above.

    They stay open: another process of the tests may be below them, and pytest closes its own when it starts again.
    """
    if os.geteuid() == 0:
        for folder in {folder for place in places for folder in place.parents}:
            if not folder.stat().st_mode & 0o001:
                folder.chmod(0o755)
