"""robots.txt as the standard reads it (RFC 9309), and as hosts write it."""

from __future__ import annotations

import time

import pytest

from graph.fetch.robots import Robots, Rule, parse_robots

HOST = "https://a.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("User-agent: *\nDisallow: /\n", "/a", False),
        ("User-agent: *\nDisallow: /\n", "/robots.txt", True),
        ("user-AGENT : * # all\ndisallow : /a\n", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/public\n", "/a/public/1.pdf", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*/print\n", "/a/print/1", False),
        ("User-agent: *\nDisallow: /a$\n", "/ab", True),
        ("User-agent: *\nDisallow: *x*y$\n", "/1x2", True),
        ("User-agent: *\nDisallow: /*a*a$\n", "/a", True),
        ("User-agent: *\nDisallow: /caf\u00e9\n", "/caf%C3%A9/1", False),
        ("User-agent: other\nUser-agent: *\nDisallow: /a\n", "/a", False),
        ("User-agent: other\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: Scrutiny-Graph\nAllow: /\n", "/a", True),
        (
            "User-agent: scrutiny-graph\nDisallow: /a\n\nUser-agent: *\nAllow: /\n\nUser-agent: scrutiny-graph\nDisallow: /b\n",
            "/b",
            False,
        ),
        ("<!doctype html><p>not found: sorry", "/a", True),
    ],
)
def test_address_may_be_fetched_where_the_rules_have_it(text: str, path: str, allowed: bool) -> None:
    assert parse_robots(text).allow(HOST + path) is allowed


@pytest.mark.parametrize(("said", "delay"), [("10", 10.0), ("0.5", 0.5), ("soon", 0.0), ("-1", 0.0), ("1e9", 0.0)])
def test_delay_is_what_the_rules_say(said: str, delay: float) -> None:
    assert parse_robots(f"User-agent: *\nCrawl-delay: {said}\nDisallow: /x\n") == Robots((Rule("/x", False),), delay)


def test_many_stars_take_no_time() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /" + "*a" * 200 + "$\n")
    began = time.perf_counter()
    assert robots.allow(HOST + "/" + "a" * 2000 + "b")
    assert time.perf_counter() - began < 0.5
