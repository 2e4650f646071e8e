"""What a process that answers strangers' queries from a snapshot does; `web.nursery` bears it, and it can be ended.

It is spoken to over a socket. It reads requests, one JSON object a line, and writes for each
a JSON object on a line, and then the answer's bytes; or, where they are many, it hands over the file that holds them. An
answer is complete before its first byte leaves, so none that was cut short can look whole. Memory is bounded by the system;
time by whoever started it, who kills it, and, should that process be gone, by an alarm.
"""

from __future__ import annotations

import gzip
import json
import select
import shutil
import signal
import socket
import tempfile
import time
from dataclasses import dataclass, fields
from math import ceil
from typing import IO, Any

from rdflib import URIRef

from graph import errors
from graph.store import Rows, Store, Triples, Truth
from graph.store.scan import Shape
from web.settling import GROWN_MEGABYTES, Settling, find_resident

INLINE = 1_000_000
"""Bytes of an answer that are kept in memory; what is larger goes to a file without a name."""
IDLE_MILLISECONDS = 100
"""After which a process that was asked nothing does what is to be done for itself."""
RESTS = 9
"""After each step of that it rests so many times as long as the step took: it takes a tenth of a processor, for some seconds."""
RETIRED = "Retired"
"""What a process says last that goes of itself; a request that comes to it meanwhile is another's."""
WORTH_ZIPPING = 1_400
"""Bytes that one packet holds: what is smaller travels no faster for being compressed."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query with its dataset, or, where there is none, a graph (None: all of them) to be written as it is.

    `rows` and `triples` are the formats for each form of answer, None where none is acceptable; `seconds` is what it may take;
    `names_graphs` is what a look at the query told, None where nobody took one.
    """

    query: str | None
    rows: str | None
    triples: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    most_bytes: int = 64_000_000
    seconds: float = 20.0
    zipped: bool = False
    graph: str | None = None
    names_graphs: bool | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: what form it has ("rows", "truth", "triples"), in which format, its bytes or the file of them, whether
    these are compressed, and how many they are.
    """

    form: str
    format: str
    content: bytes | IO[bytes]
    length: int
    zipped: bool = False

    def read(self, most: int) -> bytes:
        """The first bytes, as many as wanted."""
        return self.content[:most] if isinstance(self.content, bytes) else self.content.read(most)


REQUEST_FIELDS = tuple(field.name for field in fields(Request))


class TooLarge(errors.QueryRejected):
    """The answer is larger than one answer may be."""

    def __init__(self, message: str, **place: Any) -> None:
        super().__init__(message, **place)
        self.limit = message.partition("more than ")[2].partition(":")[0]


class Unwanted(errors.QueryRejected):
    """The answer has a form that no acceptable format can hold."""


class Spool:
    """What an answer is written to: memory while it is small, then a file; TooLarge where it goes beyond its bound."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.length = 0
        self.file = tempfile.SpooledTemporaryFile(max_size=INLINE)  # noqa: SIM115 - handed over, or closed by finish

    def write(self, content: bytes) -> int:
        """Keep more content."""
        self.length += len(content)
        if self.length > self.most:
            raise TooLarge(
                f"the answer has more than {self.most / 1_000_000:g} MB: ask for fewer rows, by LIMIT or FILTER"
            )
        return self.file.write(content)

    def flush(self) -> None:
        """Nothing waits."""

    def finish(self, form: str, wanted: str, *, zipped: bool) -> Reply:
        """All that was written, as a reply."""
        self.file.seek(0)
        zipped = zipped and self.length >= WORTH_ZIPPING
        content = self._zip() if zipped else self._take()
        length = len(content) if isinstance(content, bytes) else _measure(content)
        return Reply(form, wanted, content, length, zipped)

    def _take(self) -> bytes | IO[bytes]:
        if self.length > INLINE:
            return self.file
        with self.file:
            return self.file.read()

    def _zip(self) -> bytes | IO[bytes]:
        if self.length <= INLINE:
            return gzip.compress(self._read_all(), compresslevel=4, mtime=0)
        target = tempfile.TemporaryFile()  # noqa: SIM115 - handed over
        with self.file, gzip.GzipFile(fileobj=target, mode="wb", compresslevel=1, mtime=0) as stream:
            shutil.copyfileobj(self.file, stream, INLINE)
        target.seek(0)
        return target

    def _read_all(self) -> bytes:
        with self.file:
            return self.file.read()


