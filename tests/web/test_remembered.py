"""Answers that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web import create_app
from web.pool import Pool
from web.remembered import Answers
from web.worker import Reply, Request


def test_kept_answer_is_found_however_long_the_query_may_take() -> None:
    answers, reply = Answers(100_000), Reply("rows", "csv", b"a\r\n1\r\n", 6)
    answers.keep("one", Request("ASK {}", "csv", None, seconds=3), reply)
    assert answers.find("one", Request("ASK {}", "csv", None, seconds=9)) is reply
    assert answers.find("one", Request("ASK {}", "json", None)) is None
    assert answers.find("two", Request("ASK {}", "csv", None)) is None


def test_answers_that_nobody_asks_for_make_room() -> None:
    answers = Answers(100_000)
    requests = [Request(f"ASK {{ {number} }}", "csv", None) for number in range(20)]
    for request in requests:
        answers.keep("one", request, Reply("rows", "csv", b"x" * 9_000, 9_000))
        answers.find("one", requests[0])
    assert [number for number, request in enumerate(requests) if answers.find("one", request)] == [0, *range(12, 20)]


def test_large_answers_and_files_are_not_kept(tmp_path: Path) -> None:
    answers, request = Answers(100_000), Request("ASK {}", "csv", None)
    (tmp_path / "answer").write_bytes(b"x")
    answers.keep("one", request, Reply("rows", "csv", b"x" * 50_000, 50_000))
    with (tmp_path / "answer").open("rb") as file:
        answers.keep("one", request, Reply("rows", "csv", file, 1))
    assert answers.find("one", request) is None


@pytest.mark.parametrize(
    ("query", "megabytes", "asked"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 3", 1, 1),
        ("SELECT (RAND() AS ?r) {}", 1, 2),
        ("SELECT * { ?s ?p ?o } LIMIT 3", 0, 2),
    ],
)
def test_service_computes_an_answer_once_unless_it_varies_or_nothing_is_kept(
    small: Path, monkeypatch: pytest.MonkeyPatch, query: str, megabytes: int, asked: int
) -> None:
    requests: list[Request] = []
    ask = Pool.ask

    def count(pool: Pool, request: Request, *more: object) -> Reply:
        requests.append(request)
        return ask(pool, request, *more)

    monkeypatch.setattr(Pool, "ask", count)
    client: FlaskClient = create_app({"WORKSPACE": small, "KEPT_MEGABYTES": megabytes}).test_client()
    answers = [client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}) for _ in range(2)]
    assert ([answer.status_code for answer in answers], len(requests)) == ([200, 200], asked)
    assert (answers[0].data == answers[1].data) is (query.startswith("SELECT *"))
