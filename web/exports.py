"""`/export`: the graph, or a part of it, for other tools; whole or an error, once made, kept as long as the snapshot serves.

`/export/xlsx?council=Lancashire&years=2015-2018` takes what the command `scrutiny export` takes. A kind that is a folder
comes as a zip.
"""

from __future__ import annotations

import base64
from uuid import uuid4

from flask import Blueprint, Response, current_app, json, render_template, request, send_file
from werkzeug.exceptions import BadRequest, NotFound

from graph.errors import UnknownName
from graph.export import Kind, Origin, Wanted, find_kind, kinds
from graph.export.record import Download
from graph.export.whole import PACKINGS
from graph.network.projections import projections
from graph.query import questions
from graph.terms import BASE, digest
from web.asked import read_accepted
from web.builds import read_build
from web.errors import NotAcceptable
from web.exporter import Order
from web.freshness import find_tag, is_fresh, mark, not_modified
from web.negotiation import HTML, best
from web.openapi import Paths, describe, operation, parameter
from web.parcels import get_parcels
from web.running import check
from web.store import get_view

bp = Blueprint("exports", __name__, url_prefix="/export")

JSON = "application/json"
LISTS = {"council": "council", "region": "region", "framework": "framework", "document": "document", "class": "classes"}
"""Parameters that may be given several times, and what `Wanted` calls them."""
SINGLE = {"years": "years", "question": "question", "query": "text", "network": "network"}
OWN = {*LISTS, *SINGLE, "set", "compress"}
MEANINGS = {
    "council": "Only what belongs to a council, by name, code or address; may be given several times.",
    "region": "Only what belongs to the councils of a region.",
    "framework": "Only inspections of a framework, such as ILACS.",
    "document": "Only what a document tells of, by its file’s name, SHA-256 or address.",
    "class": "Only things of a class, such as Recommendation.",
    "years": "Only inspections and papers of a year or of years: 2015-2018.",
    "question": "The answer to a question of the library, by its name.",
    "set": "What the question is asked of: council=Lancashire; may be given several times.",
    "query": "The answer to a query in SPARQL 1.1.",
    "network": f"Which network, for kinds that hold one: {', '.join(one.name for one in projections())}.",
    "compress": "How to pack a file.",
}


@bp.get("")
def index() -> Response:
    """What can be taken away: a page with a form, or JSON for programs."""
    wanted = best(read_accepted(), (HTML, JSON))
    if wanted is None:
        raise NotAcceptable(f"the exports are listed as {HTML} or {JSON}")
    if wanted == JSON:
        told = [
            {"name": one.name, "gives": one.what, "mediaType": one.media_type, "address": f"/export/{one.name}"}
            for one in kinds()
        ]
        response = Response(
            json.dumps({"kinds": told, "parameters": MEANINGS}, ensure_ascii=False) + "\n", content_type=JSON
        )
    else:
        page = render_template(
            "exports/index.html",
            kinds=kinds(),
            questions=questions(),
            networks=projections(),
            build=read_build(),
            packings=PACKINGS,
        )
        response = Response(page, mimetype=HTML)
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/<name>")
def give_export(name: str) -> Response:
    """One export as a file, with its checksum.

    :raise 404: where there is no such kind; :raise 400: where a parameter is not understood.
    """
    kind = read_kind(name)
    wanted, packing = read_wanted(), read_packing(kind)
    if wanted.text:
        check(wanted.text)
    tag = find_tag(kind.name, repr(wanted), str(packing))
    if is_fresh(tag):
        return not_modified(tag)
    parcels, order = get_parcels(), make_order(kind, wanted, packing)
    view, seconds = get_view(), current_app.config["QUERY_SECONDS"] if wanted.text else None
    suffix, title = find_suffix(kind, packing), find_name(kind, wanted, packing)
    if view.folder is None:
        # Another server's store may change at any time, so each request has an export of its own.
        title = f"{uuid4().hex}-{title}"
    with current_app.extensions["export shares"].held(request.remote_addr):
        parcel = parcels.give(title, order, None if view.folder else view.store, seconds)
    stem = f"scrutiny-graph-{view.name}" + ("" if wanted == Wanted() else f"-{digest(repr(wanted))[:6]}")
    # No type for packing: the file itself is packed, and stays so when it is saved.
    media_type = "application/gzip" if packing == "gzip" else "application/zstd" if packing else kind.media_type
    response = send_file(
        parcel.path, media_type, as_attachment=True, download_name=stem + suffix, conditional=True, etag=False
    )
    response.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(parcel.sha256)).decode()}:"
    return mark(response, tag)


