"""A source as a Word document: built-in styles, lists and tables as a council's officer would make them.

The parts of the file are packed again with a fixed date, so that the same source gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from samples.markup import Block, Source, Table, spans

STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet"}
MADE = datetime(2024, 1, 1, tzinfo=UTC)
LEFT_OUT = "docProps/thumbnail.jpeg"


def to_docx(source: Source) -> bytes:
    """The finished Word document."""
    word = Document()
    properties = word.core_properties
    properties.title, properties.author, properties.comments = source.header["title"], "Scrutiny Graph", "Sample"
    properties.created = properties.modified = MADE
    for block in source.blocks:
        if isinstance(block, Table):
            _add_table(word, block)
        else:
            _add_block(word, block)
    _add_foot(word, source)
    stream = BytesIO()
    word.save(stream)
    return _pack_again(stream)


def _add_block(word: Word, block: Block) -> None:
    if block.kind == "page":
        word.add_page_break()
        return
    paragraph = word.add_paragraph(style=STYLES.get(block.kind))
    if block.number:
        paragraph.add_run(block.number + "\t")
    _add_runs(paragraph, block.text)


def _add_runs(paragraph: Paragraph, text: str) -> None:
    for manner, piece in spans(text):
        run = paragraph.add_run(piece)
        run.bold = True if manner == "bold" else None
        run.font.superscript = True if manner == "raised" else None


def _add_table(word: Word, table: Table) -> None:
    grid = word.add_table(rows=0, cols=len(table.widths), style="Table Grid" if table.ruled else None)
    for number, row in enumerate(table.rows):
        cells = grid.add_row().cells
        if len(row) < len(cells):
            cells[len(row) - 1].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            first, *others = text.split(" // ")
            _add_runs(cell.paragraphs[0], f"**{first}**" if number < table.head else first)
            for other in others:
                _add_runs(cell.add_paragraph(), other)
    word.add_paragraph()


def _add_foot(word: Word, source: Source) -> None:
    """The running head and the page number as Word counts it, in the section's footer."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(" ".join(source.running_head) + "\t\t")
    field = OxmlElement("w:fldSimple")
    field.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr", "PAGE")
    paragraph._p.append(field)


def _pack_again(stream: BytesIO) -> bytes:
    packed = BytesIO()
    with ZipFile(stream) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in sorted(set(old.namelist()) - {LEFT_OUT}, key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "_rels/.rels":
                content = _without_thumbnail(content)
            new.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return packed.getvalue()


def _without_thumbnail(content: bytes) -> bytes:
    """The package's list of parts without the picture that the library's template brings along."""
    head, _, rest = content.partition(b"<Relationship ")
    links = [b"<Relationship " + part for part in rest.removesuffix(b"</Relationships>").split(b"<Relationship ")]
    return head + b"".join(link for link in links if b"thumbnail" not in link) + b"</Relationships>"
