"""Lists that readers narrow, and the query behind each: the page and its query have the same rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, VOID, XSD, Literal, URIRef

from graph.snapshots import Workspace
from graph.terms import CHANGES, FACTS, ID, REGISTERS, SG
from web import create_app

HTML = {"Accept": "text/html"}
THEME = ID["theme/performance-information"]
FIRST = ID["inspection/E10000017/sif/2015-09-14/recommendation/la-01"]
AGAIN = ID["inspection/E10000017/sif-reinspection/2018-06-04/recommendation/la-01"]
ELSEWHERE = ID["inspection/E10000019/sif/2014-10-22/recommendation/la-01"]
DISPUTED = ID["inspection/E10000017/sif/2015-09-14/recommendation/la-99"]
LOST, FOREIGN = ID["document/00000000000000aa"], ID["document/00000000000000bb"]
MORE = (
    (FIRST, SG.theme, THEME, FACTS),
    (AGAIN, SG.theme, THEME, FACTS),
    (ELSEWHERE, SG.theme, ID["theme/return-home-interviews"], FACTS),
    (FIRST, SG.recursAs, AGAIN, FACTS),
    (FIRST, SG.like, ELSEWHERE, FACTS),
    (DISPUTED, RDF.type, SG.Recommendation, FACTS),
    (LOST, RDF.type, SG.Document, REGISTERS),
    (LOST, SG.fileName, Literal("lost/2012-08-17.pdf"), REGISTERS),
    (LOST, SG.unreadReason, Literal("has no pages"), REGISTERS),
    (FOREIGN, RDF.type, SG.Document, REGISTERS),
    (FOREIGN, SG.fileName, Literal("places.trig"), REGISTERS),
    (FOREIGN, VOID.triples, Literal(1234), REGISTERS),
    (FOREIGN, SG.graph, URIRef("https://example.org/places"), REGISTERS),
    (ID["change/1"], RDF.type, SG.Change, CHANGES),
    (ID["change/1"], SG.direction, Literal("added"), CHANGES),
    (ID["change/1"], RDF.subject, FIRST, CHANGES),
    (ID["change/1"], RDF.predicate, SG.theme, CHANGES),
    (ID["change/1"], RDF.object, THEME, CHANGES),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, build_world: Callable[..., Workspace]) -> FlaskClient:
    """The small world with themes, a recommendation that came back, one that is like, and a change."""
    workspace = build_world(tmp_path_factory.mktemp("lists") / "workspace", *MORE)
    client = create_app({"WORKSPACE": workspace.path, "TESTING": True}).test_client()
    client.environ_base["HTTP_ACCEPT"] = HTML["Accept"]
    return client


def read(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return lxml.html.document_fromstring(response.text)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def download(client: FlaskClient, page: lxml.html.HtmlElement, what: str) -> list[dict[str, str]]:
    [address] = [
        link.get("href") for link in page.xpath("//p[@class='behind']//a[@download]") if words(link) == f"CSV of {what}"
    ]
    response = client.get(address, headers={"Accept": "*/*"})
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(response.text)))


def shown(page: lxml.html.HtmlElement) -> list[str]:
    return [str(ID) + link.get("href")[1:] for link in page.xpath("//ol[@class='items']/li//a[@class='quiet']")]


CHOICES = [
    "", "?theme=performance-information", "?theme=risks", "?area=ilacs/leadership", "?council=E10000019", "?grade=inadequate",
    "?year=2018", "?back=yes", "?q=PERFORMANCE+information", "?council=E10000017&grade=inadequate&year=2015&q=the",
    "?theme=performance-information&back=yes", "?grade=outstanding&year=2015", "?q=qqqq",
]  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES)
def test_recommendations_and_their_query_have_the_same_rows(client: FlaskClient, choice: str) -> None:
    page = read(client, f"/recommendations{choice}")
    rows = [row["recommendation"] for row in download(client, page, "these recommendations")]
    assert shown(page) == rows
    assert words(page.xpath("//p[@class='found']")[0]).split()[0] == str(len(rows))


def test_recommendations_are_narrowed_by_each_filter(client: FlaskClient) -> None:
    found = {choice: len(shown(read(client, f"/recommendations{choice}"))) for choice in CHOICES}
    assert found == {
        "": 13, "?theme=performance-information": 2, "?theme=risks": 1, "?area=ilacs/leadership": 2, "?council=E10000019": 5,
        "?grade=inadequate": 4, "?year=2018": 2, "?back=yes": 1, "?q=PERFORMANCE+information": 1,
        "?council=E10000017&grade=inadequate&year=2015&q=the": 3, "?theme=performance-information&back=yes": 1,
        "?grade=outstanding&year=2015": 0, "?q=qqqq": 0,
    }  # fmt: skip


def test_filters_count_what_each_choice_would_leave(client: FlaskClient) -> None:
    page = read(client, "/recommendations?council=E10000017")
    grades = [words(option) for option in page.xpath("//select[@name='grade']/option")]
    councils = [(words(option), option.get("selected")) for option in page.xpath("//select[@name='council']/option")]
    assert grades == ["All", "Good (2)", "Inadequate (4)", "Requires improvement to be good (2)"]
    assert councils == [("All", None), ("Lancashire (8)", "selected"), ("Lincolnshire (5)", None)]


@pytest.mark.parametrize(
    "choice", ["", "?region=E12000002", "?type=county&grade=good", "?grade=none", "?framework=ilacs"]
)
def test_councils_and_their_query_have_the_same_rows(client: FlaskClient, choice: str) -> None:
    page = read(client, f"/councils{choice}")
    told = [link.get("href").rsplit("/", 1)[-1] for link in page.xpath("//tbody/tr/th/a")]
    assert sorted(told) == sorted(row["council"].rsplit("/", 1)[-1] for row in download(client, page, "these councils"))
    assert bool(told) is (choice != "?grade=none")


def test_councils_stand_page_by_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.councils.SIZE", 1)
    pages = [read(client, f"/councils?sort=-name&type=county{page}") for page in ("", "&page=2")]
    assert [[words(head) for head in page.xpath("//tbody/tr/th")] for page in pages] == [
        ["Lincolnshire"],
        ["Lancashire"],
    ]
    assert [page.xpath("//nav[@class='pages']/a/@href") for page in pages] == [
        ["?sort=-name&type=county&page=2"],
        ["?sort=-name&type=county&page=1"],
    ]
    assert {words(page.xpath("//p[@class='found']")[0]) for page in pages} == {"2 councils"}
    assert [words(page.xpath("//title")[0]) for page in pages] == [
        "Councils – Scrutiny Graph",
        "Councils, page 2 of 2 – Scrutiny Graph",
    ]
    assert client.get("/councils?page=3").status_code == 404


def test_abolished_councils_come_last_however_the_list_is_sorted(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    gone = (ID["council/E10000017"], SG.existedTo, Literal("2023-03-31", datatype=XSD.date), REGISTERS)
    client = create_app({"WORKSPACE": build_world(tmp_path / "workspace", gone).path, "TESTING": True}).test_client()
    for sort in ("name", "-name", "since"):
        page = read(client, f"/councils?sort={sort}")
        told = {
            words(table.xpath("./caption")[0]): [words(head) for head in table.xpath("./tbody/tr/th")]
            for table in page.xpath("//table")
        }
        assert told == {"Councils of today": ["Lincolnshire"], "Abolished councils": ["Lancashire"]}
        assert words(page.xpath("//p[@class='found']")[0]) == "2 councils, 1 of them abolished"


def test_coverage_stands_page_by_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.about.COVERAGE", 1)
    pages = [read(client, f"/about/coverage{page}") for page in ("", "?page=2")]
    assert [[words(head) for head in page.xpath("//tbody/tr/th")] for page in pages] == [
        ["Lancashire"],
        ["Lincolnshire"],
    ]
    assert [page.xpath("//nav[@class='pages']/a/@href") for page in pages] == [["?page=2"], ["?page=1"]]
    assert client.get("/about/coverage?page=3").status_code == 404


def test_compared_councils_are_chosen_in_the_form(client: FlaskClient) -> None:
    page = read(client, "/compare?council=E10000019")
    told = [
        [(words(one), one.get("selected")) for one in field.xpath("./option")]
        for field in page.xpath("//select[@name='council']")
    ]
    assert told == [
        [("–", None), ("Lancashire", None), ("Lincolnshire", "selected")],
        *[[("–", None), ("Lancashire", None), ("Lincolnshire", None)]] * 3,
    ]


@pytest.mark.parametrize(
    "choice",
    [
        "",
        "?kind=report&council=E10000017",
        "?kind=paper",
        "?kind=rdf",
        "?state=unread",
        "?year=2015&q=lancashire",
        "?q=LOST+2012",
        "?council=E06000001",
    ],
)
def test_documents_and_their_query_have_the_same_rows(client: FlaskClient, choice: str) -> None:
    page = read(client, f"/documents{choice}")
    told = [str(ID) + link.get("href")[1:] for link in page.xpath("//main//tbody/tr/th/a")]
    assert told == list(dict.fromkeys(row["document"] for row in download(client, page, "these documents")))
    assert words(page.xpath("//p[@class='found']")[0]).split()[0] == str(len(told))
    assert bool(told) is (choice != "?council=E06000001")


def test_documents_tell_why_some_were_not_read_and_how_large_graphs_of_others_are(client: FlaskClient) -> None:
    unread, foreign = (
        read(client, f"/documents?{choice}").xpath("//main//tbody/tr") for choice in ("state=unread", "kind=rdf")
    )
    assert [[words(cell) for cell in row.xpath("./*")[:2]] for row in (*unread, *foreign)] == [
        ["lost/2012-08-17.pdf Could not be read: has no pages", "Other"],
        ["scan.pdf Could not be read: a PDF without text", "Other"],
        ["places.trig", "RDF of others, 1,234 triples"],
    ]  # fmt: skip
    facts = {
        words(one.xpath("./dt")[0]): words(one.xpath("./dd")[0])
        for one in read(client, "/document/00000000000000bb").xpath("//dl/div")
    }
    assert (facts["Triples"], facts["Graphs it fills"]) == ("1234", "https://example.org/places")


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Lancashire"),
        ("since", "Lincolnshire"),
        ("-name", "Lincolnshire"),
        ("grade", "Lincolnshire"),
        ("-date", "Lincolnshire"),
    ],
)
def test_councils_are_sorted_by_a_column(client: FlaskClient, sort: str, first: str) -> None:
    page = read(client, f"/councils?sort={sort}")
    assert words(page.xpath("//tbody/tr/th")[0]) == first
    ways = {words(head): head.get("aria-sort") for head in page.xpath("//thead//th[@aria-sort]")}
    assert list(ways.values()) == ["descending" if sort.startswith("-") else "ascending"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/councils?sort=wishes", 404), ("/councils?region=<script>", 404), ("/recommendations?page=99", 404),
        ("/recommendations?page=0", 404), ("/recommendations?page=x", 200), ("/recommendations?q=" + "a" * 10_000, 200),
        ("/recommendations?q=%22*%27)%00", 200), ("/recommendations?grade=purple", 200), ("/recommendations?theme=../x", 404),
        ("/documents?page=9", 404), ("/documents?kind=%22", 404), ("/documents?kind=song", 200), ("/grades?region=mars", 404), ("/compare?council=E99999999", 404), ("/committees?page=7", 404),
        ("/compare?" + "&".join(f"council={code}" for code in ("E10000017", "E10000019", "E06000001", "E06000002", "E06000003")), 400),
    ],
)  # fmt: skip
def test_parameters_out_of_range_are_told(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_recommendation_tells_what_came_of_it_and_what_is_like_it(client: FlaskClient) -> None:
    page = read(client, "/" + FIRST.removeprefix(str(ID)))
    after, likes = (
        page.xpath("//section[@aria-labelledby='after']")[0],
        page.xpath("//section[@aria-labelledby='likes']")[0],
    )
    assert re.search(r"^What came of it It came back at the next inspection, 4 June 2018:", words(after))
    assert [[words(cell) for cell in row.xpath("./*")] for row in after.xpath(".//tbody/tr")] == [
        ["Leadership, management and governance", "4 June 2018", "Requires improvement to be good", "Improved"]
    ]
    assert [link.get("href") for link in likes.xpath(".//a[@class='quiet']")] == ["/" + ELSEWHERE.removeprefix(str(ID))]


def test_recommendation_whose_words_are_in_dispute_has_a_page(client: FlaskClient) -> None:
    [told] = read(client, "/" + DISPUTED.removeprefix(str(ID))).xpath("//p[@class='inset']")
    assert words(told).startswith("Documents give its words in different ways")


def test_council_tells_which_recommendations_came_back(client: FlaskClient) -> None:
    section = read(client, "/council/E10000017").xpath("//section[@aria-labelledby='recommendations']")[0]
    links = section.xpath(".//p[@class='outcome'][starts-with(normalize-space(), 'Came back')]/a/@href")
    assert links == ["/" + AGAIN.removeprefix(str(ID))]


def test_theme_counts_by_grade_and_leads_to_its_recommendations(client: FlaskClient) -> None:
    index = read(client, "/themes")
    lines = {
        words(row.xpath("./th")[0]): [words(cell) for cell in row.xpath("./td")] for row in index.xpath("//tbody/tr")
    }
    page = read(client, "/theme/performance-information")
    assert lines[words(page.xpath("//h1")[0])] == ["2 on Performance information", "0%", "0%", "100%", "100%"]
    assert page.xpath("//section[@aria-labelledby='newest']//a[@class='quiet']/@href") == [
        "/" + thing.removeprefix(str(ID)) for thing in (AGAIN, FIRST)
    ]
    assert "Lancashire: Leadership" in words(page.xpath("//section[@aria-labelledby='better']")[0])


def test_changes_tell_what_came(client: FlaskClient) -> None:
    page = read(client, "/changes")
    assert words(page.xpath("//p[@class='lead']")[0]).endswith("1 fact came, 0 went.")
    assert words(page.xpath("//main//ul/li")[0]) == "came Theme: Performance information"


def test_changes_too_many_to_sort_are_summed_up(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.about.MOST_SORTED", 0)
    page = read(client, "/changes?page=1")
    assert [[words(cell) for cell in row.xpath("./*")] for row in page.xpath("//tbody/tr")] == [["Theme", "1", "0"]]
    assert words(page.xpath("//main//ul/li")[0]) == "came Theme: Performance information"


def test_query_of_a_table_opens_in_the_editor_with_its_things(client: FlaskClient) -> None:
    page = read(client, "/council/E10000017")
    [address] = [
        link.get("href")
        for link in page.xpath("//p[@class='behind']/a")
        if words(link) == "Query for this (inspections, visits and reviews)"
    ]
    query = parse_qs(urlsplit(address).query)["query"][0]
    assert query.startswith(
        "# Which inspections, visits and reviews did these councils have, newest first?\nPREFIX sg:"
    )
    assert "VALUES ?council { <https://w3id.org/scrutiny-graph/id/council/E10000017> }" in query


def test_every_query_of_every_page_runs(client: FlaskClient) -> None:
    addresses = ["/", "/documents?kind=report&council=E10000017&q=report", "/councils", "/council/E10000017", "/recommendations", "/themes", "/theme/performance-information", "/grades",
                 "/grades?region=E12000002", "/compare?council=E10000017", "/committees", "/meetings", "/about", "/about/coverage",
                 "/about/doubts", "/changes", "/disagreements", "/" + FIRST.removeprefix(str(ID)), "/person/amanda-hatton"]  # fmt: skip
    links = {
        link
        for address in addresses
        for link in read(client, address).xpath("//a[@download][contains(@href, 'format=csv')]/@href")
    }
    statuses = {link: client.get(link, headers={"Accept": "*/*"}).status_code for link in links}
    assert set(statuses.values()) == {200}
    assert len(links) > 20


def test_list_of_disagreements_tells_which_value_was_kept(client: FlaskClient) -> None:
    page = read(client, "/disagreements")
    told = {
        words(item.xpath("./strong")[0]): words(item) for item in page.xpath("//section[@class='disagreement']//li")
    }
    assert {value: "kept as the fact" in text for value, text in told.items()} == {
        "September 2015": False,
        "27 November 2015": True,
    }


def test_map_has_a_tile_for_each_council_with_its_grade_in_words(client: FlaskClient) -> None:
    page = read(client, "/")
    tiles = {
        tile.get("href"): words(tile.xpath("./title")[0]) for tile in page.xpath("//a[starts-with(@class, 'tile ')]")
    }
    counted = {
        words(row.xpath("./th")[0]): words(row.xpath("./td")[1])
        for row in page.xpath("//section[@aria-labelledby='england']//tbody/tr")
    }
    assert tiles == {
        "/council/E10000017": "Lancashire: Good, 28 November 2022",
        "/council/E10000019": "Lincolnshire: Outstanding, 24 April 2023",
    }
    assert counted == {"Outstanding": "1", "Good": "1"}


def test_years_carry_each_grade_on_until_the_next(client: FlaskClient) -> None:
    rows = [[words(cell) for cell in row.xpath("./*")] for row in read(client, "/grades").xpath("//tbody/tr")]
    assert rows[0][0] == "2014"
    assert [row[-1] for row in rows] == ["1"] + ["2"] * (len(rows) - 1)


def test_compared_councils_share_a_line_for_areas_that_match(client: FlaskClient) -> None:
    table = read(client, "/compare?council=E10000017&council=E10000019").xpath("//table")[0]
    assert [words(head) for head in table.xpath(".//thead//th")] == ["Lancashire", "Lincolnshire"]
    lines = {
        words(row.xpath("./th")[0]): [words(cell) for cell in row.xpath("./td")] for row in table.xpath(".//tbody/tr")
    }
    assert [cell.split(" Improved")[0] for cell in lines["Overall effectiveness"]] == [
        "Good",
        "Outstanding Stayed the same 24 April 2023",
    ]
