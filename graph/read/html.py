"""HTML → Document: the report's or paper's body, without the site around it.

A page says itself where its body is (`main`, `article`, the content areas of ModernGov and of councils' sites); where
it does not, what is left after the menus, heads and feet is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import lxml.etree
import lxml.html

from graph.errors import UnreadableDocument
from graph.read.clean import BULLET, SUB_BULLET, is_unfinished, iter_runs, replace_characters
from graph.read.decode import tell_encoding
from graph.read.drafts import Draft, Kind, Run, Source, to_document
from graph.read.marks import name_item
from graph.read.numbering import to_format
from graph.statements import Document

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_AROUND = frozenset(
    "nav header footer aside script style noscript template form button select iframe svg dialog head".split()
)
_AROUND_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"))
_AROUND_NAMES = re.compile(
    r"\b(breadcrumbs?|cookies?|skip-?links?|site-?(header|footer|nav)|main-?nav|navigation|navbar|pagination|share|social"
    r"|sidebar|related-content|mgSubnav|mgLinks|mgFooter|mgHeader)\b",
    re.IGNORECASE,
)
_BODIES = (
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='modgov' or contains(concat(' ', @class, ' '), ' mgContent ') or @id='mgContent']",
    "//*[@id='content' or @id='main-content' or @id='maincontent' or @id='main']",
)
_BLOCKS = frozenset(
    "address article blockquote body dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre"
    " section summary table tbody td tfoot th thead tr ul caption center legend".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: "4.", "12a": the number of an agenda's item, alone in its cell.
_ITEM_NUMBER = re.compile(r"\d{1,3}[a-z]?\.?")
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BREAK = "\x00"
# Two files of Ofsted's site, called .pdf, are its page "Report not found".
_NOT_FOUND = re.compile(
    r"\b(not found|404|403|50[0-4]|no longer (exists|available)|access denied|forbidden|unavailable|error)\b",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s[|–-]\s(?P<site>[^|–]{3,60}\bCouncil)$")
ERROR_PAGE = 1500  # characters
ENOUGH = 80  # characters: a body with less than this is a menu or a notice, and the whole page is taken


def read_html(data: bytes, source: Source) -> Document:
    """The document of a web page; raises `UnreadableDocument` where the page has no text."""
    encoding = _encoding(data)
    parser = lxml.html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(source.path, "is a web page without content; fetch the document itself") from error
    drafts = list(_Walker().iter_drafts(_find_body(root)))
    _refuse_error_page(drafts, source)
    drafts += _iter_site(root, drafts)
    if not drafts:
        raise UnreadableDocument(source.path, "is a web page without text; fetch the document itself")
    return to_document(source, drafts)


def _iter_site(root: lxml.html.HtmlElement, drafts: list[Draft]) -> Iterator[Draft]:
    """The council whose site it is, as the page's title ends ("Issue - Fostering | Halton Borough Council"), if the body never names it."""
    name = _SITE.search(" ".join((root.findtext(".//title") or "").split()))
    if name and drafts and not any(name["site"] in draft.text for draft in drafts):
        yield Draft("paragraph", [[Run(name["site"])]])


def _refuse_error_page(drafts: list[Draft], source: Source) -> None:
    """Raise where the page is what a server sends instead of a document: "Report not found", and little else."""
    if sum(len(draft.text) for draft in drafts) > ERROR_PAGE:
        return
    for draft in drafts:
        if draft.kind == "heading" and _NOT_FOUND.search(draft.text):
            raise UnreadableDocument(source.path, f"is a web page that says “{draft.text}”; fetch the document again")


def _encoding(data: bytes) -> str:
    """The page's encoding: a byte order mark first, then what it declares if its bytes bear that out, then the bytes."""
    told = tell_encoding(data)
    declared = _CHARSET.search(data[:4096])
    if told.startswith("utf-") or declared is None:
        return told
    name = declared.group(1).decode("ascii").lower()
    # Browsers read Latin-1 as Windows-1252, and a page that declares UTF-8 wrongly is Windows-1252 as well.
    if name in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return told
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return told
    return name


