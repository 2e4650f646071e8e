"""Whether a snapshot is as it was built: the SHA-256 of each of its files, written down before it serves.

    snapshots/…/checksums.sha256    as `sha256sum --check` reads it, too

The originals stand in no list: each is named by its content, and they are many times all the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

NAME = "checksums.sha256"
ORIGINALS = "originals"
_TOLD = 3


def write_checksums(folder: Path, before: Path) -> None:
    """Write down the checksums of all files in a snapshot's folder; what it shares with the snapshot before has that one's, so that
    damage which came since is found in both.
    """
    try:
        told = _read(before)
    except (OSError, UnicodeDecodeError):  # of the first snapshot nothing is before; of a damaged one nothing is taken
        told = {}
    lines = []
    for name, path in _iter_files(folder):
        if not name.startswith(f"{ORIGINALS}/"):
            known = told.get(name) if is_shared(path, before / name) else None
            lines.append(f"{known or _hash(path)}  {name}\n")
    (folder / NAME).write_text("".join(lines), encoding="utf-8")


def is_shared(path: Path, other: Path) -> bool:
    """Whether two paths are names of one file."""
    try:
        return path.samefile(other)
    except FileNotFoundError:
        return False


def find_damage(folder: Path, part: str = "") -> list[str]:
    """What is wrong with each file of a snapshot's folder, or of a part of it ("store/"), that is not as it was built; nothing
    where all is well.
    """
    try:
        told = {name: digest for name, digest in _read(folder).items() if name.startswith(part)}
    except (OSError, UnicodeDecodeError):
        return [f"{NAME} is missing or cannot be read"]
    found = {name: path for name, path in _iter_files(folder, part) if name.startswith(part)}
    return [
        *(f"{name} is missing" for name in sorted(told.keys() - found.keys())),
        *(wrong for name, path in found.items() if (wrong := _find_wrong(name, path, told))),
    ]


def tell_damage(damage: list[str]) -> str:
    """The damage in a few words."""
    more = len(damage) - _TOLD
    return "; ".join(damage[:_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _read(folder: Path) -> dict[str, str]:
    """The checksums of a snapshot's files by their names."""
    lines = (line.partition("  ") for line in (folder / NAME).read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, _, name in lines}


def _find_wrong(name: str, path: Path, told: dict[str, str]) -> str | None:
    try:
        digest = _hash(path)
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}"
    if name.startswith(f"{ORIGINALS}/"):
        return None if digest.startswith(path.stem) else f"{name} has changed"
    if name not in told:
        return f"{name} was not built"
    return None if digest == told[name] else f"{name} has changed"


def _iter_files(folder: Path, part: str = "") -> Iterator[tuple[str, Path]]:
    inside = folder / part if part.endswith("/") else folder
    for path in sorted(inside.rglob("*")):
        if path.is_file() and path.name != NAME:
            yield path.relative_to(folder).as_posix(), path


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
