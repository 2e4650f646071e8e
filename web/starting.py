"""How processes for queries come to be: by a nursery (`web.nursery`), which all processes of one service share."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.terms import digest
from web.nursery import BEAR, Settings, fits

TRIES = 50
TRY_AGAIN_SECONDS = 0.02
FREED_KEPT = "glibc.malloc.tcache_count=3000"
"""What a query gave back is kept for the next one, piece by piece, instead of being put together again: counting by groups
takes a third less time. At most 100 MB; other systems than GNU's do not know the setting."""


class Starter:
    """Starts processes for the queries of one snapshot; those with the same `service`, a secret, share the nursery."""

    def __init__(self, settings: Settings, service: str = "") -> None:
        self.settings = settings
        # A name without a file, which goes with the nursery that has it; nobody can have it twice.
        self._name = f"\0scrutiny-graph-{digest(service or secrets.token_hex(), repr(settings))}"
        self._spare_name = f"\0scrutiny-graph-{digest(service)}" if service else ""
        self._connection: socket.socket | None = None
        self._spare: socket.socket | None = None
        self._warm = False

    def start(self) -> socket.socket:
        """The channel to a new process, which may take a moment to be there."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._connect(), [BEAR], [theirs.fileno()])
            except OSError:  # the nursery has died: its name is free again
                self._lose()
                socket.send_fds(self._connect(), [BEAR], [theirs.fileno()])
        return ours

    @property
    def warm(self) -> bool:
        """Whether those who are started from now on have the store in memory."""
        if not self._warm and self._connection is not None:
            with suppress(BlockingIOError):
                self._warm = bool(self._connection.recv(1, socket.MSG_DONTWAIT))
        return self._warm

    @property
    def ready(self) -> bool:
        """Whether those who are started from now on have all that any will have: the store in memory, if it fits."""
        return self.warm or not fits(self.settings)

    def keep_spare(self) -> None:
        """Have a process wait that becomes the nursery of the service's next snapshot, if nothing happens to it."""
        if self._spare is None and self._spare_name:
            self._spare = find(self._spare_name)
            weakref.finalize(self, self._spare.close)

    def end(self) -> None:
        """Let go of the nursery, and of the spare one."""
        self._lose()
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _lose(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._warm = None, False

    def _connect(self) -> socket.socket:
        if self._connection is None:
            self._connection = find(self._name, self.settings, self._spare_name)
            weakref.finalize(self, self._connection.close)  # a nursery ends with its last connection
        return self._connection


def find(name: str, settings: Settings | None = None, spare: str = "") -> socket.socket:
    """A connection to the nursery of that name. Where there is none, the one that is named as a spare becomes it, or else one is
    started; without settings, as a spare.
    """
    for _ in range(TRIES):
        if found := connect(name):
            return found
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            try:
                listener.bind(name)
            except OSError:  # another process of the service was first, and has yet to listen
                time.sleep(TRY_AGAIN_SECONDS)
                continue
            listener.listen()
            if not (settings and spare and tell_spare(spare, settings, listener)):
                run_nursery(settings, listener)
    raise StoreUnavailable("the process that starts those for queries cannot be reached: try again")


def connect(name: str) -> socket.socket | None:
    """A connection to the process that listens there, if there is one."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        made.connect(name)
    except ConnectionRefusedError:
        made.close()
        return None
    return made


def tell_spare(name: str, settings: Settings, listener: socket.socket) -> bool:
    """Have the spare nursery of that name be the one that listens there; gives whether there is one."""
    spare = connect(name)
    if spare is None:
        return False
    with spare:
        try:
            socket.send_fds(spare, [json.dumps(asdict(settings)).encode()], [listener.fileno()])
        except OSError:  # it has just ended
            return False
    return True


def run_nursery(settings: Settings | None, listener: socket.socket) -> None:
    """Start a process that bears others, listening on a socket; a spare one where there are no settings."""
    # -P keeps the folder that the service was started from off the path: it may hold another package named web.
    command = [sys.executable, "-P", "-m", "web.nursery", *([json.dumps(asdict(settings))] if settings else [])]
    paths = [str(Path(__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(  # noqa: S603 - our own program, no shell
        command,
        stdin=listener.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(paths), "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", FREED_KEPT)},
    )
    # It ends when nobody needs it any more, which may be long after this: somebody has to take note of that.
    threading.Thread(target=process.wait, daemon=True).start()
