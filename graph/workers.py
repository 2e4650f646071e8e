"""Processes that work for a build, and end with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

_SELDOM = 100_000  # things made before a search for cycles


@contextmanager
def open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of so many processes; what waits in it is let go when its user stops with an error."""
    # "spawn": a fork would copy the threads of whoever calls, a progress bar's among them, in an unknown state.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=start_worker) as pool:
        try:
            yield pool
        except BaseException:
            # A pool that is left otherwise works its queue off first.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def start_worker() -> None:
    """Have this worker search for cycles seldom, and end when the build that it works for is killed.

    A page is many thousands of small things that go as they came; nobody else would tell a worker that its build is gone.
    """
    gc.set_threshold(_SELDOM, 50, 100)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
