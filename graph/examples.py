"""The library of questions as RDF, after the convention of SPARQL examples: each question a `sh:SPARQLExecutable`.

Editors read them from the graph to offer them, with the prefixes that are declared for them.
https://github.com/sib-swiss/sparql-examples tells the convention.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, SDO, SH, XSD, Literal, URIRef

from graph.query import questions
from graph.terms import DATASET, PREFIXES, VOCABULARY, mint_part, mint_question

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def iter_examples() -> Iterator[Triple]:
    """Each question with its words, its group and its query, and the prefixes that the queries use."""
    for question in questions():
        example = mint_question(question.name)
        yield example, RDF.type, SH.SPARQLExecutable
        yield example, RDF.type, SH.SPARQLSelectExecutable
        yield example, RDFS.label, Literal(question.heading, lang="en")
        yield example, RDFS.comment, Literal(question.heading, lang="en")
        yield example, SDO.keywords, Literal(question.group, lang="en")
        yield example, SH.prefixes, VOCABULARY
        yield example, SH.select, Literal(question.text)
    yield from _iter_prefixes()


def _iter_prefixes() -> Iterator[Triple]:
    yield VOCABULARY, RDF.type, OWL.Ontology
    for prefix, namespace in PREFIXES.items():
        declared = mint_part(DATASET, "prefix", prefix)
        yield VOCABULARY, SH.declare, declared
        yield declared, SH.prefix, Literal(prefix)
        yield declared, SH.namespace, Literal(namespace, datatype=XSD.anyURI)
