"""Scanned pages: which they are, and their words, as OCRmyPDF and tesseract recognise them where both are installed.

OCRmyPDF runs in a process of its own, so that it can be stopped, and sees the scanned pages alone: what has text keeps
it as it is, and neither a signature nor a lock on the file stands in the way.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import UnreadableDocument
from graph.read.drafts import Source
from graph.read.furniture import PageSegments
from graph.read.optics import find_command, missing

LIMIT = 20 * 60  # seconds for the scanned pages of one document; a page takes two or three
FEW = 25  # characters: a scanned page may have its number in the pack stamped on it, but no more
PIXELS = 300_000  # a page of A4 at 60 to the inch; what has fewer is a logo, and no words can be read in it
_OPTIONS = (
    *(
        "--force-ocr",
        "--oversample",
        "300",
        "--deskew",
        "--output-type",
        "pdf",
        "--optimize",
        "0",
        "--jobs",
        "1",
        "--quiet",
    ),
    # One column (4), because the layout is found here: left to itself, tesseract parts numbers from their paragraphs.
    *("--language", "eng", "--tesseract-pagesegmode", "4", "--tesseract-timeout", str(LIMIT)),
)


def find_scans(pdf: pypdfium2.PdfDocument, pages: Sequence[PageSegments]) -> list[int]:
    """The indices of the pages that are pictures, with next to no text."""
    bare = [index for index, (_, found) in enumerate(pages) if sum(len(segment.text) for segment in found) <= FEW]
    return [index for index in bare if _pixels(pdf[index]) >= PIXELS]


def _pixels(page: pypdfium2.PdfPage) -> int:
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    try:
        sizes: list[tuple[int, int]] = [image.get_px_size() for image in images]
    except pypdfium2.PdfiumError:
        return 0  # a broken picture, on which nothing can be read either
    finally:
        page.close()
    return sum(width * height for width, height in sizes)


def read_scans(pdf: pypdfium2.PdfDocument, scans: Sequence[int], source: Source) -> bytes:
    """A PDF of these pages alone with their words as text; `UnreadableDocument` says why there is none."""
    if steps := missing():
        raise UnreadableDocument(source.path, f"is a scan without text; to have it read: {steps}")
    try:
        with tempfile.TemporaryDirectory(prefix="scan-") as folder:
            return _add_text(pdf, scans, source, Path(folder))
    except (OSError, pypdfium2.PdfiumError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its pages are broken"
        raise UnreadableDocument(source.path, f"is a scan that cannot be given to OCRmyPDF: {reason}") from error


def _add_text(pdf: pypdfium2.PdfDocument, scans: Sequence[int], source: Source, folder: Path) -> bytes:
    before, after = folder / "scan.pdf", folder / "text.pdf"
    with pypdfium2.PdfDocument.new() as picked:
        picked.import_pages(pdf, list(scans))
        picked.save(before)
    status = _run([*find_command(), *_OPTIONS, str(before), str(after)], folder, source)
    if status or not after.exists():
        reason = f"is a scan that OCRmyPDF cannot read (its exit status is {status}); use a version with text"
        raise UnreadableDocument(source.path, reason)
    return after.read_bytes()


def _run(command: Sequence[str], folder: Path, source: Source) -> int:
    """The exit status of a command, which is ended with all that it started where it takes too long."""
    # One thread each: a build reads as many documents at once as there are cores.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)}
    silent = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603  # a fixed command on files of our own naming
        command, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    )
    try:
        return process.wait(LIMIT)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            reason = f"is a scan whose words could not be recognised within {LIMIT // 60} minutes; split it"
            raise UnreadableDocument(source.path, reason) from error
        raise
