"""PDF: what a page's layout says. Each page is drawn by the test itself, from general rules of typesetting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from graph.read import read
from graph.statements import Document
from tests.read.pdfs import Mark, Rule, Words, grid, lines, make_pdf

Reader = Callable[..., Document]
Blocks = list[tuple[str, str]]


@pytest.fixture
def read_pages(tmp_path: Path) -> Reader:
    """Reads a PDF with the given pages."""

    def reader(*pages: Sequence[Mark]) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(make_pdf(*pages))
        return read(path)

    return reader


def blocks(document: Document) -> Blocks:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


FULL = "This line is as long as the column is wide, so that the next word does not fit"
BODY = lines(FULL, "and goes on below.", down=600)


def test_paragraph_joins_wrapped_lines_and_parts_at_gaps(read_pages: Reader) -> None:
    page = [*lines(FULL, "and goes on below."), *lines("Another paragraph.", down=140)]
    assert blocks(read_pages(page)) == [
        ("paragraph", f"{FULL} and goes on below."),
        ("paragraph", "Another paragraph."),
    ]


def test_short_lines_below_one_another_stay_apart(read_pages: Reader) -> None:
    page = [*BODY, *lines("Piccadilly Gate", "Store Street", "Manchester", down=700)]
    assert blocks(read_pages(page))[1:] == [
        ("paragraph", "Piccadilly Gate"),
        ("paragraph", "Store Street"),
        ("paragraph", "Manchester"),
    ]


def test_heading_is_larger_or_bold_and_may_wrap(read_pages: Reader) -> None:
    title = lines("Inspection of services for children in need of help", "and protection", size=20, leading=24)
    bold = [Words(72, 200, "Report published: 27 November 2015", bold=True)]
    label = [Words(72, 230, "Lead inspector:", bold=True), Words(172, 230, "Jane Doe")]
    assert blocks(read_pages([*title, *bold, *label, *BODY])) == [
        ("heading", "Inspection of services for children in need of help and protection"),
        ("heading", "Report published: 27 November 2015"),
        ("paragraph", "Lead inspector: Jane Doe"),
        ("paragraph", f"{FULL} and goes on below."),
    ]


def test_item_starts_at_its_mark_and_takes_hanging_lines(read_pages: Reader) -> None:
    page = [
        *[Words(72, 100, "•"), Words(90, 100, FULL[:70]), Words(90, 114.5, "goes on here.")],
        *[Words(72, 135, "•"), Words(90, 135, "The second item.")],
        *[Words(72, 160, "12."), Words(99, 160, "Ensure that numbers stay.")],
    ]
    assert blocks(read_pages(page)) == [
        ("item", f"• {FULL[:70]} goes on here."),
        ("item", "• The second item."),
        ("item", "12. Ensure that numbers stay."),
    ]


def test_number_at_a_lines_start_is_no_mark_in_mid_sentence(read_pages: Reader) -> None:
    page = lines("Educational aspirations for them remain low, particularly once they reach", "16. Many wait too long.")
    assert [kind for kind, _ in blocks(read_pages(page))] == ["paragraph"]


def test_table_rows_come_from_drawn_borders_with_centred_cells_joined(read_pages: Reader) -> None:
    """Judgement tables: the right cell stands half-way down beside two lines of the left one."""
    page = [
        *grid([72, 300, 520], [130, 160, 200, 230]),
        *[Words(78, 150, "Judgement", bold=True), Words(306, 150, "Grade", bold=True)],
        *[Words(78, 175, "The impact of leaders on social work"), Words(306, 182, "Requires improvement to be good")],
        *[Words(78, 189.5, "practice with children"), Words(78, 218, "Overall effectiveness"), Words(306, 218, "Good")],
    ]
    assert blocks(read_pages(page)) == [
        ("row", "Judgement\tGrade"),
        ("row", "The impact of leaders on social work practice with children\tRequires improvement to be good"),
        ("row", "Overall effectiveness\tGood"),
    ]


def test_cells_of_one_column_are_blocks_of_their_own(read_pages: Reader) -> None:
    """Areas for improvement: only the border says where one ends, since there is no more space between the lines."""
    first, second = "Leaders across the partnership should improve how they", "Leaders should work together."
    page = [*grid([66, 400], [85, 122, 137]), *lines(first, "talk to families.", second)]
    assert blocks(read_pages(page)) == [("paragraph", f"{first} talk to families."), ("paragraph", second)]


def test_columns_without_borders_are_rows_in_whatever_order_they_were_written(read_pages: Reader) -> None:
    page = [
        *[Words(72, 100, "Ofsted", bold=True), Words(320, 100, "Care Quality Commission", bold=True)],
        *[Words(72, 114.5, "Ann Ash, lead inspector"), Words(72, 129, "Bea Birch, HMI")],
        *[Words(320, 114.5, "Carl Cedar, lead inspector"), Words(320, 129, "Dan Deal, inspector")],
        Words(72, 143.5, "Eve Elm, HMI"),
    ]
    assert blocks(read_pages(page)) == [
        ("row", "Ofsted\tCare Quality Commission"),
        ("row", "Ann Ash, lead inspector\tCarl Cedar, lead inspector"),
        ("row", "Bea Birch, HMI\tDan Deal, inspector"),
        ("paragraph", "Eve Elm, HMI"),
    ]


def test_cells_without_borders_that_all_go_on_are_one_row_and_text_below_is_none(read_pages: Reader) -> None:
    """A table on a small page: "Requires improvement" is torn in one cell while the area's name is torn in the other."""
    page = [
        *[Words(72, 100, "Adoption"), Words(320, 100, "Good")],
        *[Words(72, 114.5, "Children looked after and achieving"), Words(320, 114.5, "Requires")],
        *[Words(72, 129, "permanence"), Words(320, 129, "improvement")],
        *lines(
            "The council knows its services well and has a plan for each of",
            "them, which its partners share.",
            down=143.5,
        ),
    ]
    assert blocks(read_pages(page)) == [
        ("row", "Adoption\tGood"),
        ("row", "Children looked after and achieving permanence\tRequires improvement"),
        ("paragraph", "The council knows its services well and has a plan for each of them, which its partners share."),
    ]


