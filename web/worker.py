"""A process that answers strangers' queries from a snapshot, so that it can be ended: `python -m web.worker STORE …`.

It reads requests from its standard input, one JSON object a line, and writes for each a JSON object on a line and then
the answer's bytes. Its memory is bounded by the system; its time by whoever started it, who kills it, and, should that
process be gone, by an alarm.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from rdflib import URIRef

from graph import errors
from graph.store import Rows, Store, Triples, Truth, open_disk


@dataclass(frozen=True, slots=True)
class Request:
    """A query, with the format for rows and the format for triples (None where none is acceptable) and its dataset."""

    query: str
    rows: str | None
    triples: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    most_bytes: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: what form it has ("rows", "truth", "triples"), in which format, and its bytes."""

    form: str
    format: str
    body: bytes


class TooLarge(errors.QueryRejected):
    """The answer is larger than one answer may be."""


class Unwanted(errors.QueryRejected):
    """The answer has a form that no acceptable format can hold."""


class Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond its bound: an answer is whole, or it is none."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, content: object) -> int:
        """Keep more content; TooLarge where it goes beyond the bound."""
        written = super().write(content)  # type: ignore[arg-type]
        if self.tell() > self.most:
            raise TooLarge(f"the answer has more than {self.most // 1_000_000} MB: ask for fewer rows, by LIMIT or FILTER")
        return written


def answer(store: Store, request: Request) -> Reply:
    """The reply to a request; an error of `graph.errors` where there is none."""
    found = store.query(
        request.query,
        default_graphs=None if request.default_graphs is None else map(URIRef, request.default_graphs),
        named_graphs=None if request.named_graphs is None else map(URIRef, request.named_graphs),
    )
    form = {Rows: "rows", Truth: "truth", Triples: "triples"}[type(found)]
    wanted = request.triples if form == "triples" else request.rows
    if wanted is None:
        raise Unwanted(f"the query's answer is {form}, and no acceptable format holds that")
    buffer = Bounded(request.most_bytes)
    found.write(buffer, wanted)
    return Reply(form, wanted, buffer.getvalue())


def serve(store: Store, requests: IO[bytes], replies: IO[bytes], seconds: float) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        # The parent ends what takes too long; were it gone, nobody would.
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        try:
            reply = answer(store, to_request(json.loads(line)))
            head, body = {"form": reply.form, "format": reply.format, "length": len(reply.body)}, reply.body
        except errors.GraphError as error:
            head, body = to_head(error), b""
        except MemoryError:
            head, body = {"error": "MemoryError", "message": "", "length": 0}, b""
        replies.write(json.dumps(head).encode() + b"\n" + body)
        replies.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)


def to_line(request: Request) -> bytes:
    """A request as it goes over to the worker."""
    return json.dumps(asdict(request)).encode() + b"\n"


def to_request(said: dict[str, object]) -> Request:
    """A request as it came over."""
    return Request(**said)  # type: ignore[arg-type]


def to_head(error: errors.GraphError) -> dict[str, object]:
    """An error as it goes back."""
    place = {name: getattr(error, name, None) for name in ("line", "column")}
    return {"error": type(error).__name__, "message": str(error), "length": 0, **place}


def main(place: str, seconds: str, megabytes: str) -> None:
    """Open the store of a snapshot and serve, within bounds."""
    most = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(open_disk(Path(place), read_only=True), sys.stdin.buffer, sys.stdout.buffer, float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
