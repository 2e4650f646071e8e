"""The table of inspections: sound as it stands, made again from reports alike, and held to reports and to a peer's table."""

from __future__ import annotations

import csv
import datetime
import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import registers
from graph.build import build
from graph.read import read
from graph.recognise import recognise
from graph.snapshots import Workspace
from graph.statements import Inspection, Said
from graph.terms import SG
from tests.conftest import REPORTS, ROOT

TABLE = ROOT / "data" / "history" / "inspections.csv"

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_table_is_read_whole_and_without_doubt(rows: list[Row]) -> None:
    statements = recognise(read(TABLE))
    assert (statements.kind, statements.doubts) == ("table of inspections", ())
    assert [given(told) for told in statements.inspections] == [
        {column: cell for column, cell in row.items() if cell and column not in ("publisher", "report_sha256")}
        for row in rows
    ]
    assert Counter(row["kind"] for row in rows) == {
        "ILACS inspection": 161,
        "SIF inspection": 95,
        "Area SEND inspection": 34,
        "re-inspection": 11,
        "looked after inspection": 2,
        "LSCB review": 1,
    }


def test_table_is_in_order_and_has_each_inspection_and_report_once(rows: list[Row]) -> None:
    places = [(row["council"], row["start"], row["kind"]) for row in rows]
    assert places == sorted(set(places))
    assert len({row["report_sha256"] for row in rows}) == len(rows)
    assert len({row["council_code"] for row in rows}) == 96


def test_every_fact_s_words_stand_in_its_cell(rows: list[Row]) -> None:
    document = read(TABLE)
    table = {document.text[block.start : block.end] for block in document.blocks[1:]}
    assert table == {"\t".join(row.values()) for row in rows}


def given(told: Inspection) -> Row:
    """An inspection as a row of the table, without the cells that are empty and those of its report."""
    council = registers.councils()[value(told.council)]
    counts = {
        "recommendations to the local authority": "recommendations_to_authority",
        "recommendations to the safeguarding board": "recommendations_to_board",
        "recommendations to the area partnership": "recommendations_to_partnership",
    }
    row = {
        "council_code": council.code,
        "council": council.name,
        "kind": told.kind,
        **{field: value(getattr(told, field)) for field in ("start", "end", "published", "lead_inspector")},
        "periods": "|".join("/".join(map(str, said.value)) for said in told.periods),
        "report_address": value(told.address),
        **{str(judgement.area_key): str(judgement.grade_key) for judgement in told.judgements},
        **{counts[count.what]: str(count.number) for count in told.counts if count.what in counts},
    }
    return {column: cell for column, cell in row.items() if cell}


def value(said: Said[object] | None) -> str:
    return str(said.value) if said else ""


def test_program_makes_the_same_table_of_the_same_reports(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "script" / "make-history"), str(REPORTS), "--output"]
    made = []
    for name in ("one.csv", "two.csv"):
        subprocess.run([*command, str(tmp_path / name)], check=True, capture_output=True)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    (havering, *_) = [row for row in csv.DictReader(made[0].decode().splitlines()) if row["council"] == "Havering"]
    assert {column: cell for column, cell in havering.items() if cell and column != "report_sha256"} == {
        "council_code": "E09000016",
        "council": "Havering",
        "kind": "ILACS inspection",
        "start": "2018-06-11",
        "end": "2018-06-22",
        "published": "2018-07-23",
        "lead_inspector": "Andy Whippey",
        "overall": "good",
        "leadership": "good",
        "help-and-protection": "requires-improvement",
        "in-care-and-care-leavers": "good",
        "recommendations_to_authority": "5",
        "publisher": "Ofsted (restated by Scrutiny Graph)",
    }


def test_table_and_reports_tell_of_the_same_inspections(workspace: Path, tmp_path: Path, rows: list[Row]) -> None:
    """The ten reports among the samples have rows: no inspection comes twice, and nothing new is disagreed about."""
    both = Workspace(tmp_path / "both")
    build([REPORTS, TABLE.parent], both)
    with Workspace(workspace).open_store() as alone, both.open_store() as joined:
        reported = find(alone, f"SELECT DISTINCT ?x {{ ?x <{SG.report}> ?report }}")
        tabled = find(
            joined, f"SELECT DISTINCT ?x {{ ?x <{SG.mentionedIn}> ?table . ?table a <{SG.InspectionTable}> }}"
        )
        assert (len(reported), len(tabled), len(reported & tabled)) == (10, len(rows), 10)
        disagreements = f"SELECT ?x {{ ?x a <{SG.Disagreement}> }}"
        assert find(joined, disagreements) == find(alone, disagreements)
        starts = f"SELECT (CONCAT(STR(?i), ' ', STR(?d)) AS ?x) {{ ?i <{SG.report}> ?r ; <{SG.startDate}> ?d }}"
        assert find(joined, starts) == find(alone, starts)


