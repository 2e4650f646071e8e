"""The files that a build is given: found in folders, told apart by content, described by the manifests beside them."""

from __future__ import annotations

import csv
import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.dates import parse_date
from graph.errors import UnreadableDocument, WorkspaceError

MANIFEST = "manifest.csv"
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 1 << 30  # bytes: some millions of lines


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, its name as it can be told, its content's SHA-256, and what a manifest says of it (empty
    where nothing).
    """

    path: Path
    name: str
    sha256: str
    url: str = ""
    published: str = ""
    publisher: str = ""


def find_sources(
    paths: Iterable[Path], refuse: Callable[[Path], str | None] = lambda _: None
) -> tuple[list[Source], list[UnreadableDocument]]:
    """The files of paths and folders in order of their names, and those that cannot be opened or that `refuse` tells a reason
    against, before they are read.

    A link in a folder may lead to another file of it, and nowhere else: who gives a folder gives what is in it.
    WorkspaceError where a path does not exist or nothing at all is found.
    """
    sources, unread = [], []
    for path, name, manifest, folder in _iter_files([Path(path) for path in paths]):
        row = manifest.get(name, {})
        try:
            reason = _look(path, folder) or refuse(path)
            sha256 = "" if reason else _hash(path)
        except OSError as error:
            reason = f"cannot be opened: {error.strerror}"
        if reason:
            unread.append(UnreadableDocument(tell(path), reason))
            continue
        sources.append(
            Source(path, tell(name), sha256, *(row.get(key) or "" for key in ("url", "published", "publisher")))
        )
    if not sources and not unread:
        raise WorkspaceError(
            f"no documents in {', '.join(map(str, paths))}: name files, or folders that hold reports or papers"
        )
    return sources, unread


def tell(name: Path | str) -> str:
    """A file's name as it can be told: what is no character, or moves a terminal, is replaced."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in str(name))


def _look(path: Path, folder: Path | None) -> str | None:
    """Why a path is not to be opened; OSError where it leads nowhere."""
    mode = path.stat().st_mode
    if folder and path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "is a link that leads out of the folder; name what it leads to"
    return None if stat.S_ISREG(mode) else "is no file, but a pipe, a socket or a device; leave it out"


def _iter_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str, dict[str, dict[str, str]], Path | None]]:
    """Each file, its name below the folder given, that folder's manifest by name, and the folder."""
    for path in paths:
        if path.is_dir():
            manifest = _read_manifest(path / MANIFEST)
            for file in sorted(path.rglob("*")):
                if _is_document(file, path):
                    yield file, file.relative_to(path).as_posix(), manifest, path
        elif path.exists() or path.is_symlink():
            yield path, path.name, _read_manifest(path.parent / MANIFEST), None
        else:
            raise WorkspaceError(f"{path}: no such file or folder")


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    # A folder that a link leads to is not gone through; where it is another's, that is told.
    inner = path.is_dir() and (not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()))
    return not (hidden or inner or path.name == MANIFEST or path.stem.upper() == "README")


def _read_manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    if path.stat().st_size > _LARGEST_MANIFEST:
        raise WorkspaceError(f"{path}: not a manifest: it is larger than {_LARGEST_MANIFEST >> 20} MB")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = {row["file"]: row for row in csv.DictReader(stream)}
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise WorkspaceError(f"{path}: not a manifest: it needs a header line with a column `file`") from error
    for name, row in rows.items():
        _check_date(path, name, row.get("published") or "")
    return rows


def _check_date(path: Path, name: str, published: str) -> None:
    try:
        parse_date(published or "2000")
    except ValueError as error:
        raise WorkspaceError(
            f"{path}: {name}: published {published!r} is no date such as 2015-11-27 or 2015-11"
        ) from error


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    # Without waiting: a pipe that took the file's place meanwhile would keep a reader for ever.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:  # noqa: PTH123  # of a handle, which is no path
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
