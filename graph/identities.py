"""What resolving finds and mapping uses: which inspection a mention is, who a person named is, and for whom people act."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

from graph import registers, terms
from graph.statements import Doubt

#: The body of inspectors and of the staff of their teams, whichever inspectorate that is.
INSPECTORATE = "inspectorate"


def find_body(organisation: str | None, council: str | None) -> str:
    """The body for which a person named in a document acts: a council's code, or the slug of an organisation's name.

    The name of the document's own council, in whatever form, is that council; no name at all means it as well.
    """
    if council and organisation:
        row = registers.councils()[council]
        names = (row.name, row.official_name, *row.other_names)
        own = any(name.split(",")[0].lower() in organisation.lower() for name in names)
        return council if own and not _is_health_body(organisation) else terms.slug(organisation)
    return council or terms.slug(organisation or "")


def _is_health_body(organisation: str) -> bool:
    words = organisation.replace("(", " ").replace(")", " ").split()
    return bool({"NHS", "ICB", "Integrated", "Trust", "CCG"} & set(words))


@dataclass(frozen=True, slots=True)
class Identity:
    """The address of an inspection, and the kind that all its mentions together make it."""

    iri: URIRef
    kind: str


@dataclass(frozen=True, slots=True)
class Identities:
    """What resolving finds: which inspection each mention is, and who each person named is.

    `inspections` is keyed by document and index, `people` by document, name and body; `replaced` maps addresses that a
    mention alone would have had to the address of the inspection that it turned out to be; `doubts` are keyed by document.
    """

    inspections: dict[tuple[str, int], Identity]
    people: dict[tuple[str, str, str], URIRef]
    replaced: dict[URIRef, URIRef]
    doubts: dict[str, tuple[Doubt, ...]]
