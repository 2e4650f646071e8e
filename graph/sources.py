"""The files that a build is given: found in folders, told apart by content, described by the manifests beside them."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from graph import registers
from graph.addresses import Remote, is_address, list_files, read_whole
from graph.errors import UnreadableDocument, WorkspaceError
from graph.folders import Found, is_wanted, iter_files
from graph.hashing import hash_file
from graph.manifests import LARGEST, MANIFEST, Row, parse_manifest

Refuse = Callable[[str | Remote, int], str | None]
Hash = Callable[[str, os.stat_result], str]


class Source(msgspec.Struct, frozen=True):
    """A file to read: where it is, its name as it can be told, its content's SHA-256, and what a manifest says of it (empty
    where nothing).

    One that is still at an address, `remote`, is not at its path, and has no SHA-256 where nobody knows it yet; `address` is
    where it was found.
    """

    file: str  # of tens of thousands hardly one is opened, and a path for each takes as long as to find it
    name: str
    sha256: str
    url: str = ""
    published: str = ""
    publisher: str = ""
    remote: Remote | None = None
    address: str = ""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.file)

    @property
    def place(self) -> str:
        """Where the file was found, as it can be told."""
        return tell(self.address or self.file)

    @property
    def size(self) -> int:
        """The file's size in bytes; 0 where nobody knows it."""
        if self.remote:
            return self.remote.size
        try:
            return os.stat(self.file).st_size  # noqa: PTH116  # as above
        except OSError:  # it went meanwhile; its reader will say so
            return 0


def find_sources(
    paths: Iterable[Path | str],
    refuse: Refuse = lambda _file, _size: None,
    recall: Callable[[Remote], str] = lambda _: "",
    hash_found: Hash = lambda path, _: hash_file(path),
) -> tuple[list[Source], list[UnreadableDocument]]:
    """The files of paths, folders and addresses in order of their names, and those that cannot be opened or that `refuse`
    tells a reason against, before they are read.

    The program's own tables (`data/reference`, `data/people`) are no documents: one in a folder is passed over, one that is
    named is told. A link in a folder may lead to another file of it, and nowhere else: who gives a folder gives what is in it.
    Files at addresses stay there; `recall` gives the SHA-256 of those that are known, and `hash_found` that of a file here by its
    path and by what the file system tells of it.
    WorkspaceError where a path does not exist or nothing at all is found.
    """
    given = list(paths)
    sources: list[Source] = []
    unread: list[UnreadableDocument] = []
    for one in given:
        remote = is_address(one)
        for found in _iter_remote(str(one), refuse, recall) if remote else _iter_local(Path(one), refuse, hash_found):
            if isinstance(found, Source):
                sources.append(found)
            else:
                unread.append(found)
    if not sources and not unread:
        raise WorkspaceError(
            f"no documents in {', '.join(map(str, given))}: name files, or folders that hold reports or papers"
        )
    return sources, unread


def _iter_local(given: Path, refuse: Refuse, hash_found: Hash) -> Iterator[Source | UnreadableDocument]:
    for found in iter_files(given):
        path, sha256 = found.path, ""
        try:
            told = found.look()
            reason = _look(found, told) or refuse(path, told.st_size)
            sha256 = "" if reason else hash_found(path, told)
        except OSError as error:
            reason = f"cannot be opened: {error.strerror}"
        if path.endswith(".csv") and sha256 in registers.digests():
            if found.folder:
                continue
            reason = "is a table that the program reads by itself, and no document; leave it out"
        if reason:
            yield UnreadableDocument(tell(path), reason)
        else:
            yield Source(path, tell(found.name), sha256, *_describe(found.row))


def _iter_remote(given: str, refuse: Refuse, recall: Callable[[Remote], str]) -> Iterator[Source | UnreadableDocument]:
    listing = list_files(given)
    place = listing.beside(MANIFEST)
    manifest = parse_manifest(place, read_whole(place, LARGEST + 1) or b"file\n")
    for name, remote in listing.files.items():
        if remote.address != given and not is_wanted(name):
            continue
        if reason := refuse(remote, remote.size):
            yield UnreadableDocument(tell(remote.address), reason)
            continue
        url, published, publisher = _describe(manifest.get(name, {}))
        on_web = remote.address.startswith(("http://", "https://"))
        yield Source(
            PurePosixPath(name).name,
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
    text = str(name)
    if text.isprintable():  # as nearly all are
        return text
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)


def _look(found: Found, told: os.stat_result) -> str | None:
    """Why a file is not to be opened."""
    if found.leads_out:
        return "is a link that leads out of the folder; name what it leads to"
    return None if stat.S_ISREG(told.st_mode) else "is no file, but a pipe, a socket or a device; leave it out"