def test_columns_of_running_text_are_read_one_after_the_other(read_pages: Reader) -> None:
    left = lines("The left column of the page has", "these two lines.", down=100)
    right = lines("The right one comes after it, with", "two lines more.", left=320, down=93)
    assert blocks(read_pages([*left, *right])) == [
        ("paragraph", "The left column of the page has these two lines."),
        ("paragraph", "The right one comes after it, with two lines more."),
    ]


def test_row_over_a_page_break_is_one_row(read_pages: Reader) -> None:
    first = [
        *grid([72, 300, 520], [700, 740]),
        *[Words(78, 715, "The council and the"), Words(306, 715, "Leaders should improve how they")],
    ]
    second = [
        *grid([72, 300, 520], [90, 130]),
        *[Words(78, 105, "Integrated Care Board"), Words(306, 105, "work together.")],
    ]
    document = read_pages([*BODY, *first], second)
    assert blocks(document)[1:] == [
        ("row", "The council and the Integrated Care Board\tLeaders should improve how they work together.")
    ]


def page_with_furniture(number: int, *text: str) -> list[Mark]:
    """A page whose head and number are written before its text, as Word writes them."""
    return [Words(72, 40, "Inspection of Somewhere", 9), Words(500, 810, str(number), 16), *lines(*text)]


def test_furniture_is_what_stands_in_the_margin_of_page_after_page(read_pages: Reader) -> None:
    document = read_pages(
        [Words(72, 100, "Inspection of Somewhere", 22), *lines("Text of page one.", down=160)],
        page_with_furniture(2, FULL),
        page_with_furniture(3, "and goes on over the break."),
        page_with_furniture(4, "Text of page four."),
    )
    assert blocks(document) == [
        ("heading", "Inspection of Somewhere"),
        ("paragraph", "Text of page one."),
        ("paragraph", f"{FULL} and goes on over the break."),
        ("paragraph", "Text of page four."),
    ]


def test_page_of_an_offset_is_where_the_words_stand(read_pages: Reader) -> None:
    document = read_pages(page_with_furniture(1, FULL), page_with_furniture(2, "and goes on over the break."))
    middle = document.text.index("and goes on")
    assert [(page.number, page.start, page.end) for page in document.pages] == [
        (1, 0, middle),
        (2, middle, len(document.text)),
    ]
    assert (document.page_at(middle - 1), document.page_at(middle)) == (1, 2)


def test_footnote_stands_apart_and_its_mark_goes(read_pages: Reader) -> None:
    first = [
        *[
            Words(72, 100, "Review of the safeguarding board"),
            Words(252, 95, "1", 7),
            Words(262, 100, "by Ofsted, which"),
        ],
        Rule(72, 760, 140, 0.5),
        *[Words(72, 772, "1", 5), Words(80, 775, "A note in small print.", 8)],
    ]
    document = read_pages([*lines(FULL, FULL, FULL, down=40), *first], lines("goes on over the break."))
    assert blocks(document)[-2:] == [
        ("paragraph", "Review of the safeguarding board by Ofsted, which goes on over the break."),
        ("paragraph", "1 A note in small print."),
    ]


