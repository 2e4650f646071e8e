"""Papers in the layouts of many councils, each written and labelled before it was read: what is found in them, and what is not.

The records have the form of gold records (`graph.evaluate`), so that `scrutiny evaluate tests/fixtures` measures them as well.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.evaluate import Evaluation, evaluate

FIXTURES = Path(__file__).parent.parent / "fixtures"
FIELDS = {"council", "committee", "meeting date", "events", "judgements", "people", "requests", "findings"}
#: What is left out, since the paper says it in a clause about another inspection: absent is better than wrong.
MISSED = [
    (
        "barnsley-cabinet",
        "judgements",
        "('children', '2023', 'good')",
    ),  # "receive a good service"; "both leadership and … were graded good"
    ("barnsley-cabinet", "judgements", "('children', '2023', 'good')"),
    (
        "bexley-agenda",
        "judgements",
        "('children', '2018', 'outstanding')",
    ),  # "…, and leaders’ impact on practice, were ‘outstanding’ too"
    ("bexley-agenda", "judgements", "('children', '2018', 'outstanding')"),
    ("bradford", "events", "('children', '2014', None, None)"),  # "The earlier judgement, made in 2014, was …"
    ("bradford", "judgements", "('children', '2014', 'requires-improvement')"),
    (
        "brighton-minutes",
        "judgements",
        "('children', '2015', 'requires-improvement')",
    ),  # "The previous inspection had given …"
    (
        "cornwall-report",
        "judgements",
        "('children', '2019', 'outstanding')",
    ),  # "the grades were: leaders - outstanding"
    (
        "derby-cpb",
        "events",
        "('children', None, None, '2017-04')",
    ),  # "had improved upon the 'Good' it was given in April 2017"
    ("derby-cpb", "judgements", "('children', '2017', 'good')"),
    (
        "doncaster-partnership",
        "events",
        "('children', '2009', None, None)",
    ),  # “after inspections in 2009 and 2012 in which”, of another body's services
    ("doncaster-partnership", "events", "('children', '2012', None, None)"),
    ("doncaster-partnership", "judgements", "('children', '2009', 'inadequate')"),
    ("doncaster-partnership", "judgements", "('children', '2012', 'inadequate')"),
    (
        "doncaster-partnership",
        "judgements",
        "('children', '2017', 'good')",
    ),  # “had declined since 2017, when they were good”
    (
        "doncaster-partnership",
        "findings",
        "('strength', 'as reported to this panel last month it took place on 10 and 11 october the letter 22 november recognised that the pace of improvement has increased')",
    ),  # behind the date of the visit
    ("dorset-minutes", "events", "('children', None, None, '2016')"),  # of the council that was before
    ("dorset-minutes", "judgements", "('children', '2021', 'good')"),  # "the other two judgements were"
    ("dorset-minutes", "judgements", "('children', '2016', 'requires-improvement')"),
    ("hackney-cover", "events", "('children', '2016', None, None)"),  # "a lower grade than the ‘good’ of 2016"
    ("hackney-cover", "judgements", "('children', '2016', 'good')"),
    ("herefordshire-adviser", "events", "('DfE review', '2024-04-15', None, None)"),  # “I have held a further review”
    (
        "herefordshire-adviser",
        "events",
        "('children', None, None, '2022-02')",
    ),  # “peer support by Leeds City Council, itself judged outstanding”
    ("herefordshire-adviser", "events", "('DfE review', '2024-10', None, None)"),
    ("herefordshire-adviser", "judgements", "('children', '2022', 'outstanding')"),
    (
        "herefordshire-adviser",
        "findings",
        "('strength', 'the workforce is more stable the vacancy rate is 19 down from 31')",
    ),  # the commissioner's own view
    (
        "herefordshire-adviser",
        "findings",
        "('improvement', 'corporate support from finance and hr is insufficiently responsive')",
    ),
    (
        "kingston-hwb",
        "judgements",
        "('children', '2023', 'outstanding')",
    ),  # “Outstanding in 2019 and again in … last autumn”
    (
        "lambeth-hwb",
        "judgements",
        "('children', '2022', 'requires-improvement')",
    ),  # "the previous one having been in …, with an overall grade of"
    ("leeds-parenting", "events", "('children', None, None, '2015')"),  # “Before 2015, when it received its first Good”
    ("leeds-parenting", "judgements", "('children', '2015', 'good')"),
    ("leeds", "events", "('children', '2009', None, None)"),  # "up from inadequate in 2009"
    ("leeds", "judgements", "('children', '2009', 'inadequate')"),
    (
        "lichfield-members",
        "events",
        "('children', '2019', None, None)",
    ),  # of another council, in a clause: “which had been inadequate in 2019, were graded”
    ("lichfield-members", "events", "('children', None, None, '2022-10')"),
    ("lichfield-members", "judgements", "('children', '2019', 'inadequate')"),
    ("lichfield-members", "judgements", "('children', '2022', 'requires-improvement')"),
    ("merton-panel", "judgements", "('children', '2012', 'good')"),  # "…, and services for looked after children good"
    ("norfolk-parenting", "events", "('children', '2017', None, None)"),  # "a step up from 2017, when …", of one area
    ("norfolk-parenting", "judgements", "('children', '2017', 'requires-improvement')"),
    (
        "norfolk-parenting",
        "findings",
        "('strength', 'children in care benefit from stable and loving homes')",
    ),  # “The report … says that”, in a paper whose title names no inspection
    (
        "norfolk-parenting",
        "findings",
        "('improvement', 'it asks us to do more to help care leavers with their emotional health')",
    ),
    ("north-minutes", "judgements", "('children', '2022', 'requires-improvement')"),  # of the council that was before
    (
        "north-yorkshire-briefing",
        "judgements",
        "('children', '2023', 'outstanding')",
    ),  # “Outstanding.”, a sentence of its own
    (
        "north-yorkshire-briefing",
        "judgements",
        "('children', '2022', 'good')",
    ),  # “have been good since its ILACS in March 2022 (with …)”
    ("north-yorkshire-briefing", "judgements", "('children', '2022', 'requires-improvement')"),
    (
        "northumberland-minutes",
        "judgements",
        "('children', '2020', 'requires-improvement')",
    ),  # "the only domain in which … improvement was required"
    (
        "northumberland-minutes",
        "judgements",
        "('children', '2016', 'good')",
    ),  # "all … with the exception of adoption, which had been good"
    (
        "peterborough-minutes",
        "events",
        "('children', None, None, '2019-01')",
    ),  # of another council, in what somebody said
    ("peterborough-minutes", "judgements", "('children', '2019', 'requires-improvement')"),
    ("sefton-send", "events", "('DfE review', '2019-10-08', None, None)"),  # "The first of these reviews"
    (
        "sheffield-committee",
        "judgements",
        "('children', '2019', 'good')",
    ),  # “previously inspected in January 2019 with the same grade”
    ("shropshire-visit", "events", "('children', '2011', None, None)"),
    ("shropshire-visit", "judgements", "('children', '2011', 'good')"),  # of the inspection of 2011
    ("slough-minutes", "events", "('DfE review', '2023-02', None, None)"),  # “the month before”
    (
        "slough-minutes",
        "judgements",
        "('children', '2023', 'requires-improvement')",
    ),  # told on after “In 2019 they had been inadequate.”
    ("slough-minutes", "judgements", "('children', '2023', 'requires-improvement')"),
    ("slough-minutes", "judgements", "('children', '2023', 'good')"),
    ("slough-minutes", "people", "('iqbal hart', 'chair')"),  # a surname alone names nobody
    ("slough-minutes", "people", "('gahunia', 'vice chair')"),
    ("slough-minutes", "people", "('ostrowicz', 'councillor')"),
    ("slough-minutes", "people", "('pell', 'councillor')"),
    ("slough-minutes", "people", "('sandher', 'councillor')"),
    ("slough-minutes", "people", "('mistry', 'councillor')"),
    ("slough-minutes", "people", "('trevor blandford', 'dfe appointed commissioner')"),  # a post without a capital
    ("solihull-jtai", "council", "Solihull"),  # only the page's address would tell it; Birmingham is compared with
    ("solihull-jtai", "events", "('children', None, None, '2023')"),  # of Birmingham
    ("solihull-jtai", "judgements", "('children', '2023', 'good')"),
    (
        "solihull-jtai",
        "people",
        "('alan whitcombe', 'commissioner')",
    ),  # “Sir Alan Whitcombe had been appointed as Commissioner”
    (
        "stoke-cabinet",
        "judgements",
        "('children', '2015', 'requires-improvement')",
    ),  # "had put the city at requires improvement"
    ("suffolk-annual", "judgements", "('children', '2019', 'good')"),  # “The only judgement below that was for …”
    (
        "surrey-member",
        "events",
        "('children', '2014', None, '2015-06')",
    ),  # "two inspections, in 2014 (published in June 2015) and …"
    ("surrey-member", "events", "('children', '2018-02', '2018-03', '2018-05')"),
    (
        "surrey-member",
        "events",
        "('monitoring visit', '2018-09', '2021-03', None)",
    ),  # seven "between September 2018 and March 2021"
    ("surrey-member", "judgements", "('children', '2014', 'inadequate')"),  # "Inadequate both times"
    ("surrey-member", "judgements", "('children', '2018', 'inadequate')"),
    (
        "swindon-minutes",
        "events",
        "('DfE review', '2024-04', None, None)",
    ),  # "would undertake a six-month review in April 2024"
    ("swindon-minutes", "judgements", "('children', '2023', 'requires-improvement')"),  # "in respect of leaders"
    ("swindon-minutes", "judgements", "('children', '2023', 'good')"),
    (
        "torbay-history",
        "judgements",
        "('children', '2015', 'inadequate')",
    ),  # "for the second time; the first had been in October 2015"
    ("tower-hamlets-cabinet", "council", "Tower Hamlets"),  # named as often as its neighbours
    (
        "tower-hamlets-cabinet",
        "events",
        "('children', None, None, '2019')",
    ),  # “an improvement on Good in 2019 and on Inadequate in 2017”
    ("tower-hamlets-cabinet", "events", "('children', None, None, '2017')"),
    ("tower-hamlets-cabinet", "judgements", "('children', '2019', 'good')"),
    ("tower-hamlets-cabinet", "judgements", "('children', '2017', 'inadequate')"),
    (
        "westmorland-report",
        "events",
        "('children', None, None, '2015-03')",
    ),  # "three times been found inadequate, most recently in"
    ("westmorland-report", "judgements", "('children', '2015', 'inadequate')"),
    (
        "westsussex-update",
        "requests",
        "whether the service improvement activity is having the intended impact",
    ),  # "Key areas for scrutiny"
    ("westsussex-update", "requests", "what the committee should look at before the next full inspection"),
]


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(FIXTURES)


def test_paper_tells_nothing_that_its_reader_did_not_find(evaluation: Evaluation) -> None:
    assert [miss for miss in evaluation.misses if miss.side == "wrong" and miss.field in FIELDS] == []


def test_paper_tells_all_but_what_is_known_to_be_left_out(evaluation: Evaluation) -> None:
    missed = [miss for miss in evaluation.misses if miss.side == "missed" and miss.field in FIELDS]

    assert [(miss.record, miss.field, miss.value) for miss in missed] == MISSED
    assert {score.field for score in evaluation.scores} >= FIELDS
