"""Web pages: the body without the site, and its blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.read import read
from graph.statements import Document

BODY = "<p>This paragraph makes the body long enough to be taken for what it is, the body of the page.</p>"


def read_html(folder: Path, html: str | bytes) -> Document:
    path = folder / "page.html"
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    return read(path)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><nav>Home</nav><main>{BODY}</main><footer>Cookies</footer></body></html>",
        f"<html><body><header>Council</header><div role='main'>{BODY}</div></body></html>",
        f"<html><body><ul class='breadcrumb'><li>Home</li></ul>{BODY}<script>go()</script></body></html>",
        f"<html><body><div id='modgov'>{BODY}<ul class='mgLinks'><li>Agenda</li></ul></div><p>Top</p></body></html>",
    ],
)
def test_site_around_the_body_is_left_out(tmp_path: Path, page: str) -> None:
    assert [text for _, text in blocks(read_html(tmp_path, page))] == [BODY[3:-4]]


@pytest.mark.parametrize(
    ("title", "further"),
    [
        ("Issue - Fostering | Halton Borough Council", ["Halton Borough Council"]),
        ("Agenda item – Medway Council", ["Medway Council"]),
        ("Issue - Fostering | Democracy", []),
        ("This paragraph | the body of the page", []),
    ],
)
def test_council_whose_site_it_is_comes_from_the_title_of_the_page(
    tmp_path: Path, title: str, further: list[str]
) -> None:
    document = read_html(tmp_path, f"<html><head><title>{title}</title></head><body><main>{BODY}</main></body></html>")

    assert [text for _, text in blocks(document)] == [BODY[3:-4], *further]


def test_blocks_follow_the_markup(tmp_path: Path) -> None:
    page = f"""<!doctype html><html><body><main><h1>Focused
      visit</h1>{BODY}<p>Contact:<br>Ann Ash<br/>of <b>Democratic</b> Services</p>
      <ul><li>one<ul><li>deeper</li></ul></li><li><p>two</p></li></ul>
      <ol start="3"><li>three</li><li>four</li></ol><ol type="i"><li>first</li></ol>
      <table><caption>Judgements</caption><tr><th>Area</th><th>Grade</th></tr>
      <tr><td>Care<br>leavers</td><td><p>Good</p></td></tr><tr><td colspan=2>Alone</td></tr></table>
      <div>Loose words<h2>Next</h2>and more</div></main></body></html>"""
    assert blocks(read_html(tmp_path, page)) == [
        ("heading", "Focused visit"),
        ("paragraph", BODY[3:-4]),
        ("paragraph", "Contact:"),
        ("paragraph", "Ann Ash of Democratic Services"),
        ("item", "• one"),
        ("item", "◦ deeper"),
        ("item", "• two"),
        ("item", "3. three"),
        ("item", "4. four"),
        ("item", "i. first"),
        ("heading", "Judgements"),
        ("row", "Area\tGrade"),
        ("row", "Care leavers\tGood"),
        ("paragraph", "Alone"),
        ("paragraph", "Loose words"),
        ("heading", "Next"),
        ("paragraph", "and more"),
    ]


def test_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    page = (
        f"<html><body><table><tr><td>{BODY}<table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body></html>"
    )
    assert blocks(read_html(tmp_path, page)) == [("paragraph", BODY[3:-4]), ("row", "a\tb")]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-16", ""),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_encoding_is_what_the_bytes_bear_out(tmp_path: Path, encoding: str, declared: str) -> None:
    words = "caf\u00e9 costs \u20ac5" if encoding == "iso-8859-15" else "Children’s caf\u00e9 – £10m"
    page = f"<html><head><meta charset='{declared}'></head><body>{BODY}<p>{words}</p></body></html>"
    assert blocks(read_html(tmp_path, page.encode(encoding)))[-1] == ("paragraph", words)


def test_page_has_one_page_and_no_origins(tmp_path: Path) -> None:
    document = read_html(tmp_path, f"<html><body>{BODY}</body></html>")
    assert [(page.number, page.start, page.end) for page in document.pages] == [(1, 0, len(document.text))]
    assert document.origins == ()


def test_items_of_an_agenda_in_a_table_are_paragraphs(tmp_path: Path) -> None:
    rows = "<tr><th>No.</th><th>Item</th></tr><tr><td>4.</td><td><p><b>Ofsted visit</b></p><p>To note the letter.</p></td></tr>"
    page = f"<body>{BODY}<table>{rows}<tr><td>5.</td><td>Close</td></tr></table></body>"

    assert [text for _, text in blocks(read_html(tmp_path, page))][1:] == [
        "No.", "Item", "4.", "Ofsted visit", "To note the letter.", "5.", "Close",
    ]  # fmt: skip
