"""Pages of documents as pictures: the publisher's own page, and where on it the words of a fact stand.

Only PDFs have pages to show. A page with a name of which nothing is told is not shown, and says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request
from rdflib import URIRef

from graph.decisions import STRUCK, strike
from graph.errors import StoreUnavailable, UnreadableDocument
from graph.leaves import Area, Leaf, Piece
from graph.query.pages.rows.things import Suppressed
from web.drawing import Drawing
from web.easel import Easel
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.links import HEXADECIMAL, to_iri
from web.shares import Shares
from web.shelf import Shelf
from web.store import Text, ask, get_view, keep, read_text
from web.wording import to_sentence

bp = Blueprint("pictures", __name__)

PIXELS = 1000
"""How wide a picture is: type of 9 points is read with ease, and a page comes to 80 KB."""
PICTURE_BYTES = 32_000_000
LEAVES = 500
MOST_PICTURES, MOST_WAITING, WAIT_SECONDS = 2, 16, 10.0
WITHHELD = "A name that is not told stands on this page, so the page is not shown as a picture."

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture: its address, its size in points, and the areas of each span that stands on it; or why there is none."""

    number: int
    address: str = ""
    width: float = 0
    height: float = 0
    areas: Mapping[Span, tuple[Area, ...]] = field(default_factory=dict)
    missing: str = ""

    def around(self, span: Span, margin: float = 48) -> str:
        """The part of the page around a span, for `viewBox`: a strip as wide as the page; all of it where nothing is found."""
        areas = self.areas.get(span, ())
        if not areas:
            return f"0 0 {self.width:g} {self.height:g}"
        top = max(min(area.top for area in areas) - margin, 0)
        bottom = min(max(area.top + area.height for area in areas) + margin, self.height)
        return f"0 {top:g} {self.width:g} {bottom - top:g}"


def init_app(app: Flask) -> None:
    """Give the app what draws for it, and keeps what was drawn."""
    app.extensions["easel"] = Easel()
    app.extensions["pictures"] = Shelf[bytes](PICTURE_BYTES)
    app.extensions["leaves"] = Shelf[Leaf](LEAVES)
    app.extensions["drawings"] = Shares("pictures", MOST_PICTURES, waiting=MOST_WAITING, patience=WAIT_SECONDS)
    app.register_blueprint(bp)


@bp.get("/document/<key>/page/<int:number>.png")
def picture(key: str, number: int) -> Response:
    """A page as a picture.

    :raise 404: where there is no such page; :raise 410: where it is not to be shown.
    """
    path = find_original(key) if HEXADECIMAL.fullmatch(key) else None
    text = read_text(to_iri(f"document/{key}")) if path else None
    if path is None or text is None or number not in [page for page, _, _ in text.pages]:
        abort(404, "There is no picture of such a page.")
    tag = find_tag()
    if is_fresh(tag):
        return not_modified(tag)
    if is_withheld(find_leaf(path, number, text, ()), text, number):
        abort(410, WITHHELD)
    shelf: Shelf[bytes] = current_app.extensions["pictures"]
    content = shelf.get((key, number))
    if content is None:
        with current_app.extensions["drawings"].held(request.remote_addr):
            _, content = current_app.extensions["easel"].ask(Drawing(str(path), number, PIXELS))
        shelf.put((key, number), content, len(content))
    return mark(Response(content, mimetype="image/png"), tag)


def show_page(document: URIRef, text: Text, number: int, spans: Collection[Span]) -> Sheet | None:
    """A page of a document with the areas of spans of its text; None where the file is not here, or has no pages to show."""
    key = document.rsplit("/", 1)[-1]
    path = find_original(key)
    if path is None:
        return None
    try:
        leaf = find_leaf(path, number, text, spans)
    except (StoreUnavailable, UnreadableDocument) as error:
        return Sheet(number, missing=f"{to_sentence(error)}.")
    if is_withheld(leaf, text, number):
        return Sheet(number, missing=WITHHELD)
    areas = {span: found for span, found in zip(spans, leaf.areas, strict=True) if found}
    return Sheet(number, f"/document/{key}/page/{number}.png", leaf.width, leaf.height, areas)


def find_original(key: str) -> Path | None:
    """The file of a document whose pages can be shown, as the snapshot has it."""
    folder = get_view().folder
    path = folder / "originals" / f"{key}.pdf" if folder else None
    return path if path is not None and path.is_file() else None


def find_leaf(path: Path, number: int, text: Text, spans: Collection[Span]) -> Leaf:
    """What stands where on a page.

    :raise UnreadableDocument: where it cannot be told; :raise StoreUnavailable: where it cannot now.
    """
    wanted = tuple(find_pieces(text, number, span) for span in spans)
    key = path.name, number, wanted
    shelf: Shelf[Leaf] = current_app.extensions["leaves"]
    leaf = shelf.get(key)
    if leaf is None:
        head, _ = current_app.extensions["easel"].ask(Drawing(str(path), number, wanted=wanted))
        assert head.leaf is not None, "an answer without an error has the page"
        leaf = head.leaf
        shelf.put(key, leaf)
    return leaf


def find_pieces(text: Text, number: int, span: Span) -> tuple[Piece, ...]:
    """The parts of a span that stand on a page, each with the place of its characters there."""
    start, end = span
    return tuple(
        Piece(offset + max(start - first, 0), text.text[max(start, first) : min(end, first + length)])
        for first, length, page, offset in text.origins
        if page == number and first < end and start < first + length
    )


def is_withheld(leaf: Leaf, text: Text, number: int) -> bool:
    """Whether a page carries a name of which nothing is told, or may carry one, being a picture without text.

    The page's own text is looked through too: running heads and feet are no part of the document's text.
    """
    suppressed = keep("suppressed", _read_suppressed)
    if not suppressed:
        return False
    struck = any(STRUCK in text.text[start:end] for page, start, end in text.pages if page == number)
    return struck or not leaf.text.strip() or strike(leaf.text, suppressed) != leaf.text


def _read_suppressed() -> frozenset[str]:
    return frozenset(row.thing.rsplit("/", 1)[-1] for row in ask(Suppressed, "suppressed"))
