"""The registers in `data/reference/`, as plain rows: councils, frameworks, areas, grades, kinds, inspectorates.

A domain expert corrects the CSV files; this module only reads them. They are the same for everybody in a process, so
each is read once. No RDF here: recognisers use these rows too.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple


class Council(NamedTuple):
    """A council with children's services, of today (`end` is empty) or of the past.

    `code` names it in IRIs: the ONS code under which the sources list it. Where a council went on under new codes,
    `other_gss_codes` has the rest. `other_names` holds what no rule makes of the name ("Hull", "BCP").
    """

    code: str
    name: str
    official_name: str
    other_names: tuple[str, ...]
    type: str
    region_code: str
    region: str
    gss_code: str
    other_gss_codes: tuple[str, ...]
    dfe_number: str
    ofsted_provider_number: str
    neighbours: tuple[str, ...]
    latitude: str
    longitude: str
    start: str
    end: str
    successors: tuple[str, ...]


class Framework(NamedTuple):
    """A version of an inspection framework: what it grades (keys of `areas.csv`), on which scale, from when to when.

    `framework` is the slug in IRIs and `name` the name in statements; `end` is empty while the version is in use.
    """

    version: str
    framework: str
    name: str
    label: str
    inspectorates: tuple[str, ...]
    start: str
    end: str
    areas: tuple[str, ...]
    overall: bool
    scheme: str


class Area(NamedTuple):
    """A wording that names a judgement area of a framework (by `Framework.name`); the first wording of each is its label."""

    framework: str
    key: str
    wording: str


class Grade(NamedTuple):
    """A wording that names a grade of a scheme; the first wording of each is its label."""

    scheme: str
    key: str
    wording: str


class Kind(NamedTuple):
    """A kind of inspection, visit or review: its name in statements, its slug in IRIs and its class.

    `family` is that within which two mentions can be one inspection; `framework` a `Framework.name`, where the kind has one.
    """

    name: str
    slug: str
    class_name: str
    family: str
    framework: str
    inspectorates: tuple[str, ...]


class Inspectorate(NamedTuple):
    """A body that inspects or reviews, with the wordings that name it."""

    key: str
    name: str
    wordings: tuple[str, ...]


class Tile(NamedTuple):
    """Where a council of today stands in the tiles map: column and row of its hexagon, odd rows half a column to the right."""

    code: str
    column: int
    row: int


def folder(name: str = "reference") -> Traversable | Path:
    """Where the registers lie, or other tables of the program's own: inside the installed package, or in the source tree."""
    installed = files("ontology") / name
    return installed if installed.is_dir() else Path(__file__).parent.parent / "data" / name


@cache
def digests() -> frozenset[str]:
    """The SHA-256 of each table that the program reads by itself, by which it is told from a document."""
    tables = [path for name in ("reference", "people") for path in folder(name).iterdir() if path.name.endswith(".csv")]
    return frozenset(hashlib.sha256(table.read_bytes()).hexdigest() for table in tables)


def iter_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/reference/<name>.csv`."""
    yield from csv.DictReader((folder() / f"{name}.csv").read_text(encoding="utf-8").splitlines())


def words(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by "|"."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def councils() -> dict[str, Council]:
    """All councils by code, those of today first."""
    several = ("other_names", "other_gss_codes", "neighbours", "successors")
    return {
        row["code"]: Council(**{key: words(row[key]) if key in several else row[key] for key in Council._fields})  # type: ignore[arg-type]
        for row in iter_rows("councils")
    }


@cache
def frameworks() -> tuple[Framework, ...]:
    """All versions of all frameworks, oldest first."""
    return tuple(
        Framework(
            version=row["version"],
            framework=row["framework"],
            name=row["name"],
            label=row["label"],
            inspectorates=words(row["inspectorates"]),
            start=row["start"],
            end=row["end"],
            areas=words(row["areas"]),
            overall=row["overall"] == "yes",
            scheme=row["scheme"],
        )
        for row in iter_rows("frameworks")
    )


@cache
def areas() -> tuple[Area, ...]:
    """All wordings of judgement areas."""
    return tuple(Area(row["framework"], row["key"], row["wording"]) for row in iter_rows("areas"))


@cache
def grades() -> tuple[Grade, ...]:
    """All wordings of grades."""
    return tuple(Grade(row["scheme"], row["key"], row["wording"]) for row in iter_rows("grades"))


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of inspections by name."""
    return {
        row["name"]: Kind(
            row["name"], row["slug"], row["class_name"], row["family"], row["framework"], words(row["inspectorates"])
        )
        for row in iter_rows("kinds")
    }


@cache
def inspectorates() -> dict[str, Inspectorate]:
    """All inspectorates and reviewing bodies by key."""
    return {
        row["key"]: Inspectorate(row["key"], row["name"], words(row["wordings"])) for row in iter_rows("inspectorates")
    }


@cache
def tiles() -> tuple[Tile, ...]:
    """The tiles map of England, row by row from the north."""
    return tuple(Tile(row["code"], int(row["column"]), int(row["row"])) for row in iter_rows("tiles"))
