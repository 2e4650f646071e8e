"""What a snapshot says of itself: DCAT with VoID's counts and the downloads; PROV of each document, what read it and when.

All times are the snapshot's own, so that the same snapshot says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, NamedTuple

from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, VOID, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.export.job import Job, Origin
from graph.export.sheets import LICENCE
from graph.snapshots import iter_readings
from graph.store import Rows, Store, Triples, write_triples
from graph.terms import BASE, DATASET, DESCRIPTION, ID, mint_document, mint_part, read_text

Triple = tuple[Node, Node, Node]

SPDX = Namespace("http://spdx.org/rdf/terms#")
SCHEMA = Namespace("https://schema.org/")
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")
ABOUT = "Inspections of councils’ services for children in England, and what committees made of them, each fact with its words."
KEYWORDS = ("inspections", "children’s services", "local government", "scrutiny", "England")
PUBLISHERS = "SELECT DISTINCT ?publisher WHERE { ?document <%s> ?publisher ; a <%s> } ORDER BY ?publisher"


class Download(NamedTuple):
    """A form in which the dataset is given: its kind, what that is, address, media type, and where known size and SHA-256."""

    name: str
    what: str
    address: str
    media_type: str
    size: int | None = None
    sha256: str = ""


def write_dcat(job: Job, stream: IO[bytes]) -> None:
    """Write the description of the dataset as Turtle."""
    write_triples(iter_dataset(job.store, job.origin, ()), stream, "turtle")


def write_prov(job: Job, stream: IO[bytes]) -> None:
    """Write where each document's statements come from, as Turtle."""
    write_triples(iter_provenance(job.store, job.origin), stream, "turtle")


def iter_dataset(store: Store, origin: Origin, downloads: Iterable[Download]) -> Iterator[Triple]:
    """The dataset in DCAT, with the counts of VoID that the build made, and its downloads."""
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", default_graphs=[DESCRIPTION], named_graphs=[])
    assert isinstance(found, Triples), "a CONSTRUCT gives triples"
    yield from sorted(found, key=lambda triple: tuple(term.n3() for term in triple))
    yield DATASET, RDF.type, DCAT.Dataset
    yield DATASET, DCTERMS.title, Literal("Scrutiny Graph", lang="en")
    yield DATASET, DCTERMS.description, Literal(ABOUT, lang="en")
    yield DATASET, DCTERMS.license, URIRef(LICENCE["path"])
    yield DATASET, DCTERMS.language, URIRef("http://publications.europa.eu/resource/authority/language/ENG")
    yield DATASET, DCTERMS.spatial, URIRef("http://statistics.data.gov.uk/id/statistical-geography/E92000001")
    yield DATASET, DCTERMS.conformsTo, URIRef(f"{BASE}def")
    yield DATASET, DCTERMS.modified, to_time(origin.made)
    yield DATASET, URIRef(f"{DCAT}version"), Literal(origin.name)  # newer than the list that rdflib has
    yield DATASET, DCAT.landingPage, URIRef(BASE)
    yield DATASET, PROV.wasGeneratedBy, mint_snapshot(origin)
    yield from ((DATASET, DCAT.keyword, Literal(word, lang="en")) for word in KEYWORDS)
    for (publisher,) in _ask(store, PUBLISHERS % (DCTERMS.publisher, f"{BASE}def#Document")):
        yield DATASET, DCTERMS.source, Literal(publisher)
    for download in downloads:
        yield from _iter_download(download, origin)


def iter_provenance(store: Store, origin: Origin) -> Iterator[Triple]:
    """PROV of each document that was read: what read it and when, and what came of it."""
    snapshot = mint_snapshot(origin)
    yield snapshot, RDF.type, PROV.Activity
    yield snapshot, RDFS.label, Literal(f"build of the snapshot {origin.name}", lang="en")
    yield snapshot, PROV.endedAtTime, to_time(origin.made)
    yield snapshot, PROV.generated, DATASET
    told = {document: (name, source) for document, _, name, source in _ask(store, read_query())}
    readers: set[str] = set()
    for reading in iter_readings(origin.folder) if origin.folder else ():
        document = mint_document(reading.sha256)
        if str(document) not in told:
            continue
        if reading.version not in readers:
            readers.add(reading.version)
            yield from _iter_readers(reading.version)
        yield from _iter_reading(document, reading.version, reading.when, *told[str(document)])
        yield snapshot, PROV.used, mint_part(document, "statements", reading.version)


def mint_snapshot(origin: Origin) -> URIRef:
    """The build that made a snapshot."""
    return ID[f"build/{origin.name}"]


def to_time(text: str) -> Literal:
    """A moment in ISO form."""
    return Literal(text, datatype=XSD.dateTime)


@cache
def read_query() -> str:
    """The question for the documents with their names and addresses."""
    return read_text("graph.export", "documents.rq")


def _iter_readers(made: str) -> Iterator[Triple]:
    agent = ID[f"readers/{made}"]
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, Literal(f"readers and recognisers of Scrutiny Graph, version {made}", lang="en")
    yield agent, SCHEMA.softwareVersion, Literal(made)


def _iter_reading(document: URIRef, made: str, when: str, name: str | None, source: str | None) -> Iterator[Triple]:
    reading, statements = mint_part(document, "reading", made), mint_part(document, "statements", made)
    yield document, RDF.type, PROV.Entity
    if source:
        yield document, PROV.hadPrimarySource, URIRef(source)
    yield reading, RDF.type, PROV.Activity
    yield reading, RDFS.label, Literal(f"reading of {name or document}", lang="en")
    yield reading, PROV.used, document
    yield reading, PROV.endedAtTime, to_time(when)
    yield reading, PROV.wasAssociatedWith, ID[f"readers/{made}"]
    yield statements, RDF.type, PROV.Entity
    yield statements, RDFS.label, Literal(f"statements of {name or document}", lang="en")
    yield statements, PROV.wasGeneratedBy, reading
    yield statements, PROV.wasDerivedFrom, document


def _iter_download(download: Download, origin: Origin) -> Iterator[Triple]:
    part = mint_part(DATASET, "download", download.name)
    yield DATASET, DCAT.distribution, part
    yield part, RDF.type, DCAT.Distribution
    yield part, DCTERMS.title, Literal(download.what, lang="en")
    yield part, DCTERMS.license, URIRef(LICENCE["path"])
    yield part, DCTERMS.modified, to_time(origin.made)
    yield part, DCAT.downloadURL, URIRef(download.address)
    yield part, DCAT.mediaType, MEDIA_TYPES[download.media_type]
    if download.size is not None:
        yield part, DCAT.byteSize, Literal(download.size, datatype=XSD.nonNegativeInteger)
    if download.sha256:
        checksum = mint_part(part, "checksum", "sha256")
        yield part, SPDX.checksum, checksum
        yield checksum, RDF.type, SPDX.Checksum
        yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
        yield checksum, SPDX.checksumValue, Literal(download.sha256, datatype=XSD.hexBinary)
    if download.media_type in ("application/n-quads", "application/n-triples", "text/turtle"):
        yield DATASET, VOID.dataDump, URIRef(download.address)


def _ask(store: Store, query: str) -> Iterator[tuple[str | None, ...]]:
    found = store.query(query)
    assert isinstance(found, Rows), "a SELECT gives rows"
    return found.iter_texts()
