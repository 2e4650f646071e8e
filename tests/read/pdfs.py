"""Writes small PDFs byte by byte, so that each test shows on one screen what stands where on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

HEIGHT = 842  # points: A4


class Words(NamedTuple):
    """Words that start at `left`, on a line `down` points below the page's upper edge."""

    left: float
    down: float
    text: str
    size: float = 12
    bold: bool = False


class Rule(NamedTuple):
    """A drawn line, as Word draws table borders: a filled rectangle half a point thick."""

    left: float
    down: float
    width: float
    height: float


Mark = Words | Rule


def lines(*texts: str, left: float = 72, down: float = 100, leading: float = 14.5, size: float = 12) -> list[Words]:
    """Lines below one another."""
    return [Words(left, down + index * leading, text, size) for index, text in enumerate(texts)]


def grid(lefts: Sequence[float], downs: Sequence[float]) -> list[Rule]:
    """The borders of a table: standing lines at `lefts`, lying ones at `downs`."""
    width, height = lefts[-1] - lefts[0], downs[-1] - downs[0]
    standing = [Rule(left, downs[0], 0.5, height) for left in lefts]
    return [*standing, *(Rule(lefts[0], down, width, 0.5) for down in downs)]


def make_pdf(*pages: Sequence[Mark], trailer: str = "") -> bytes:
    """A PDF with these pages, in Helvetica; `trailer` goes into its trailer."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        content = "\n".join(_draw(mark) for mark in page)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assemble(objects, trailer)


def _draw(mark: Mark) -> str:
    if isinstance(mark, Rule):
        return f"{mark.left} {HEIGHT - mark.down - mark.height} {mark.width} {mark.height} re f"
    text = mark.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if mark.bold else "F1"
    return f"BT /{font} {mark.size} Tf 1 0 0 1 {mark.left} {HEIGHT - mark.down} Tm ({text}) Tj ET"


def assemble(objects: Sequence[str], trailer: str) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return bytes(data) + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("cp1252")
