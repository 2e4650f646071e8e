"""A paper's title, among the furniture of forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Scrutiny Committee\nMeeting to be held on 6 September 2017\nElectoral Division affected:\n(All Divisions);\nOfsted Visit Update\n(Appendix 'A' refers)",
            "Ofsted Visit Update",
        ),
        ("Report to: Cabinet\nDate: 8 June 2018\nSubject: Ofsted Inspection", "Ofsted Inspection"),
        ("Appendix A - Post Inspection Update\nIn June 2018 Ofsted came.", "Post Inspection Update"),
        ("Agenda item\nUrgent Business\nThe Chair spoke.", "Urgent Business"),
        ("Issue - meetings\nOfsted Action Plan\nMeeting: 23/05/2022 - Cabinet (Item 14)", "Ofsted Action Plan"),
        ("Cabinet\nTuesday 5 July 2022 at 7.00 pm\nItem 4. ILACS UPDATE pdf icon PDF 12 KB", "ILACS UPDATE"),
        ("Agenda item\nPaper by the Executive Director.\nMembers considered it.", None),
        ("Adoption performance\nGood", None),
    ],
)
def test_title_is_found_below_the_furniture(document: Make, text: str, expected: str | None) -> None:
    title = recognise_paper(document(text)).title

    assert (title.value if title else None) == expected
