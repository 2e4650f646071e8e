"""The files in a folder, however deep, in order of their names, each with what a manifest says of it.

A folder may hold tens of thousands of files of which one is new: what is told of each comes with the folder's own list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from graph.errors import WorkspaceError
from graph.manifests import MANIFEST, Manifest, Row, read_inner, read_manifest


class Found(NamedTuple):
    """A file that was found: its path, its name below the folder given, what a manifest says of it, and the folder; none where the
    file itself was given.
    """

    path: str
    name: str
    row: Row
    folder: Path | None
    entry: os.DirEntry[str] | None = None

    def look(self) -> os.stat_result:
        """What the file system tells of it, or of what it is a link to; OSError where it leads nowhere."""
        return self.entry.stat() if self.entry else os.stat(self.path)  # noqa: PTH116  # a path for each file takes longer

    @property
    def leads_out(self) -> bool:
        """Whether it is a link that leads out of the folder."""
        is_link = self.entry is not None and self.entry.is_symlink()
        return self.folder is not None and is_link and not _is_inside(self.path, self.folder)


def iter_files(path: Path) -> Iterator[Found]:
    """The files of a folder that are to be read, or the one file that is given; WorkspaceError where there is nothing."""
    if path.is_dir():
        place = _Place(path, "", read_manifest(path / MANIFEST), None)
        yield from _iter_folder(str(path), place, path)
    elif path.exists() or path.is_symlink():
        yield Found(str(path), path.name, read_manifest(path.parent / MANIFEST).get(path.name, {}), None)
    else:
        raise WorkspaceError(f"{path}: no such file or folder")


def is_wanted(name: str) -> bool:
    """Whether a file in a folder is to be read, by its name there."""
    if name.startswith(".") or "/." in name:
        return False
    last = name.rpartition("/")[2]
    return last != MANIFEST and not (last[:6].upper() == "README" and PurePosixPath(last).stem.upper() == "README")


class _Place:
    """A folder with its manifest, which is read when the first file in it is found, and the folder around it."""

    __slots__ = ("_manifest", "_path", "_prefix", "_whole")

    def __init__(self, path: Path, prefix: str, manifest: Manifest | None, whole: _Place | None) -> None:
        self._path, self._prefix, self._manifest, self._whole = path, prefix, manifest, whole

    def find_row(self, name: str) -> Row:
        """What is said of a file by the manifest beside it, or by the nearest of the folders above that names it."""
        if self._manifest is None:
            self._manifest = read_inner(self._path / MANIFEST)
        row = self._manifest.get(name[len(self._prefix) :])
        if row or self._whole is None:
            return row or {}
        return self._whole.find_row(name)

    def enter(self, name: str) -> _Place:
        """A folder in this one."""
        return _Place(self._path / name, f"{self._prefix}{name}/", None, self)

    def tell(self, name: str) -> str:
        """The name of a file in it, below the folder given."""
        return self._prefix + name


def _iter_folder(path: str, place: _Place, folder: Path) -> Iterator[Found]:
    try:
        with os.scandir(path) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except PermissionError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _iter_folder(entry.path, place.enter(entry.name), folder)
        elif is_wanted(entry.name) and not _is_inner(entry, folder):
            name = place.tell(entry.name)
            yield Found(entry.path, name, place.find_row(name), folder, entry)


def _is_inner(entry: os.DirEntry[str], folder: Path) -> bool:
    """Whether a file is a link to a folder within the one given, which is gone through by itself."""
    return entry.is_symlink() and Path(entry.path).is_dir() and _is_inside(entry.path, folder)


def _is_inside(path: str, folder: Path) -> bool:
    return Path(path).resolve().is_relative_to(folder.resolve())
