"""Whether a snapshot is as it was built: the SHA-256 of each of its files, written down before it serves.

    snapshots/…/checksums.sha256    as `sha256sum --check` reads it, too

The originals stand in no list: each is named by its content, and they are many times all the rest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from graph.snapshots.notes import Notes

NAME = "checksums.sha256"
ORIGINALS = "originals"
_TOLD = 3
_MOST = 256 << 20
"""Bytes that a build hashes of what it shares and knows to have been right: a second's work of a processor at most."""


def write_checksums(folder: Path, before: Path) -> set[str]:
    """Write down the checksums of all files in a snapshot's folder, and give the names of those that it shares with the snapshot
    before: they have that one's, so that damage which came since is found in both.
    """
    try:
        told = _read(before)
    except (OSError, UnicodeDecodeError):  # of the first snapshot nothing is before; of a damaged one nothing is taken
        told = {}
    found, lines, notes = dict(_iter_files(folder)), [], Notes(folder)
    shared = _find_shared(found, folder, before)
    for name, entry in found.items():
        if name.startswith(f"{ORIGINALS}/"):
            continue
        digest = told.get(name) if name in shared else None
        if digest is None:
            digest = _hash(entry.path)
            notes.add(entry, digest)
        lines.append(f"{digest}  {name}\n")
    (folder / NAME).write_text("".join(lines), encoding="utf-8")
    notes.write()
    return shared


def find_damage(folder: Path, part: str = "") -> list[str]:
    """What is wrong with each file of a snapshot's folder, or of a part of it ("store/"), that is not as it was built; nothing
    where all is well.
    """
    try:
        told = _read_parts(folder, part)
    except (OSError, UnicodeDecodeError):
        return [f"{NAME} is missing or cannot be read"]
    found = dict(_iter_part(folder, part))
    wrong = (_find_wrong(name, entry, told) for name, entry in found.items())
    return [*_find_missing(told, found), *filter(None, wrong)]


def find_fresh_damage(folder: Path, *parts: str, most: int = _MOST) -> list[str]:
    """The same of parts that the next snapshot is to share; but of the files that were right before, and are the same as far as the
    file system tells, only so many bytes are hashed, those first that were hashed longest ago, and the first of all whatever its
    size. So each build looks at some, and none is looked at never.
    """
    try:
        told = _read_parts(folder, *parts)
    except (OSError, UnicodeDecodeError):
        return [f"{NAME} is missing or cannot be read"]
    found, notes = {name: entry for part in parts for name, entry in _iter_part(folder, part)}, Notes(folder)
    known = {name: notes.find(entry, told.get(name, "")) for name, entry in found.items()}
    in_order = sorted((note.when, name) for name, note in known.items() if note)
    sizes = accumulate(found[name].stat().st_size for _, name in in_order)
    left = {name for (_, name), size in list(zip(in_order, sizes, strict=True))[1:] if size > most}
    damage = _find_missing(told, found)
    for name, entry in found.items():
        if name not in left:
            if wrong := _find_wrong(name, entry, told):
                damage.append(wrong)
            else:
                notes.add(entry, told[name])
    if not damage:
        notes.write({entry.inode() for entry in found.values()})
    return damage


def tell_damage(damage: list[str]) -> str:
    """The damage in a few words."""
    more = len(damage) - _TOLD
    return "; ".join(damage[:_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _find_shared(found: dict[str, os.DirEntry[str]], folder: Path, before: Path) -> set[str]:
    """The files found in a snapshot's folder that are those of another's, too, by their names."""
    if not before.is_dir() or before.stat().st_dev != folder.stat().st_dev:
        return set()
    known = {name: entry.inode() for name, entry in _iter_files(before)}
    return {name for name, entry in found.items() if known.get(name) == entry.inode()}


def _read(folder: Path) -> dict[str, str]:
    """The checksums of a snapshot's files by their names."""
    lines = (line.partition("  ") for line in (folder / NAME).read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, _, name in lines}


def _read_parts(folder: Path, *parts: str) -> dict[str, str]:
    return {name: digest for name, digest in _read(folder).items() if name.startswith(parts)}


def _find_missing(told: dict[str, str], found: dict[str, os.DirEntry[str]]) -> list[str]:
    return [f"{name} is missing" for name in sorted(told.keys() - found.keys())]


def _find_wrong(name: str, entry: os.DirEntry[str], told: dict[str, str]) -> str | None:
    try:
        digest = _hash(entry.path)
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}"
    if name.startswith(f"{ORIGINALS}/"):
        return None if digest.startswith(Path(name).stem) else f"{name} has changed"
    if name not in told:
        return f"{name} was not built"
    return None if digest == told[name] else f"{name} has changed"


def _iter_part(folder: Path, part: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of a part: all, those in a folder of it ("store/"), or one at its top."""
    inside = part if part.endswith("/") else ""
    if not inside or (folder / inside).is_dir():
        found = _iter_files(folder / inside, inside, deep=not part or bool(inside))
        yield from ((name, entry) for name, entry in found if name.startswith(part))


def _iter_files(folder: Path | str, before: str = "", *, deep: bool = True) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files in a folder by their names below the snapshot's, in order: tens of thousands, of which a path each takes longer."""
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if deep:
                yield from _iter_files(entry.path, f"{before}{entry.name}/")
        elif entry.name != NAME and entry.is_file():
            yield before + entry.name, entry


def _hash(path: str) -> str:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
