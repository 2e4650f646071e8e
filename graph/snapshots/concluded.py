"""What a snapshot concludes, kept beside its store as text: all graphs but those of documents and the description.

    snapshots/…/concluded/…graph%2Ffacts.nt.gz    one graph, a line a triple, in order

The build after it compares line by line what it concludes with what was concluded before. The store holds the same, but takes
ten times as long to write out each term of it.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from rdflib import URIRef

from graph.errors import StoreError
from graph.store import Store, iter_graph

FOLDER = "concluded"
_ENDING = ".nt.gz"
_AT_ONCE = 1 << 18


def write_concluded(folder: Path, store: Store, graphs: Iterable[URIRef]) -> None:
    """Put graphs of a store into a snapshot's folder, in place of what it has of them."""
    (folder / FOLDER).mkdir(exist_ok=True)
    for graph in graphs:
        # Without the time, so that the same conclusions are the same bytes.
        with (
            _find(folder, graph).open("wb") as stream,
            gzip.GzipFile("", "wb", 1, stream, mtime=0) as packed,
            io.BufferedWriter(packed, _AT_ONCE) as lines,  # each write to what is packed costs as much as ten lines
        ):
            lines.writelines(iter_graph(store, graph))


def iter_concluded(folder: Path, graph: URIRef) -> Iterator[bytes]:
    """The lines of a graph in order, as a snapshot's folder has them; none of a graph that it does not have.

    :raise StoreError: where the file is damaged; it may be found out after the last line only.
    """
    path = _find(folder, graph)
    if not path.is_file():
        return
    try:
        with gzip.open(path) as packed:
            yield from io.BufferedReader(packed, _AT_ONCE)
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error


def find_concluded(folder: Path) -> list[URIRef]:
    """The graphs that a snapshot's folder has, in order; none where it was built before they were kept."""
    return sorted(URIRef(unquote(path.name.removesuffix(_ENDING))) for path in (folder / FOLDER).glob(f"*{_ENDING}"))


def _find(folder: Path, graph: URIRef) -> Path:
    return folder / FOLDER / f"{quote(graph, safe='')}{_ENDING}"
