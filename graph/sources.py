"""The files that a build is given: found in folders, told apart by content, described by the manifests beside them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.dates import parse_date
from graph.errors import UnreadableDocument, WorkspaceError

MANIFEST = "manifest.csv"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, its content's SHA-256, and what a manifest says of it (empty where nothing)."""

    path: Path
    name: str
    sha256: str
    url: str = ""
    published: str = ""
    publisher: str = ""


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[UnreadableDocument]]:
    """The files of paths and folders in order of their names, and those that cannot be opened.

    WorkspaceError where a path does not exist or nothing at all is found.
    """
    sources, unread = [], []
    for path, name, manifest in _iter_files([Path(path) for path in paths]):
        row = manifest.get(name, {})
        try:
            sha256 = _hash(path)
        except OSError as error:
            unread.append(UnreadableDocument(path, f"cannot be opened: {error.strerror}"))
            continue
        sources.append(Source(path, name, sha256, *(row.get(key) or "" for key in ("url", "published", "publisher"))))
    if not sources and not unread:
        raise WorkspaceError(
            f"no documents in {', '.join(map(str, paths))}: name files, or folders that hold reports or papers"
        )
    return sources, unread


def _iter_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str, dict[str, dict[str, str]]]]:
    """Each file, its name below the folder given, and that folder's manifest by name."""
    for path in paths:
        if path.is_dir():
            manifest = _read_manifest(path / MANIFEST)
            for file in sorted(path.rglob("*")):
                if _is_document(file, path):
                    yield file, file.relative_to(path).as_posix(), manifest
        elif path.exists() or path.is_symlink():
            yield path, path.name, _read_manifest(path.parent / MANIFEST)
        else:
            raise WorkspaceError(f"{path}: no such file or folder")


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not (hidden or path.is_dir() or path.name == MANIFEST or path.stem.upper() == "README")


def _read_manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
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
        raise WorkspaceError(f"{path}: {name}: published {published!r} is no date such as 2015-11-27 or 2015-11") from error


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
