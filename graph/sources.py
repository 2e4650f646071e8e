"""The files that a build is given: found in folders, told apart by content, described by the manifests beside them."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from graph import registers
from graph.addresses import Remote, is_address, list_files, read_whole
from graph.dates import parse_date
from graph.errors import UnreadableDocument, WorkspaceError

MANIFEST = "manifest.csv"
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 1 << 30  # bytes: some millions of lines

Row = dict[str, str]
Manifest = dict[str, Row]
Refuse = Callable[[Path | Remote], str | None]


class _AnotherTable(WorkspaceError):
    """A table with the name of a manifest that has not its columns."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, its name as it can be told, its content's SHA-256, and what a manifest says of it (empty
    where nothing).

    One that is still at an address, `remote`, is not at its path, and has no SHA-256 where nobody knows it yet; `address` is
    where it was found.
    """

    path: Path
    name: str
    sha256: str
    url: str = ""
    published: str = ""
    publisher: str = ""
    remote: Remote | None = None
    address: str = ""

    @property
    def place(self) -> str:
        """Where the file was found, as it can be told."""
        return tell(self.address or self.path)

    @property
    def size(self) -> int:
        """The file's size in bytes; 0 where nobody knows it."""
        if self.remote:
            return self.remote.size
        try:
            return self.path.stat().st_size
        except OSError:  # it went meanwhile; its reader will say so
            return 0


def find_sources(
    paths: Iterable[Path | str],
    refuse: Refuse = lambda _: None,
    recall: Callable[[Remote], str] = lambda _: "",
) -> tuple[list[Source], list[UnreadableDocument]]:
    """The files of paths, folders and addresses in order of their names, and those that cannot be opened or that `refuse`
    tells a reason against, before they are read.

    The program's own tables (`data/reference`, `data/people`) are no documents: one in a folder is passed over, one that is
    named is told. A link in a folder may lead to another file of it, and nowhere else: who gives a folder gives what is in it.
    Files at addresses stay there; `recall` gives the SHA-256 of those that are known.
    WorkspaceError where a path does not exist or nothing at all is found.
    """
    given = list(paths)
    sources: list[Source] = []
    unread: list[UnreadableDocument] = []
    for one in given:
        for found in _iter_remote(str(one), refuse, recall) if is_address(one) else _iter_local(Path(one), refuse):
            if isinstance(found, Source):
                sources.append(found)
            else:
                unread.append(found)
    if not sources and not unread:
        raise WorkspaceError(
            f"no documents in {', '.join(map(str, given))}: name files, or folders that hold reports or papers"
        )
    return sources, unread


def _iter_local(given: Path, refuse: Refuse) -> Iterator[Source | UnreadableDocument]:
    for path, name, row, folder in _iter_files(given):
        sha256 = ""
        try:
            reason = _look(path, folder) or refuse(path)
            sha256 = "" if reason else hash_file(path)
        except OSError as error:
            reason = f"cannot be opened: {error.strerror}"
        if path.suffix == ".csv" and sha256 in registers.digests():
            if folder:
                continue
            reason = "is a table that the program reads by itself, and no document; leave it out"
        if reason:
            yield UnreadableDocument(tell(path), reason)
        else:
            yield Source(path, tell(name), sha256, *_describe(row))


def _iter_remote(given: str, refuse: Refuse, recall: Callable[[Remote], str]) -> Iterator[Source | UnreadableDocument]:
    listing = list_files(given)
    place = listing.beside(MANIFEST)
    manifest = _parse_manifest(place, read_whole(place, _LARGEST_MANIFEST + 1) or b"file\n")
    for name, remote in listing.files.items():
        if remote.address != given and not _is_wanted(PurePosixPath(name)):
            continue
        if reason := refuse(remote):
            yield UnreadableDocument(tell(remote.address), reason)
            continue
        url, published, publisher = _describe(manifest.get(name, {}))
        on_web = remote.address.startswith(("http://", "https://"))
        yield Source(
            Path(PurePosixPath(name).name),
            tell(name),
            recall(remote),
            url or (remote.address if on_web else ""),
            published,
            publisher,
            remote,
            remote.address,
        )


