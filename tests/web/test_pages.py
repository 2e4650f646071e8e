"""What the pages of the small world show: whole tables, and where each fact leads."""

from __future__ import annotations

import re

import lxml.html
import pytest
from flask.testing import FlaskClient

LANCASHIRE = "/council/E10000017"
SIF = "/inspection/E10000017/sif/2015-09-14"
REPORT = "/document/225cb414b55a996e"
PAGES = [
    "/", "/search?q=lancashire", "/councils", LANCASHIRE, SIF, f"{SIF}/judgement/overall", f"{SIF}/recommendation/la-01",
    "/inspection/E10000017/monitoring-visit/2017-07-25", "/inspection/E10000017/monitoring-visit/series-2017-02",
    "/people", "/person/amanda-hatton", "/person/fiona-parker", "/documents", REPORT, f"{REPORT}?start=195&end=243",
    "/document/d28ecd37ed586767", "/document/1e21001bc25a77d0", "/statement/25c12fd05f4272d3",
    "/committee/E10000017/childrens-services-scrutiny-committee",
    "/meeting/E10000017/childrens-services-scrutiny-committee/2017-09-06", "/grade/good", "/region/E12000002",
    "/framework/ilacs", "/area/sif/care-leavers", "/disagreement/5f0dcd0073f4a20b",
    "/council/E10000017/post/director-of-childrens-services", f"{REPORT}/finding/1", "/def.html", "/sparql", "/problems",
    "/recommendations", "/recommendations?council=E10000017&q=children", "/themes", "/theme/return-home-interviews", "/grades",
    "/grades?region=E12000002", "/compare", "/compare?council=E10000017&council=E10000019", "/committees", "/meetings", "/about",
    "/about/coverage", "/about/doubts", "/changes", "/disagreements", "/accessibility", "/downloads", "/councils?grade=good&sort=-date",
    "/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects",
]  # fmt: skip


def read(client: FlaskClient, address: str) -> lxml.html.HtmlElement:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "text/html"), address
    return lxml.html.document_fromstring(response.text)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def table(element: lxml.html.HtmlElement) -> list[list[str]]:
    return [[words(cell) for cell in row.xpath("./th|./td")] for row in element.xpath(".//tr")]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_sound(browse: FlaskClient, address: str) -> None:
    page = read(browse, address)
    ids = page.xpath("//@id")
    assert page.get("lang") == "en-GB"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//header")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    assert len(ids) == len(set(ids)), "an id twice"
    assert {target.removeprefix("#") for target in page.xpath("//@href[starts-with(., '#')]")} <= set(ids)
    assert {
        name for names in page.xpath("//@aria-labelledby|//@aria-describedby|//@for") for name in names.split()
    } <= set(ids)
    assert not page.xpath("//script[not(@src or @type='application/ld+json')]|//@style|//style|//*[@onclick]"), (
        "inline code or style"
    )
    assert all(words(link) for link in page.xpath("//a[@href]")), "a link without words"
    assert all(each.xpath("./caption") and each.xpath(".//th[@scope]") for each in page.xpath("//table"))


def test_every_link_of_every_page_leads_somewhere(browse: FlaskClient) -> None:
    links = {
        re.sub(r"#.*", "", link)
        for address in PAGES
        for link in read(browse, address).xpath("//a/@href|//link/@href|//form/@action")
        if link.startswith("/")
    }
    statuses = {}
    for link in links:
        with browse.get(link) as response:
            statuses[link] = response.status_code
    assert {link: status for link, status in statuses.items() if status not in (200, 303)} == {}
    assert len(links) > 200


