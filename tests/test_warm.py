"""What is read before processes are copied is read as a document is, so that nothing is left to be made at the first one."""

from __future__ import annotations

from graph.warm import SAID


def test_report_and_paper_are_recognised() -> None:
    report, paper = SAID
    assert (report.kind, paper.kind) == ("inspection report", "committee paper")
    now, earlier = report.inspections
    assert [told.grade for told in now.judgements] == ["good", "good"]
    assert [len(now.recommendations), len(now.inspectors)] == [1, 1]
    assert [told.grade for told in earlier.judgements] == ["good"]
    assert [len(paper.findings), len(paper.requests), len(paper.people)] == [2, 1, 1]