def _describe(row: Row) -> tuple[str, str, str]:
    return row.get("url") or "", row.get("published") or "", row.get("publisher") or ""


def tell(name: Path | str) -> str:
    """A file's name as it can be told: what is no character, or moves a terminal, is replaced."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in str(name))


def _look(path: Path, folder: Path | None) -> str | None:
    """Why a path is not to be opened; OSError where it leads nowhere."""
    mode = path.stat().st_mode
    if folder and path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "is a link that leads out of the folder; name what it leads to"
    return None if stat.S_ISREG(mode) else "is no file, but a pipe, a socket or a device; leave it out"


def _iter_files(path: Path) -> Iterator[tuple[Path, str, Row, Path | None]]:
    """Each file, its name below the folder given, what a manifest says of it, and the folder."""
    if path.is_dir():
        manifests = {path: _read_manifest(path / MANIFEST)}
        for file in sorted(path.rglob("*")):
            if _is_document(file, path):
                yield file, file.relative_to(path).as_posix(), _find_row(file, path, manifests), path
    elif path.exists() or path.is_symlink():
        yield path, path.name, _read_manifest(path.parent / MANIFEST).get(path.name, {}), None
    else:
        raise WorkspaceError(f"{path}: no such file or folder")


def _find_row(file: Path, folder: Path, manifests: dict[Path, Manifest]) -> Row:
    """What is said of a file by the manifest beside it, or by the nearest of the folders above that names it."""
    for place in file.parents:
        if place not in manifests:
            manifests[place] = _read_inner(place / MANIFEST)
        row = manifests[place].get(file.relative_to(place).as_posix())
        if row or place == folder:
            return row or {}
    return {}


def _is_document(path: Path, folder: Path) -> bool:
    # A folder that a link leads to is not gone through; where it is another's, that is told.
    inner = path.is_dir() and (not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()))
    return not inner and _is_wanted(path.relative_to(folder))


def _is_wanted(name: PurePath) -> bool:
    """Whether a file in a folder is to be read, by its name there."""
    hidden = any(part.startswith(".") for part in name.parts)
    return not (hidden or name.name == MANIFEST or name.stem.upper() == "README")


def _read_inner(path: Path) -> Manifest:
    """The manifest of a folder within the one that is given; a table of another kind may have the same name there."""
    try:
        return _read_manifest(path)
    except _AnotherTable:
        return {}


def _read_manifest(path: Path) -> Manifest:
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_MANIFEST + 1)
    except OSError as error:
        raise WorkspaceError(f"{path}: not a manifest: it cannot be opened: {error.strerror}") from error
    return _parse_manifest(str(path), content)


def _parse_manifest(place: str, content: bytes) -> Manifest:
    if len(content) > _LARGEST_MANIFEST:
        raise WorkspaceError(f"{place}: not a manifest: it is larger than {_LARGEST_MANIFEST >> 20} MB")
    try:
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
        rows = {row["file"]: row for row in csv.DictReader(text)}
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise _AnotherTable(f"{place}: not a manifest: it needs a header line with a column `file`") from error
    for name, row in rows.items():
        _check_date(place, name, row.get("published") or "")
    return rows


def _check_date(place: str, name: str, published: str) -> None:
    try:
        parse_date(published or "2000")
    except ValueError as error:
        raise WorkspaceError(
            f"{place}: {name}: published {published!r} is no date such as 2015-11-27 or 2015-11"
        ) from error


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's content; OSError where it cannot be opened."""
    digest = hashlib.sha256()
    # Without waiting: a pipe that took the file's place meanwhile would keep a reader for ever.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:  # noqa: PTH123  # of a handle, which is no path
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
