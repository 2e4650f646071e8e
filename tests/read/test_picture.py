"""Pages as pictures: drawn within bounds, and words found where they stand, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from graph.errors import UnreadableDocument
from graph.leaves import Area, Piece
from graph.read import read
from graph.read.picture import COLOURS, draw, locate

WORDS = "Overall effectiveness is good"


def write(path: Path, *, size: tuple[float, float] = (595, 842), turned: int = 0, cropped: bool = False) -> Path:
    """A page with one line, 12 points high, from 72 points right of and 700 above the lower left corner on."""
    canvas = Canvas(str(path), pagesize=size)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, WORDS)
    canvas.setPageRotation(turned)
    if cropped:
        canvas.setCropBox((50, 600, 400, 800))
    canvas.save()
    return path


def find(path: Path, *pieces: Piece) -> tuple[Area, ...]:
    return locate(path, 1, [pieces]).areas[0]


def test_words_are_found_where_they_stand(tmp_path: Path) -> None:
    page = write(tmp_path / "page.pdf")
    leaf = locate(page, 1, [[Piece(0, "Overall")], [Piece(25, "good")], [Piece(8, "effectiveness is good")]])
    assert (leaf.width, leaf.height, leaf.text) == (595, 842, WORDS)
    overall, good, rest = (areas[0] for areas in leaf.areas)
    assert overall.left == pytest.approx(72, abs=0.1)
    assert overall.left + overall.width < rest.left < good.left
    assert rest.left + rest.width == pytest.approx(good.left + good.width, abs=0.1)
    # The line stands between its letters' feet and heads, 142 points below the upper edge.
    assert overall.top < 842 - 700 - 8 < 842 - 700 <= overall.top + overall.height
    assert 10 < overall.height < 17


def test_words_are_found_on_pages_that_are_turned_or_cropped(tmp_path: Path) -> None:
    upright = find(write(tmp_path / "upright.pdf"), Piece(0, WORDS))[0]
    turned = find(write(tmp_path / "turned.pdf", turned=90), Piece(0, WORDS))[0]
    cropped = find(write(tmp_path / "cropped.pdf", cropped=True), Piece(0, WORDS))[0]
    # Turned by a quarter, what was at the left is at the top, and what was at the top at the right.
    expected = (842 - upright.top - upright.height, upright.left, upright.height, upright.width)
    assert turned == pytest.approx(expected, abs=0.2)
    assert cropped == pytest.approx((upright.left - 50, upright.top - 42, upright.width, upright.height), abs=0.2)


def test_each_line_has_an_area_of_its_own(tmp_path: Path) -> None:
    assert len(find(write(tmp_path / "page.pdf"), Piece(0, "Overall"), Piece(25, "good"))) == 2


@pytest.mark.parametrize("piece", [Piece(1, "Overall"), Piece(0, "overall"), Piece(25, "goodness"), Piece(500, "good")])
def test_words_that_stand_elsewhere_are_not_found(tmp_path: Path, piece: Piece) -> None:
    assert find(write(tmp_path / "page.pdf"), Piece(0, "Overall"), piece) == ()


def test_every_word_of_a_report_is_found_by_its_origins(report: Callable[[str], Path]) -> None:
    path = report("lancashire-2015-11-27-single-inspection.pdf")
    document = read(path)
    for page in document.pages:
        wanted = [
            [Piece(origin.offset, document.text[origin.start : origin.start + origin.length])]
            for origin in document.origins
            if origin.page == page.number
        ]
        found = locate(path, page.number, wanted).areas
        assert [len(areas) for areas in found] == [1] * len(wanted)


def test_picture_is_as_wide_as_asked_for_and_small(tmp_path: Path) -> None:
    with Image.open(BytesIO(draw(write(tmp_path / "page.pdf"), 1, 600))) as picture:
        assert (picture.format, picture.size) == ("PNG", (600, 850))
        colours = picture.convert("RGB").getcolors(COLOURS)
    assert colours is not None
    assert max(colours)[1] == (255, 255, 255)


def test_page_larger_than_any_paper_is_drawn_within_bounds(tmp_path: Path) -> None:
    tall = write(tmp_path / "tall.pdf", size=(10, 14_000))
    with Image.open(BytesIO(draw(tall, 1, 600))) as picture:
        assert picture.height <= 2400


def test_comments_are_not_drawn(tmp_path: Path) -> None:
    page = write(tmp_path / "page.pdf")
    plain = draw(page, 1, 600)
    canvas = Canvas(str(tmp_path / "noted.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, WORDS)
    canvas.freeTextAnnotation("Jo Bell told me", "/DAString (0 0 0 rg /F1 12 Tf)", (100, 100, 300, 200))
    canvas.save()
    assert draw(tmp_path / "noted.pdf", 1, 600) == plain


@pytest.mark.parametrize(
    ("number", "reason"), [(0, "has no page 0"), (2, "has no page 2"), (10**9, "has no page 1000000000")]
)
def test_page_that_is_not_there_is_told(tmp_path: Path, number: int, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        locate(write(tmp_path / "page.pdf"), number, [])


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\n", b"<html>", b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"],
)
def test_broken_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.pdf").write_bytes(content)
    with pytest.raises(UnreadableDocument):
        draw(tmp_path / "broken.pdf", 1, 600)


def test_place_of_words_is_where_the_picture_is_dark(tmp_path: Path) -> None:
    path = write(tmp_path / "page.pdf")
    with Image.open(BytesIO(draw(path, 1, 595))) as picture:
        area = find(path, Piece(0, WORDS))[0]
        shade = picture.convert("L")
        box = (int(area.left), int(area.top), int(area.left + area.width) + 1, int(area.top + area.height) + 1)
        inside, whole = (
            sum(1 for value in part.get_flattened_data() if value < 128) for part in (shade.crop(box), shade)
        )
    assert inside == whole > 0
