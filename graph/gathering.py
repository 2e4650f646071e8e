"""What a build is made of: the files found, those of RDF brought here, documents read here or by a cluster, and all of it kept.

    with gather(["papers", "s3://bucket/papers"], workspace.documents_path) as gathering:
        batch, foreign = gathering.read(choose_reader("tcp://10.0.0.1:8786"), progress)

Documents at addresses stay there: only who reads one fetches it. What did not change since it was read is not fetched again.
"""

from __future__ import annotations

import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from graph.addresses import Remote, fetch
from graph.batch import Batch
from graph.errors import ClusterError, FetchError
from graph.extras import tell_install
from graph.kept import Entry, Keeper, Kept
from graph.marks import Marks
from graph.read import MAX_BYTES
from graph.snapshots import Unread
from graph.sources import Source, find_sources

if TYPE_CHECKING:
    from graph.foreign import Foreign
    from graph.inventory import Inventory
    from graph.reading import Progress

Reader = Callable[[Sequence[Source], Keeper, "Progress"], Iterator[tuple[Source, Kept]]]


@contextmanager
def gather(paths: Iterable[Path | str], folder: Path) -> Iterator[Gathering]:
    """The files of paths and addresses, for as long as the block lasts; `folder` is that of kept documents."""
    with ExitStack() as ending:
        marks = ending.enter_context(closing(Marks(folder)))
        brought = ending.enter_context(tempfile.TemporaryDirectory())
        sources, unopened = find_sources(paths, _refuse, marks.recall, marks.hash_file)
        closed = [Unread(error.place, error.reason) for error in unopened]
        yield Gathering(sources, closed, Keeper(folder), marks, Path(brought), ending)
        marks.remember()


def has_changed(paths: Iterable[Path | str], since: float) -> bool:
    """Whether a folder that is given got or lost a file since a time, by what the file system tells of it: most likely there is
    something to read then. Nothing is told of the folders in it.
    """
    for path in paths:
        with suppress(OSError):  # it is no folder of this machine, or gone
            told = Path(path).stat()
            if stat.S_ISDIR(told.st_mode) and told.st_mtime > since:
                return True
    return False


def choose_reader(cluster: str = "", jobs: int | None = None) -> Reader:
    """What reads documents: so many processes of this machine, or the workers of the Dask cluster at an address."""
    # What reads is loaded when there is something to read, here and below: most builds find little that is new.
    from graph.reading import iter_read  # noqa: PLC0415

    if not cluster:
        return partial(iter_read, jobs=jobs)
    try:
        from graph.spreading import iter_spread  # noqa: PLC0415  # comes with an extra
    except ImportError as error:
        raise ClusterError(f"{cluster}: a cluster needs Dask: {tell_install('dask')}") from error
    return partial(iter_spread, cluster=cluster)


def prepare_readers() -> None:
    """Have what reads documents on this machine load beside what is done before, where there will be something to read."""
    from graph.apart import prepare  # noqa: PLC0415

    prepare()


