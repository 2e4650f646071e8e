"""Namespaces, and the functions that mint an IRI: the only place where addresses of things are made.

The same input gives the same IRI, always. Parts of an IRI are slugs: lower-case ASCII words joined by hyphens.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from importlib.resources import files
from urllib.parse import quote, urlsplit

from rdflib import Namespace, URIRef
from rdflib.term import Node

from graph.dates import Date
from graph.errors import WorkspaceError

WRITTEN_BASE = "https://w3id.org/scrutiny-graph/"
"""The base that the project's own files are written with; that of the installation takes its place when they are read."""


def read_base(text: str) -> str:
    """The base of all addresses that SCRUTINY_BASE gives; the usual one where it is empty.

    :raise WorkspaceError: where things could not have addresses below it, or would run into it ("…orgid/council/…").
    """
    if text and not _BASE.fullmatch(text):
        raise WorkspaceError(
            f"SCRUTINY_BASE={text}: a base is an address that ends in a slash, such as {WRITTEN_BASE}: correct it, or leave it out"
        )
    return text or WRITTEN_BASE


_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/([A-Za-z0-9._~-]+/)*")
BASE = read_base(os.environ.get("SCRUTINY_BASE", ""))

SG = Namespace(BASE + "def#")
ID = Namespace(BASE + "id/")
OA = Namespace("http://www.w3.org/ns/oa#")
STATISTICAL_GEOGRAPHY = Namespace("http://statistics.data.gov.uk/id/statistical-geography/")

PREFIXES = {
    "sg": str(SG),
    "id": str(ID),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": str(OA),
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}

# What is written with prefixes does without `id:`: a slash in a local name would be escaped ("id:person\/sarah-canto").
WRITTEN_PREFIXES = {prefix: address for prefix, address in PREFIXES.items() if prefix != "id"}

FACTS = ID["graph/facts"]
DERIVED = ID["graph/derived"]
REGISTERS = ID["graph/registers"]
CHANGES = ID["graph/changes"]
MEASURES = ID["graph/measures"]
DESCRIPTION = ID["graph/description"]
DATASET = ID["dataset"]
VOCABULARY = URIRef(BASE + "def")


def read_text(package: str, name: str) -> str:
    """The text of a file in a package, with the addresses of this installation."""
    return (files(package) / name).read_text(encoding="utf-8").replace(WRITTEN_BASE, BASE)


_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x20<>\"{}|\\^`\[\]#]")


def to_address(link: str) -> URIRef | None:
    """A web address as documents print it, with what no IRI may hold percent-encoded; None where it is no web address."""
    try:
        parts = urlsplit(link)
        told = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an address in brackets
        return None
    before, mark, fragment = link.partition("#")
    return URIRef(_encode(before) + mark + _encode(fragment)) if told else None


def _encode(text: str) -> str:
    return _ILLEGAL.sub(lambda match: quote(match[0], safe=""), text)


def slug(text: str) -> str:
    """The text as lower-case ASCII words joined by hyphens: "St. Helens’" gives "st-helens"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def mint_council(code: str) -> URIRef:
    """A council by its code of `data/reference/councils.csv`: ONS GSS code, or Ofsted provider number where it has none."""
    return ID[f"council/{code}"]


def mint_question(name: str) -> URIRef:
    """A question of the library by its file's name."""
    return ID[f"question/{name}"]


def mint_board(code: str) -> URIRef:
    """The local safeguarding children board of a council."""
    return ID[f"board/{code}"]


def mint_partnership(code: str) -> URIRef:
    """The local area partnership for special educational needs and disabilities of a council's area."""
    return ID[f"partnership/{code}"]


def mint_organisation(name: str) -> URIRef:
    """An organisation known by its name alone, such as an integrated care board."""
    return ID[f"organisation/{slug(name)}"]


def mint_inspectorate(key: str) -> URIRef:
    """An inspectorate or reviewing body by its key of `data/reference/inspectorates.csv`."""
    return ID[f"inspectorate/{key}"]


def mint_committee(code: str, name: str) -> URIRef:
    """A council's committee."""
    return ID[f"committee/{code}/{slug(name)}"]


def mint_meeting(committee: URIRef, date: Date) -> URIRef:
    """A committee's meeting on a day."""
    return URIRef(f"{committee.replace('/committee/', '/meeting/')}/{date}")


def mint_inspection(code: str, kind: str, first: Date | None, key: str = "") -> URIRef:
    """An inspection of a council, by the slug of its kind and its first known day, month or year.

    An inspection that nobody dates is known by `key`, a digest of the words that tell of it.
    """
    return ID[f"inspection/{code}/{kind}/{first or 'undated-' + key}"]


def mint_series(code: str, kind: str, since: str) -> URIRef:
    """Several inspections of a council told of together, by the date since when they are counted."""
    return ID[f"inspection/{code}/{kind}/series-{since}"]


def mint_judgement(inspection: URIRef, area: str) -> URIRef:
    """The judgement of an area, under its inspection."""
    return URIRef(f"{inspection}/judgement/{area}")


def mint_recommendation(inspection: URIRef, addressee: str, number: int) -> URIRef:
    """A recommendation under its inspection: `addressee` is "la", "lscb" or "lap", `number` as printed, or its place."""
    return URIRef(f"{inspection}/recommendation/{addressee}-{number:02d}")


def mint_person(name: str) -> URIRef:
    """A person by name."""
    return ID[f"person/{slug(name)}"]


def mint_document(sha256: str) -> URIRef:
    """A document by its content; also the name of the graph that holds what it says."""
    return ID[f"document/{sha256[:16]}"]


def mint_part(whole: URIRef, kind: str, key: str | int) -> URIRef:
    """A part of a thing, known only within it: a finding or request of a document, a count of an inspection."""
    return URIRef(f"{whole}/{kind}/{key}")


def mint_statement(*parts: str) -> URIRef:
    """A statement, by all that makes it the statement it is."""
    return ID[f"statement/{digest(*parts)}"]


def mint_disagreement(subject: URIRef, prop: URIRef) -> URIRef:
    """The disagreement of documents about one property of one thing."""
    return ID[f"disagreement/{digest(subject, prop)}"]


def mint_candidate(one: URIRef, other: URIRef) -> URIRef:
    """The guess that two persons may be one; the same whichever of them comes first."""
    return ID[f"candidate/{digest(*sorted((one, other)))}"]


def mint_suppression(name: str) -> URIRef:
    """The decision not to tell of a name, by the name's digest."""
    return ID[f"suppression/{name}"]


def mint_network(name: str) -> URIRef:
    """A network that is measured, by the name of its projection."""
    return ID[f"network/{name}"]


def mint_standing(network: URIRef, thing: URIRef) -> URIRef:
    """Where a thing stands in a network."""
    return URIRef(f"{network}/{thing.removeprefix(str(ID)) if thing in ID else digest(thing)}")


def mint_change(direction: str, subject: Node, prop: Node, value: Node) -> URIRef:
    """A fact that came or went between two builds."""
    return ID[f"change/{digest(direction, subject.n3(), prop.n3(), value.n3())}"]


def mint_concept(scheme: str, key: str) -> URIRef:
    """A concept of the vocabulary: `scheme` is "grade", "area", "framework", "kind", "region" and the like."""
    return ID[f"{scheme}/{key}"]