def read_kind(name: str) -> Kind:
    """The kind that the address names.

    :raise 404: where there is none.
    """
    try:
        return find_kind(name)
    except UnknownName as error:
        told = str(error)
        raise NotFound(f"{told[:1].upper()}{told[1:]}{'' if told.endswith('?') else '.'}") from error


def read_wanted() -> Wanted:
    """What the parameters ask for.

    :raise 400: for a parameter that is none of those there are, and for what takes one value and has several.
    """
    unknown = sorted(set(request.args) - OWN)
    if unknown:
        raise BadRequest(f"There is no parameter {unknown[0][:40]!r}: choose from {', '.join(MEANINGS)}.")
    lists = {field: tuple(filter(None, request.args.getlist(name))) for name, field in LISTS.items()}
    single = {field: _read_one(name) for name, field in SINGLE.items()}
    values: dict[str, list[str]] = {}
    for pair in filter(None, request.args.getlist("set")):
        name, equals, value = pair.partition("=")
        if not equals:
            raise BadRequest("The parameter set takes NAME=VALUE.")
        values.setdefault(name, []).append(value)
    return Wanted(**lists, **single, values=values)  # type: ignore[arg-type]


def _read_one(name: str) -> str:
    found = request.args.getlist(name)
    if len(found) > 1:
        raise BadRequest(f"The parameter {name} is given more than once.")
    return found[0] if found else ""


def read_packing(kind: Kind) -> str | None:
    """How the file is to be packed.

    :raise 400: where there is no such way, or the kind is a zip already.
    """
    packing = _read_one("compress")
    if packing and packing not in PACKINGS:
        raise BadRequest(f"There is no packing {packing[:40]!r}: choose one of {', '.join(PACKINGS)}.")
    if packing and kind.folder:
        raise BadRequest(f"The export {kind.name} is a zip already.")
    return packing or None


def find_suffix(kind: Kind, packing: str | None) -> str:
    """How the file's name ends."""
    return ".zip" if kind.folder else kind.suffix + (PACKINGS[packing] if packing else "")


def find_name(kind: Kind, wanted: Wanted, packing: str | None) -> str:
    """The name under which an export is kept."""
    return digest(get_view().name, kind.name, repr(wanted), str(packing)) + find_suffix(kind, packing)


def list_downloads(address: str) -> list[Download]:
    """The whole graph in each kind, by the server's address, with size and checksum where it was made already."""
    found = []
    for kind in kinds():
        made = get_parcels().find(find_name(kind, Wanted(), None))
        size, sha256 = (made.path.stat().st_size, made.sha256) if made else (None, "")
        found.append(Download(kind.name, kind.what, f"{address}export/{kind.name}", kind.media_type, size, sha256))
    return found


def find_origin() -> Origin:
    """The snapshot that exports are made from."""
    build = read_build()
    return Origin(build.name, build.made, build.path) if build else Origin(get_view().name)


def make_order(kind: Kind, wanted: Wanted, packing: str | None) -> Order:
    """What a process is told to make, within the app's bounds."""
    view, origin, config = get_view(), find_origin(), current_app.config
    place = str(view.folder / "store") if view.folder else ""
    said = {**wanted._asdict(), "values": dict(wanted.values)}
    said_origin = (origin.name, origin.made, str(origin.folder or ""))
    return Order(
        kind.name, said, said_origin, packing, "", place, config["EXPORT_MEGABYTES"], config["EXPORT_FILE_MEGABYTES"]
    )


@describe
def describe_exports() -> Paths:
    """What the addresses take and give."""
    names = [kind.name for kind in kinds()]
    several = {"type": "array", "items": {"type": "string"}}
    schemas = dict.fromkeys((*LISTS, "set"), several) | {"compress": {"type": "string", "enum": list(PACKINGS)}}
    parameters = [parameter("kind", "The kind of export.", {"type": "string", "enum": names}, place="path")]
    parameters += [parameter(name, meaning, schemas.get(name)) for name, meaning in MEANINGS.items()]
    media_types = dict.fromkeys([*(kind.media_type for kind in kinds()), "application/gzip", "application/zstd"])
    files = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    listing = {JSON: {"schema": {"type": "object"}}, HTML: {"schema": {"type": "string"}}}
    return {
        "/export": {
            "get": operation(
                "What can be taken away", name="listExports", tag="Exports", answers=listing, problems=(406,)
            )
        },
        "/export/{kind}": {
            "get": operation(
                "The graph or a part of it, for other tools",
                name="giveExport",
                tag="Exports",
                answers=files,
                parameters=parameters,
                problems=(403, 404, 422, 429),
                description=f"Things are known by their addresses under {BASE}. The header Repr-Digest has the file’s SHA-256.",
            )
        },
    }
