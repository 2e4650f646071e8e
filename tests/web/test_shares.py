"""Each client's share."""

from __future__ import annotations

import threading
import time

import pytest

from web.shares import Shares, TooMany

FIRST, SECOND = "192.0.2.1", "192.0.2.2"


def test_share_is_each_clients_own_and_comes_back() -> None:
    shares = Shares("queries", 1)
    with shares.held(FIRST), shares.held(SECOND):
        with pytest.raises(TooMany) as told, shares.held(FIRST):
            pass
        assert told.value.limit == "1 queries at once"
    with shares.held(FIRST):
        pass


def test_network_of_a_subscriber_is_one_client() -> None:
    shares = Shares("queries", 1)
    with shares.held("2001:db8::1"), pytest.raises(TooMany), shares.held("2001:db8::ffff:2"):
        pass


def test_one_waits_its_turn_and_the_next_is_refused() -> None:
    shares = Shares("queries", 1, waiting=1, patience=5)
    client = shares.take(FIRST)
    served = threading.Event()

    def wait() -> None:
        with shares.held(FIRST):
            served.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.1)
    with pytest.raises(TooMany):
        shares.take(FIRST)
    assert not served.is_set()
    shares.give_back(client)
    waiting.join()
    assert served.is_set()


def test_patience_ends() -> None:
    shares = Shares("queries", 1, waiting=1, patience=0.1)
    with shares.held(FIRST), pytest.raises(TooMany), shares.held(FIRST):
        pass
