"""Lists that are narrowed: the rows and numbers that a look at each row gives, whatever is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import lxml.html
import pytest
from flask import Flask
from markupsafe import Markup

from web.facets import NONE, Field, Listing, make_listing


class Thing(NamedTuple):
    """A row with a colour, some sizes, and a text."""

    colour: str
    sizes: str
    text: str


ROWS = [Thing(colour, sizes, f"{colour} of size {sizes}, {number}") for number, (colour, sizes) in enumerate(
    [("red", "sm"), ("green", "m"), ("red", "ml"), ("blue & grey", ""), ("green", "sml"), ("red", ""), ("red", "s"), ("blue & grey", "m"), ("red", "ml")]
)]  # fmt: skip
SIZES = {"s": "small", "m": "middle", "l": "large"}
FIELDS: tuple[Field[Thing], ...] = (
    Field("colour", "Colour", lambda row: [row.colour]),
    Field("size", "Size", lambda row: row.sizes or [NONE], words=SIZES),
)


@pytest.fixture(scope="module")
def listing(app: Flask) -> Iterator[Listing[Thing]]:
    """The rows as a list, and a request in which to narrow them."""
    with app.test_request_context():
        yield make_listing(ROWS, FIELDS, lambda row: row.text)


def has(row: Thing, chosen: Iterable[tuple[str, str]], words: str) -> bool:
    values = {"colour": [row.colour], "size": list(row.sizes or [NONE])}
    folded = " " + row.text.replace("& ", "").replace(",", "")
    return all(value in values[parameter] for parameter, value in chosen) and f" {words}" in folded


@pytest.mark.parametrize("colour", ["", "red", "green", "mauve"])
@pytest.mark.parametrize("size", ["", "s", "m", NONE])
@pytest.mark.parametrize("words", ["", "red", "of size m", "x"])
def test_narrowed_list_has_what_a_look_at_each_row_finds(
    listing: Listing[Thing], colour: str, size: str, words: str
) -> None:
    chosen = {parameter: value for parameter, value in (("colour", colour), ("size", size)) if value}
    rows, facets = listing.narrow(chosen, words)
    assert rows == [row for row in ROWS if has(row, chosen.items(), words)]
    assert listing.narrow(chosen, words) == (rows, facets), "as it is kept"
    for parameter, every in (("colour", ["blue & grey", "green", "red", "mauve"]), ("size", ["s", "m", "l", NONE])):
        value = chosen.get(parameter, "")
        others = [pair for pair in chosen.items() if pair[0] != parameter]
        left = {key: sum(has(row, [*others, (parameter, key)], words) for row in ROWS) for key in every}
        told = {key: (number, key == value) for key, number in left.items() if number or key == value}
        assert read_options(facets[parameter].options) == told


def read_options(options: Markup) -> dict[str, tuple[int, bool]]:
    found = lxml.html.fragments_fromstring(f"<select>{options}</select>")[0].xpath("./option")
    return {
        one.get("value"): (int(one.text.rpartition("(")[2].rstrip(")")), one.get("selected") is not None)
        for one in found
    }


def test_options_are_named_and_written_as_html(listing: Listing[Thing]) -> None:
    facets = listing.narrow({"colour": "<b>", "size": "m"}).facets
    assert facets["colour"].options == (
        '<option value="blue &amp; grey">Blue &amp; grey (1)</option>\n<option value="green">Green (2)</option>\n'
        '<option value="red">Red (3)</option>\n<option value="&lt;b&gt;" selected>&lt;b&gt; (0)</option>\n'
    )
    assert facets["size"].options == '<option value="m" selected>Middle (0)</option>\n'
    assert listing.narrow({}).facets["size"].options == (
        '<option value="s">Small (3)</option>\n<option value="m">Middle (6)</option>\n<option value="l">Large (3)</option>\n'
        '<option value="none">None known (2)</option>\n'
    )


def test_rows_of_a_value_are_found_and_counted(listing: Listing[Thing]) -> None:
    assert listing.with_value("colour", "green") == [ROWS[1], ROWS[4]]
    assert [listing.count("size", size) for size in ("s", "l", "x")] == [3, 3, 0]
    assert listing.choose({"colour": "red", "size": "l"}) == [ROWS[2], ROWS[8]]
    assert listing.choose({}) == ROWS
