"""The process from which those for queries are born, each a fork that has all at hand: `python -m web.nursery [SETTINGS]`.

A store that fits is loaded into memory once, by a process of its own, and shared by all that are born from that one; until
it is loaded, and where it does not fit, each opens the store on disk. Queries over memory take a third to a tenth of the time.

The nursery listens on its standard input, a socket that all processes of one service connect to, so that they share one
store. Each message on a connection is a byte with a file: the channel of a process that is to be born. The nursery says one
byte back, once the store is in memory. It ends with its last connection, and all that were born end with it.

One that is started without settings is a spare: it loads what it needs, and becomes the nursery of the snapshot of which it is
told, by a message with the settings and the socket to listen on. So a new snapshot need not wait for a program to start.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from graph.store import Store, connect, open_disk, open_memory, read_access
from graph.terms import BASE
from web.isolation import leave_network, stand_back
from web.worker import serve, to_line

BEAR, WARM = b"+", b"w"
GROWTH = 1.2
"""Bytes that a store takes in memory for each on disk: 178 MB for 160 MB, measured with 495,000 quads."""
UNKNOWN_SECONDS = 30.0
"""How long a nursery waits for its first connection."""
MOST_SETTINGS = 65_536
"""Bytes of the settings that a spare is told."""
PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The folder of the store or its address elsewhere, what a query may take, the addresses it may call, and the megabytes
    that a store in memory may take, 0 to leave it on disk.
    """

    place: str
    megabytes: int
    services: tuple[str, ...]
    held_megabytes: int


class Nursery:
    """Listens, and bears; `holder` is the connection to the process that has the store in memory, or loads it."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self.settings = settings
        self.listener = listener
        self.homes: set[socket.socket] = set()
        self.holder: socket.socket | None = None
        self.warm = False
        self.waiting = selectors.DefaultSelector()

    def tend(self) -> None:
        """Bear processes until nobody is connected any more."""
        self.waiting.register(self.listener, selectors.EVENT_READ, self._welcome)
        if fits(self.settings):
            self.holder = start_holder(self.settings, self.listener)
            self.waiting.register(self.holder, selectors.EVENT_READ, self._hear_holder)
        while events := self.waiting.select(None if self.homes else UNKNOWN_SECONDS):
            for key, _ in events:
                key.data()
            if not self.homes:
                return

    def _welcome(self) -> None:
        for home in welcome(self.listener):
            self.homes.add(home)
            self.waiting.register(home, selectors.EVENT_READ, partial(self._hear, home))
            if self.warm:
                self._tell(home)

    def _hear(self, home: socket.socket) -> None:
        said, files = receive(home)
        if not said:
            self._forget(home)
            self.homes.discard(home)
            return
        with socket.socket(fileno=files[0]) as channel:
            if self.warm and self.holder is not None:
                socket.send_fds(self.holder, [BEAR], [channel.fileno()])
            elif os.fork() == 0:
                self._leave()
                live(channel, self.settings, None)

    def _hear_holder(self) -> None:
        """The holder has loaded the store, or it has ended: then those to come open the store on disk."""
        if self.holder is None:
            return
        said, _ = receive(self.holder)
        self.warm = bool(said)
        if not said:
            self._forget(self.holder)
            self.holder = None
            return
        for home in self.homes:
            self._tell(home)

    def _tell(self, home: socket.socket) -> None:
        with suppress(OSError):  # it has just gone
            home.sendall(WARM)

    def _forget(self, place: socket.socket) -> None:
        self.waiting.unregister(place)
        place.close()

    def _leave(self) -> None:
        """Close what a process that was just born must not keep open."""
        self.waiting.close()
        for place in (self.listener, *self.homes, *filter(None, [self.holder])):
            place.close()


def welcome(listener: socket.socket) -> set[socket.socket]:
    """The connection that somebody asks for; none where it is another user, as anybody on the machine can find the socket."""
    home, _ = listener.accept()
    if find_user(home) == os.geteuid():
        return {home}
    home.close()
    return set()


def to_settings(said: str | bytes) -> Settings:
    """Settings as another process tells them."""
    return Settings(**json.loads(said))


def fits(settings: Settings) -> bool:
    """Whether the store is small enough to be held in memory."""
    if is_elsewhere(settings):
        return False
    with os.scandir(settings.place) as found:
        size = sum(file.stat().st_size for file in found)
    return size * GROWTH <= settings.held_megabytes * 1_000_000


def start_holder(settings: Settings, listener: socket.socket) -> socket.socket:
    """The connection to a new process that loads the store, says so, and then bears."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        ours.close()
        listener.close()
        end_after(lambda: hold(settings, theirs))
    theirs.close()
    return ours