def _find_body(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    for path in _BODIES:
        found = root.xpath(path)
        if found:
            largest = max(found, key=lambda element: len(element.text_content()))
            if len(largest.text_content().strip()) >= ENOUGH:
                return largest
    body = root.find("body")
    return root if body is None else body


class _Walker:
    """Walks a body and cuts it into blocks."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._kind: Kind = "paragraph"
        self._mark = ""
        self._counts: dict[lxml.html.HtmlElement, int] = {}

    def iter_drafts(self, body: lxml.html.HtmlElement) -> Iterator[Draft]:
        """The blocks of a body, in order."""
        yield from self._walk(body, 0)
        yield from self._flush()

    def _walk(self, element: lxml.html.HtmlElement, depth: int) -> Iterator[Draft]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "br":
            self._words.append(_BREAK)
        elif not tag or _is_around(element):
            pass
        elif tag == "table" and not _is_layout(element):
            yield from self._flush()
            yield from _rows(element)
        elif tag in _BLOCKS:
            yield from self._flush()
            before = self._kind, self._mark
            self._open(element, tag, depth)
            yield from self._inside(element, depth + (tag in ("ul", "ol")))
            yield from self._flush()
            self._kind, self._mark = before[0], ""
        else:
            yield from self._inside(element, depth)
        if element.tail:
            self._words.append(element.tail)

    def _inside(self, element: lxml.html.HtmlElement, depth: int) -> Iterator[Draft]:
        if element.text:
            self._words.append(element.text)
        for child in element:
            # The tail belongs to this element, and _walk adds it after the child.
            yield from self._walk(child, depth)

    def _open(self, element: lxml.html.HtmlElement, tag: str, depth: int) -> None:
        if tag in _HEADINGS:
            self._kind = "heading"
        elif tag == "li":
            self._kind, self._mark = "item", self._list_mark(element, depth)
        elif tag not in ("p", "div") or self._kind != "item":
            self._kind = "paragraph"

    def _list_mark(self, item: lxml.html.HtmlElement, depth: int) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return BULLET if depth <= 1 else SUB_BULLET
        following = self._counts.get(parent, _number(parent.get("start"), 1) - 1) + 1
        self._counts[parent] = _number(item.get("value"), following)
        return to_format(self._counts[parent], _LIST_TYPES.get(parent.get("type") or "1", "decimal")) + "."

    def _flush(self) -> Iterator[Draft]:
        text = "".join(self._words)
        self._words = []
        for line in _lines(text):
            runs = [Run(words) for _, words, _ in iter_runs(line)]
            if not runs:
                continue
            kind: Kind = self._kind
            if kind == "item" and self._mark:
                runs.insert(0, Run(self._mark))
            elif kind == "item":
                kind = "paragraph"
            self._mark = ""
            yield name_item(Draft(kind, [runs]))


def _is_around(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is the site around the body."""
    if element.tag == "header" and element.xpath("ancestor::main|ancestor::article"):
        return False
    if element.tag in _AROUND or element.get("role") in _AROUND_ROLES or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or "display:none" in (element.get("style") or "").replace(" ", ""):
        return True
    if element.tag in ("body", "main", "article"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_AROUND_NAMES.search(names))


def _lines(text: str) -> list[str]:
    """The text cut at its line breaks, but for those in mid-sentence."""
    lines: list[str] = []
    for part in text.split(_BREAK):
        line = " ".join(replace_characters(part).split())
        if lines and is_unfinished(lines[-1]) and line[:1].islower() and "@" not in line.split(" ")[0]:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


def _is_layout(table: lxml.html.HtmlElement) -> bool:
    """Whether a table holds the page rather than data: it has other tables in it, or blocks of text in one cell a row."""
    if table.get("role") == "presentation" or table.xpath(".//table"):
        return True
    rows = [row.xpath("./td|./th") for row in table.xpath(".//tr")]
    return bool(rows) and (all(len(cells) <= 1 for cells in rows) or _is_agenda(rows))


def _is_agenda(rows: Sequence[Sequence[lxml.html.HtmlElement]]) -> bool:
    """Whether a table is a list of an agenda's items: each a number beside its title and paragraphs."""
    numbered = [cells for cells in rows if len(cells) == 2 and _ITEM_NUMBER.fullmatch(_cell_text(cells[0]))]
    several = [
        cells for cells in numbered if len([part for part in cells[1].xpath("./p|./div|./ul") if _cell_text(part)]) > 1
    ]
    return bool(several) and len(numbered) >= len(rows) - 1


def _rows(table: lxml.html.HtmlElement) -> Iterator[Draft]:
    for caption in table.xpath("./caption"):
        yield Draft("heading", [[Run(_cell_text(caption))]])
    for row in table.xpath(".//tr"):
        cells = [_cell_text(cell) for cell in row.xpath("./td|./th")]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield Draft("paragraph", [[Run(filled[0])]])
        elif filled:
            yield name_item(Draft("row", [[Run(cell)] if cell else [] for cell in cells]))


def _cell_text(cell: lxml.html.HtmlElement) -> str:
    parts: list[str] = []
    for node in cell.iter():
        if node.tag in _BLOCKS or node.tag == "br":
            parts.append(" ")
        if node.tag not in _AROUND:
            parts.append(node.text or "")
        if node is not cell:
            if node.tag in _BLOCKS:
                parts.append(" ")
            parts.append(node.tail or "")
    return " ".join(text for _, text, _ in iter_runs(replace_characters("".join(parts))))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else default
