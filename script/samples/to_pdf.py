"""A source as a PDF in the form of an inspectorate's report: tables with centred cells, bullets, page furniture.

The page streams are left uncompressed and the file carries a fixed date and identifier, so that the same source gives
the same bytes wherever it is made.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph
from reportlab.platypus import Table as Grid

from samples.markup import Block, Source, Table, spans

SIDE, TOP, BOTTOM = 27 * mm, 38 * mm, 36 * mm
WIDTH = A4[0] - 2 * SIDE
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=16, spaceAfter=11)
STYLES = {
    "title": ParagraphStyle("title", BODY, fontSize=22, leading=27, spaceAfter=12),
    "heading": ParagraphStyle(
        "heading", BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=8, keepWithNext=1
    ),
    "subheading": ParagraphStyle("subheading", BODY, fontName="Helvetica-Bold", spaceBefore=4, keepWithNext=1),
    "item": ParagraphStyle("item", BODY, leftIndent=18, bulletIndent=2, spaceAfter=6),
    "numbered": ParagraphStyle("numbered", BODY, leftIndent=28, bulletIndent=0),
    "line": ParagraphStyle("line", BODY, spaceAfter=7),
    "paragraph": BODY,
}
CELL = ParagraphStyle("cell", BODY, fontSize=11, leading=13.5, spaceAfter=0)
NOTE = ParagraphStyle("note", BODY, fontSize=7.5, leading=9, spaceAfter=0)
TAGS = {"plain": "{}", "bold": "<b>{}</b>", "raised": "<super size=7>{}</super>"}
SQUARE = "<font name='ZapfDingbats' size=8>n</font>"


class Footnote(Flowable):
    """A note that takes no room where it stands and is printed under a rule at the foot of its page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        note = Paragraph(_marked(self.text), NOTE)
        _, height = note.wrap(WIDTH, A4[1])
        self.canv.saveState()
        self.canv.resetTransforms()
        self.canv.line(SIDE, BOTTOM + height + 3, SIDE + 50 * mm, BOTTOM + height + 3)
        note.drawOn(self.canv, SIDE, BOTTOM)
        self.canv.restoreState()


def to_pdf(source: Source) -> bytes:
    """The finished PDF."""
    stream = BytesIO()
    template = BaseDocTemplate(
        stream,
        pagesize=A4,
        invariant=1,
        pageCompression=0,
        title=source.header["title"],
        author="Scrutiny Graph",
        subject="Sample written for Scrutiny Graph",
    )
    frame = Frame(
        SIDE, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    template.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_draw_foot, source)))
    template.build([_to_flowable(block) for block in source.blocks])
    return stream.getvalue()


def _draw_foot(source: Source, canvas: Canvas, template: BaseDocTemplate) -> None:
    """The rule, the running head and the page number; the first page of a report with a running head has none."""
    if template.page == 1 and source.running_head:
        return
    canvas.saveState()
    canvas.line(SIDE, BOTTOM - 9 * mm, A4[0] - SIDE, BOTTOM - 9 * mm)
    canvas.setFont("Helvetica", 7.5)
    for row, text in enumerate(source.running_head):
        canvas.drawString(SIDE, BOTTOM - 13 * mm - 9 * row, text)
    canvas.setFont("Helvetica", 14)
    canvas.drawRightString(A4[0] - SIDE, BOTTOM - 15 * mm, str(template.page))
    canvas.restoreState()


def _to_flowable(block: Block | Table) -> Flowable:
    if isinstance(block, Table):
        return _to_grid(block)
    if block.kind == "page":
        return PageBreak()
    if block.kind == "footnote":
        return Footnote(block.text)
    bullet = SQUARE if block.kind == "item" else block.number
    return Paragraph((f"<bullet>{bullet}</bullet>" if bullet else "") + _marked(block.text), STYLES[block.kind])


def _to_grid(table: Table) -> Flowable:
    """A ruled table whose cells are centred over the height of their row, as the inspectorate's are."""
    rows = [
        [Paragraph(_marked(f"**{cell}**" if number < table.head else cell), CELL) for cell in row]
        for number, row in enumerate(table.rows)
    ]
    last = len(table.widths) - 1
    style = [("SPAN", (len(row) - 1, number), (last, number)) for number, row in enumerate(rows) if len(row) <= last]
    rows = [row + [""] * (last + 1 - len(row)) for row in rows]
    style += [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]
    if table.ruled:
        style += [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("TOPPADDING", (0, 0), (-1, -1), 5)]
    return Grid(
        rows,
        colWidths=[WIDTH * share / 100 for share in table.widths],
        style=style,
        repeatRows=0,
        hAlign="LEFT",
        spaceBefore=6,
        spaceAfter=10,
    )


def _marked(text: str) -> str:
    """The text in reportlab's own markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(TAGS[manner].format(piece) for manner, piece in spans(escaped))
