"""How two things are connected, and what is around one: pages that tell the same as the networks that are drawn."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from graph.terms import ID
from web.openapi import compose

LANCASHIRE, LINCOLNSHIRE = ID["council/E10000017"], ID["council/E10000019"]


def get_schema(path: str) -> Draft202012Validator:
    return Draft202012Validator(
        compose()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    )


def test_ways_are_told_with_links_to_the_words(browse: FlaskClient) -> None:
    response = browse.get("/connections?from=Lancashire&to=lincolnshire")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert ">The shortest way</h3>" in page
    assert (
        '<a href="/council/E10000017">Lancashire</a> has as a statistical neighbour <a href="/council/E10000019">Lincolnshire</a>'
        in page
    )
    assert "#evidence" in page
    assert 'data-network="/api/connections?from=Lancashire&amp;to=lincolnshire"' in page


def test_ways_are_told_to_programs(ask: FlaskClient) -> None:
    response = ask.get("/api/connections?from=inspection/E10000017/sif/2015-09-14&to=Lancashire&most=1")
    told = response.get_json()
    get_schema("/api/connections").validate(told)
    ((step,),) = [way["steps"] for way in told["ways"]]
    assert (step["object"], step["sources"][0]["page"][:10]) == (str(LANCASHIRE), "/document/")
    assert {node["id"] for node in told["nodes"]} == {str(LANCASHIRE), step["subject"]}
    assert told["edges"] == [{"source": step["subject"], "target": str(LANCASHIRE), "label": "inspected"}]


@pytest.mark.parametrize("most", ["0", "-3", "x", "99"])
def test_number_of_ways_stays_within_bounds(ask: FlaskClient, most: str) -> None:
    assert 1 <= len(ask.get(f"/api/connections?from=Lancashire&to=Lincolnshire&most={most}").get_json()["ways"]) <= 10


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Atlantis", "Lancashire", "is called &#39;Atlantis&#39;"),
        ("Lancashire", "E10000017", "Lancashire is given twice"),
        ("council/E10000018", "Lancashire", "othing is known of council/E10000018"),
        ("<script>x</script>", "Lancashire", "&lt;script&gt;"),
    ],
)
def test_page_says_which_name_stands_for_nothing(browse: FlaskClient, one: str, other: str, told: str) -> None:
    response = browse.get("/connections", query_string={"from": one, "to": other})
    page = response.get_data(as_text=True)
    assert (response.status_code, told in page, "<script>x" in page) == (400, True, False)


def test_form_stands_alone_where_nothing_is_asked(browse: FlaskClient, ask: FlaskClient) -> None:
    assert "shortest way</h3>" not in browse.get("/connections?from=Lancashire").get_data(as_text=True)
    assert ask.get("/api/connections?from=Lancashire").status_code == 400


def test_network_around_a_thing_is_what_its_table_says(ask: FlaskClient, browse: FlaskClient) -> None:
    told = ask.get("/api/council/E10000017/network").get_json()
    get_schema("/api/{kind}/{key}/network").validate(told)
    names = {node["id"]: node["label"] for node in told["nodes"]}
    assert (len(told["edges"]) <= told["total"], names[str(LINCOLNSHIRE)]) == (True, "Lincolnshire")
    assert {str(LANCASHIRE)} <= {end for edge in told["edges"] for end in (edge["source"], edge["target"])}
    page = browse.get("/around/council/E10000017").get_data(as_text=True)
    assert [edge for edge in told["edges"] if f"<td>{edge['label']}</td>" not in page] == []
    assert [node["page"] for node in told["nodes"] if f'href="{node["page"]}"' not in page] == []


def test_each_thing_of_a_network_leads_to_what_is_around_it(ask: FlaskClient) -> None:
    told = ask.get("/api/council/E10000017/network").get_json()
    assert {ask.get(node["more"]).status_code for node in told["nodes"]} == {200}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/around/council/E10000018", 404),
        ("/around/council/x..", 400),
        ("/api/council/E10000018/network", 404),
        ("/api/council/..x/network", 400),
    ],
)
def test_network_of_nothing_is_refused(ask: FlaskClient, address: str, status: int) -> None:
    assert ask.get(address).status_code == status