def test_hyphen_at_a_lines_end_stays_unless_the_document_writes_the_word_in_one(read_pages: Reader) -> None:
    kept = lines("The hub is well established, and in it work many professionals from multi-", "agency teams.")
    joined = lines(
        "They share all they know without delay, and do so in writing, for infor-", "mation is safety.", down=150
    )
    page = [*kept, *joined, *lines("Good information helps.", down=200)]
    assert [text for _, text in blocks(read_pages(page))] == [
        "The hub is well established, and in it work many professionals from multi-agency teams.",
        "They share all they know without delay, and do so in writing, for information is safety.",
        "Good information helps.",
    ]


def test_origins_lead_back_to_the_pages_own_characters(read_pages: Reader, tmp_path: Path) -> None:
    document = read_pages(page_with_furniture(1, FULL, "goes on."), page_with_furniture(2, "• Item", "text"))
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    found = [texts[origin.page - 1][origin.offset : origin.offset + origin.length] for origin in document.origins]
    assert found == [document.text[origin.start : origin.start + origin.length] for origin in document.origins]
    covered = {place for origin in document.origins for place in range(origin.start, origin.start + origin.length)}
    added = [character for place, character in enumerate(document.text) if place not in covered]
    assert added == [" ", "\n", " ", " "]


def test_sentence_that_changes_its_weight_at_a_lines_end_stays_whole(read_pages: Reader) -> None:
    """Grade boxes of 2014: "… (LSCB) is" in plain type, and the grade below it in bold."""
    box = [
        *grid([66, 500], [85, 130]),
        *[Words(72, 100, "The effectiveness of the Local Safeguarding Children Board (LSCB) here is")],
        *[Words(72, 114.5, "requires improvement", bold=True), *BODY],
    ]
    text = "The effectiveness of the Local Safeguarding Children Board (LSCB) here is requires improvement"
    assert blocks(read_pages(box))[0] == ("paragraph", text)


def test_column_goes_on_where_a_long_name_leaves_little_gap(read_pages: Reader) -> None:
    page = [
        *[Words(72, 100, "Ofsted", bold=True), Words(285, 100, "Care Quality Commission", bold=True)],
        *[Words(72, 114.5, "Ann Ashworth-Applegarth, Ofsted HMI"), Words(285, 114.5, "Carl Cedar")],
        *[Words(72, 129, "Bea Birch"), Words(285, 129, "Dan Deal")],
    ]
    assert blocks(read_pages(page))[1:] == [
        ("row", "Ann Ashworth-Applegarth, Ofsted HMI\tCarl Cedar"),
        ("row", "Bea Birch\tDan Deal"),
    ]


def test_contents_line_that_wraps_is_one_row(read_pages: Reader) -> None:
    page = [
        *[Words(72, 100, "Executive summary"), Words(510, 100, "2")],
        *[Words(72, 114.5, "The experiences and progress of children who need help and")],
        *[Words(72, 129, "protection"), Words(503, 129, "10")],
    ]
    assert blocks(read_pages(page)) == [
        ("row", "Executive summary\t2"),
        ("row", "The experiences and progress of children who need help and protection\t10"),
    ]


def test_cell_that_goes_on_alone_after_a_page_break_joins_its_row(read_pages: Reader) -> None:
    first = [
        *grid([72, 300, 520], [700, 740]),
        *[Words(78, 715, "The council"), Words(306, 715, "Leaders should put")],
    ]
    second = [
        *grid([72, 300, 520], [90, 110, 130]),
        *[Words(306, 105, "steps in place."), Words(78, 125, "The board"), Words(306, 125, "It should meet.")],
    ]
    assert blocks(read_pages([*BODY, *first], second))[1:] == [
        ("row", "The council\tLeaders should put steps in place."),
        ("row", "The board\tIt should meet."),
    ]


def test_numbered_paragraphs_are_items_by_the_number_before(read_pages: Reader) -> None:
    """With three figures no tab is left, and where the tab is no character the number sticks to the word."""
    page = [
        *[Words(72, 100, "99."), Words(99, 100, "The first.")],
        *lines("100. The second.", down=125),
        *lines("101.The third.", down=150),
        *lines("2. However, this is none.", down=175),
        *BODY,
    ]
    assert blocks(read_pages(page))[:4] == [
        ("item", "99. The first."),
        ("item", "100. The second."),
        ("item", "101. The third."),
        ("paragraph", "2. However, this is none."),
    ]


def test_dash_lists_are_items_and_small_headings_headings(read_pages: Reader) -> None:
    page = [
        Words(72, 100, "Care leavers", 12.6),
        *lines(
            "They are told:", "– 217 live with foster families, of whom most live in the area of the council", down=122
        ),
        *lines("– 18 live with parents.", down=151),
        *BODY,
    ]
    assert blocks(read_pages(page))[:4] == [
        ("heading", "Care leavers"),
        ("paragraph", "They are told:"),
        ("item", "• 217 live with foster families, of whom most live in the area of the council"),
        ("item", "• 18 live with parents."),
    ]
