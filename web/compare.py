"""Up to four councils side by side: how each area is judged now, how each came there, and what is known of each."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup
from rdflib import URIRef

from graph.query.pages.rows.inspections import Current, Overall
from graph.query.pages.rows.organisations import Council
from graph.terms import SG
from web.asks import read_recommendations
from web.choices import begin_option, mark_chosen, write_options
from web.grades import place, read_same_areas
from web.grouping import group_by
from web.overview import list_councils, read_overall
from web.standing import keep_list
from web.store import ask, label, learn_labels

bp = Blueprint("compare", __name__)

MOST = 4


class Known(NamedTuple):
    """All councils by code, and as the options of a field."""

    rows: dict[str, Council]
    options: Markup


class Line(NamedTuple):
    """An area with each council's newest judgement of it, or None."""

    name: str
    overall: bool
    cells: tuple[Current | None, ...]


@bp.get("/compare")
def index() -> str:
    """The councils that the address names (`council`, up to four times), side by side.

    :raise 400: where they are more than four; :raise 404: where one is not known.
    """
    known = keep_list("councils by code", _read_known)
    codes = list(dict.fromkeys(code for code in request.args.getlist("council") if code))
    if len(codes) > MOST:
        abort(400, f"Up to {MOST} councils stand side by side.")
    for code in codes:
        if code not in known.rows:
            abort(404, "There is no council of that code.")
    chosen = [known.rows[code] for code in codes]
    learn_labels([iri for row in chosen for iri in (row.region, row.type, row.grade) if iri])
    return render_template(
        "compare/index.html",
        fields=[mark_chosen(known.options, code) if code else known.options for code in [*codes, *[""] * (MOST - len(codes))]],
        chosen=chosen, lines=make_lines(chosen),
        ways=[list_ways(row) for row in chosen],
        asked=[read_recommendations().count("council", code) for code in codes],
    )  # fmt: skip


def make_lines(councils: list[Council]) -> list[Line]:
    """The areas in the order in which reports print them, each with the newest judgement that stands for each council."""
    rows = ask(Current, "compare", council=[row.council for row in councils]) if councils else []
    learn_labels([iri for row in rows for iri in (row.area, row.grade, row.change) if iri])
    same = read_same_areas()
    newest: dict[URIRef, dict[URIRef, Current]] = {}
    for row in rows:
        newest.setdefault(same.get(row.area, row.area), {}).setdefault(row.council, row)
    lines = []
    for cells in newest.values():
        found = max(cells.values(), key=lambda row: row.date)
        lines.append((found, tuple(cells.get(row.council) for row in councils)))
    lines.sort(key=lambda line: (SEND in line[0].area, not line[0].overall, place(line[0].area)))
    return [Line(_name(found.area), bool(found.overall), cells) for found, cells in lines]


SEND = "/area-send/"


def _name(area: URIRef) -> str:
    """What an area is called beside those of children's services."""
    return f"Special educational needs and disabilities: {label(area).lower()}" if SEND in area else label(area)


def list_ways(council: Council) -> list[Overall]:
    """The council's full inspections with an overall grade, oldest first."""
    every = keep_list("overall by council", lambda: group_by(read_overall(), "council"))
    return [row for row in every.get(council.council, ()) if row.kind == SG.FullInspection and row.grade]


def _read_known() -> Known:
    rows = {row.council.rsplit("/", 1)[-1]: row for row in list_councils()}
    return Known(rows, write_options(begin_option(code, row.name) for code, row in rows.items()))
