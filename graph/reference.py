"""The registers as quads: councils, regions and inspectorates, with their public codes and links to ONS's linked geography.

The tables are those of `graph.registers`; concepts that do not change (types of councils, frameworks, grades) are in the
vocabulary. Documents join the same named graph when they are read; that is `graph.mapping`'s part.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, SKOS, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from graph import registers
from graph.terms import (
    ID,
    PREFIXES,
    REGISTERS,
    SG,
    STATISTICAL_GEOGRAPHY,
    mint_concept,
    mint_council,
    mint_inspectorate,
    slug,
)

_GEO = Namespace(PREFIXES["geo"])
_Pairs = Iterator[tuple[URIRef, Node]]
_Quad = tuple[Node, Node, Node, URIRef]


def iter_reference() -> Iterator[_Quad]:
    """The quads of all registers, in the order of the tables; no quad comes twice."""
    for council in registers.councils().values():
        yield from _about(mint_council(council.code), _describe_council(council))
    yield from iter_beside()


def iter_beside() -> Iterator[_Quad]:
    """The quads of the registers that are not about councils: of regions and inspectorates."""
    for code, name in sorted({(council.region_code, council.region) for council in registers.councils().values()}):
        yield from _about(mint_concept("region", code), _describe_region(code, name))
    for body in registers.inspectorates().values():
        yield from _about(mint_inspectorate(body.key), _describe_inspectorate(body))


def _about(subject: URIRef, pairs: _Pairs) -> Iterator[_Quad]:
    return ((subject, predicate, value, REGISTERS) for predicate, value in pairs)


def _describe_council(council: registers.Council) -> _Pairs:
    yield RDF.type, SG.Council
    yield from _name(council.name, {council.official_name, *council.other_names})
    yield SG.officialName, Literal(council.official_name)
    yield from _identify(council)
    yield SG.councilType, mint_concept("council-type", slug(council.type))
    yield SG.region, mint_concept("region", council.region_code)
    for neighbour in council.neighbours:
        yield SG.statisticalNeighbour, mint_council(neighbour)
    yield _GEO.lat, Literal(council.latitude, datatype=XSD.decimal)
    yield _GEO.long, Literal(council.longitude, datatype=XSD.decimal)
    yield from _live(council)


def _identify(council: registers.Council) -> _Pairs:
    """Every public code as an identifier of its kind; not every council has all of them."""
    yield SG.gssCode, Literal(council.gss_code)
    yield SKOS.exactMatch, STATISTICAL_GEOGRAPHY[council.gss_code]
    for code in council.other_gss_codes:
        yield SG.otherGssCode, Literal(code)
        # Not exact: a new code stands for a boundary that moved, if only a little.
        yield SKOS.closeMatch, STATISTICAL_GEOGRAPHY[code]
    if council.dfe_number:
        yield SG.dfeNumber, Literal(council.dfe_number)
    if council.ofsted_provider_number:
        yield SG.ofstedProviderNumber, Literal(council.ofsted_provider_number)


def _live(council: registers.Council) -> _Pairs:
    if council.start:
        yield SG.existedFrom, Literal(council.start, datatype=XSD.date)
    if council.end:
        yield SG.existedTo, Literal(council.end, datatype=XSD.date)
    for code in council.successors:
        yield SG.successor, mint_council(code)


def _describe_region(code: str, name: str) -> _Pairs:
    yield RDF.type, SKOS.Concept
    yield from _name(name)
    yield SG.gssCode, Literal(code)
    yield SKOS.inScheme, ID.region
    yield SKOS.exactMatch, STATISTICAL_GEOGRAPHY[code]


def _describe_inspectorate(body: registers.Inspectorate) -> _Pairs:
    yield RDF.type, SG.Inspectorate
    yield from _name(body.name, set(body.wordings))


def _name(name: str, others: set[str] | None = None) -> _Pairs:
    yield SKOS.prefLabel, Literal(name, lang="en")
    for other in sorted((others or set()) - {name}):
        yield SKOS.altLabel, Literal(other, lang="en")
