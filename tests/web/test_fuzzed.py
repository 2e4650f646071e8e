"""Requests that nobody thought of: whatever comes as parameters, headers, paths or words, no answer is a fault of the service's.

Hypothesis makes the same requests each time. The page of each family is known to be sound by its own tests; here counts only
that there is an answer, and that errors are told in their form.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.conftest import PEOPLE
from web import create_app
from web.negotiation import DATA, ROWS, TRIPLES, TYPES, best

FAMILIES = (
    "/", "/councils", "/recommendations", "/themes", "/people", "/grades", "/compare", "/committees", "/meetings", "/documents",
    "/about/coverage", "/questions", "/questions/recommendations-to", "/questions/recommendations-to.csv", "/search", "/search/suggest.json",
    "/connections", "/api/councils", "/api/search", "/feed.atom", "/sitemap.xml", "/export/csv",
)  # fmt: skip
NAMES = st.sampled_from(
    "q page size sort grade council region theme year years kind area framework a b to from since format limit offset query "
    "default-graph-uri named-graph-uri timeout download queries extend callback".split()
)
ODD = (
    "", "0", "-1", "1e9", "99999999999999999999", "٣", "²", "nan", "null", "\x00", "\ud800", "%", "%zz", "'", '"', "\\", "*", "a*", '"a', "NEAR(", "AND",
    "a OR", "care leavers", "E10000017", "Lancashire", "inadequate", "-date", "2015-2018", "2018-2015", "../../etc/passwd", "<script>", "{}", '{"q": 1}',
    "SELECT * { ?s ?p ?o } LIMIT 1", "ASK {}", "https://w3id.org/scrutiny-graph/id/council/E10000017", "id:council", "\u202e", "\r\nX: y", "i" * 3000,
)  # fmt: skip
VALUES = st.sampled_from(ODD) | st.text(max_size=20)
PARAMETERS = st.lists(st.tuples(NAMES, VALUES), max_size=4)
RANGES = sorted({*ROWS, *TRIPLES, *TYPES, "*/*", "*", "text/*", "application/*", "image/png", "text/html;level=1", ""})
QUALITIES = (
    "",
    ";q=0",
    ";q=1",
    ";q=0.5",
    ";q=0.001",
    ";q=2",
    ";q=-1",
    ";q=x",
    ";q",
    ";;",
    ';charset="utf-8',
    ";q=1e3",
    ";q=nan",
)
ACCEPT = st.lists(st.tuples(st.sampled_from(RANGES), st.sampled_from(QUALITIES)).map("".join), max_size=5).map(",".join)
LATIN = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=30)


def often(examples: int) -> Any:
    """So many examples, the same in each run, however long they take; what varies is the request, never the app."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@pytest.fixture(scope="module")
def asker(workspace: Path) -> FlaskClient:
    """A client to whom errors come as they come to strangers."""
    return create_app({"WORKSPACE": workspace}).test_client()


def encode(pairs: list[tuple[str, str]]) -> str:
    """Parameters as they may come: also half a surrogate, which no browser sends."""
    return "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)


def check(response: Any) -> None:
    """An answer, or a refusal in the form that errors have."""
    with response:
        assert response.status_code < 500
        if response.status_code >= 400:
            assert response.mimetype in ("text/html", "application/problem+json")
            if response.mimetype != "text/html":
                assert json.loads(response.data)["status"] == response.status_code


@pytest.mark.parametrize("path", FAMILIES)
def test_any_parameters_are_answered(asker: FlaskClient, path: str) -> None:
    @often(25)
    @given(PARAMETERS)
    def hold(pairs: list[tuple[str, str]]) -> None:
        check(asker.get(f"{path}?{encode(pairs)}", headers=PEOPLE))

    hold()


@often(150)
@given(
    accept=ACCEPT | LATIN,
    path=st.sampled_from(("/id/council/E10000017", "/council/E10000017", "/def", "/sparql", "/sparql?query=ASK{}")),
)
def test_any_accept_is_answered(asker: FlaskClient, accept: str, path: str) -> None:
    check(asker.get(path, headers={"Accept": accept}))


@often(300)
@given(ACCEPT | LATIN)
def test_best_is_offered_and_wanted(accept: str) -> None:
    offers = [*ROWS, *(media_type for _, media_type in DATA.values())]
    found = best(accept, offers)
    assert found in (None, *offers)
    if found and f"{found};q=0" in accept.split(","):
        assert accept.count(found) > 1 or "*" in accept, "what is refused by name alone is not given"


@often(150)
@given(words=st.lists(VALUES, max_size=5).map(" ".join))
def test_any_words_are_sought(asker: FlaskClient, words: str) -> None:
    for path in ("/search", "/search/suggest.json", "/recommendations", "/people"):
        check(asker.get(f"{path}?{encode([('q', words)])}", headers=PEOPLE))


@often(100)
@given(
    parts=st.lists(
        st.sampled_from(
            (
                "id",
                "council",
                "inspection",
                "E10000017",
                "sif",
                "2015-09-14",
                "judgement",
                "document",
                "page",
                "1.png",
                "..",
                "",
            )
        )
        | st.text(max_size=8),
        max_size=6,
    )
)
def test_any_path_is_answered(asker: FlaskClient, parts: list[str]) -> None:
    check(asker.get("/" + "/".join(quote(part, errors="surrogatepass") for part in parts), headers=PEOPLE))


@often(100)
@given(
    body=st.binary(max_size=60)
    | st.sampled_from(ODD).map(lambda text: b"query=" + text.encode("utf-8", "surrogatepass")),
    kind=st.sampled_from(
        (
            "application/x-www-form-urlencoded",
            "application/sparql-query",
            "application/sparql-update",
            "text/plain",
            "multipart/form-data; boundary=x",
            "",
            "x/y; charset=z",
        )
    ),
)
def test_any_body_is_answered(asker: FlaskClient, body: bytes, kind: str) -> None:
    for path in ("/sparql", "/reconcile"):
        check(asker.post(path, data=body, content_type=kind))
