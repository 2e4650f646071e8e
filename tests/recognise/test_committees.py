"""A paper's committee and meeting, wherever clerks print them, and other meetings that it mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("head", "committee", "date"),
    [
        ("Children's Services Scrutiny Committee\nMeeting to be held on Wednesday, 6 September 2017", "Children's Services Scrutiny Committee", "2017-09-06"),
        ("Report to: Children and Young People Scrutiny Committee\nDate: 08 June 2018", "Children and Young People Scrutiny Committee", "2018-06-08"),
        ("Ofsted Update\nMeeting: 06/07/2021 - Children & Learning Sub-Committee (Item 57)", "Children & Learning Sub-Committee", "2021-07-06"),
        ("MINUTES of a meeting of the Education Cabinet Committee held in the Hall on Wednesday, 29 June 2022.", "Education Cabinet Committee", "2022-06-29"),
        ("CABINET – 5 JULY 2021\nSomething else", "CABINET", "2021-07-05"),
        ("Decision Maker: Executive\nPublication date: 11/02/2022\nDecided at meeting: 21/02/2022 - Executive", "Executive", "2022-02-21"),
        ("REPORT TO IMPROVING LIVES SELECT COMMISSION\nDate of Meeting: 12 June 2019", "IMPROVING LIVES SELECT COMMISSION", "2019-06-12"),
        ("Meeting of Health and Wellbeing Board, Thursday, 23 February 2023 2.00 pm (Item 47.)", "Health and Wellbeing Board", "2023-02-23"),
        ("Ofsted update\n25/06/2020 - Cabinet\nRESOLVED: That the report be noted.", "Cabinet", "2020-06-25"),
        ("The Scrutiny Board considered a briefing note on the visit.", "Scrutiny Board", None),
        ("Two reports were given to the Sub Committee. The Board took note.", None, None),
        ("The Audit Committee had the report at its last meeting on 3 May 2019.", None, None),
        ("Latest news\n19 December 2018\nThe council's services have been inspected.", None, None),
        ("Presented to the Ashshire Health and Wellbeing Board on 9 November 2023\nThe year in brief", "Ashshire Health and Wellbeing Board", "2023-11-09"),
        ("This report updates the Children & Families Scrutiny Committee.\nThe Scrutiny Committee is invited to:\n* note it", "Children & Families Scrutiny Committee", None),
        ("26 September 2022\nDear Mr Lowe\nThis letter tells of a visit.", None, None),
    ],
)  # fmt: skip
def test_committee_and_date_are_found(document: Make, head: str, committee: str | None, date: str | None) -> None:
    found = recognise_paper(document(head))

    assert (
        found.committee.value if found.committee else None,
        str(found.meeting_date.value) if found.meeting_date else None,
    ) == (committee, date)


def test_two_dates_for_one_meeting_are_none_and_a_doubt(document: Make) -> None:
    found = recognise_paper(document("Meeting to be held on 6 September 2017\nDate of meeting: 7 September 2017"))

    assert found.meeting_date is None
    assert [one.field for one in found.doubts] == ["meeting date"]


def test_other_meetings_are_told_with_their_year(document: Make) -> None:
    found = recognise_paper(
        document("""
        Meeting: 21/01/2020 - Cabinet (Item 8)
        The Performance Scrutiny Committee, which had taken the report on 9 January, was glad.
        The minutes of 3 December 2019 were confirmed. It will come back at the next meeting on 4 March 2020.
        The plan was published on 5 January 2020.
    """)
    )

    assert [(one.committee, str(one.date.value), one.planned) for one in found.meetings if one.date] == [
        ("Cabinet", "2020-01-21", False), ("Performance Scrutiny Committee", "2020-01-09", False),
        (None, "2019-12-03", False), (None, "2020-03-04", True),
    ]  # fmt: skip