def hold(settings: Settings, nursery: socket.socket) -> None:
    """Load the store and bear processes that share it, as long as the nursery is there."""
    end_with_parent()
    store = load(settings)
    gc.collect()
    gc.freeze()  # what the collector never touches stays shared
    nursery.sendall(WARM)
    while True:
        said, files = receive(nursery)
        if not said:
            return
        with socket.socket(fileno=files[0]) as channel:
            if os.fork() == 0:
                nursery.close()
                live(channel, settings, store)


def load(settings: Settings) -> Store:
    """The store in memory; the disk is read by another process, since an engine that was opened on disk has threads, which
    do not survive a fork.

    :raise OSError: where not all could be read.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # to learn how the reading ends
    reading, writing = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(reading)
        end_after(lambda: write(settings, writing))
    os.close(writing)
    store = open_memory(services=frozenset(settings.services), base=BASE)
    with os.fdopen(reading, "rb") as stream:
        store.load(stream, "nquads")
    if os.waitpid(reader, 0)[1] != 0:
        raise OSError(f"not all of {settings.place} could be read")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    return store


def write(settings: Settings, file: int) -> None:
    """Write the store on disk to a file, and let others go first."""
    end_with_parent()
    os.nice(10)
    with open_disk(Path(settings.place), read_only=True) as store, os.fdopen(file, "wb") as stream:
        store.dump(stream, "nquads")


def live(channel: socket.socket, settings: Settings, store: Store | None) -> NoReturn:
    """Be a process for queries: leave the network, take no more than one may, and answer until there are no more requests.

    A service that may call others, by its list of addresses, or whose store is elsewhere, has to stay in the network: then
    the list and the look at each query hold alone.
    """

    def answer_all() -> None:
        services = frozenset(settings.services)
        isolated = not services and not is_elsewhere(settings) and leave_network()
        end_with_parent()
        stand_back(settings.megabytes + (0 if store is None else find_megabytes()))
        # A store's truth is its number of quads: counting them would write to each, and share none of them any more.
        opened = open_place(settings) if store is None else store
        head: dict[str, object] = {"isolated": isolated, "held": store is not None, "process": os.getpid()}
        own = os.pidfd_open(os.getpid())
        socket.send_fds(channel, [to_line(head)], [own])
        os.close(own)
        serve(opened, channel, held=store is not None)

    end_after(answer_all)


def is_elsewhere(settings: Settings) -> bool:
    """Whether the store is one of another server, by its address."""
    return "://" in settings.place


def open_place(settings: Settings) -> Store:
    """The store on disk, or elsewhere; whoever waits for an answer ends this process before the store's own time is over."""
    services = frozenset(settings.services)
    if is_elsewhere(settings):
        return connect(settings.place, access=read_access(), services=services)
    # The protocol wants relative IRIs read against a base; the dataset's own makes `<id/graph/facts>` a graph's name.
    return open_disk(Path(settings.place), read_only=True, services=services, base=BASE)


def end_after(work: Callable[[], None]) -> NoReturn:
    """Do some work and end, without what the process that this one is a fork of would do at its own end."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def end_with_parent() -> None:
    """Have the system end this process with the one that it was born from."""
    ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def find_megabytes() -> int:
    """The megabytes of addresses that this process uses."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024


def find_user(connection: socket.socket) -> int:
    """The user whose process is on the other side of a connection."""
    found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", found)
    return int(user)


def receive(place: socket.socket, most: int = 1) -> tuple[bytes, list[int]]:
    """The next message, of so many bytes at most, empty where there will be no more, and its file."""
    try:
        said, files, _, _ = socket.recv_fds(place, most, 1)
    except ConnectionResetError:
        return b"", []
    return said, files


def wait_for_snapshot(listener: socket.socket) -> Nursery | None:
    """The nursery that a spare, which listens there, is told to be; None once nobody is connected any more."""
    homes: set[socket.socket] = set()
    while True:
        heard, _, _ = select.select([listener, *homes], [], [], None if homes else UNKNOWN_SECONDS)
        for place in heard:
            if place is listener:
                homes |= welcome(listener)
                continue
            said, files = receive(place, MOST_SETTINGS)
            if files:
                return Nursery(to_settings(said), socket.socket(fileno=files[0]))
            homes.discard(place)
            place.close()
        if not homes:
            return None


def main(settings: str = "") -> None:
    """Tend a nursery on standard input, to its end."""
    # The dead are not waited for; and it is by losing its connections that a nursery learns that the service stops.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=0) as listener:
        if settings:
            Nursery(to_settings(settings), listener).tend()
            return
        nursery = wait_for_snapshot(listener)
    if nursery:
        nursery.tend()


if __name__ == "__main__":
    main(*sys.argv[1:])
