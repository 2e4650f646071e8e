"""A real nginx for tests, with what docs/deploy.md tells people to write: its own folder, a free port of loopback.

with running(folder, "http://127.0.0.1:41234", prefix="/graph") as address: ...
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.virtuoso import find_ports

PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MISSING = "no nginx (Debian: apt-get install nginx-light)"
PAGE = Path(__file__).parent.parent / "docs" / "deploy.md"
# Its workers write into the folder, which is the tests' own; who is not root keeps the account anyway.
USER = "" if os.geteuid() else "user root;\n"
AROUND = """{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {settings}
}}
"""


def write_settings(service: str, port: int, prefix: str) -> str:
    """The settings of the page for a service at the root, or below a path, with this machine's ports."""
    whole, locations = re.findall(r"^```nginx\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    if prefix:
        head = whole.partition("    location ")[0]
        whole = f"{head}{locations.replace('/graph', prefix)}}}\n"
    assert whole.count("127.0.0.1:8000") == whole.count("listen 80;") == 1
    return whole.replace("127.0.0.1:8000", service.removeprefix("http://")).replace(
        "listen 80;", f"listen 127.0.0.1:{port};"
    )


@contextmanager
def running(folder: Path, service: str, prefix: str = "") -> Iterator[str]:
    """The address of an nginx that leads to a service, as long as the block lasts."""
    assert PROGRAM
    [port] = find_ports(1)
    (folder / "nginx.conf").write_text(
        AROUND.format(user=USER, folder=folder, settings=write_settings(service, port, prefix))
    )
    server = subprocess.Popen([PROGRAM, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        await_listening(server, port, folder / "error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def await_listening(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return once the server takes connections; it must not end before."""
    for _ in range(200):
        assert server.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("nginx has not listened within four seconds")
