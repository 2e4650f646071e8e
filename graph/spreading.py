"""Reading many files over the workers of a Dask cluster: the same as `graph.reading`, with other machines' processors.

A worker needs this package in the same version, and the file: in a folder that all machines have, or at an address. It reads
in a process apart, with the limits of whoever asks, and sends back what is to be kept; nothing stays there. What is kept here
is not read again, so that a build that broke off goes on where it was.
"""

from __future__ import annotations

import tempfile
import threading
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from graph.across import iter_across
from graph.apart import Apart, Lost
from graph.errors import ClusterError
from graph.hashing import hash_file
from graph.kept import Keeper, Kept
from graph.knowledge import reading_version
from graph.limits import CLUSTER_PATIENCE, Limits, read_limits, read_number
from graph.reading import Progress, Told, in_order, iter_read, keep, keep_lost, take, unwritable
from graph.sources import Source

_thread = threading.local()


class Parcel(NamedTuple):
    """What comes back from a worker: the version of its readers and recognisers, what became of the file, and the two files to
    keep, compressed.
    """

    version: str
    told: Told | Lost = Told("")
    kept: bytes = b""
    text: bytes = b""


def read_there(source: Source, version: str, limits: Limits) -> Parcel:
    """What a file says, on a worker; nothing where the worker has another version."""
    if reading_version() != version:
        return Parcel(reading_version())
    if source.remote is None:
        try:
            source = replace(source, sha256=hash_file(source.path))
        except OSError as error:
            return Parcel(version, Told("", f"cannot be opened: {error.strerror}"))
    with tempfile.TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        told = _find_apart(limits).run(partial(keep, keeper.folder), source, source.size)
        if isinstance(told, Lost) or not told.sha256:
            return Parcel(version, told)
        kept, text = keeper.fetch_parts(told.sha256)
    return Parcel(version, told, zlib.compress(kept, 1), zlib.compress(text, 1))


def iter_spread(
    sources: Sequence[Source], keeper: Keeper, progress: Progress, *, cluster: str
) -> Iterator[tuple[Source, Kept]]:
    """As `graph.reading.iter_read`, by the workers of the cluster whose scheduler is at an address.

    A file over which worker after worker ended, and one that changed meanwhile, is read here in the end.
    ClusterError where the cluster cannot be used; what was read until then is kept.
    """
    if not sources:
        return
    work = partial(read_there, version=reading_version(), limits=read_limits())
    doubted: list[Source] = []
    done, count = 0, len(sources)
    # Workers are at work in folders of their own.
    tasks = [replace(source, file=str(source.path.absolute())) for source, _ in in_order(sources)]
    ended = iter_across(
        work,
        tasks,
        cluster,
        read_number(CLUSTER_PATIENCE, 300),
        lambda: progress(done, count, "waiting for workers"),
    )
    try:
        for source, parcel in ended:
            told = parcel and _unpack(source, parcel, keeper, cluster)
            if told is None:
                doubted.append(source)
                continue
            done += 1
            yield take(keeper, source, told)
            progress(done, count, source.name)
    except OSError as error:
        raise unwritable(keeper, error) from error
    yield from iter_read(doubted, keeper, lambda more, _, name: progress(done + more, count, name))


def _unpack(source: Source, parcel: Parcel, keeper: Keeper, cluster: str) -> Told | None:
    """Keep what came from a worker; None where it read another file than the one that is here."""
    if parcel.version != reading_version():
        raise ClusterError(
            f"{cluster}: a worker has another version of this program ({parcel.version}) than this machine"
            f" ({reading_version()}): install the same there, with the same extras"
        )
    if isinstance(parcel.told, Lost):
        return keep_lost(keeper, source, parcel.told)
    if not parcel.told.sha256 and not source.remote and source.path.is_file():
        raise ClusterError(
            f"{cluster}: on a worker {source.place} {parcel.told.reason}: build from a folder that all machines have under this"
            " name, or from an address"
        )
    if not source.remote and parcel.told.sha256 != source.sha256:
        return None
    if parcel.told.sha256:
        keeper.keep_parts(parcel.told.sha256, zlib.decompress(parcel.kept), zlib.decompress(parcel.text))
    return parcel.told


def _find_apart(limits: Limits) -> Apart:
    """The process apart of this thread of a worker, with these limits."""
    apart: Apart | None = getattr(_thread, "apart", None)
    if apart is None or apart.limits != limits:
        if apart:
            apart.close()
        apart = _thread.apart = Apart(limits)
    return apart
