"""A real server for tests: gunicorn with threads on loopback, and clients with addresses of their own."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parent.parent.parent
APP = "import json, os; from web import create_app; app = create_app(json.loads(os.environ['TESTED_CONFIG']))"


class Server(NamedTuple):
    """A running server: its address, and the process that started it."""

    address: str
    process: int

    @property
    def web(self) -> int:
        """The process that answers."""
        return find_children(self.process)[0]

    @property
    def workers(self) -> list[int]:
        """The processes for queries: those that stand back for all others, however they came to be."""
        return [
            process
            for process in find_descendants(self.web)
            if Path(f"/proc/{process}/oom_score_adj").read_text() == "900\n"
        ]

    def wait_until_held(self) -> None:
        """Return once the processes for queries have the store in memory."""
        wait_until(lambda: ask_health(self.address)["held"])


@contextmanager
def serving(folder: Path, workspace: Path, **config: object) -> Iterator[Server]:
    """A server over a workspace, with one process and 16 threads, which keeps no answers, as long as the block lasts."""
    (folder / "tested.py").write_text(APP)
    ready = folder / "address"
    settings = (
        f"def when_ready(server):\n    open({str(ready)!r}, 'w').write(str(server.LISTENERS[0].getsockname()[1]))\n"
    )
    (folder / "settings.py").write_text(settings + "control_socket_disable = True\n")
    environment = os.environ | {
        "TESTED_CONFIG": json.dumps({"WORKSPACE": str(workspace), "KEPT_MEGABYTES": 0, **config}), "PYTHONPATH": f"{ROOT}:{folder}",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "gunicorn", "-c", "settings.py", "-b", "127.0.0.1:0", "-w", "1", "--threads", "16",
        "--limit-request-line", "8190", "--log-level", "critical", "tested:app",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, cwd=folder)
    try:
        for _ in range(200):
            if ready.exists() and ready.read_text():
                break
            time.sleep(0.05)
        yield Server(f"http://127.0.0.1:{ready.read_text()}", server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def connect(address: str, source: str = "127.0.0.1", timeout: float = 30) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server from an address of loopback, which makes it another client."""
    parts = urlsplit(address)
    assert parts.hostname
    with closing(
        http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout, source_address=(source, 0))
    ) as made:
        yield made


def post(
    address: str, query: str, source: str = "127.0.0.1", accept: str = "*/*", **more: str
) -> tuple[int, bytes, float]:
    """The status, the body and the seconds of a query by POST."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
    began = time.monotonic()
    with connect(address, source) as connection:
        connection.request("POST", "/sparql", urlencode({"query": query, **more}), headers)
        response = connection.getresponse()
        return response.status, response.read(), time.monotonic() - began


class Answer(NamedTuple):
    """An answer to a GET: its status, its headers and its body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def get(address: str, path: str, source: str = "127.0.0.1", **headers: str) -> Answer:
    """The answer to a GET."""
    with connect(address, source) as connection:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def find_children(process: int) -> list[int]:
    """The processes that a process started and that are still there."""
    children = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (place / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has just ended
            continue
        if int(parent) == process and state != "Z":
            children.append(int(place.name))
    return sorted(children)


def find_descendants(process: int) -> list[int]:
    """The children of a process, and theirs."""
    children = find_children(process)
    return sorted(children + [one for child in children for one in find_descendants(child)])


def is_running(process: int) -> bool:
    """Whether a process is there and has not ended, with all its threads."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" or len(list(Path(f"/proc/{process}/task").iterdir())) > 1
    except OSError:
        return False


def wait_until(happened: Callable[[], object]) -> None:
    """Return once something has happened, which must be soon."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if happened():
            return
        time.sleep(0.05)
    raise TimeoutError("it has not happened within a minute")


def ask_health(address: str) -> dict[str, object]:
    """What the service says of itself, after a query."""
    post(address, "ASK {}")
    found: dict[str, object] = json.loads(get(address, "/healthz").body)
    return found


def find_seconds(process: int) -> float:
    """The seconds of a processor that a process has used."""
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def find_most_memory(process: int) -> int:
    """The most megabytes that a process has ever held at once."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024
