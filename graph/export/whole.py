"""Files and folders that are whole or not there: written beside their place, and moved into it at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph.errors import ExportError


@contextmanager
def written_file(target: Path, *, overwrite: bool) -> Iterator[IO[bytes]]:
    """A stream into what becomes the target when the block ends without an error."""
    draft = _beside(target)
    try:
        _check(target, overwrite=overwrite, folder=False)
        with draft.open("xb") as stream:
            yield stream
        draft.replace(target)
    except OSError as error:
        raise ExportError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def written_folder(target: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder that becomes the target when the block ends without an error."""
    draft = _beside(target)
    try:
        _check(target, overwrite=overwrite, folder=True)
        draft.mkdir()
        yield draft
        _take_place(draft, target)
    except OSError as error:
        raise ExportError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(target: Path, *, overwrite: bool, folder: bool) -> None:
    if not target.parent.is_dir():
        raise ExportError(f"{target.parent}: no such folder: make it first")
    if target.is_dir() and not folder:
        raise ExportError(f"{target}: a folder, and this export is one file: name a file")
    if target.is_file() and folder:
        raise ExportError(f"{target}: a file, and this export is a folder: name a folder")
    if target.exists() and not overwrite:
        raise ExportError(f"{target}: is there already: name another target, or ask to overwrite it")


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.writing-{os.getpid()}")


def _take_place(draft: Path, target: Path) -> None:
    """Move a folder to its place; one that is there goes only when the new one is whole."""
    if not target.exists():
        draft.rename(target)
        return
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(old)
    draft.rename(target)
    shutil.rmtree(old)