def _measure(file: IO[bytes]) -> int:
    length = file.seek(0, 2)
    file.seek(0)
    return length


def answer(store: Store, request: Request) -> Reply:
    """The reply to a request; an error of `graph.errors` where there is none."""
    spool = Spool(request.most_bytes)
    try:
        form, wanted = write_answer(store, request, spool)
        return spool.finish(form, wanted, zipped=request.zipped)
    except OSError as error:
        raise errors.StoreUnavailable("there is no room for the answer at the moment: try again later") from error


def write_answer(store: Store, request: Request, spool: Any) -> tuple[str, str]:
    """The form and the format of the answer that the spool now holds."""
    if request.query is None:
        form = request.triples or "nquads"
        store.dump(spool, form, graph=None if request.graph is None else URIRef(request.graph))
        return "triples", form
    defaults, named = request.default_graphs, request.named_graphs
    if defaults is not None and named is None:
        named = ()  # the dataset is what the request names, no more
    found = store.query(
        request.query,
        default_graphs=None if defaults is None else map(URIRef, defaults),
        named_graphs=None if named is None else map(URIRef, named),
        shape=None if request.names_graphs is None else Shape(request.names_graphs),
    )
    form = {Rows: "rows", Truth: "truth", Triples: "triples"}[type(found)]
    wanted = request.triples if form == "triples" else request.rows
    if wanted is None:
        raise Unwanted(f"the query's answer is {form}, and no acceptable format holds that")
    found.write(spool, wanted)
    return form, wanted


def serve(store: Store, channel: socket.socket, *, held: bool = False) -> None:
    """Answer requests until there are no more, or until memory stays taken that no query needs; where the store is held in
    memory, it is settled in while nobody asks.
    """
    born = find_resident()
    settling = Settling() if held else None
    with channel.makefile("rb") as requests:
        for line in requests:
            request = to_request(json.loads(line))
            # The parent ends what takes too long; were it gone, nobody would.
            signal.setitimer(signal.ITIMER_REAL, request.seconds + 1)
            try:
                send(channel, answer(store, request))
            except errors.GraphError as error:
                channel.sendall(to_line(to_head(error)))
            except MemoryError:
                channel.sendall(to_line({"error": "MemoryError", "message": ""}))
            signal.setitimer(signal.ITIMER_REAL, 0)
            if not is_coming(channel, IDLE_MILLISECONDS):
                if find_resident() > born + GROWN_MEGABYTES:
                    channel.sendall(to_line({"error": RETIRED}))
                    return
                if settling:
                    settle(settling, channel)


def settle(settling: Settling, channel: socket.socket) -> None:
    """Do what is left to do, step by step, until a request comes."""
    rest = 0.0
    while settling.left and not is_coming(channel, ceil(1000 * rest)):
        began = time.perf_counter()
        settling.step()
        rest = RESTS * (time.perf_counter() - began)


def is_coming(channel: socket.socket, milliseconds: int = 0) -> bool:
    """Whether a request, or the end of all, comes within a time."""
    coming = select.poll()
    coming.register(channel, select.POLLIN)
    return bool(coming.poll(milliseconds))


def send(channel: socket.socket, reply: Reply) -> None:
    """Send an answer over, or the file that holds it."""
    inline = isinstance(reply.content, bytes)
    head = {
        "form": reply.form,
        "format": reply.format,
        "length": reply.length,
        "zipped": reply.zipped,
        "inline": inline,
    }
    if isinstance(reply.content, bytes):
        channel.sendall(to_line(head) + reply.content)
        return
    with reply.content as file:
        file.flush()
        socket.send_fds(channel, [to_line(head)], [file.fileno()])


def to_line(said: dict[str, object]) -> bytes:
    """What is said, as one line."""
    return json.dumps(said).encode() + b"\n"


def from_request(request: Request) -> bytes:
    """A request as it goes over to the worker."""
    return to_line({name: getattr(request, name) for name in REQUEST_FIELDS})


def to_request(said: dict[str, object]) -> Request:
    """A request as it came over."""
    return Request(**said)  # type: ignore[arg-type]


def to_head(error: errors.GraphError) -> dict[str, object]:
    """An error as it goes back."""
    place = {name: getattr(error, name, None) for name in ("line", "column")}
    return {"error": type(error).__name__, "message": str(error), **place}
