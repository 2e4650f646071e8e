"""DOCX: files as python-docx writes them, and parts that it does not write, put in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from graph.read import read
from graph.statements import Document


def read_docx(folder: Path, write: Callable[[Any], None]) -> Document:
    made = docx.Document()
    write(made)
    buffer = io.BytesIO()
    made.save(buffer)
    path = folder / "paper.docx"
    path.write_bytes(buffer.getvalue())
    return read(path)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_are_told_by_style_or_by_weight(tmp_path: Path) -> None:
    def write(made: Any) -> None:
        made.add_heading("Focused visit", 0)
        made.add_heading("Background", 2)
        made.add_paragraph().add_run("Key messages").bold = True
        made.add_paragraph("Lead inspector: ").add_run("Ann Ash").bold = True

    assert blocks(read_docx(tmp_path, write)) == [
        ("heading", "Focused visit"),
        ("heading", "Background"),
        ("heading", "Key messages"),
        ("paragraph", "Lead inspector: Ann Ash"),
    ]


def test_lists_get_the_marks_that_stand_in_no_text(tmp_path: Path) -> None:
    def write(made: Any) -> None:
        made.add_paragraph("one", style="List Bullet")
        made.add_paragraph("first", style="List Number")
        made.add_paragraph("second", style="List Number")
        made.add_paragraph("4.\ttyped by hand")

    assert blocks(read_docx(tmp_path, write)) == [
        ("item", "• one"),
        ("item", "1. first"),
        ("item", "2. second"),
        ("item", "4. typed by hand"),
    ]


def test_tables_and_tabs_make_rows(tmp_path: Path) -> None:
    def write(made: Any) -> None:
        made.add_paragraph("Date:\t8 June 2018")
        table = made.add_table(2, 2)
        for cell, text in zip(table.columns[0].cells, ("Care leavers", "Executive summary"), strict=True):
            cell.text = text
        table.cell(0, 1).text = "Requires improvement\nto be good"

    assert blocks(read_docx(tmp_path, write)) == [
        ("row", "Date:\t8 June 2018"),
        ("row", "Care leavers\tRequires improvement to be good"),
        ("paragraph", "Executive summary"),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>as</w:t></w:r><w:del><w:r><w:delText>was</w:delText></w:r></w:del>", "as"),
        ("<w:ins><w:r><w:t>put in</w:t></w:r></w:ins>", "put in"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>field</w:t></w:r>", "field"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t></w:r>", "multi-agency"),
        ("<w:r><w:t>runs over</w:t><w:br/><w:t>a break</w:t></w:r>", "runs over a break"),
        ("<w:r><w:t>Stops.</w:t><w:br/><w:t>Starts</w:t></w:r>", "Stops.\nStarts"),
    ],
)
def test_text_is_what_a_reader_sees(tmp_path: Path, inner: str, text: str) -> None:
    def write(made: Any) -> None:
        made.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))

    assert read_docx(tmp_path, write).text == text


def test_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    markup = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    alternate = f"<mc:AlternateContent {markup}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"

    def write(made: Any) -> None:
        made.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Beside it</w:t>{alternate}</w:r></w:p>"))

    assert [text for _, text in blocks(read_docx(tmp_path, write))] == ["Beside it", "In the box"]


def test_main_part_may_have_a_number(tmp_path: Path) -> None:
    """Word on the web numbers the parts of some files."""
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document2.xml",
            f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Minutes</w:t></w:r></w:p></w:body></w:document>",
        )
    assert read(path).text == "Minutes"