def test_council_shows_the_grades_of_each_area_through_every_framework(browse: FlaskClient) -> None:
    matrix = read(browse, LANCASHIRE).xpath("//table[@class='matrix']")[0]
    better = "Requires improvement to be good"
    missing = "not graded under this framework"
    assert table(matrix) == [
        ["Area", "28 November 2022", "4 June 2018", "14 September 2015"],
        ["Overall effectiveness", "Good", better, "Inadequate"],
        ["The experiences and progress of children who need help and protection", "Good", better, "Inadequate"],
        ["Children looked after and achieving permanence", missing, better, better],
        ["The experiences and progress of children in care and care leavers", "Good", "–no grade", "–no grade"],
        ["Adoption performance", missing, "Good", better],
        ["Experiences and progress of care leavers", missing, better, "Inadequate"],
        ["The impact of leaders on social work practice with children and families", "Good", better, "Inadequate"],
        ["The Local Safeguarding Children Board", missing, missing, "Good"],
    ]


def test_council_tells_its_history_newest_first(browse: FlaskClient) -> None:
    events = read(browse, LANCASHIRE).xpath("//li[starts-with(@class, 'event')]")
    assert [words(event.xpath("./h3")[0]) for event in events] == [
        "ILACS inspection of Lancashire, 28 November to 9 December 2022",
        "Single inspection framework re-inspection of Lancashire, 4 to 28 June 2018",
        "Monitoring visit to Lancashire, 25 to 26 July 2017",
        "4 monitoring visits in Lancashire, since February 2017",
        "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015",
    ]


def test_council_shows_people_papers_and_neighbours(browse: FlaskClient) -> None:
    page = read(browse, LANCASHIRE)
    people = page.xpath("//section[@aria-labelledby='people']//table")[0]
    assert table(people)[1:] == [
        ["Amanda Hatton", "Director of Children's Services", "14 March 2018 source for Amanda Hatton"]
    ]
    committees = page.xpath("//section[@aria-labelledby='committees']//li")
    assert [words(row) for row in committees] == [
        "Children's Services Scrutiny Committee 2 meetings known",
        "Children's Services Inspection and Review 14 March 2018",
        "Ofsted Monitoring Visit Update 6 September 2017",
    ]
    assert [words(row) for row in page.xpath("//ul[@class='cards']/li")] == ["Lincolnshire Outstanding"]


def test_inspection_shows_judgements_with_what_they_were_before(browse: FlaskClient) -> None:
    page = read(browse, "/inspection/E10000017/sif-reinspection/2018-06-04")
    better = "Requires improvement to be good"
    judgements = page.xpath("//section[@aria-labelledby='judgements']//table")[0]
    assert [row[:3] for row in table(judgements)] == [
        ["Area", "Grade", "Before"],
        ["Overall effectiveness", better, "Inadequate Improved"],
        ["Children who need help and protection", better, "Inadequate Improved"],
        ["Children looked after and achieving permanence", better, f"{better} Stayed the same"],
        ["Adoption performance", "Good", f"{better} Improved"],
        ["Experiences and progress of care leavers", better, "Inadequate Improved"],
        ["Leadership, management and governance", better, "Inadequate Improved"],
    ]


def test_inspection_shows_where_documents_disagree(browse: FlaskClient) -> None:
    rows = read(browse, SIF).xpath("//div[@class='disagreement']//li")
    assert [words(row.xpath("./strong")[0]) for row in rows] == ["27 November 2015", "September 2015"]


def test_every_fact_of_an_inspection_leads_to_its_words(browse: FlaskClient) -> None:
    page = read(browse, SIF)
    facts = page.xpath("//div[@class='fact'][.//a[contains(@class, 'source')]]/dt/text()")
    assert facts == [
        "Council",
        "Framework",
        "Inspectorate",
        "First day",
        "Last day",
        "Published",
        "Lead inspector",
        "Inspectors",
        "Number of inspectors",
    ]
    for source in page.xpath("//a[@class='source']/@href"):
        chosen = read(browse, source).xpath("//mark[contains(@class, 'chosen')]")
        assert chosen, source
        assert chosen[0].get("id") == "evidence"


