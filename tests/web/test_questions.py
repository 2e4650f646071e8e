"""The library's questions as addresses: their answers in every format, their pages, and what is wrong with a request."""

from __future__ import annotations

import csv
import io
import re

import lxml.html
import pytest
from flask.testing import FlaskClient

from graph.query import questions

LINCOLNSHIRE = "/questions/recommendations-to.csv?council=Lincolnshire"
FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_question_gives_the_rows_that_its_sparql_gives(ask: FlaskClient, name: str) -> None:
    question = next(one for one in questions() if one.name == name)
    answer = ask.get(f"/questions/{name}.csv")
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8")
    assert answer.text == ask.get("/sparql", query_string={"query": question.text, "format": "csv"}).text


def test_question_is_asked_of_what_the_address_names(ask: FlaskClient) -> None:
    rows = read_rows(ask.get(LINCOLNSHIRE).text)
    assert {row["to"] for row in rows} == {"Lincolnshire"}
    assert rows == read_rows(ask.get("/questions/10.csv?council=E10000019").text)
    both = read_rows(ask.get(f"{LINCOLNSHIRE}&council=lancashire").text)
    assert len(both) == len(rows) + len(read_rows(ask.get("/questions/recommendations-to.csv").text))


def test_page_of_a_question_says_each_name_once(ask: FlaskClient) -> None:
    page = lxml.html.document_fromstring(ask.get("/questions/risers", headers={"Accept": "text/html"}).text)
    heads = [cell.text_content() for cell in page.xpath("//table[@class='results']//th")]
    assert heads[:3] == ["Council", "Inadequate", "Risen"]
    assert page.xpath("//table[@class='results']//td[1]//text()") == ["Lancashire"]


def test_page_of_a_question_offers_the_names_it_takes(ask: FlaskClient) -> None:
    page = lxml.html.document_fromstring(ask.get("/questions/recommendations-to", headers={"Accept": "text/html"}).text)
    offered = {one.get("id"): one.xpath("./option/@value") for one in page.xpath("//datalist")}
    assert page.xpath("//input[@name='council']/@list") == ["names-council"]
    assert offered == {"names-council": ["Lancashire", "Lincolnshire"]}


@pytest.mark.parametrize(("form", "media_type"), FORMATS.items())
def test_question_comes_in_every_format(ask: FlaskClient, form: str, media_type: str) -> None:
    by_suffix = ask.get(f"/questions/neighbours.{form}")
    by_parameter = ask.get("/questions/neighbours", query_string={"format": form})
    by_header = ask.get("/questions/neighbours", headers={"Accept": media_type})
    assert by_suffix.content_type == f"{media_type}; charset=utf-8"
    assert by_suffix.data == by_parameter.data == by_header.data
    assert "Accept" in by_header.headers["Vary"]


def test_question_that_did_not_change_is_not_sent_again(ask: FlaskClient) -> None:
    first = ask.get(LINCOLNSHIRE)
    again = ask.get(LINCOLNSHIRE, headers={"If-None-Match": first.headers["ETag"]})
    other = ask.get("/questions/recommendations-to.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, other.status_code) == (304, b"", 200)


def test_question_can_be_saved_under_its_name(ask: FlaskClient) -> None:
    answer = ask.get("/questions/decliners.csv?download=1")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="decliners.csv"'


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("no-such.csv", 404, "no question 'no-such': choose one of current-judgements, "),
        ("decliners.pdf", 404, "The answer to a question comes as .json, .xml, .csv, .tsv."),
        ("neighbours.csv?council=Atlantis", 400, "no council is called 'Atlantis'"),
        ("neighbours.csv?council=", 400, "council is empty: say what to ask of, or leave it out"),
        ("neighbours.csv?town=Leeds", 400, "the question 'neighbours' is not asked of 'town': it takes council"),
        ("neighbours.csv?timeout=soon", 400, "The value of timeout is not a number of seconds above 0: soon"),
        (
            "recommendations-like.csv?recommendation=5",
            400,
            "recommendation takes an address such as id:inspection/…, not '5'",
        ),
        ("neighbours.csv?council=https://x/%3E%20%7D", 400, "no council is called 'https://x/> }'"),
    ],
)
def test_question_wrongly_asked_is_told(ask: FlaskClient, path: str, status: int, detail: str) -> None:
    answer = ask.get(f"/questions/{path}", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["detail"].startswith(detail)


def test_question_in_no_acceptable_format_is_refused(ask: FlaskClient) -> None:
    assert ask.get("/questions/decliners", headers={"Accept": "image/png"}).status_code == 406
    assert ask.get("/questions", headers={"Accept": "image/png"}).status_code == 406


def test_words_stay_words_whatever_they_hold(ask: FlaskClient) -> None:
    words = 'x" } } SERVICE <http://127.0.0.1/> { ?a ?b ?c } #'
    answer = ask.get("/questions/recommendations-on.csv", query_string={"words": words})
    assert (answer.status_code, read_rows(answer.text)) == (200, [])
    assert len(read_rows(ask.get("/questions/recommendations-on.csv?words=care leavers").text)) > 0


def test_questions_are_listed_for_programs(ask: FlaskClient) -> None:
    told = ask.get("/questions?format=json").get_json()
    assert [one["name"] for one in told] == [question.name for question in questions()]
    (neighbours,) = (one for one in told if one["name"] == "neighbours")
    assert neighbours == {
        "name": "neighbours",
        "number": 8,
        "group": "Judgements",
        "question": "How does a council stand beside its statistical neighbours?",
        "address": "/questions/neighbours",
        "columns": ["neighbour", "name", "itself", "grade", "start", "inspection"],
        "parameters": [
            {
                "name": "council",
                "kinds": ["council"],
                "example": ["https://w3id.org/scrutiny-graph/id/council/E10000017"],
            }
        ],
    }


def test_page_of_questions_has_each_under_its_group_with_its_form(browse: FlaskClient) -> None:
    page = browse.get("/questions").text
    headings = re.findall(r'<h2 id="group-\d+">(.+?)</h2>', page)
    assert headings == [
        "Judgements",
        "Recommendations",
        "People",
        "Scrutiny",
        "Special educational needs and disabilities",
        "Evidence and builds",
    ]
    assert [
        name for name in (question.name for question in questions()) if f'href="/questions/{name}"' not in page
    ] == []
    assert 'name="council" value="Lancashire" required' in page
    assert '<option value="Lincolnshire">' in page


def test_page_of_a_question_shows_its_answer_and_the_ways_on(browse: FlaskClient) -> None:
    page = browse.get("/questions/neighbours?council=Lincolnshire").text
    assert 'value="Lincolnshire"' in page
    assert '<a href="/council/E10000017">Lancashire</a>' in page
    assert 'href="/questions/neighbours.csv?council=Lincolnshire"' in page
    assert "E10000019" in re.findall(r'href="/sparql\?query=([^"]+)"', page)[0]


def test_page_of_a_question_tells_what_is_wrong_in_its_form(browse: FlaskClient) -> None:
    response = browse.get("/questions/neighbours?council=Lincs")
    assert response.status_code == 400
    assert "no council is called ‘" not in response.text
    assert "did you mean Lincolnshire?" in response.text
    assert 'value="Lincs"' in response.text
