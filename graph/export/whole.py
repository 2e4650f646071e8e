"""Files and folders that are whole or not there: written beside their place, and moved into it at the end.

A file whose name ends in `.gz` or `.zst` is packed as it is written; a folder whose name ends in `.zip` becomes one file.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, cast

import zstandard

from graph.errors import ExportError

PACKINGS = {"gzip": ".gz", "zstd": ".zst"}
"""Ways of packing a file, and the ends of names that ask for them."""
BLOCK = 1 << 20


@contextmanager
def written_path(target: Path, *, overwrite: bool, folder: bool = False) -> Iterator[Path]:
    """The path of a file, or of a folder that is there, which becomes the target when the block ends without an error."""
    if target.name in ("", ".."):
        raise ExportError(f"{target}: a folder that is there: name what is to be written in it")
    draft = target.with_name(f".{target.name}.writing-{os.getpid()}")
    try:
        _check(target, overwrite=overwrite, folder=folder)
        if folder:
            draft.mkdir()
        yield draft
        _take_place(draft, target)
    except OSError as error:
        raise ExportError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        with suppress(OSError):
            draft.unlink()


def find_packing(target: Path) -> str | None:
    """How a name says that its file is packed."""
    return next((packing for packing, suffix in PACKINGS.items() if target.name.endswith(suffix)), None)


@contextmanager
def packed(file: IO[bytes], packing: str | None) -> Iterator[IO[bytes]]:
    """A stream that packs what is written to it into the file; the same bytes for the same content."""
    if packing is None:
        yield file
    elif packing == "gzip":
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as stream:
            yield cast("IO[bytes]", stream)
    elif packing == "zstd":
        # Its own stream takes no lines at once, and is slow to take them one by one.
        writer = cast("io.RawIOBase", zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False))
        with io.BufferedWriter(writer, BLOCK) as buffered:
            yield buffered
    else:
        raise ExportError(f"no packing {packing!r}: choose one of {', '.join(PACKINGS)}")


def zip_folder(folder: Path, file: IO[bytes], made: str) -> None:
    """Pack a folder's files into one; they bear the date `made`, in ISO form, since the same export is the same bytes."""
    date = datetime.fromisoformat(made).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(folder)), date)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as stream:
                shutil.copyfileobj(source, stream, BLOCK)


def _check(target: Path, *, overwrite: bool, folder: bool) -> None:
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}: no such folder: make it first")
    if target.is_dir() and not folder:
        raise ExportError(f"{target}: a folder, and this export is one file: name a file")
    if target.is_file() and folder:
        raise ExportError(f"{target}: a file, and this export is a folder: name a folder")
    if target.exists() and not overwrite:
        raise ExportError(f"{target}: is there already: name another target, or use --force to replace it")


def _refuse_others(draft: Path, target: Path) -> None:
    """Refuse to replace a folder that holds anything that the new one does not: it may be somebody's own."""
    written = {path.relative_to(draft) for path in draft.rglob("*")}
    others = sorted(path.relative_to(target) for path in target.rglob("*") if path.relative_to(target) not in written)
    if others:
        raise ExportError(f"{target}: holds {others[0]}, which this export does not: move that, or name another folder")


def _take_place(draft: Path, target: Path) -> None:
    """Move a file or folder to its place; a folder that is there goes only when the new one is whole."""
    if not target.is_dir():
        draft.replace(target)
        return
    _refuse_others(draft, target)
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(old)
    draft.rename(target)
    shutil.rmtree(old)
