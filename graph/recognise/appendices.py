"""The appendices that a paper refers to or is, and the web addresses that it gives.

"Appendices 'A' to 'C'" are three. An e-mail address is no link; a dot that ends the sentence is no part of an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.recognise.patterns import one_line
from graph.statements import Appendix, Document, Said

_LABEL = r"['‘’\"“”]?(?:[A-Z]|\d{1,2}|[IVX]{1,4})['‘’\"“”]?(?![\w])"
_ONE = re.compile(rf"\bAppendix\s+(?P<label>{_LABEL})")
_SEVERAL = re.compile(rf"\bAppendices\s+(?P<labels>{_LABEL}(?:(?:,\s*|\s+(?:and|to|&)\s+|\s*[-–]\s*){_LABEL})+)")
_TITLED = re.compile(
    rf"^Appendix\s+(?P<label>{_LABEL})(?:\s*[-–:\t]\s*|\s+)(?P<title>[A-Z][^\n]{{3,120}})$", re.MULTILINE
)
_LINK = re.compile(r"https?://[^\s<>\"'”’\]]+")


def find_appendices(document: Document) -> tuple[Appendix, ...]:
    """The appendices that a paper names, each once, with the title that a list or heading gives it."""
    titles = {_plain(match["label"]): (one_line(match["title"]), match) for match in _TITLED.finditer(document.text)}
    found: dict[str, Appendix] = {}
    for label, start, end in sorted(_iter_labels(document.text), key=lambda place: place[1]):
        title, match = titles.get(label, (None, None))
        span = document.span(*(match.span() if match else (start, end)))
        found.setdefault(label, Appendix(f"Appendix {label}", title, span))
    return tuple(found.values())


def _iter_labels(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _ONE.finditer(text):
        yield _plain(match["label"]), match.start(), match.end()
    for match in _SEVERAL.finditer(text):
        for label in _expand(match["labels"]):
            yield label, match.start(), match.end()


def _expand(labels: str) -> list[str]:
    """The labels of a list or a range: "'A' to 'C'" is A, B and C."""
    ends = [_plain(label) for label in re.findall(_LABEL, labels)]
    if re.search(r"\bto\b|[-–]", labels) and len(ends) == 2 and all(len(end) == 1 for end in ends):
        return [chr(code) for code in range(ord(ends[0]), ord(ends[1]) + 1)]
    return ends


def _plain(label: str) -> str:
    return re.sub(r"\W", "", label)


def find_links(document: Document) -> tuple[Said[str], ...]:
    """The web addresses that a paper gives, each once; not the address that it was fetched from."""
    found: dict[str, Said[str]] = {}
    for match in _LINK.finditer(document.text):
        address = match[0].rstrip(".,;:)")
        before = document.text[max(0, match.start() - 12) : match.start()]
        if not re.search(r"(?:^|\n)\W*(?:URL|Source):?\s*$", before):
            found.setdefault(address, Said(address, document.span(match.start(), match.start() + len(address))))
    return tuple(found.values())
