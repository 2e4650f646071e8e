"""A Dask cluster on this machine for tests: a scheduler and workers, each a process of its own, that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
# Where nobody is left to end them, they end by themselves.
USUAL = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT": "10 minutes"}


class DaskCluster:
    """A scheduler, always at one address of this machine, and the workers that were started for it.

    Workers are at work in `folder`, where logs lie too. `settings` are variables of the environment of all processes.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder, self._environ = folder, os.environ | USUAL | settings
        self._started: dict[subprocess.Popen[bytes], Path] = {}
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start the scheduler, and wait until it answers."""
        started = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        until = time.monotonic() + 60
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return started
            self._wait(started, until)

    def start_worker(self, *options: str, **settings: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread; it is there after some seconds."""
        return self._start("worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", *options, **settings)

    def wait_for(self, worker: subprocess.Popen[bytes]) -> None:
        """Wait until a worker is known to the scheduler."""
        until = time.monotonic() + 60
        while "Registered to" not in self._started[worker].read_text():
            self._wait(worker, until)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a scheduler or a worker, with all processes that it started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def __enter__(self) -> Self:
        """The cluster itself, which ends with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill all that was started."""
        for process in self._started:
            self.kill(process)

    def _start(self, what: str, *options: str, **settings: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--no-dashboard", *options]
        path = self._folder / f"{len(self._started)}-{what}.log"
        with path.open("wb") as log:
            # A group of its own, so that its processes can be killed together.
            process = subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environ | settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started[process] = path
        return process

    def _wait(self, process: subprocess.Popen[bytes], until: float) -> None:
        assert time.monotonic() < until, self._started[process].read_text()
        assert process.poll() is None, self._started[process].read_text()
        time.sleep(0.05)
