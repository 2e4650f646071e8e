"""What resolving finds and mapping uses: which inspection a mention is, who a person named is, and for whom people act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rdflib import URIRef

from graph import registers, terms
from graph.statements import Doubt

#: The body of inspectors and of the staff of their teams, whichever inspectorate that is.
INSPECTORATE = "inspectorate"

# Words that tell of another body than the council whose name it carries.
_OTHER_BODY = frozenset(
    "nhs icb integrated trust ccg hospital hospitals police constabulary fire university college diocese".split()
)


def find_body(organisation: str | None, council: str | None) -> str:
    """The body for which a person named in a document acts: a council's code, or the slug of an organisation's name.

    The name of the document's own council, in whatever form, is that council; no name at all means it as well.
    """
    if council and organisation:
        row = registers.councils()[council]
        own = any(_names(name, organisation) for name in (row.name, row.official_name, *row.other_names))
        return council if own and not _OTHER_BODY & set(_plain(organisation).split()) else terms.slug(organisation)
    return council or terms.slug(organisation or "")


def _names(name: str, organisation: str) -> bool:
    """Whether a council's name stands in an organisation's: Lincolnshire's does not in "North East Lincolnshire Council"."""
    pattern = rf"(?<!\w)(?<!north )(?<!south )(?<!east )(?<!west )(?<!central ){re.escape(_plain(name.partition(',')[0]))}(?!\w)"
    return re.search(pattern, _plain(organisation)) is not None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[.()]", " ", name.lower()).split())


@dataclass(frozen=True, slots=True)
class Identity:
    """The address of an inspection, and the kind that all its mentions together make it."""

    iri: URIRef
    kind: str


class Candidate(NamedTuple):
    """Two persons who may be one, and why; somebody who knows can say so in `data/people/merges.csv`."""

    one: URIRef
    other: URIRef
    reason: str


@dataclass(frozen=True, slots=True)
class Former:
    """Which addresses were replaced, and which persons might be one, in the snapshot before."""

    replaced: Mapping[URIRef, tuple[URIRef, ...]]
    candidates: tuple[Candidate, ...]


class Addresses(Protocol):
    """Who each person named is, by document, name and body."""

    def __getitem__(self, named: tuple[str, str, str], /) -> URIRef: ...


@dataclass(frozen=True, slots=True)
class Identities:
    """What resolving finds: which inspection each mention is, and who each person named is.

    `inspections` is keyed by document and index, `people` by document, name and body; `replaced` maps addresses that a
    mention alone would have had to the address of the inspection that it turned out to be, and addresses of people to those whom they were; `doubts` are keyed by document; `former` is told where this goes on from a snapshot before.
    """

    inspections: Mapping[tuple[str, int], Identity]
    people: Addresses
    replaced: dict[URIRef, tuple[URIRef, ...]]
    doubts: dict[str, tuple[Doubt, ...]]
    candidates: tuple[Candidate, ...] = ()
    former: Former | None = None
