"""Files at addresses that fsspec knows (`s3://bucket/papers`, `sftp://…`, `zip://::…`): listed, and brought here one by one.

Which libraries that takes is fsspec's matter; it is named here alone, and comes with the extra `dask`. Accounts come from
where each of those libraries looks for them, and never from an address, which is told in messages and kept in the graph.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import FetchError, FetchLater, GraphError, WorkspaceError
from graph.extras import PIP, tell_install

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_SECRET = re.compile(r"://[^/@]*:[^/@]*@")
_CHUNK = 1 << 20
_PAUSES = (1.0, 3.0)
"""Seconds before an address that failed is asked again: a server that starts anew takes some."""

# What systems of files call what changes with a file's content; where none is told, a file is fetched each time.
_MARKS = ("ETag", "etag", "md5Hash", "Content-MD5", "checksum", "content_hash", "CRC", "generation", "version_id",
          "LastModified", "Last-Modified", "last_modified", "modificationTime", "mtime", "modify", "date_time")  # fmt: skip


class Remote(NamedTuple):
    """A file at an address: its size, 0 where nobody knows, and what changes with its content ("" where that is not told)."""

    address: str
    size: int = 0
    mark: str = ""


class Listing(NamedTuple):
    """The files below an address by their names there, in order, and the address of the folder that holds them."""

    files: dict[str, Remote]
    folder: Folder

    def beside(self, name: str) -> str:
        """The address of another file in the same folder."""
        slash = "/" if self.folder.base.strip("/") else ""
        return f"{self.folder.before}{self.folder.base}{slash}{name}{self.folder.after}"


class Folder(NamedTuple):
    """A folder, and what comes before and after a path in its address."""

    base: str
    before: str
    after: str


def is_address(text: Path | str) -> bool:
    """Whether a text is an address, and not a path.

    >>> is_address("s3://bucket/papers"), is_address("papers/2024"), is_address("zip://::file:///papers.zip")
    (True, False, True)
    """
    return isinstance(text, str) and _ADDRESS.match(text) is not None


def list_files(address: str) -> Listing:
    """All files below an address, or the one that it is, or those that its `*` stands for; WorkspaceError where that fails."""
    if _SECRET.search(address):
        raise WorkspaceError("leave user and password out of an address: set them where its library looks for them")
    with _told(address):
        files, path = _reach(address)
        if "*" in path:
            found, base = files.glob(path, detail=True), path.partition("*")[0].rpartition("/")[0]
        elif not path.endswith("/") and files.info(path)["type"] == "file":
            found, base = {path: files.info(path)}, path.rpartition("/")[0]
        else:
            found, base = files.find(path, detail=True), path.rstrip("/") or path[:1]
        folder = _place(address, path, base)
        told = (_tell(files, folder, path, info) for path, info in sorted(found.items()))
        return Listing(dict(one for one in told if one), folder)


def read_whole(address: str, most: int) -> bytes | None:
    """What a file holds, of which no more than so many bytes are read; None where there is no such file."""
    with _told(address):
        files, path = _reach(address)
        try:
            if files.info(path)["type"] != "file":
                return None
            with files.open(path, "rb") as stream:
                content: bytes = stream.read(most)
        except (FileNotFoundError, PermissionError):
            return None
    return content


def fetch(remote: Remote, target: Path, most: int) -> str:
    """Bring a file of at most so many bytes here, and give its content's SHA-256.

    FetchError where that is not possible, FetchLater where it may be another time; both after some tries.
    """
    for pause in _PAUSES:
        try:
            return _fetch(remote, target, most)
        except FetchLater:
            time.sleep(pause)
    return _fetch(remote, target, most)


def _fetch(remote: Remote, target: Path, most: int) -> str:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for chunk in _iter_chunks(remote.address):
            size += len(chunk)
            if size > most:
                raise FetchError(remote.address, f"is larger than {most >> 20} MB; split it")
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _iter_chunks(address: str) -> Iterator[bytes]:
    try:
        # Anew where it is in an archive: one that was opened before would go on showing what it held then.
        files, path = _reach(address) if "::" in address else _reach(address, kept=True)
        with files.open(path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (MemoryError, GraphError):
        raise
    except FileNotFoundError as error:
        raise FetchError(address, "cannot be fetched: it is not there any more") from error
    except ImportError as error:
        raise FetchError(address, f"cannot be fetched: {_words(error)}") from error
    except Exception as error:  # each library has errors of its own
        raise FetchLater(address, f"cannot be fetched: {_words(error)}") from error


def _reach(address: str, *, kept: bool = False) -> tuple[Any, str]:
    """The system of files of an address, and the path in it; what an earlier look kept in memory is used only where told."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # comes with an extra
    except ImportError as error:
        raise WorkspaceError(f"{address}: addresses need fsspec: {tell_install('dask')}") from error
    files, path = url_to_fs(address, skip_instance_cache=not kept)
    return files, path


def _place(address: str, path: str, base: str) -> Folder:
    """The folder, and what makes an address of a path in it: its kind, the host where the path does not hold it, and the file
    that all that is in.
    """
    whole, colons, chain = address.partition("::")
    kind, _, rest = whole.partition("://")
    host, slash, below = rest.partition("/")
    # Of s3://bucket/a the path is bucket/a, of sftp://host/a it is /a; which it is, is told by the path alone.
    named = host if host and path.strip("/") == below.strip("/") and path.startswith(slash) else ""
    return Folder(base, "" if _ADDRESS.match(path) else f"{kind}://{named}", colons + chain)


def _tell(files: Any, folder: Folder, path: str, info: dict[str, Any]) -> tuple[str, Remote] | None:
    """A file by its name below the folder, of which listings of some systems say little."""
    if info.get("size") is None or not _mark(info):
        info = {**info, **files.info(path)}
    if info["type"] != "file":
        return None
    name = path[len(folder.base) :].lstrip("/")
    return name, Remote(f"{folder.before}{path}{folder.after}", int(info.get("size") or 0), _mark(info))


def _mark(info: dict[str, Any]) -> str:
    return " ".join(str(info[name]) for name in _MARKS if info.get(name) is not None)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Raises an error of ours, with the address, in place of a library's own."""
    try:
        yield
    except (MemoryError, GraphError):
        raise
    except FileNotFoundError as error:
        raise WorkspaceError(f"{address}: no such file or folder") from error
    except ImportError as error:  # which packages a kind of address needs is told by fsspec
        raise WorkspaceError(f"{address}: cannot be reached: {_words(error)}: use {PIP}") from error
    except Exception as error:  # each library has errors of its own
        raise WorkspaceError(f"{address}: cannot be reached: {_words(error)}") from error


def _words(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:200]
