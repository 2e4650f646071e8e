"""One export on its way: what is written, of which snapshot, which part of it, and who watches."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.export.parts import Selection
from graph.store import Answer, Store, dump_ordered, open_disk

Progress = Callable[[int, int, str], None]
STEP = 10_000
"""Triples between two tellings of how far an export is."""
UNKNOWN = "1980-01-01T00:00:00+00:00"
"""When a store was made that is no snapshot: the first moment that an archive's entry can have."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The snapshot that an export is made from: its name, when it was made, in ISO form, and its folder."""

    name: str = "unnamed"
    made: str = UNKNOWN
    folder: Path | None = None


@dataclass(slots=True)
class Job:
    """The store and the part of it to be written, or an answer; `part` says in words what is not the whole graph, and
    `network` names a projection.
    """

    store: Store
    origin: Origin
    kind: str
    selection: Selection | None = None
    answer: Answer | None = None
    progress: Progress | None = None
    part: str = ""
    network: str = ""
    seen: int = 0

    def tell(self, done: int, total: int, name: str) -> None:
        """Say how far the export is, to whoever watches."""
        if self.progress is not None:
            self.progress(done, total, name)

    def keep(self, line: bytes) -> bool:
        """Whether a triple's line is of the part; each is counted as it comes."""
        self.seen += 1
        if self.progress is not None and self.seen % STEP == 0:
            self.progress(self.seen, len(self.store), "triples")
        return self.selection is None or self.selection.holds(line)

    @contextmanager
    def narrowed(self) -> Iterator[Store]:
        """A store that holds the part alone; the whole store where all is wanted."""
        if self.selection is None:
            yield self.store
            return
        with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
            path = Path(folder) / "part.nq"
            with path.open("wb") as stream:
                dump_ordered(self.store, stream, "nquads", self.keep)
            with open_disk(Path(folder) / "store") as part:
                with path.open("rb") as stream:
                    part.load(stream, "nquads")
                yield part
