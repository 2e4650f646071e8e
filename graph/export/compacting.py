"""Expanded JSON-LD made short by a context: terms for properties, prefixes for addresses, text for what a term tells of its values.

It takes the contexts that `ontology/context.jsonld` is an example of: a vocabulary, prefixes, and one term for a property, with
the type or language of its values, or `@set`. That is a part of what JSON-LD has, and a hundredth of the work of all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from rdflib import RDF, XSD

Node = dict[str, Any]

TYPE, INTEGER, BOOLEAN = str(RDF.type), str(XSD.integer), str(XSD.boolean)
_PLAIN = re.compile(r"[A-Za-z][\w-]*")
_INTEGER = re.compile(r"-?[1-9]\d{0,14}|0")
"""What JSON's numbers are in every language: those of JavaScript are exact up to 16 digits."""


HELD = 10_000
"""Addresses whose short forms are kept."""


class Odd(ValueError):
    """An address that the context would make another one of: `org:x`, where `org` is a prefix."""


class Term(NamedTuple):
    """The name of a property, the type or language that its values have when they are bare text, and whether they are a list."""

    name: str
    type: str = ""
    language: str = ""
    listed: bool = False


class Compactor:
    """What makes nodes short under one context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._names = {name for name in context if not name.startswith("@")}
        self._vocabulary: str = context["@vocab"]
        # As JSON-LD has it: a term is a prefix where it is told by an address alone, and that ends with a sign.
        prefixes = {name: address for name, address in context.items() if str(address)[-1:] in (*"/#:?", "[", "]", "@")}
        prefixes.pop("@vocab")
        self._prefixes = sorted(((address, name) for name, address in prefixes.items()), reverse=True)
        told = {name: said if isinstance(said, dict) else {"@id": said} for name, said in context.items()}
        terms = {name: said for name, said in told.items() if name in self._names - prefixes.keys()}
        self._terms = {
            self._expand(said["@id"], prefixes): self._read(name, said, prefixes) for name, said in terms.items()
        }
        # No more than some, however many things there are; the same are mostly named near each other.
        self.to_reference: Callable[[str], str] = lru_cache(HELD)(self._shorten)
        """The short form of a thing's address."""
        self.to_type: Callable[[str], str] = lru_cache(HELD)(self._name)
        """The short form of a class, a datatype or a property."""

    def compact(self, node: Node, inner: dict[str, Node]) -> Node:
        """The node made short, with each of `inner` in the place of the first reference to it, and taken out there.

        :raise Odd: where an address in it cannot stand under the context.
        """
        short: Node = {"@id": self.to_reference(node["@id"])}
        types = [self.to_type(value["@id"]) for value in node.get(TYPE, ()) if "@id" in value]
        if types:
            short["@type"] = types[0] if len(types) == 1 else types
        for key, values in node.items():
            # A type that is a text is told like any other property.
            left = [value for value in values if "@id" not in value] if key == TYPE else values
            if key == "@id" or not left:
                continue
            term = self.to_term(key)
            made = [self._to_value(value, term, inner) for value in left]
            short[term.name] = made if term.listed or len(made) > 1 else made[0]
        return short

    def to_term(self, address: str) -> Term:
        """The term of a property; where the context has none for it, its short address."""
        return self._terms.get(address) or Term(self.to_type(address))

    def _name(self, address: str) -> str:
        word = address.removeprefix(self._vocabulary) if address.startswith(self._vocabulary) else ""
        return word if _PLAIN.fullmatch(word) and word not in self._names else self.to_reference(address)

    def _shorten(self, address: str) -> str:
        for long, name in self._prefixes:
            rest = address.removeprefix(long)
            if rest != address and rest and not rest.startswith("//"):
                return f"{name}:{rest}"
        scheme, _, rest = address.partition(":")
        if scheme in self._names and not rest.startswith("//"):
            raise Odd(address)
        return address

    def _to_value(self, value: Node, term: Term, inner: dict[str, Node]) -> Any:
        if "@id" in value:
            if value["@id"] in inner:
                return inner.pop(value["@id"])
            name = self.to_reference(value["@id"])
            return name if term.type == "@id" else {"@id": name}
        text, kind, language = value["@value"], value.get("@type", ""), value.get("@language", "")
        if (kind, language) == (term.type, term.language):
            return text
        native = _to_native(text, kind)
        if native is not None:
            return {"@value": native} if term.type or term.language else native
        return {"@type": self.to_type(kind), "@value": text} if kind else dict(value)

    def _expand(self, name: str, prefixes: Mapping[str, str]) -> str:
        prefix, _, rest = name.partition(":")
        return prefixes[prefix] + rest if prefix in prefixes else name

    def _read(self, name: str, said: Mapping[str, str], prefixes: Mapping[str, str]) -> Term:
        kind = self._expand(said.get("@type", ""), prefixes)
        return Term(name, kind, said.get("@language", ""), said.get("@container") == "@set")


def _to_native(text: str, kind: str) -> int | bool | None:
    """JSON's own value, where it says the same in the same spelling."""
    if kind == INTEGER and _INTEGER.fullmatch(text):
        return int(text)
    return text == "true" if kind == BOOLEAN and text in ("true", "false") else None
