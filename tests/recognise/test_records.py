"""Tables of inspections: what a row tells, and what is left out of it with which doubt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.dates import Date
from graph.recognise.records import recognise_records
from graph.statements import Count, Document, Doubt, Inspection, Judgement, Said, Span

Make = Callable[[str], Document]
HEADER = "council_code\tcouncil\tkind\tstart\tend\tperiods\tpublished\tlead_inspector\toverall\tcare-leavers\tlscb\trecommendations_to_authority\treport_address"
WHOLE = "E10000017\tLancashire\tSIF inspection\t2015-09-14\t2015-10-08\t\t2015-11\tSarah Canto\tinadequate\tRequires improvement\t\t17\thttps://example.org/1"


def table(document: Make, *rows: str) -> tuple[tuple[Inspection, ...], tuple[Doubt, ...]]:
    statements = recognise_records(document("\n".join([HEADER, *rows])))
    assert statements is not None
    return statements.inspections, statements.doubts


def test_row_tells_an_inspection_each_fact_with_its_cell(document: Make) -> None:
    read = document(f"{HEADER}\n{WHOLE}")
    statements = recognise_records(read)
    assert statements is not None

    def cell(words: str, after: str = HEADER) -> Span:
        start = read.text.index(words, read.text.index(after) + len(after))
        return Span(1, start, start + len(words), words)

    def said(value: object, words: str) -> Said[object]:
        return Said(value, cell(words))

    assert (statements.kind, statements.heading) == ("table of inspections", Span(1, 0, len(HEADER), HEADER))
    assert (statements.title, statements.council, statements.doubts) == (None, None, ())
    assert statements.inspections == (
        Inspection(
            kind="SIF inspection",
            span=cell(WHOLE),
            council=said("E10000017", "Lancashire"),  # type: ignore[arg-type]
            framework=said("SIF", "SIF inspection"),  # type: ignore[arg-type]
            start=said(Date(2015, 9, 14), "2015-09-14"),  # type: ignore[arg-type]
            end=said(Date(2015, 10, 8), "2015-10-08"),  # type: ignore[arg-type]
            published=said(Date(2015, 11), "2015-11"),  # type: ignore[arg-type]
            lead_inspector=said("Sarah Canto", "Sarah Canto"),  # type: ignore[arg-type]
            judgements=(
                Judgement("overall", "inadequate", "overall", "inadequate", cell("inadequate"), overall=True),
                Judgement(
                    "care-leavers",
                    "Requires improvement",
                    "care-leavers",
                    "requires-improvement",
                    cell("Requires improvement"),
                ),
            ),
            counts=(Count("recommendations to the local authority", 17, cell("17", after="improvement")),),
            address=said("https://example.org/1", "https://example.org/1"),  # type: ignore[arg-type]
        ),
    )


def test_inspection_held_in_parts_keeps_them(document: Make) -> None:
    inspections, doubts = table(
        document, WHOLE.replace("\t\t2015-11", "\t2015-09-14/2015-09-18|2015-10-05/2015-10-08\t2015-11")
    )
    assert [said.value for said in inspections[0].periods] == [
        (Date(2015, 9, 14), Date(2015, 9, 18)),
        (Date(2015, 10, 5), Date(2015, 10, 8)),
    ]
    assert doubts == ()


def test_date_may_be_as_spreadsheets_write_it(document: Make) -> None:
    inspections, doubts = table(document, WHOLE.replace("2015-09-14", "14/09/2015"))
    assert [told.start.value for told in inspections if told.start] == [Date(2015, 9, 14)]
    assert doubts == ()


@pytest.mark.parametrize(
    ("old", "new", "doubt"),
    [
        ("E10000017", "E10000099", ("council_code", "row 2: no council has the code “E10000099”")),
        ("E10000017", "", ("council_code", "row 2: no code")),
        ("Lancashire", "Lincolnshire", ("council", "row 2: the code E10000017 is Lancashire’s, not “Lincolnshire”’s")),
        ("SIF inspection", "audit", ("kind", "row 2: no kind of inspection is called “audit”")),
        ("2015-09-14", "2015-09-31", ("start", "row 2: “2015-09-31” is no date such as 2015-11-27 or 2015-11")),
        ("2015-09-14", "", ("start", "row 2: no date")),
    ],
)
def test_row_of_which_nobody_knows_what_it_tells_is_left_out(
    document: Make, old: str, new: str, doubt: tuple[str, str]
) -> None:
    inspections, doubts = table(document, WHOLE.replace(old, new))
    assert inspections == ()
    assert [(one.field, one.reason) for one in doubts] == [doubt]


@pytest.mark.parametrize(
    ("old", "new", "field", "doubt"),
    [
        ("2015-10-08", "2015-09-01", "end", ("end", "row 2: 2015-09-01 is before the first day, 2015-09-14")),
        ("2015-10-08", "soon", "end", ("end", "row 2: “soon” is no date such as 2015-11-27 or 2015-11")),
        (
            "\t\t2015-11",
            "\tSept\t2015-11",
            "periods",
            ("periods", "row 2: “Sept” is no list of periods such as 2013-11-19/2013-12-11"),
        ),
        ("Sarah Canto", "17", "lead_inspector", ("lead_inspector", "row 2: “17” is no person's name")),
        (
            "inadequate\tRequires improvement\t",
            "adequate\t\t",
            "judgements",
            ("overall", "row 2: “adequate” is no grade of its framework"),
        ),
        (
            "\t17\t",
            "\tmany\t",
            "counts",
            ("recommendations_to_authority", "row 2: “many” is no number of recommendations"),
        ),
        ("https://example.org/1", "see Ofsted", "address", ("report_address", "row 2: “see Ofsted” is no web address")),
    ],
)
def test_cell_that_says_nothing_sensible_is_left_out(
    document: Make, old: str, new: str, field: str, doubt: tuple[str, str]
) -> None:
    inspections, doubts = table(document, WHOLE.replace(old, new))
    assert [getattr(told, field) for told in inspections] == [
        None if field in ("end", "lead_inspector", "address") else ()
    ]
    assert [(one.field, one.reason) for one in doubts] == [doubt]


def test_area_that_the_framework_does_not_grade_is_left_out(document: Make) -> None:
    inspections, doubts = table(
        document, WHOLE.replace("SIF inspection", "ILACS inspection").replace("improvement\t\t", "improvement\tgood\t")
    )
    assert [judgement.area for judgement in inspections[0].judgements] == ["overall", "care-leavers"]
    assert [(one.field, one.reason) for one in doubts] == [
        ("lscb", "row 2: inspections of its kind grade no area “lscb”")
    ]


def test_inspection_told_twice_counts_once(document: Make) -> None:
    inspections, doubts = table(document, WHOLE, WHOLE.replace("inadequate", "good"))
    assert [told.judgements[0].grade for told in inspections] == ["inadequate"]
    assert [(one.field, one.reason) for one in doubts] == [
        ("start", "row 3: the table has this inspection twice; the first row counts")
    ]


def test_cells_beside_the_table_are_told(document: Make) -> None:
    inspections, doubts = table(document, f"{WHOLE}\tmore")
    assert len(inspections) == 1
    assert [(one.field, one.reason) for one in doubts] == [
        ("row", "row 2: it has more cells than the table has columns")
    ]


@pytest.mark.parametrize("text", ["", "council\tkind\tstart\nLeeds\tvisit\t2019", "# council_code council kind start"])
def test_other_tables_and_texts_are_none(document: Make, text: str) -> None:
    assert recognise_records(document(text)) is None