def find(store: object, query: str) -> set[str]:
    return {str(row[0]) for row in store.query(query)}  # type: ignore[attr-defined]


def test_rows_are_what_the_reports_say(shared: Path, rows: list[Row]) -> None:
    with (shared / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        files = {row["sha256"]: row for row in csv.DictReader(stream)}
    assert {row["report_sha256"] for row in rows} <= set(files)
    for row in rows[7::30]:
        path = shared / "corpus" / files[row["report_sha256"]]["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["report_sha256"]
        (subject,) = (told for told in recognise(read(path)).inspections if told.subject)
        stated = given(subject)
        assert {column: row[column] for column in stated} == stated
        numbers = [int(row[column] or 0) for column in row if column.startswith("recommendations_to_")]
        assert sum(numbers) == len(subject.recommendations)
        assert row["published"] in (stated.get("published"), files[row["report_sha256"]]["published"])


# Where the peer's table says something else of the same inspection than ours, and what settles it.
SETTLED = {
    ("Brighton and Hove", "2024-03-11", "start", ""): "the page has “11 to 15 March 2024”; the peer has no days",
    ("Brighton and Hove", "2024-03-11", "end", ""): "as the first day",
    ("Nottingham", "2022-07-11", "start", ""): "the page has “11 – 22 July 2022”; the peer has no days",
    ("Nottingham", "2022-07-11", "end", ""): "as the first day",
    ("Nottingham", "2022-07-11", "care-leavers", "inadequate"):
        "the page grades care leavers together with children in care; “inadequate” is the grade of the whole, one row below",
    ("St. Helens", "2023-07-10", "help-and-protection", "good"):
        "the page has “requires improvement to be good”; the peer is one row off in three areas",
    ("St. Helens", "2023-07-10", "in-care", "requires-improvement"): "the page has “good”; one row off",
    ("St. Helens", "2023-07-10", "care-leavers", "good"): "the page has “outstanding”; one row off",
}  # fmt: skip
COLUMNS = {
    "start": "inspection_start_date",
    "end": "inspection_end_date",
    "published": "publication_date",
    "lead_inspector": "inspector_name",
    "overall": "overall_effectiveness_grade",
    "leadership": "impact_of_leaders_grade",
    "help-and-protection": "help_and_protection_grade",
    "in-care": "in_care_grade",
    "care-leavers": "care_leavers_grade",
}


def test_newest_inspections_differ_from_a_peer_s_only_where_the_page_says_so(shared: Path, rows: list[Row]) -> None:
    newest = {row["council_code"]: row for row in rows if row["kind"] == "ILACS inspection"}
    differing, later = set(), []
    for code, theirs in iter_peer(shared / "reference" / "peer_overview.csv"):
        ours = newest[code]
        if theirs["published"] > ours["published"]:
            later.append(code)  # an inspection whose report is not in the corpus
        else:
            differing |= {(ours["council"], ours["start"], *pair) for pair in iter_differences(ours, theirs)}
    assert differing == set(SETTLED)
    assert (len(newest), len(later)) == (96, 36)


def iter_peer(path: Path) -> Iterator[tuple[str, Row]]:
    """The peer's rows by council, with dates and grades as ours."""
    codes = {council.ofsted_provider_number: council.code for council in registers.councils().values()}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield codes[row["urn"]], {column: plain(row[theirs]) for column, theirs in COLUMNS.items()}


def plain(text: str) -> str:
    """A date in ISO form, a grade as its key, a name in lower case, and nothing for a grade that was not given then."""
    for form in ("%d/%m/%Y", "%d/%m/%y"):
        try:
            return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC).date().isoformat()
        except ValueError:
            continue
    text = text.strip().lower().replace("requires improvement to be good", "requires improvement")
    return "" if text == "inspection_pre_dates_judgement" else text.replace(" ", "-")


def iter_differences(ours: Row, theirs: Row) -> Iterator[tuple[str, str]]:
    for column, said in theirs.items():
        # Until 2022 one grade stood for children in care and care leavers; the peer has it as that of children in care.
        own = ours[column] or (ours["in-care-and-care-leavers"] if column == "in-care" else "")
        if plain(own) != said:
            yield column, said
