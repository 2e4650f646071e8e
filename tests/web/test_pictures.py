"""The proof: a document's own page with the words framed, what is never shown of it, and files that are no good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from graph.build import build
from graph.decisions import digest_name
from graph.errors import StoreUnavailable, UnreadableDocument
from graph.leaves import Piece
from graph.snapshots import Workspace
from web import create_app
from web.drawing import Drawing
from web.easel import Easel
from web.pictures import WITHHELD, find_pieces
from web.store import Text

REPORT = "lancashire-2015-11-27-single-inspection.pdf"
PEOPLE = {"Accept": "text/html"}


def show(reports: list[Path], place: Path, people: Path | None = None) -> FlaskClient:
    """A client of the explorer over a new workspace of these reports."""
    workspace = Workspace(place)
    build(reports, workspace, people=people, jobs=1)
    client = create_app({"WORKSPACE": workspace.path, "TESTING": True}).test_client()
    client.environ_base["HTTP_ACCEPT"] = PEOPLE["Accept"]
    return client


def hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def find_document(client: FlaskClient) -> str:
    """The address of the first document."""
    page = lxml.html.document_fromstring(client.get("/documents").text)
    return next(link for link in page.xpath("//main//a/@href") if link.startswith("/document/"))


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory, report: Callable[[str], Path]) -> FlaskClient:
    return show([report(REPORT)], tmp_path_factory.mktemp("pictured") / "workspace")


def test_words_are_framed_on_the_page_that_has_them(pictured: FlaskClient) -> None:
    judgement = lxml.html.document_fromstring(
        pictured.get("/inspection/E10000017/sif/2015-09-14/judgement/overall").text
    )
    place = judgement.xpath("//figcaption/a/@href")[0]
    page = lxml.html.document_fromstring(pictured.get(place).text)
    [image] = page.xpath("//svg/image")
    assert image.get("href") == find_document(pictured) + "/page/1.png"
    with Image.open(BytesIO(pictured.get(image.get("href")).data)) as picture:
        assert (picture.format, picture.width) == ("PNG", 1000)
        assert picture.height == pytest.approx(1000 * float(image.get("height")) / float(image.get("width")), abs=1)
    [frame] = page.xpath("//rect[@class='found']")
    left, top, width, height = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
    assert 0 < left < left + width < float(image.get("width"))
    assert 0 < top < top + height < float(image.get("height"))
    assert [mark.text_content() for mark in page.xpath("//mark[@class='chosen']")] == [
        page.xpath("//q")[0].text_content()
    ]
    assert page.xpath("//*[@id='evidence']/@class") == ["proof"]
    assert page.xpath("//ul[@class='ways']//a/@href")[0].endswith("#page=1")


@pytest.mark.parametrize("page", ["judgement/overall", "recommendation/la-01"])
def test_page_of_a_fact_shows_the_strip_with_its_words(pictured: FlaskClient, page: str) -> None:
    found = lxml.html.document_fromstring(pictured.get(f"/inspection/E10000017/sif/2015-09-14/{page}").text)
    strip = found.xpath("//figure[@class='quote']/svg[1]")[0]
    left, top, width, height = map(float, strip.get("viewbox").split())
    frames = [(float(frame.get("y")), float(frame.get("height"))) for frame in strip.xpath(".//rect")]
    assert left == 0
    assert width == pytest.approx(float(strip.find("image").get("width")), abs=0.01)
    assert all(top < y < y + tall < top + height for y, tall in frames)
    assert frames != []


def test_other_words_on_the_page_lead_to_what_they_say(pictured: FlaskClient) -> None:
    page = lxml.html.document_fromstring(pictured.get(find_document(pictured) + "?page=1").text)
    links = page.xpath("//svg//a/@href")
    assert len(links) > 3
    assert all(pictured.get(find_document(pictured) + link).status_code == 200 for link in links)
    assert page.xpath("//rect[@class='found']") == []


def test_pages_lead_to_those_beside_them(pictured: FlaskClient) -> None:
    document = find_document(pictured)
    pages = [lxml.html.document_fromstring(pictured.get(f"{document}?page={number}").text) for number in (1, 2)]
    assert pages[0].xpath("//a[@rel='prev' or @rel='next']/@href") == ["?page=2"]
    assert pages[1].xpath("//a[@rel='prev']/@href") == ["?page=1"]


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "1e9", "", "9" * 40])
def test_page_that_is_not_there_is_not_found(pictured: FlaskClient, page: str) -> None:
    assert pictured.get(f"{find_document(pictured)}?page={page}").status_code == 404
    assert pictured.get(f"{find_document(pictured)}/page/{page}.png").status_code in (400, 404)


@pytest.mark.parametrize(
    "choice", ["start=5&end=1", "start=-1&end=4", "start=a&end=b", "start=1", "start=99999999&end=999999999"]
)
def test_choice_of_no_words_shows_the_document(pictured: FlaskClient, choice: str) -> None:
    response = pictured.get(f"{find_document(pictured)}?{choice}")
    assert response.status_code == 200
    assert "chosen" not in response.text


@pytest.mark.parametrize("key", ["..", "%2e%2e%2f", "x" * 16, "0" * 16, "../../../etc/passwd", "ABCDEF0123456789"])
def test_picture_of_no_document_is_not_found(pictured: FlaskClient, key: str) -> None:
    assert pictured.get(f"/document/{key}/page/1.png").status_code in (400, 404)


def test_picture_is_not_sent_again(pictured: FlaskClient) -> None:
    address = find_document(pictured) + "/page/1.png"
    first = pictured.get(address)
    again = pictured.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code, again.data) == ("no-cache", 304, b"")


def test_document_without_its_file_is_shown_as_text(pictured: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pictures.find_original", lambda _key: None)
    page = lxml.html.document_fromstring(pictured.get(find_document(pictured) + "?page=1").text)
    assert page.xpath("//svg/image") == []
    assert len(page.xpath("//section[@class='leaf']/p")) > 5


def write(path: Path, *lines: str, head: str = "") -> Path:
    """A paper of two pages, the second with a running head."""
    canvas = Canvas(str(path))
    for number, text in enumerate(lines):
        canvas.drawString(72, 815, head if number else "")
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return path


WITHHOLDING = {
    "in the text": (("Ann Lyle told the committee.", "All is well."), "", [410, 200]),
    "nowhere": (("All is well.", "All is well again."), "", [200, 200]),
    "in a running head": (("All is well here.", "All is well again."), "Report of Ann Lyle", [200, 410]),
    "at the end": (("All is well now.", "Told by Ann Lyle"), "", [200, 410]),
    "perhaps in a picture": (("All is very well.", ""), "", [200, 410]),
}


@pytest.fixture(scope="module")
def withholding(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, dict[str, str]]:
    """An explorer that does not tell of Ann Lyle, and the address of each document."""
    folder = tmp_path_factory.mktemp("withholding")
    (folder / "merges.csv").write_text("person,same_as,reason,source\n")
    (folder / "suppressed.csv").write_text(f"name,reason\n{digest_name('Ann Lyle')},asked for it\n")
    papers = {name: write(folder / f"{name}.pdf", *lines, head=head) for name, (lines, head, _) in WITHHOLDING.items()}
    client = show(list(papers.values()), folder / "workspace", folder)
    return client, {name: f"/document/{hash_file(path)[:16]}" for name, path in papers.items()}


@pytest.mark.parametrize("name", WITHHOLDING)
def test_page_with_a_name_that_is_not_told_is_not_shown(
    withholding: tuple[FlaskClient, dict[str, str]], name: str
) -> None:
    client, documents = withholding
    shown = [client.get(f"{documents[name]}/page/{number}.png").status_code for number in (1, 2)]
    pages = [client.get(f"{documents[name]}?page={number}").text for number in (1, 2)]
    assert shown == WITHHOLDING[name][2]
    assert [WITHHELD in page for page in pages] == [status == 410 for status in shown]
    assert "Lyle" not in "".join(pages)


def test_words_are_sought_where_their_origins_lead() -> None:
    text = Text("chil dren are safe", [], [(1, 0, 9), (2, 9, 18)], [(0, 4, 1, 10), (5, 4, 1, 20), (10, 8, 2, 0)])
    assert find_pieces(text, 1, (2, 12)) == (Piece(12, "il"), Piece(20, "dren"))
    assert find_pieces(text, 2, (2, 12)) == (Piece(0, "ar"),)
    assert find_pieces(text, 3, (2, 12)) == ()


BOMB = (
    b"%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>> endobj\n"
    b"4 0 obj <</Length 6>> stream\n/A Do \nendstream endobj\n"
    b"5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A 6 0 R>>>>/Length %d>> stream\n%s\nendstream endobj\n"
    b"6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length %d>> stream\n%s\nendstream endobj\n"
    b"trailer <</Root 1 0 R>>\n%%%%EOF"
)


def make_bomb() -> bytes:
    """A page that has half a page filled four hundred million times."""
    calls, fills = b"/A Do " * 20_000, b"0 0 600 400 re f " * 20_000
    return BOMB % (len(calls), calls, len(fills), fills)


def test_page_that_takes_for_ever_is_ended_and_the_next_is_drawn(tmp_path: Path, report: Callable[[str], Path]) -> None:
    (tmp_path / "bomb.pdf").write_bytes(make_bomb())
    easel = Easel(seconds=1)
    with pytest.raises(UnreadableDocument, match="more time or memory than a page may"):
        easel.ask(Drawing(str(tmp_path / "bomb.pdf"), 1, 1000))
    head, picture = easel.ask(Drawing(str(report(REPORT)), 1, 1000))
    assert (head.length, picture[:8]) == (len(picture), b"\x89PNG\r\n\x1a\n")


def test_process_that_went_is_replaced(report: Callable[[str], Path]) -> None:
    easel = Easel()
    first = easel.ask(Drawing(str(report(REPORT)), 1, 100))
    assert easel.process is not None
    easel.process.kill()
    easel.process.wait()
    assert easel.ask(Drawing(str(report(REPORT)), 1, 100)) == first


def test_page_waits_its_turn_and_no_longer(report: Callable[[str], Path]) -> None:
    easel = Easel(patience=0.05)
    with easel.turn, pytest.raises(StoreUnavailable, match="too many pages"):
        easel.ask(Drawing(str(report(REPORT)), 1, 100))
