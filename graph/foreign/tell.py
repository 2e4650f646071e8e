"""Which format of RDF a file is in, told by its content, and by its name only where the content may be several."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

SUFFIXES = {
    ".ttl": "trig", ".turtle": "trig", ".trig": "trig", ".nt": "nquads", ".nq": "nquads", ".rdf": "rdfxml", ".owl": "rdfxml",
    ".jsonld": "jsonld",
}  # fmt: skip
HEAD = 65_536
MOST_ENTITY = 1_000
"""Letters that one entity of an XML file may stand for; people use them to shorten addresses."""

# What was once matched stays so ("(?>", "*+"): else a row of comments could be parted in more ways than can be tried.
_RDF_XML = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?RDF[\s>]", re.S)
_JSON_LD = re.compile(r'\s*[\[{].*"@(?:context|id|graph|type)"', re.S)
_COMMENTS = re.compile(r"(?:\s+|#[^\n]*(?:\n|$))*")
_DIRECTIVE = re.compile(r"@(?:prefix|base)\b|(?:PREFIX\s+[^\s<]*:|BASE)\s*<|(?:GRAPH\s+)?<[^<>\s]*>\s*\{", re.I)
_LINE = re.compile(
    r'(?:<[^<>\s]*>|_:\S+)\s+<[^<>\s]+>\s+(?:<[^<>\s]*>|_:\S+|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^<[^<>\s]+>)?)'
    r"(?:\s+(?:<[^<>\s]*>|_:\S+))?\s*\.\s*(?:#[^\n]*)?(?:\n|$)"
)
_TRIPLE = re.compile(r"<[^<>\s]*>\s+(?:<[^<>\s]+>|a)\s")
_DOCUMENT = re.compile(r"\s*(?:%PDF|PK\x03|<!doctype\s+html|<html)", re.I)
_ENTITY = re.compile(rb"""<!ENTITY\s+(%?\s*[^\s"'>]+)\s+("[^"]*"|'[^']*'|[^>]*)""")


def tell_format(file: Path | str) -> str | None:
    """The format of a file of RDF, by the store's name of it; None for a file that is no RDF. N-Triples are told as N-Quads
    and Turtle as TriG, which hold them.
    """
    path = Path(file)
    with path.open("rb") as stream:
        head = stream.read(HEAD).decode("utf-8-sig", "replace")
    hinted = SUFFIXES.get(path.suffix.lower())
    if _RDF_XML.match(head):
        return "rdfxml"
    if _JSON_LD.match(head) and hinted in (None, "jsonld"):
        return "jsonld"
    start = _COMMENTS.match(head)
    rest = head[start.end() :] if start else head
    if _LINE.match(rest):
        # A first line as N-Triples may have Turtle after it.
        return "trig" if hinted == "trig" else "nquads"
    if _DIRECTIVE.match(rest) or _TRIPLE.match(rest):
        return "trig"
    return None if _DOCUMENT.match(head) else hinted


def find_danger(path: Path) -> str | None:
    """Why an XML file must not be parsed; None where nothing is against it.

    An engine would put in what entities stand for, and entities of entities grow until the memory is full.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if b"\x00" in content[:HEAD]:
            return "is no UTF-8: save it as UTF-8"
        for name, value in _ENTITY.findall(content):
            told = name.decode("utf-8", "replace")[:40]
            if not value.startswith((b'"', b"'")):
                return f"its entity {told} is taken from elsewhere, and nothing is fetched: write it out"
            if re.search(rb"[&%](?!#)", value[1:-1]) or name.startswith(b"%"):
                return f"its entity {told} is made of other entities: write them out"
            if len(value) > MOST_ENTITY:
                return f"its entity {told} stands for more than {MOST_ENTITY:,} letters: write it out"
    return None
