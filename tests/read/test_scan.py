"""Scanned pages: a page of a sample report, made a picture by the test, is read again, and never passes for text."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from graph.dates import Date
from graph.errors import UnreadableDocument
from graph.knowledge import reading_version
from graph.read import PDF, optics, read, scan
from graph.read.drafts import Source
from graph.recognise import recognise
from graph.statements import Document, Doubt

SAMPLE = "lancashire-2023-01-26-ilacs-inspection.pdf"
INSTALL = "pip install 'ocrmypdf>=17.0' and install tesseract (Debian: apt-get install tesseract-ocr)"
DOTS = 200  # to the inch, as office scanners have it


def add_picture(made: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> None:
    """A page with nothing but the picture of another."""
    width, height = page.get_size()
    image = pypdfium2.PdfImage.new(made)
    image.set_bitmap(page.render(scale=DOTS / 72))
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    blank = made.new_page(width, height)
    blank.insert_obj(image)
    blank.gen_content()


@pytest.fixture(scope="module")
def text(report: Callable[[str], Path]) -> Document:
    return read(report(SAMPLE))


@pytest.fixture(scope="module")
def scanned(report: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of the sample as a picture."""
    path = tmp_path_factory.mktemp("scans") / "scanned.pdf"
    with pypdfium2.PdfDocument(report(SAMPLE)) as pdf, pypdfium2.PdfDocument.new() as made:
        add_picture(made, pdf[0])
        made.save(path)
    return path


@pytest.fixture(scope="module")
def recognised(ocr: None, scanned: Path) -> Document:  # noqa: ARG001
    """That page as it is read."""
    return read(scanned)


@pytest.fixture(scope="module")
def mixed(report: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its first page as a picture behind the second, which keeps its text."""
    path = tmp_path_factory.mktemp("scans") / "mixed.pdf"
    with pypdfium2.PdfDocument(report(SAMPLE)) as pdf, pypdfium2.PdfDocument.new() as made:
        made.import_pages(pdf, [1])
        add_picture(made, pdf[0])
        made.save(path)
    return path


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which neither OCRmyPDF nor tesseract is installed."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(optics, "find_spec", lambda _name: None)


def words_of(document: Document, number: int) -> str:
    """The text of a page."""
    page = document.pages[number - 1]
    return document.text[page.start : page.end]


def share_found(wanted: str, found: str) -> float:
    """Which part of the words wanted are among those found, each as often as it stands there."""
    words = Counter(wanted.split())
    return (words & Counter(found.split())).total() / words.total()


def test_scanned_page_is_read_as_its_text_would_be(recognised: Document, scanned: Path, text: Document) -> None:
    document = recognised
    first = words_of(text, 1)
    # Bullets and the first words of items are what is misread; 19 words of 20 stand as printed.
    assert share_found(first, document.text) > 0.95
    assert share_found(document.text, first) > 0.95
    assert (document.sha256, document.media_type) == (hashlib.sha256(scanned.read_bytes()).hexdigest(), PDF)
    assert ([page.number for page in document.pages], document.origins) == ([1], ())
    assert document.doubts == (Doubt("text", "the text of page 1 was recognised optically and may hold errors"),)


def test_scanned_report_tells_council_dates_and_grades(recognised: Document, text: Document) -> None:
    said, printed = recognise(recognised), recognise(text).inspections[0]
    told = said.inspections[0]
    assert told.council is not None
    assert told.start is not None
    assert told.end is not None
    assert told.lead_inspector is not None
    assert (told.council.value, told.start.value, told.end.value) == (
        "E10000017",
        Date(2022, 11, 28),
        Date(2022, 12, 9),
    )
    assert (told.framework and told.framework.value, told.lead_inspector.value) == ("ILACS", "Sarah Canto")
    # The borders of the table are seen in the picture, so that no cell is taken apart: a grade may be missing, none is wrong.
    grades = {(row.area_key, row.grade_key) for row in printed.judgements}
    assert {(row.area_key, row.grade_key) for row in told.judgements} <= grades
    assert len(told.judgements) >= 3
    assert said.doubts[0].field == "text"


@pytest.mark.usefixtures("ocr")
def test_page_with_text_keeps_it_beside_a_scanned_one(mixed: Path, text: Document) -> None:
    document = read(mixed)
    assert words_of(text, 2).strip() in words_of(document, 1)
    assert share_found(words_of(text, 1), words_of(document, 2)) > 0.95
    assert {origin.page for origin in document.origins} == {1}
    assert document.doubts == (Doubt("text", "the text of page 2 was recognised optically and may hold errors"),)


@pytest.mark.usefixtures("without_ocr")
def test_scan_is_unread_with_what_to_install(scanned: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(scanned)
    assert caught.value.reason == f"is a scan without text; to have it read: {INSTALL}"


@pytest.mark.usefixtures("without_ocr")
def test_document_says_which_of_its_pages_was_not_read(mixed: Path, text: Document) -> None:
    document = read(mixed)
    reason = f"the text of page 2 was not read: it is a scan without text; to have it read: {INSTALL}"
    assert document.doubts == recognise(document).doubts[:1] == (Doubt("text", reason),)
    assert words_of(text, 2).strip() in document.text


def test_what_was_unread_is_read_again_when_ocr_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(lacking: str) -> str:
        monkeypatch.setattr("graph.knowledge.missing", lambda: lacking)
        return reading_version.__wrapped__()

    assert version("") == version("") != version(INSTALL)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (
            "import sys; sys.exit(8)",
            "is a scan that OCRmyPDF cannot read (its exit status is 8); use a version with text",
        ),
        ("pass", "is a scan that OCRmyPDF cannot read (its exit status is 0); use a version with text"),
    ],
)
def test_failure_is_told_in_one_line(scanned: Path, monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    monkeypatch.setattr(scan, "missing", str)
    monkeypatch.setattr(scan, "find_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(UnreadableDocument) as caught:
        read(scanned)
    assert caught.value.reason == reason


def test_scan_that_takes_too_long_ends_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "child"
    program = (
        "import pathlib, subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\npathlib.Path({str(note)!r}).write_text(str(child.pid))\nchild.wait()"
    )
    monkeypatch.setattr(scan, "LIMIT", 3)
    with pytest.raises(UnreadableDocument, match="could not be recognised within") as caught:
        scan._run([sys.executable, "-c", program], tmp_path, Source("long.pdf", "", PDF))
    assert isinstance(caught.value.__cause__, subprocess.TimeoutExpired)
    assert has_ended(int(note.read_text()))


def has_ended(process: int) -> bool:
    """Whether a process ends within a few seconds; one that nobody has buried yet has ended."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    return False
