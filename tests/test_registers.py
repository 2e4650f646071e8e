"""The registers as a whole: each row against the others and against what is known of public codes."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from graph import registers

COUNCILS = registers.councils()
TODAY = [row for row in COUNCILS.values() if not row.end]
PAST = [row for row in COUNCILS.values() if row.end]

# Which kind of authority a code of the Office for National Statistics is for.
TYPES = {"E06": "Unitary Authority", "E08": "Metropolitan District", "E09": "London Borough", "E10": "County"}

REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and the Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}

ENGLAND = ((49.8, 55.9), (-6.5, 1.8))


def test_councils_of_today_are_153_by_type() -> None:
    assert Counter(row.type for row in TODAY) == {
        "Unitary Authority": 63,
        "Metropolitan District": 36,
        "London Borough": 33,
        "County": 21,
    }
    assert len(TODAY) == 153


def test_councils_of_today_by_region() -> None:
    assert Counter(row.region for row in TODAY) == {
        "London": 33,
        "North West": 24,
        "South East": 19,
        "South West": 15,
        "Yorkshire and the Humber": 15,
        "West Midlands": 14,
        "North East": 12,
        "East of England": 11,
        "East Midlands": 10,
    }


def test_councils_of_the_past_have_ends_and_successors() -> None:
    assert {row.name: (row.end, [COUNCILS[code].name for code in row.successors]) for row in PAST} == {
        "Bournemouth": ("2019-03-31", ["Bournemouth, Christchurch and Poole"]),
        "Cumbria": ("2023-03-31", ["Cumberland", "Westmorland and Furness"]),
        "Dorset County": ("2019-03-31", ["Dorset", "Bournemouth, Christchurch and Poole"]),
        "Northamptonshire": ("2021-03-31", ["North Northamptonshire", "West Northamptonshire"]),
        "Poole": ("2019-03-31", ["Bournemouth, Christchurch and Poole"]),
    }


def test_successors_begin_on_the_day_after() -> None:
    day = datetime.timedelta(days=1)
    for row in PAST:
        starts = {COUNCILS[code].start for code in row.successors}
        assert starts == {str(datetime.date.fromisoformat(row.end) + day)}, row.name


def test_councils_of_today_come_first() -> None:
    assert [bool(row.end) for row in COUNCILS.values()] == sorted(bool(row.end) for row in COUNCILS.values())


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("code", r"E(06|08|09|10)0000\d\d"),
        ("gss_code", r"E(06|08|09|10)0000\d\d"),
        ("region_code", r"E1200000[1-9]"),
        ("dfe_number", r"[2-9]\d\d"),
        ("ofsted_provider_number", r"80\d{3}|2\d{6}|"),
        ("latitude", r"\d\d(\.\d{1,5})?"),
        ("longitude", r"-?\d(\.\d{1,5})?"),
        ("start", r"\d{4}-\d\d-\d\d|"),
        ("end", r"\d{4}-\d\d-\d\d|"),
    ],
)
def test_field_is_well_formed(field: str, form: str) -> None:
    assert {
        row.name: getattr(row, field) for row in COUNCILS.values() if not re.fullmatch(form, getattr(row, field))
    } == {}


@pytest.mark.parametrize("field", ["name", "official_name", "gss_code", "dfe_number", "ofsted_provider_number"])
def test_field_belongs_to_one_council(field: str) -> None:
    values = Counter(getattr(row, field) for row in COUNCILS.values() if getattr(row, field))
    assert [value for value, count in values.items() if count > 1] == []


def test_every_council_of_today_has_every_number() -> None:
    assert [row.name for row in TODAY if not (row.dfe_number and row.ofsted_provider_number)] == []


def test_codes_of_all_times_belong_to_one_council() -> None:
    codes = Counter(code for row in COUNCILS.values() for code in (row.gss_code, *row.other_gss_codes))
    assert [code for code, count in codes.items() if count > 1] == []


def test_code_says_the_type() -> None:
    assert {row.name: row.type for row in COUNCILS.values() if TYPES[row.gss_code[:3]] != row.type} == {}


def test_regions_and_their_codes_are_one_to_one() -> None:
    assert {row.region_code: row.region for row in COUNCILS.values()} == REGIONS
    assert {row.name for row in COUNCILS.values() if REGIONS[row.region_code] != row.region} == set()


def test_london_boroughs_and_only_they_are_in_london() -> None:
    assert {row.code for row in TODAY if row.region == "London"} == {
        row.code for row in TODAY if row.type == "London Borough"
    }


def test_neighbours_are_ten_other_councils_of_today() -> None:
    today = {row.code for row in TODAY}
    wrong = [
        row.name for row in TODAY if len(set(row.neighbours) & today - {row.code}) != 10 or len(row.neighbours) != 10
    ]
    assert wrong == []
    assert [row.name for row in PAST if row.neighbours] == []


def test_places_are_in_england_and_no_two_councils_of_today_share_one() -> None:
    (south, north), (west, east) = ENGLAND
    outside = [
        row.name
        for row in COUNCILS.values()
        if not (south <= float(row.latitude) <= north and west <= float(row.longitude) <= east)
    ]
    assert outside == []
    assert len({(row.latitude, row.longitude) for row in TODAY}) == len(TODAY)


def test_place_is_near_other_places_of_its_region() -> None:
    """A latitude cut off to "50" put Medway into the Channel and Westmorland off Devon: such a place is far from its region."""
    for row in TODAY:
        others = [other for other in TODAY if other.region == row.region and other is not row]
        nearest = min(
            abs(float(other.latitude) - float(row.latitude)) + abs(float(other.longitude) - float(row.longitude))
            for other in others
        )
        # The Isles of Scilly are the farthest from anybody: 1.7 degrees from Cornwall's middle.
        assert nearest < (2.5 if row.name == "Isles of Scilly" else 1.0), row.name


def test_every_name_resolves_to_one_council() -> None:
    named = defaultdict(set)
    for row in COUNCILS.values():
        for name in (row.name, row.official_name, *row.other_names):
            named[" ".join(name.lower().replace("&", "and").split())].add(row.code)
    assert {name: codes for name, codes in named.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bristol City Council", "E06000023"),
        ("Bristol", "E06000023"),
        ("Hull", "E06000010"),
        ("Kingston upon Hull", "E06000010"),
        ("BCP", "E06000058"),
        ("Royal Borough of Greenwich", "E09000011"),
        ("St Helens Borough Council", "E08000013"),
        ("Bedford", "E06000055"),
        ("City of York Council", "E06000014"),
        ("County Durham", "E06000047"),
        ("The Isle of Wight", "E06000046"),
        ("Wakefield District Metropolitan Council", "E08000036"),
        ("Southend", "E06000033"),
        ("Stoke", "E06000021"),
        ("Cumbria County Council", "E10000006"),
        ("Poole", "E06000029"),
        ("Dorset County Council", "E10000009"),
        ("Dorset", "E06000059"),
    ],
)
def test_name_is_known(name: str, code: str) -> None:
    assert [row.code for row in COUNCILS.values() if name in (row.name, row.official_name, *row.other_names)] == [code]


def test_other_names_repeat_nothing() -> None:
    assert [row.name for row in COUNCILS.values() if {row.name, row.official_name} & set(row.other_names)] == []


def test_council_that_went_on_under_new_codes_keeps_one_row() -> None:
    assert {row.name: (row.gss_code, row.other_gss_codes) for row in COUNCILS.values() if row.other_gss_codes} == {
        "Barnsley": ("E08000016", ("E08000038",)),
        "Buckinghamshire": ("E06000060", ("E10000002",)),
        "Gateshead": ("E08000037", ("E08000020",)),
        "North Yorkshire": ("E06000065", ("E10000023",)),
        "Northumberland": ("E06000057", ("E06000048",)),
        "Sheffield": ("E08000019", ("E08000039",)),
        "Somerset": ("E06000066", ("E10000027",)),
    }


def test_councils_agree_with_the_corpus(shared: Path) -> None:
    lines = (shared / "corpus" / "manifest.csv").read_text(encoding="utf-8").splitlines()
    listed = {(row["gss_code"], row["council"], row["provider_urn"]) for row in csv.DictReader(lines)}
    assert listed - {(row.code, row.name, row.ofsted_provider_number) for row in COUNCILS.values()} == set()


def test_kinds_name_known_frameworks_and_bodies() -> None:
    frameworks = {row.name for row in registers.frameworks()} | {""}
    bodies = set(registers.inspectorates())
    assert [
        row.name
        for row in registers.kinds().values()
        if row.framework not in frameworks or set(row.inspectorates) - bodies
    ] == []
    slugs = Counter(row.slug for row in registers.kinds().values())
    assert [slug for slug, count in slugs.items() if count > 1] == []


def test_frameworks_areas_and_bodies_refer_to_rows_that_exist() -> None:
    keys = {(row.framework, row.key) for row in registers.areas()}
    for row in registers.frameworks():
        own = "SIF" if row.name == "SIF-reinspection" else row.name
        assert {(own, area) for area in row.areas} <= keys
        assert set(row.inspectorates) <= set(registers.inspectorates())
        assert row.scheme in {grade.scheme for grade in registers.grades()} | {""}
        assert row.overall == bool({"overall", "outcome"} & set(row.areas))
    assert {name for name, _ in keys} <= {row.name for row in registers.frameworks()}


def test_days_of_frameworks_are_days_in_order() -> None:
    starts = [datetime.date.fromisoformat(row.start) for row in registers.frameworks()]
    ends = [datetime.date.fromisoformat(row.end) if row.end else datetime.date.max for row in registers.frameworks()]
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert len(starts) == 11


def test_wordings_of_bodies_name_one_body() -> None:
    named = defaultdict(set)
    for row in registers.inspectorates().values():
        for wording in (row.name, *row.wordings):
            named[wording.lower()].add(row.key)
    assert {wording: keys for wording, keys in named.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("name", ["councils", "frameworks", "areas", "grades", "kinds", "inspectorates"])
def test_table_has_no_stray_spaces_or_repeated_rows(name: str) -> None:
    rows = list(registers.iter_rows(name))
    assert [row for row in rows for value in row.values() if value != value.strip() or "  " in value] == []
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_councils_are_in_the_order_of_their_names() -> None:
    names = [row.name.replace(".", "") for row in TODAY]
    assert all(first < second for first, second in pairwise(names))


def test_each_council_of_today_has_a_tile_of_its_own() -> None:
    tiles = registers.tiles()
    assert sorted(tile.code for tile in tiles) == sorted(row.code for row in TODAY)
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles)
    assert (min(tile.column for tile in tiles), min(tile.row for tile in tiles)) == (0, 1)


@pytest.mark.parametrize(
    "table",
    [
        "posts",
        "not_names",
        "subject_words",
        "short_grades",
        "ambiguous_names",
        "elsewhere",
        "other_inspectorates",
        "hosts",
    ],
)
def test_table_has_no_row_twice_and_no_white_space_too_many(table: str) -> None:
    rows = [tuple(row.values()) for row in registers.iter_rows(table)]
    assert Counter(rows).most_common(1)[0][1] == 1
    assert [cell for row in rows for cell in row if cell != " ".join(cell.split())] == []


def test_words_of_subjects_have_one_part_each() -> None:
    rows = list(registers.iter_rows("subject_words"))
    assert len({row["word"] for row in rows}) == len(rows)
    assert {row["part"] for row in rows} == {"plain", "opening", "head", "thing"}


def test_words_of_posts_are_ranks_or_offices() -> None:
    assert {row["part"] for row in registers.iter_rows("posts")} == {"office", "rank"}


def test_shortened_grades_are_wordings_of_grades() -> None:
    wordings = {grade.wording for grade in registers.grades()}
    assert [row["short"] for row in registers.iter_rows("short_grades") if row["wording"] not in wordings] == []
