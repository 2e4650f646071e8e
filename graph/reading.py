"""Reading many files at once: each in a worker process, so that two cores read twice as fast and a crash costs one file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from graph.addresses import fetch
from graph.apart import Lost, iter_apart
from graph.errors import FetchError, WorkspaceError
from graph.kept import Keeper, Kept, read_and_recognise
from graph.knowledge import reading_version
from graph.limits import read_limits
from graph.read import MAX_BYTES
from graph.sources import Source

Progress = Callable[[int, int, str], None]


class Told(NamedTuple):
    """What became of a file: the SHA-256 of its content, under which it is kept now; or why it could not be fetched."""

    sha256: str
    reason: str = ""


def iter_read(
    sources: Sequence[Source], keeper: Keeper, progress: Progress, *, jobs: int | None = None
) -> Iterator[tuple[Source, Kept]]:
    """What each file says, kept as soon as it is read, in any order; `jobs` processes, as many as there are cores unless told.

    Reading begins at once, and goes on while nobody asks. A file whose reader crashes, or takes more than the limits allow, is kept
    with that as the reason. One at an address comes with its SHA-256; of one that cannot be fetched nothing is kept, and its SHA-256
    is "".
    """
    workers = min(jobs or os.cpu_count() or 1, len(sources))
    with _told(keeper):
        ended = iter_apart(partial(keep, keeper.folder), in_order(sources), workers, read_limits())
    return _iter_taken(ended, keeper, progress, len(sources))


def _iter_taken(
    ended: Iterator[tuple[Source, Told | Lost]], keeper: Keeper, progress: Progress, count: int
) -> Iterator[tuple[Source, Kept]]:
    with _told(keeper):
        for done, (source, told) in enumerate(ended, 1):
            yield take(keeper, source, keep_lost(keeper, source, told) if isinstance(told, Lost) else told)
            progress(done, count, source.name)


@contextmanager
def _told(keeper: Keeper) -> Iterator[None]:
    """Tells in one line what keeps documents from being read or kept."""
    try:
        yield
    except OSError as error:
        raise unwritable(keeper, error) from error
    except BrokenProcessPool as error:
        raise WorkspaceError(
            "the processes that read documents do not start, for want of memory perhaps: build again, or install anew"
        ) from error


def in_order(sources: Sequence[Source]) -> list[tuple[Source, int]]:
    """The files with their sizes, large ones first: the last worker then never sits alone with the longest one."""
    return sorted(((source, source.size) for source in sources), key=lambda task: -task[1])


def keep(folder: Path, source: Source) -> Told:
    """Keep what a file says. Its builder takes it from there: all those small things as a message would keep both busy."""
    if source.remote is None:
        return _keep(folder, source.path, source.sha256)
    brought = _brought(folder, source)
    try:
        return _keep(folder, brought, fetch(source.remote, brought, MAX_BYTES))
    except FetchError as error:
        return Told("", error.reason)
    finally:
        brought.unlink(missing_ok=True)


def keep_lost(keeper: Keeper, source: Source, lost: Lost) -> Told:
    """Keep of a file whose reader came to no end why that is."""
    told = Told(source.sha256)
    if source.remote:
        brought = _brought(keeper.folder, source)
        try:
            told = Told(fetch(source.remote, brought, MAX_BYTES))
        except FetchError as error:
            return Told("", error.reason)
        finally:
            brought.unlink(missing_ok=True)
    keeper.keep(Kept(reading_version(), told.sha256, unread=lost.reason, limits=lost.limits), None)
    return told


def take(keeper: Keeper, source: Source, told: Told) -> tuple[Source, Kept]:
    """A file that was read, with what is kept of it."""
    if not told.sha256:
        return source, Kept(reading_version(), "", unread=told.reason)
    known = source if source.sha256 == told.sha256 else replace(source, sha256=told.sha256)
    return known, keeper.fetch(told.sha256)


def unwritable(keeper: Keeper, error: OSError) -> WorkspaceError:
    """What is told where nothing more can be kept."""
    return WorkspaceError(f"{error.filename or keeper.folder}: cannot be written: {error.strerror or error}")


def _keep(folder: Path, path: Path, sha256: str) -> Told:
    kept, text = read_and_recognise(path, sha256)
    Keeper(folder).keep(kept, text)
    return Told(sha256)


def _brought(folder: Path, source: Source) -> Path:
    """Where a file from elsewhere lies while it is read: always the same place, so that whoever is killed leaves no heap."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f".fetched-{hashlib.sha256(source.address.encode()).hexdigest()[:16]}"