def test_document_with_very_many_places_tells_what_those_nearest_say(
    browse: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, items = "/document/225cb414b55a996e", "//ol[@class='passage-list']/li"
    whole = read(browse, document)
    monkeypatch.setattr("web.documents.MOST_TOLD", 4)
    first, chosen = read(browse, document), read(browse, f"{document}?start=195&end=243")
    assert len(first.xpath(items)) == len(chosen.xpath(items)) == 4
    assert len(chosen.xpath(f"{items}[@class='chosen']")) == 1
    assert len(first.xpath("//main//mark")) == len(whole.xpath("//main//mark"))
    assert len(chosen.xpath("//main//mark")) < len(whole.xpath("//main//mark"))
    assert words(chosen.xpath("//mark[@id='evidence']")[0]) == "Children’s services in Lancashire are inadequate"
    hint = words(first.xpath("//*[contains(text(), 'such places')]")[0])
    assert hint.startswith(f"There are {len(whole.xpath(items))} such places. What 4 of them say is told here")


def test_judgement_leads_to_the_sentence_behind_it(browse: FlaskClient) -> None:
    page = read(browse, f"{SIF}/judgement/overall")
    assert words(page.xpath("//blockquote")[0]) == "Children’s services in Lancashire are inadequate"
    place = page.xpath("//figcaption/a/@href")[0]
    assert place == "/document/225cb414b55a996e?start=195&end=243#evidence"
    assert [words(mark) for mark in read(browse, place).xpath("//mark[@class='chosen']")] == [
        "Children’s services in Lancashire are inadequate"
    ]


def test_judgement_shows_its_predecessors(browse: FlaskClient) -> None:
    rows = table(read(browse, "/inspection/E10000017/ilacs/2022-11-28/judgement/overall").xpath("//table")[0])
    assert [row[:3] for row in rows[1:]] == [
        ["4 June 2018", "Overall effectiveness", "Requires improvement to be good Improved"],
        ["14 September 2015", "Overall effectiveness", "Inadequate"],
    ]


def test_person_shows_inspections_led(browse: FlaskClient) -> None:
    page = read(browse, "/person/shirley-bailey")
    name = "Single inspection framework inspection of Lancashire, 14 September to 8 October 2015"
    assert [words(row) for row in page.xpath("//section[@aria-label='Inspections led']//li")] == [
        f"{name} Inadequate Lancashire source for this inspection"
    ]


def test_meeting_shows_what_the_committee_was_asked(browse: FlaskClient) -> None:
    page = read(browse, "/meeting/E10000017/childrens-services-scrutiny-committee/2018-03-14")
    assert [words(row) for row in page.xpath("//ul[@class='asked']/li")] == [
        "Note the report and comment on it. source for this request",
        "Consider whether to have an update every quarter. source for this request",
    ]


def test_statement_says_whether_it_became_the_fact(browse: FlaskClient) -> None:
    kept, other = (
        words(read(browse, f"/statement/{key}").find(".//main")) for key in ("25c12fd05f4272d3", "4ca372fd7c4b450a")
    )
    assert "This is the fact that was kept" in kept
    assert "This was not kept as the fact" in other
    assert read(browse, "/statement/4ca372fd7c4b450a").xpath("//p[@class='inset']/a/@href") == [
        "/disagreement/5f0dcd0073f4a20b"
    ]


def test_document_that_could_not_be_read_says_why(browse: FlaskClient) -> None:
    assert "could not be read: a PDF without text" in words(read(browse, "/document/d28ecd37ed586767").find(".//main"))


def test_things_of_a_region_come_by_name_under_plain_words(browse: FlaskClient) -> None:
    page = read(browse, "/region/E12000002")
    facts = {words(row.find("dt")): words(row.find("dd")) for row in page.xpath("//dl[@class='facts']/div")}
    assert (facts["ONS code"], facts["Kind of thing"]) == ("E12000002", "skos:Concept")
    names = [words(row) for row in page.xpath("//section[@aria-label='In this region']//li")]
    assert names == sorted(names)


def test_links_to_a_thing_come_page_by_page(browse: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.things.PAGE", 3)
    address = "/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects"
    shown = []
    for number in (1, 2):
        page = read(browse, f"{address}&page={number}")
        shown.append(page.xpath("//main//ol/li/a/@href"))
    assert shown == [
        [
            "/inspection/E10000017/ilacs/2022-11-28",
            "/inspection/E10000017/monitoring-visit/2017-07-25",
            "/inspection/E10000017/monitoring-visit/series-2017-02",
        ],
        ["/inspection/E10000017/sif-reinspection/2018-06-04", "/inspection/E10000017/sif/2015-09-14"],
    ]
    assert browse.get(f"{address}&page=3").status_code == 404


def test_links_too_many_to_sort_come_once_each(browse: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.things.PAGE", 3)
    address = "/links/council/E10000017?by=https://w3id.org/scrutiny-graph/def%23inspects"

    def collect() -> list[str]:
        return [
            link
            for number in (1, 2)
            for link in read(browse, f"{address}&page={number}").xpath("//main//ol/li/a/@href")
        ]

    sorted_links = collect()
    monkeypatch.setattr("web.facts.MOST_SORTED", 1)
    assert sorted(collect()) == sorted_links


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Lancashire", LANCASHIRE),
        ("lancshire", LANCASHIRE),
        ("LANCASHIRE county", LANCASHIRE),
        ("shirly baily", "/person/shirley-bailey"),
        ("Thomson Jones", "/person/paula-thomson-jones"),
        ("monitoring visit lancashire 2017", "/inspection/E10000017/monitoring-visit/2017-07-25"),
        ("linc", "/council/E10000019"),
    ],
)
def test_search_finds_by_name_and_forgives(browse: FlaskClient, query: str, first: str) -> None:
    page = read(browse, f"/search?q={query}")
    assert page.xpath("//main//section//li/a/@href")[0] == first


def test_search_offers_what_may_have_been_meant(browse: FlaskClient) -> None:
    page = read(browse, "/search?q=lancshire+care+leavrs+health")
    [status] = page.xpath("//*[@role='status']")
    assert " ".join(status.text_content().split()) == (
        "Nothing was found for lancshire care leavrs health. 2 found for lancashire care leavers health."
    )
    assert len(page.xpath("//main//section//li")) == 2


def test_search_leads_to_the_words_in_a_document(browse: FlaskClient) -> None:
    page = read(browse, "/search?q=update+quarter")
    [link] = page.xpath("//h2[@id='found-pages']/following-sibling::ul//a/@href")
    [chosen] = read(browse, link.partition("#")[0]).xpath("//*[@id='evidence']")
    assert chosen.text_content() == "update every quarter"


@pytest.mark.parametrize(
    "query", ["", "   ", "zzzzqqq", "\"*'%", "<script>alert(1)</script>", "a" * 10_000, "\x00\u202e"]
)
def test_search_for_nonsense_is_no_error(browse: FlaskClient, query: str) -> None:
    response = browse.get("/search", query_string={"q": query})
    page = lxml.html.document_fromstring(response.text.replace("\x00", ""))
    assert response.status_code == 200
    assert page.xpath("//main//section//li") == page.xpath("//script[not(@src)]") == []


def test_answers_carry_the_security_headers(browse: FlaskClient) -> None:
    for address in ("/", "/nothing-here", "/sparql?query=nonsense", "/id/council/E10000017", "/static/style.css"):
        with browse.get(address) as response:
            headers = response.headers
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'; "
        )
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_page_that_did_not_change_is_not_sent_again(browse: FlaskClient) -> None:
    tag = browse.get(LANCASHIRE).headers["ETag"]
    again = browse.get(LANCASHIRE, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
