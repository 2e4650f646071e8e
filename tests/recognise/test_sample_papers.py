"""The sample papers' inspections, whole: every one that a paper tells of, with all grades and counts, and none that never was."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.read import read
from graph.recognise import recognise
from graph.statements import Inspection

REPORTS = Path(__file__).parent.parent.parent / "data" / "reports"
GRADES_2015 = "overall=inadequate help-and-protection=inadequate care-leavers=inadequate leadership=inadequate looked-after=requires-improvement adoption=requires-improvement"
GRADES_2018 = "overall=requires-improvement help-and-protection=requires-improvement looked-after=requires-improvement adoption=good care-leavers=requires-improvement leadership=requires-improvement"
PAPERS = {
    "lancashire-2017-09-06-monitoring-visit-paper.docx": {
        "monitoring visit 2017-07-25/2017-07-26 ordinal 5": "",
        "SIF inspection 2015-09-14/2015-10-08 published 2015-11-27 SIF inspectors 12": "overall=inadequate",
    },
    "lancashire-2017-09-06-appendix-a-monitoring-visit.pdf": {
        "monitoring visit 2017-07-25/2017-07-26 ordinal 5": "",
        "inspection 2015-09-14/2015-10-08": f"{GRADES_2015} lscb=good",
    },
    "lancashire-2018-03-14-inspection-and-review.html": {
        "other 2017-02/ external inspections or reviews 13": "",
        "monitoring visit / monitoring visits 4": "",
        "monitoring visit / ordinal 4": "",
        "DfE review /": "",
        "peer review / peer reviews 2": "",
        "re-inspection / SIF-reinspection weeks 4": "",
    },
    "lancashire-2018-05-22-self-assessment.txt": {
        "inspection / published 2015-11 recommendations 17": GRADES_2015,
        "monitoring visit / monitoring visits 6": "",
        "SEND inspection 2017-11/ significant concerns 12": "",
        "peer review 2017-10/": "",
    },
    "lancashire-2018-appendix-a-post-inspection-update.docx": {
        "re-inspection /2018-06 published 2018-08-17 weeks 4 children's cases 152 interviews and focus groups 96 staff and partners 268 documents 145 recommendations 11": GRADES_2018,
        "inspection 2015-09/": "",
    },
    "lancashire-2019-permanence-focused-visit-minutes.html": {
        "focused visit 2019-11-04/2019-11-05 on permanence": "",
        "re-inspection 2018-06/ recommendations 11": "",
    },
    "lincolnshire-2015-single-inspection-minutes.html": {
        "inspection 2014-10/2014-11": "adoption=outstanding help-and-protection=good looked-after=good care-leavers=good leadership=good",
    },
    "lincolnshire-2018-06-08-focused-visit.docx": {
        "focused visit 2018-04-10/2018-04-18 ILACS on permanency planning and achieving permanence for children in care": "",
        "SIF inspection 2014-11/ SIF": "overall=good",
    },
    "havering-2021-07-06-focused-visit-minutes.html": {
        "focused visit 2021-05/ on nine decision points on a child's way from the front door to leaving care working days' notice 10 decision points 9 priority actions 0": "",
        "inspection 2018/": "",
    },
}  # fmt: skip


def describe(event: Inspection) -> str:
    """All that a paper says of an inspection but its grades, in one line."""
    parts = [
        f"{event.kind} {event.start.value if event.start else ''}/{event.end.value if event.end else ''}",
        f"published {event.published.value}" if event.published else "",
        event.framework.value if event.framework else "",
        f"ordinal {event.ordinal.value}" if event.ordinal else "",
        f"on {event.focus.value}" if event.focus else "",
        *(f"{count.what} {count.number}" for count in event.counts),
    ]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize("name", PAPERS)
def test_paper_tells_of_its_inspections_and_of_no_other(name: str) -> None:
    told = recognise(read(REPORTS / name)).inspections

    assert {describe(event): {f"{row.area_key}={row.grade_key}" for row in event.judgements} for event in told} == {
        words: set(grades.split()) for words, grades in PAPERS[name].items()
    }  # fmt: skip
