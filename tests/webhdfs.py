"""A folder behind WebHDFS, the way in which Hadoop's file system is read over HTTP, for tests of files at addresses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit


class Handler(BaseHTTPRequestHandler):
    """Lists folders, tells of files, and gives their parts."""

    server: Folder

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        fields = parse_qs(parts.query)
        name = unquote(parts.path).removeprefix("/webhdfs/v1").strip("/")
        path = self.server.folder / name
        if not path.exists():
            fault = {"exception": "FileNotFoundException", "message": f"no {name}"}
            self.answer(json.dumps({"RemoteException": fault}).encode(), 404)
        elif fields["op"] == ["LISTSTATUS"]:
            found = [tell(one) for one in path.iterdir()]
            self.answer(json.dumps({"FileStatuses": {"FileStatus": found}}).encode())
        elif fields["op"] == ["GETFILESTATUS"]:
            self.answer(json.dumps({"FileStatus": tell(path)}).encode())
        elif self.server.failing[name] > 0:
            self.server.failing[name] -= 1
            self.answer(b"out of order", 503)
        else:
            self.server.opened[name] += 1
            start, length = int(fields["offset"][0]), int(fields["length"][0])
            self.answer(path.read_bytes()[start : start + length])

    def answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its own."""


class Folder(ThreadingHTTPServer):
    """The server: how often each file was opened, and how many more times one is to fail."""

    daemon_threads = True  # clients keep their connections open

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.opened: Counter[str] = Counter()
        self.failing: Counter[str] = Counter()

    @property
    def address(self) -> str:
        return f"webhdfs://127.0.0.1:{self.server_port}/"


def tell(path: Path) -> dict[str, object]:
    """What WebHDFS tells of a file."""
    about = path.stat()
    return {
        "pathSuffix": path.name,
        "type": "DIRECTORY" if path.is_dir() else "FILE",
        "length": about.st_size,
        "modificationTime": about.st_mtime_ns // 1_000_000,
        "accessTime": about.st_atime_ns // 1_000_000,
    }


@contextmanager
def serving(folder: Path) -> Iterator[Folder]:
    """The folder behind an address, as long as the block lasts."""
    with Folder(folder) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
