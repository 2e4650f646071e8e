"""DOCX → Document: paragraphs, list items with their numbers, and tables.

Read from the XML itself, since a file from a stranger is opened only as far as it is safe: sizes are checked before and
while unpacking, and XML that brings a document type (and with it entities) is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from graph.errors import UnreadableDocument, UnsupportedDocument
from graph.read.clean import is_unfinished, iter_runs, replace_characters
from graph.read.drafts import Draft, Kind, Run, Source, to_document
from graph.read.marks import name_item
from graph.read.numbering import Numbering
from graph.statements import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 50 * 1024 * 1024  # bytes unpacked: the text of a thousand pages takes about 10 MB
MAX_RATIO = 200  # XML packs about 10 to 1, at most 60 to 1; a bomb 1000 to 1
_SKIPPED = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}delText")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAK = "\x00"


def read_docx(data: bytes, source: Source) -> Document:
    """The document of a DOCX file; raises `UnreadableDocument` where it is broken or not safe to open."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableDocument(source.path, "is a broken DOCX or ZIP file; fetch it again") from error
    with archive:
        body = _parse(archive, "document", source)
        if body is None:
            raise UnsupportedDocument(source.path, "is a ZIP file but no DOCX; unpack it and give the files in it")
        styles = _parse(archive, "styles", source)
        numbering = Numbering(_parse(archive, "numbering", source), styles)
        walker = _Body(_heading_styles(styles), numbering)
        drafts = [draft for inner in body.iter(f"{W}body") for draft in walker.iter_drafts(inner)]
    if not any(draft.text for draft in drafts):
        raise UnreadableDocument(source.path, "is a DOCX file without text; use a version with text")
    return to_document(source, drafts)


def _parse(archive: zipfile.ZipFile, part: str, source: Source) -> etree._Element | None:
    """The XML of a part, or None where the file has no such part; Word calls it "document.xml" or "document2.xml"."""
    names = re.compile(rf"word/{part}\d*\.xml")
    name = next((name for name in sorted(archive.namelist()) if names.fullmatch(name)), None)
    if name is None:
        return None
    data = _unpack(archive, name, source)
    # A part that is not UTF-8 could hide the word from this search, but not from the parser, which loads no entity.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableDocument(source.path, f"has a document type in {name}, which no DOCX needs; it is not opened")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(source.path, f"is a broken DOCX: {name} is not well-formed; fetch it again") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(source.path, f"has a document type in {name}, which no DOCX needs; it is not opened")
    return root


def _unpack(archive: zipfile.ZipFile, name: str, source: Source) -> bytes:
    """The bytes of one part, at most `MAX_PART`: the declared size is checked first, then what really comes out."""
    told = archive.getinfo(name)
    too_large = f"unpacks to more than {MAX_PART >> 20} MB or more than {MAX_RATIO} times its size; it is not opened"
    if told.file_size > MAX_PART or told.file_size > MAX_RATIO * max(told.compress_size, 1024):
        raise UnreadableDocument(source.path, too_large)
    if told.flag_bits & 0x1:
        raise UnreadableDocument(source.path, "is encrypted; save it without a password")
    try:
        with archive.open(told) as part:
            data = part.read(MAX_PART + 1)
    # ValueError: a list of parts whose places lie before the file's beginning.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableDocument(source.path, f"is a broken DOCX: {name} cannot be unpacked; fetch it again") from error
    if len(data) > MAX_PART:
        raise UnreadableDocument(source.path, too_large)
    return data


def _heading_styles(styles: etree._Element | None) -> frozenset[str]:
    """The ids of the styles that make a heading: Word's own, and those based on them."""
    based: dict[str, str] = {}
    found: set[str] = set()
    for style in () if styles is None else styles.iter(f"{W}style"):
        identifier = style.get(f"{W}styleId") or ""
        name = _value(style, "name").lower()
        if (
            name.startswith("heading")
            or name in ("title", "subtitle")
            or style.find(f"{W}pPr/{W}outlineLvl") is not None
        ):
            found.add(identifier)
        based[identifier] = _value(style, "basedOn")
    for identifier in based:
        seen: set[str] = set()
        style_id = identifier
        while style_id and style_id not in seen:
            seen.add(style_id)
            if style_id in found:
                found.add(identifier)
                break
            style_id = based.get(style_id, "")
    return frozenset(found)


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(W + part for part in path.split("/")))
    return "" if found is None else found.get(f"{W}val") or ""


class _Body:
    """The body of a document on its way to blocks."""

    def __init__(self, headings: frozenset[str], numbering: Numbering) -> None:
        self._headings, self._numbering = headings, numbering

    def iter_drafts(self, parent: etree._Element) -> Iterator[Draft]:
        """The blocks below an element, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self.iter_drafts(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Draft]:
        mark = self._numbering.next_mark(paragraph)
        text = "".join(_iter_text(paragraph))
        heading = self._is_heading(paragraph, text)
        for line in _lines(text):
            cells = [[Run(words) for _, words, _ in iter_runs(part)] for part in line.split("\t")]
            cells = [cell for cell in cells if cell]
            if not cells:
                continue
            if mark:
                yield _marked(mark, cells, heading)
                mark = ""
            else:
                kind: Kind = "heading" if heading else "row" if len(cells) > 1 else "paragraph"
                yield name_item(Draft(kind, cells if kind == "row" else [[run for cell in cells for run in cell]]))
        # A text box hangs in the paragraph that it floats by, and is read after it.
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(ancestor.tag in _SKIPPED for ancestor in box.iterancestors()):
                yield from self.iter_drafts(box)

    def _is_heading(self, paragraph: etree._Element, text: str) -> bool:
        style = _value(paragraph, "pPr/pStyle")
        if style in self._headings or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
            return bool(text.strip())
        runs = [run for run in paragraph.iter(f"{W}r") if "".join(_iter_text(run)).strip()]
        return len(text) <= 250 and bool(runs) and all(_is_bold(run) for run in runs)

    def _table(self, table: etree._Element) -> Iterator[Draft]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not table:
                continue
            cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is row]
            drafts = [list(self.iter_drafts(cell)) for cell in cells]
            filled = [inner for inner in drafts if inner]
            if len(filled) == 1:
                yield from filled[0]
            elif filled:
                yield Draft(
                    "row", [[run for draft in inner for part in draft.cells for run in part] for inner in drafts]
                )


def _marked(mark: str, cells: list[list[Run]], heading: bool) -> Draft:
    return Draft("heading" if heading else "item", [[Run(mark), *(run for cell in cells for run in cell)]])


def _is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val") not in ("0", "false", "off")


def _iter_text(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield _BREAK
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in _SKIPPED and child.tag != f"{W}txbxContent" and isinstance(child.tag, str):
            yield from _iter_text(child)


def _lines(text: str) -> list[str]:
    """The text cut at its line breaks, but for those in mid-sentence; tabs stay."""
    lines: list[str] = []
    for part in text.split(_BREAK):
        line = "\t".join(replace_characters(cell).strip() for cell in part.split("\t"))
        if lines and is_unfinished(lines[-1]) and line[:1].islower() and "@" not in line.split(" ")[0]:
            lines[-1] += " " + line
        elif line.strip():
            lines.append(line)
    return lines