class Gathering:
    """The files of a build, and those that cannot be opened or fetched, with the reasons."""

    def __init__(
        self,
        sources: list[Source],
        closed: list[Unread],
        keeper: Keeper,
        marks: Marks,
        brought: Path,
        ending: ExitStack,
    ) -> None:
        self.sources, self.closed = sources, closed
        self._keeper, self._marks, self._brought, self._ending = keeper, marks, brought, ending

    @property
    def known(self) -> bool:
        """Whether the content of each file is known, so that it can be told what is new."""
        return all(source.sha256 for source in self.sources)

    @property
    def fresh(self) -> bool:
        """Whether there is likely something to read: a file whose content is not known, or was not before."""
        return self._marks.hashed > 0 or not self.known

    def read(self, reader: Reader, progress: Progress, jobs: int | None = None) -> tuple[Batch, list[Foreign]]:
        """What is kept of all files, after reading what is not kept yet, and those of RDF. Each content is known then."""
        from graph.foreign import find_foreign, keep_foreign  # noqa: PLC0415
        from graph.inventory import Inventory  # noqa: PLC0415

        self._replace(dict(self._iter_brought()))
        documents, foreign = find_foreign(self.sources, jobs, self._tell_format)
        self._marks.remember()  # what was hashed: whoever ends the build in the middle has to hash it no more
        inventory = self._ending.enter_context(closing(Inventory(self._keeper)))
        contents = self._read_documents(documents, inventory, reader, progress)
        contents |= {sha256: kept.entry for sha256, kept in keep_foreign(foreign.values(), self._keeper).items()}
        return Batch(self.sources, self.closed, contents, self._keeper, inventory), list(foreign.values())

    def _tell_format(self, file: str) -> str | None:
        """The format of a file of RDF; nearly all files are none, and are known to be none."""
        if self._marks.is_plain(file):
            return None
        form = _tell_format(file)
        if form is None:
            self._marks.note_plain(file)
        return form

    def _iter_brought(self) -> Iterator[tuple[str, Source | str]]:
        """The files of RDF at addresses, which are known by their names there, each as one of this machine."""
        for number, source in enumerate(self.sources):
            if source.remote and _is_rdf(source.remote):
                target = self._brought / f"{number}{source.path.suffix}"
                try:
                    sha256 = fetch(source.remote, target, sys.maxsize)
                except FetchError as error:
                    yield _key(source), error.reason
                    continue
                self._marks.note(source.remote, sha256)
                yield _key(source), replace(source, file=str(target), sha256=sha256, remote=None)

    def _read_documents(
        self, documents: list[Source], inventory: Inventory, reader: Reader, progress: Progress
    ) -> dict[str, Entry]:
        contents: dict[str, Entry] = {}
        stale: dict[str, Source] = {}
        # What was never kept is read while all that is kept is looked at.
        fresh = {_key(source): source for source in documents if not inventory.has_kept(source.sha256)}
        reading = reader(list(fresh.values()), self._keeper, progress)
        for source in documents:
            if _key(source) in fresh:
                continue
            if known := contents.get(source.sha256) or inventory.look(source.sha256):
                contents[source.sha256] = known
            else:
                stale[_key(source)] = source
        contents |= self._take(fresh, reading, inventory)
        contents |= self._take(stale, reader(list(stale.values()), self._keeper, progress), inventory)
        return contents

    def _take(
        self, sources: Mapping[str, Source], reading: Iterator[tuple[Source, Kept]], inventory: Inventory
    ) -> dict[str, Entry]:
        """Take in what is read of files, by their contents, which are known then."""
        contents: dict[str, Entry] = {}
        found: dict[str, Source | str] = {}
        for source, kept in reading:
            if kept.sha256:
                contents[kept.sha256] = inventory.add(kept)
            if source.remote and kept.sha256:
                self._marks.note(source.remote, kept.sha256)
                found[source.address] = source
            elif source.remote:
                found[source.address] = kept.unread or ""
        self._replace({key: found[source.address] for key, source in sources.items() if source.address in found})
        return contents

    def _replace(self, found: dict[str, Source | str]) -> None:
        """Put in what is known now of files, or why they could not be had."""
        if not found:
            return
        left = []
        for source in self.sources:
            now = found.get(_key(source), source)
            if isinstance(now, str):
                self.closed.append(Unread(source.place, now))
            elif now.remote:
                left.append(replace(source, sha256=now.sha256))
            else:
                left.append(now)
        self.sources = left


def _key(source: Source) -> str:
    return source.sha256 or source.address


def _refuse(file: str | Remote, size: int) -> str | None:
    """Why a file is not even looked at: documents have their bounds, and RDF has none."""
    if size <= MAX_BYTES:
        return None
    rdf = _is_rdf(file) if isinstance(file, Remote) else _tell_format(file)
    return None if rdf else f"is larger than {MAX_BYTES >> 20} MB; split it"


def _tell_format(file: str) -> str | None:
    from graph.foreign.tell import tell_format  # noqa: PLC0415

    return tell_format(file)


def _is_rdf(remote: Remote) -> bool:
    from graph.foreign.tell import SUFFIXES  # noqa: PLC0415

    return Path(remote.address.partition("::")[0]).suffix.lower() in SUFFIXES
