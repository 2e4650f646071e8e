"""Search: what a name or words find, grouped by kind, with the words marked; and names to complete what is being typed."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, render_template, request

from graph.errors import GraphError
from graph.search import (
    KINDS,
    PAGES_NAME,
    Found,
    Hit,
    Index,
    Pages,
    count_words,
    guess,
    keep_index,
    open_index,
    search,
    suggest,
)
from web.store import get_view, keep, learn_labels

bp = Blueprint("search", __name__)

TITLES = {
    "councils": "Councils",
    "people": "People",
    "places": "Regions",
    "themes": "Themes",
    "inspections": "Inspections, visits and reviews",
    "recommendations": "Recommendations",
    "findings": "Findings",
    "requests": "What committees were asked",
    "committees": "Committees and meetings",
    "organisations": "Inspectorates, boards and partnerships",
    "documents": "Documents",
    "pages": "In the text of documents",
}
GLIMPSE, PAGE = 5, 20
MOST_OFFERED = 400
"""Names that a search box offers before anything is typed: each page carries them."""


def init_app(app: Flask) -> None:
    """Give the templates the names that search boxes offer before anything is typed."""
    app.jinja_env.globals["offered"] = list_offered
    app.register_blueprint(bp)


def list_offered() -> list[str]:
    """The names of councils, where they are few enough for a list to help, as England's are; none where nothing is built."""
    try:
        names = keep("offered", lambda: keep("search", read_index).names_of("councils"))
    except GraphError:
        return []
    return names if len(names) <= MOST_OFFERED else []


@bp.get("/search")
def results() -> str:
    """What is found: the first of each kind, or where `kind` says one, all of that kind, page by page.

    :raise 400: where there is no such kind; :raise 404: where there is no such page.
    """
    wanted, kind, number = read_wanted(), request.args.get("kind") or None, request.args.get("page", 1, int)
    check_kind(kind)
    groups = find(
        wanted, kind, limit=PAGE if kind else GLIMPSE, offset=(number - 1) * PAGE if kind and number > 0 else 0
    )
    meant = None if groups or kind else find_meant(wanted)
    groups = find(meant, limit=GLIMPSE) if meant else groups
    last = max(-(-groups[0].number // PAGE), 1) if kind and groups else 1
    if not 1 <= number <= last:
        abort(404, "There is no such page of what was found.")
    return render_template(
        "search/results.html",
        wanted=wanted,
        meant=meant,
        groups=groups,
        kind=kind,
        number=number,
        last=last,
        titles=TITLES,
    )


def read_wanted() -> str:
    """What the request seeks, with single spaces, and no longer than anybody would type."""
    return " ".join(request.args.get("q", "").split())[:200]


def check_kind(kind: str | None) -> None:
    """Refuse a kind of things that there is not.

    :raise 400: where it is none.
    """
    if kind is not None and kind not in KINDS:
        abort(400, f"Choose a kind of these: {', '.join(KINDS)}.")


def find(wanted: str, kind: str | None = None, *, limit: int, offset: int = 0) -> list[Found]:
    """What words find in the snapshot."""
    if not wanted:
        return []
    index, pages = keep("search", read_index), keep("pages of texts", read_pages)
    groups = search(index, wanted, kind=kind, limit=limit, offset=offset, pages=pages)
    learn_labels([hit.thing for group in groups for hit in group.hits if not hit.name])
    return groups


def find_meant(wanted: str) -> str | None:
    """What may have been meant, where that finds something; None where no word seems mistyped."""
    index = keep("search", read_index)
    meant = guess(index, keep("words said", lambda: count_words(index)), wanted)
    return meant if meant and find(meant, limit=1) else None


def complete(wanted: str) -> list[Hit]:
    """The names that may be meant by the beginning of one."""
    return suggest(keep("search", read_index), wanted) if wanted else []


def read_index() -> Index:
    """The index of the snapshot; one that was built without is looked through once, and kept in memory."""
    view = get_view()
    path = view.folder / "search.sqlite" if view.folder else None
    return open_index(path) if path and path.is_file() else keep_index(view.store)


def read_pages() -> Pages | None:
    """The index of the documents' texts; None where there are none, or where they were kept without."""
    texts = get_view().texts
    path = texts.with_name(PAGES_NAME) if texts else None
    return Pages(path, texts) if texts and path and path.is_file() else None
