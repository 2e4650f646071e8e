"""Plain text: paragraphs from lines, and the marks of converters."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.read import read
from graph.read.decode import decode
from graph.statements import Document

Blocks = list[tuple[str, str]]


def read_text(folder: Path, text: str | bytes) -> Document:
    path = folder / "paper.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


def blocks(document: Document) -> Blocks:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


WRAPPED = """
Scrutiny Committee
Meeting to be held on Monday, 5 March 2018

Contact for further information:
Ann Ash, Director of Services,
Recommendation

The Committee is requested to:
i. Note and comment on the report.
ii. Consider an update each quarter on all that has been done since then and on

what came of it for children.

This report tells of the reviews of the last year. It gives an overview of what
went well and of what did not.  It also names the plans that inform the self-


assessment of all services and the action plan that goes with it, which are now
in place.
NA
"""


def test_wrapped_lines_are_joined_and_short_ones_are_not(tmp_path: Path) -> None:
    assert blocks(read_text(tmp_path, WRAPPED)) == [
        ("paragraph", "Scrutiny Committee"),
        ("paragraph", "Meeting to be held on Monday, 5 March 2018"),
        ("paragraph", "Contact for further information:"),
        ("paragraph", "Ann Ash, Director of Services,"),
        ("heading", "Recommendation"),
        ("paragraph", "The Committee is requested to:"),
        ("item", "i. Note and comment on the report."),
        (
            "item",
            "ii. Consider an update each quarter on all that has been done since then and on what came of it for children.",
        ),
        (
            "paragraph",
            (
                "This report tells of the reviews of the last year. It gives an overview of what went well and of what "
                "did not. It also names the plans that inform the self-assessment of all services and the action plan "
                "that goes with it, which are now in place."
            ),
        ),
        ("paragraph", "NA"),
    ]


def test_row_wider_than_the_page_does_not_widen_it(tmp_path: Path) -> None:
    rows = "Regional Director, East of England\tDeputy Chief Inspector, Primary Medical Services, Children Health and Justice\n"
    text = f"{WRAPPED}\n{rows}"
    assert blocks(read_text(tmp_path, text))[:-1] == blocks(read_text(tmp_path, WRAPPED))


def test_spaces_in_a_long_paragraph_part_no_columns(tmp_path: Path) -> None:
    long = "It was called to allow timely scrutiny of the Ofsted Monitoring Visit   Letter (dated 9 March 2022), and of its findings, ahead of the meeting in June, which had been asked for."
    assert blocks(read_text(tmp_path, f"{long}\nKind   Date\n")) == [
        ("paragraph", " ".join(long.split())),
        ("row", "Kind\tDate"),
    ]


def test_lines_of_an_unwrapped_file_are_paragraphs(tmp_path: Path) -> None:
    long = "A paragraph in one line, " * 20 + "ends here."
    assert blocks(read_text(tmp_path, f"Executive Summary\n{long}\n{long}\nConsultations\n\nN/A\n")) == [
        ("heading", "Executive Summary"),
        ("paragraph", long),
        ("paragraph", long),
        ("paragraph", "Consultations"),
        ("paragraph", "N/A"),
    ]


def test_flattened_table_cells_are_rows(tmp_path: Path) -> None:
    text = "\t1. Help\n\tGood\n\n\t    2.2 Progress of    \n    care leavers\n\tInadequate\n\n\tExecutive Summary\n\nDate:\t8 June 2018\n"
    assert blocks(read_text(tmp_path, text)) == [
        ("row", "1. Help\tGood"),
        ("row", "2.2 Progress of care leavers\tInadequate"),
        ("paragraph", "Executive Summary"),
        ("row", "Date:\t8 June 2018"),
    ]


def test_rows_below_an_empty_head_are_rows_of_their_own(tmp_path: Path) -> None:
    text = "\t2016 (SIF)\t2021 (ILACS)\nOverall\tInadequate\tGood\nAdoption\tGood\t-\n"
    assert blocks(read_text(tmp_path, text)) == [
        ("row", "2016 (SIF)\t2021 (ILACS)"),
        ("row", "Overall\tInadequate\tGood"),
        ("row", "Adoption\tGood\t-"),
    ]


def test_rows_of_markdown_are_rows_and_keep_their_empty_cells(tmp_path: Path) -> None:
    text = "| Subject: | Update |\n|---|:---|\n| **Grade** |  | Good |\n\nEither a|b or c.\n"
    assert blocks(read_text(tmp_path, text)) == [
        ("row", "Subject:\tUpdate"),
        ("row", "Grade\t\tGood"),
        ("paragraph", "Either a|b or c."),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("**Summary:**", "heading", "Summary:"),
        ("## **1. Background**", "heading", "1. Background"),
        ("<b>Report</b> of 10<sup>th</sup> April", "paragraph", "Report of 10th April"),
        ("Write to [a@b.org](mailto:a@b.org).", "paragraph", "Write to a@b.org."),
        ("See [the report](https://b.org/r).", "paragraph", "See the report (https://b.org/r)."),
        (
            "Between **10** and *11* May, 2*3 and snake_case_name",
            "paragraph",
            "Between 10 and 11 May, 2*3 and snake_case_name",
        ),
        ("- one", "item", "• one"),
        ("\uf0b7 one", "item", "• one"),
        ("o two", "item", "◦ two"),
        ("(b) three", "item", "(b) three"),
        ("of three", "paragraph", "of three"),
        ("---", None, ""),
    ],
)
def test_marks_are_stripped_with_the_way_back(tmp_path: Path, line: str, kind: str | None, text: str) -> None:
    document = read_text(tmp_path, f"{line}\nEnd.\n")
    assert blocks(document) == [*([(kind, text)] if kind else []), ("paragraph", "End.")]
    source = f"{line}\nEnd.\n".replace("\uf0b7", "•")
    found = [source[origin.offset : origin.offset + origin.length] for origin in document.origins]
    assert found == [document.text[origin.start : origin.start + origin.length] for origin in document.origins]


def test_form_feeds_part_pages_and_not_sentences(tmp_path: Path) -> None:
    document = read_text(tmp_path, "A sentence that is long enough to run over the page\x0cbreak goes on.\nEnd.\n")
    assert [text for _, text in blocks(document)] == [
        "A sentence that is long enough to run over the page break goes on.",
        "End.",
    ]
    assert [(page.number, document.text[page.start : page.end]) for page in document.pages] == [
        (1, "A sentence that is long enough to run over the page "),
        (2, "break goes on.\nEnd."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_is_told_from_the_bytes(tmp_path: Path, encoding: str) -> None:
    assert read_text(tmp_path, "Children’s services – £10m".encode(encoding)).text == "Children’s services – £10m"


def test_characters_that_are_none_are_left_out() -> None:
    assert decode(b"a\x81b") == "a\ufffdb"


def test_spaces_and_marks_of_direction_are_cleaned(tmp_path: Path) -> None:
    assert (
        read_text(tmp_path, "two\u00a0words\u200e and\u00ad a soft\u2003space\u202c").text
        == "two words and a soft space"
    )


def test_long_head_does_not_widen_a_wrapped_file(tmp_path: Path) -> None:
    head = "Report of an inspection of services for children in need of help, " * 3
    body = "Inspectors say that the council knows its families, and that in January\n2019 it made plans for each of them.\n"
    told = blocks(read_text(tmp_path, f"{head}\n\n" + f"{body}\n" * 12))
    assert told[1:3] == [("paragraph", " ".join(body.split()))] * 2


def test_heading_below_a_full_line_and_labelled_lines_stand_alone(tmp_path: Path) -> None:
    full = "Staff are proud of what they do, and they say so to whoever asks of it."
    text = f"{full}\nWhat needs to improve\n• The record of each visit.\nLead inspector: Ann Ash, Ben Birch, Cleo Crane, Dan Dale and Eve Elm\nTeam inspectors: Finn Field\n"
    told = blocks(read_text(tmp_path, f"{full}\n\n" * 9 + text))
    assert [words for _, words in told[9:]] == text.splitlines()


def test_ligatures_are_the_letters_that_they_join(tmp_path: Path) -> None:
    told = read_text(tmp_path, "The oﬃcer’s ﬁrst beneﬁt is ﬂair.")
    assert told.text == "The officer’s first benefit is flair."
    source = "The oﬃcer’s ﬁrst beneﬁt is ﬂair."
    parts = [
        (told.text[one.start : one.start + one.length], source[one.offset : one.offset + one.length])
        for one in told.origins
    ]
    assert (
        [mine for mine, _ in parts]
        == [theirs for _, theirs in parts]
        == ["The o", "cer’s ", "rst bene", "t is ", "air."]
    )
