"""Every error that the package raises on purpose, so that callers can catch broadly and recover narrowly.

GraphError
├── ReadError                a file that gives no document
│   ├── UnsupportedDocument  not a kind of file that a reader knows
│   └── UnreadableDocument   the right kind, but broken, locked or empty
├── MappingError             statements that cannot become triples
├── StoreError               the triple store
│   ├── StoreUnavailable     it cannot be opened or reached
│   │   └── StoreAway        a server that may be back in a while
│   ├── QueryRejected        the query is malformed or not allowed
│   └── QueryTimeout         the query took longer than it may
├── WorkspaceError           the workspace is missing, locked, or made by a newer version
├── ClusterError             the cluster that reads cannot be reached, or is of no use
├── ExportError              an export that cannot be written
├── FetchError               an address that gives no document, or a list of addresses that is none
│   └── FetchLater           one that may give it another time
├── UnknownQuestion          no question of that name in the library
└── UnknownName              a name that stands for nothing here, or for several things

Each message is one line that says what is wrong and what to do; the evidence (path, page, query) rides along.
"""

from __future__ import annotations

from pathlib import Path


class GraphError(Exception):
    """The base of all errors that this package raises on purpose."""


class ReadError(GraphError):
    """A file that gives no document; `path` says which, or `place` where it may be at an address, `reason` why, in a few words."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = Path(path)
        self.place = str(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        # Readers run in other processes; the default pickling would lose the second argument.
        return type(self), (self.place, self.reason)


class UnsupportedDocument(ReadError):
    """The file's content is of no kind that a reader knows."""


class UnreadableDocument(ReadError):
    """The file is of a known kind, but broken, encrypted, too large, or without text."""


class MappingError(GraphError):
    """Statements that cannot become triples."""


class StoreError(GraphError):
    """The triple store failed."""


class StoreUnavailable(StoreError):
    """The store cannot be opened or reached."""


class StoreAway(StoreUnavailable):
    """The store's server does not answer, or breaks off, or says that it cannot now: it may be back in a while."""


class QueryRejected(StoreError):
    """The query is malformed or not allowed; `line` and `column` count from 1 where they are known."""

    def __init__(self, reason: str, *, query: str = "", line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason)
        self.query = query
        self.line = line
        self.column = column


class QueryTimeout(StoreError):
    """The query took longer than it may."""


class WorkspaceError(GraphError):
    """The workspace is missing, in use by another build, or made by a newer version."""


class ClusterError(GraphError):
    """The cluster over which reading is spread cannot be reached, has no workers, or has others than this program."""


class ExportError(GraphError):
    """An export that cannot be written."""


class FetchError(GraphError):
    """An address that gives no document, with the `reason` in a few words and the answer's `status` where that was why; or
    a list of addresses that cannot be read.
    """

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class FetchLater(FetchError):
    """An address that may give its document another time: after `seconds`, where the server said so. A `host` is named where
    it is not this address alone that fails.
    """

    def __init__(self, url: str, reason: str, *, seconds: float | None = None, host: str = "") -> None:
        super().__init__(url, reason)
        self.seconds = seconds
        self.host = host


class UnknownQuestion(GraphError):
    """No question of that name in the library."""


class UnknownName(GraphError):
    """A name that stands for nothing that is known here, or for several things; `candidates` are those it may mean."""

    def __init__(self, reason: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.candidates = candidates
