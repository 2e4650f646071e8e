"""Pages as part of the web of data: each leads programs to its data, tells machines what it is about, and says how to cite it.

Who asks a page for RDF, by `Accept` or by a suffix, is led to the data. In the page itself stand its canonical address, the
ways to its data, what it is about as JSON-LD, and a title and a description for whoever shares it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, json, redirect, request
from markupsafe import Markup, escape
from rdflib import RDF, SKOS, URIRef
from werkzeug.wrappers import Response as AnyResponse

from graph.query.pages import is_known
from graph.terms import DATASET, PREFIXES, SG
from web.builds import read_build
from web.facts import Facts
from web.links import is_identifier, to_iri
from web.negotiation import DATA, SUFFIXES, TYPES, choose
from web.store import get_view, label
from web.wording import to_compact, to_date, to_sentence

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
PUBLIC = "Inspections of children’s services in England, and what committees made of them, each fact with the words that say it."
# The families whose pages are about one thing, which has data at the same path below /id/.
FAMILIES = frozenset({
    "councils", "inspections", "recommendations", "themes", "people", "committees", "documents", "proofs", "statements", "things",
})  # fmt: skip
MOST_VALUES = 60
"""Values that are told in a page: more than nearly all things have, so that no page grows heavy by it."""
SCHEMA = {
    SG.Council: "GovernmentOrganization",
    SG.Inspectorate: "GovernmentOrganization",
    SG.Committee: "Organization",
    SG.Person: "Person",
    SG.Document: "DigitalDocument",
    SG.InspectionReport: "Report",
    SG.Meeting: "Event",
    SG.Judgement: "Rating",
    SG.Recommendation: "Recommendation",
    SG.Inspection: "Event",
    SG.FullInspection: "Event",
    SG.FocusedVisit: "Event",
    SG.MonitoringVisit: "Event",
    SG.AreaSendInspection: "Event",
    SKOS.Concept: "DefinedTerm",
}


def init_app(app: Flask) -> None:
    """Have pages lead to their data, and give the templates `sharing()`, `summary()` and `citation(iri)`."""
    app.before_request(lead_to_data)
    app.after_request(tell_of_choice)
    app.jinja_env.globals |= {"sharing": write_sharing, "summary": summarise, "citation": cite}


def lead_to_data() -> AnyResponse | None:
    """The way to the data of the page that is asked for, where the request prefers RDF to a page; else None."""
    path = request.path.strip("/")
    if not _may_choose():
        return None
    name, dot, suffix = path.rpartition(".")
    if dot and suffix in SUFFIXES and is_identifier(name):
        return redirect(f"/{name}" if suffix == "html" else f"/id/{path}", 301)
    suffix = choose(request.headers.get("Accept", ""), TYPES) or "html"
    if suffix not in DATA or not is_identifier(path) or not is_known(get_view().store, to_iri(path)):
        return None
    response = redirect(f"/id/{path}.{suffix}", 303)
    response.headers["Vary"] = "Accept"
    return response


def tell_of_choice(response: Response) -> Response:
    """The response, saying that it depends on what the request accepts."""
    if _may_choose() and response.status_code in (200, 304):
        response.vary.add("Accept")
    return response


def _may_choose() -> bool:
    """Whether the request is for the page of a thing: lists have no data of their own below `/id/`."""
    return (
        request.blueprint in FAMILIES
        and request.method in ("GET", "HEAD")
        and bool(request.view_args)
        and not request.path.startswith("/links/")
    )


def write_sharing() -> Markup:
    """What stands in a page's head about the thing that the page is about; nothing where it is about none."""
    path: str | None = g.get("path")
    if path is None:
        return Markup("")
    lines = [Markup('<link rel="canonical" href="/{}">').format(path)]
    lines += [
        Markup('<link rel="alternate" type="{}" href="/id/{}.{}">').format(media_type, path, suffix)
        for suffix, (_, media_type) in DATA.items()
    ]
    if "facts" in g:
        # No sign in a text may end the element that it stands in.
        told = (
            json.dumps(to_json_ld(g.facts), ensure_ascii=False)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
        )
        lines.append(Markup('<script type="application/ld+json">{}</script>').format(Markup(told)))  # noqa: S704 - escaped above
    return Markup("\n").join(lines)


def to_json_ld(facts: Facts) -> dict[str, Any]:
    """What is known of a thing, as JSON-LD with the words of schema.org beside our own."""
    classes = [cls for cls in facts.all(RDF.type) if isinstance(cls, URIRef)]
    types = [name for cls in classes if (name := SCHEMA.get(cls))] + [to_compact(cls) for cls in classes]
    told: dict[str, Any] = {
        "@context": [{"@vocab": "https://schema.org/"}, {prefix: PREFIXES[prefix] for prefix in _find_prefixes(facts)}],
        "@id": str(facts.iri),
        "@type": list(dict.fromkeys(types)) or ["Thing"],
        "name": label(facts.iri),
        "isPartOf": {"@type": "Dataset", "@id": str(DATASET), "name": "Scrutiny Graph", "license": LICENCE},
    }
    left = MOST_VALUES
    for link, values in facts.values.items():
        name = to_compact(link)
        if left > 0 and link != RDF.type and not name.startswith(("http:", "https:")):
            told[name] = [{"@id": str(value)} if isinstance(value, URIRef) else value for value in values[:left]]
            left -= len(values)
    return told


def _find_prefixes(facts: Facts) -> list[str]:
    compact = [to_compact(iri) for iri in (*facts.values, *facts.all(RDF.type))]
    used = {name.partition(":")[0] for name in compact}
    return [prefix for prefix in PREFIXES if prefix in used]


def summarise() -> str:
    """What the page is about, in a sentence for search results and for whoever shares it."""
    if "facts" not in g:
        return PUBLIC
    kind = g.facts.kind
    name = label(g.facts.iri)
    return f"{to_sentence(label(kind))}: {name[:200]}. {PUBLIC}" if kind else f"{name[:200]}. {PUBLIC}"


def cite(iri: URIRef) -> Markup:
    """How to cite a thing as it is told today: by its name, its identifier and the build that tells it."""
    build = read_build()
    when = (
        Markup(", ") + escape(to_date(build.made[:10])) + Markup(", build ") + escape(build.name)
        if build
        else Markup("")
    )
    return Markup("Scrutiny Graph, “{}”, <code>{}</code>{}").format(label(iri)[:200], iri, when)
