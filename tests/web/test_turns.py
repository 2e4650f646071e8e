"""Whose turn it is among those who ask."""

from __future__ import annotations

import threading
import time

import pytest

from web.turns import Busy, Turn, Turns


def began(turn: Turn, seconds: float) -> Turn:
    """A turn that counts as having begun so many seconds ago."""
    turn.began = time.monotonic() - seconds
    return turn


def test_place_is_taken_and_given_back() -> None:
    turns = Turns(1)
    turn = turns.take("one", 0)
    with pytest.raises(Busy):
        turns.take("two", 0.2)
    turns.give_back(turn)
    assert turns.take("two", 0).client == "two"


def test_who_waits_gets_the_place_that_becomes_free() -> None:
    turns = Turns(1)
    turn = turns.take("one", 0)
    threading.Timer(0.2, turns.give_back, (turn,)).start()
    assert turns.take("two", 5).seconds < 1


def test_client_that_owes_much_leaves_the_last_place_to_others() -> None:
    turns = Turns(3)
    turns.give_back(began(turns.take("greedy", 0), 10))
    held = [turns.take("greedy", 0), turns.take("greedy", 0)]
    with pytest.raises(Busy):
        turns.take("greedy", 0)
    assert turns.take("modest", 0).client == "modest"
    turns.give_back(held[0])
    turns.give_back(held[1])
    assert turns.take("greedy", 0).client == "greedy"


def test_who_owes_least_goes_first() -> None:
    turns = Turns(1)
    turns.give_back(began(turns.take("greedy", 0), 1))
    turn = turns.take("one", 0)
    order: list[str] = []

    def wait(client: str) -> None:
        held = turns.take(client, 5)
        order.append(client)
        turns.give_back(held)

    waiting = [threading.Thread(target=wait, args=(client,)) for client in ("greedy", "modest")]
    for thread in waiting:
        thread.start()
        time.sleep(0.1)
    turns.give_back(turn)
    for thread in waiting:
        thread.join()
    assert order == ["modest", "greedy"]


def test_what_is_owed_is_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.turns.FORGIVEN", 100.0)
    turns = Turns(2)
    turns.give_back(began(turns.take("greedy", 0), 20))
    time.sleep(0.3)
    assert [turns.take("greedy", 0).client for _ in range(2)] == ["greedy", "greedy"]


def test_longest_query_makes_way_for_a_client_that_owes_nothing() -> None:
    turns = Turns(2)
    ended: list[float] = []

    def end_for(turn: Turn) -> None:
        turn.end = lambda: (ended.append(round(turn.seconds)), threading.Timer(0.1, turns.give_back, (turn,)).start())[
            0
        ]

    running = [began(turns.take("greedy", 0), 5), began(turns.take("other", 0), 8)]
    for turn in running:
        end_for(turn)
    assert turns.take("modest", 2).client == "modest"
    assert (ended, [turn.ousted for turn in running]) == ([8], [False, True])


def test_last_place_is_for_a_moment_while_others_wait() -> None:
    turns = Turns(3)
    running = [turns.take(client, 0) for client in ("one", "two", "three")]
    for turn in running:
        began(turn, 0.3).end = lambda turn=turn: turns._running.remove(turn)
    assert turns.take("modest", 1).passing
    assert [turn.ousted for turn in running] == [False, False, True]
    with pytest.raises(Busy):
        turns.take("three", 0.2, stays=True)


def test_query_keeps_the_last_place_as_a_lasting_one_when_another_ends() -> None:
    turns = Turns(2)
    first, last = turns.take("one", 0), turns.take("two", 0)
    assert (first.passing, last.passing) == (False, True)
    turns.give_back(first)
    assert (last.passing, turns.take("three", 0).passing) == (False, True)


def test_nobody_is_ousted_before_a_query_is_long_or_for_a_client_that_owes() -> None:
    turns = Turns(1)
    turn = turns.take("one", 0)
    turn.end = lambda: pytest.fail("it was ended")
    with pytest.raises(Busy):
        turns.take("modest", 0.3)
    began(turn, 5)
    with pytest.raises(Busy):
        turns.take("one", 0.3)
    assert not turn.ousted


def test_debts_of_few_are_kept_when_many_come() -> None:
    turns = Turns(1)
    turns.give_back(began(turns.take("greedy", 0), 20))
    for number in range(10_050):
        turns.give_back(turns.take(f"client {number}", 0))
    assert set(turns._owed) >= {"greedy"}
    assert len(turns._owed) <= 10_001
