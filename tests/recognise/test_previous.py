"""Earlier inspections that a report dates, with the grades that it gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.dates import Date
from graph.recognise.outline import to_lines
from graph.recognise.previous import find_previous
from graph.statements import Document, Inspection, Said, Span

Make = Callable[[str], Document]

SPAN = Span(1, 0, 1, "x")
REPORTED = Inspection(
    "ILACS inspection", SPAN, subject=True, council=Said("E10000017", SPAN), start=Said(Date(2018, 6, 4), SPAN)
)


def previous(document: Document) -> tuple[Inspection, ...]:
    return find_previous(document, to_lines(document), REPORTED)


def told(document: Document) -> list[tuple[str, str]]:
    """Each inspection's kind and dates: "start", "start/end" or "published …"."""
    dates = [[said and str(said.value) for said in (one.start, one.end, one.published)] for one in previous(document)]
    kinds = [one.kind for one in previous(document)]
    return [
        (kind, f"published {published}" if published else f"{start}/{end}" if end else str(start))
        for kind, (start, end, published) in zip(kinds, dates, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "date"),
    [
        ("At the last inspection in September 2015, leaders knew little.", "inspection", "2015-09"),
        ("The September 2015 inspection found much amiss.", "inspection", "2015-09"),
        ("The council’s safeguarding arrangements were inspected in November 2009.", "SLAC inspection", "2009-11"),
        ("In September 2015, the Ofsted inspection found much amiss.", "inspection", "2015-09"),
        ("Much has changed since the inspection in 2015.", "inspection", "2015"),
        ("The last inspection report, published in November 2015, said so.", "inspection", "published 2015-11"),
        ("The single inspection was held in September 2015.", "SIF inspection", "2015-09"),
        ("The ILACS inspection (June 2017) said so.", "ILACS inspection", "2017-06"),
        ("Following a focussed visit in March 2017, leaders acted.", "focused visit", "2017-03"),
        ("A monitoring visit on 25 and 26 July 2017 saw progress.", "monitoring visit", "2017-07-25/2017-07-26"),
        ("A joint targeted area inspection in May 2016 looked at abuse.", "JTAI", "2016-05"),
        ("The SEND inspection was in November 2017.", "SEND inspection", "2017-11"),
        ("The previous inspection of its safeguarding arrangements was in January 2012.", "SLAC inspection", "2012-01"),
        ("Safeguarding arrangements were last inspected in January 2012.", "SLAC inspection", "2012-01"),
        (
            "The previous inspection of the protection of children was in May 2013.",
            "child protection inspection",
            "2013-05",
        ),
        ("The inspection of the adoption service was in May 2012.", "other", "2012-05"),
        ("Ofsted’s child sexual exploitation thematic inspection in November 2014 said so.", "other", "2014-11"),
        ("Dates of previous inspection: 13 to 17 November 2017", "SEND inspection", "2017-11-13/2017-11-17"),
        ("Date of previous inspection: 20 March 2018", "SEND inspection", "2018-03-20"),
        ("In 2017, Ofsted conducted a focused visit that said so.", "focused visit", "2017"),
        ("At a focused assurance visit in October 2017, leaders knew.", "focused visit", "2017-10"),
        ("A focused visit to the front door in March 2017 saw delays.", "focused visit", "2017-03"),
        (
            "Since the inspection of local authority children’s services (ILACS) in 2017, all is well.",
            "ILACS inspection",
            "2017",
        ),
        ("The last adoption service inspection took place on 8 June 2010.", "other", "2010-06-08"),
        ("Children’s services were last inspected in 2014.", "inspection", "2014"),
        ("Children’s services in Lancashire were judged good in March 2015.", "inspection", "2015-03"),
    ],
)
def test_inspection_is_told_with_its_date(sentence: str, kind: str, date: str, document: Make) -> None:
    assert told(document(sentence)) == [(kind, date)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Much has changed since the last inspection.",
        "The inspection of a children’s home in March 2017 went well.",
        "The inspection of schools in March 2017 went well.",
        "Three children’s homes inspections in 2017 went well.",
        "A peer review in May 2017 said so.",
        "This inspection in March 2017 was the first.",
        "It rose from 40% at the time of the inspection to 57% in April 2017.",
        "Children’s homes were judged good in March 2017.",
        "The next inspection in October 2018 is awaited.",
        "Inspection dates: 4 June 2018 to 28 June 2018",
        "Dates of previous inspection: 20 March 2023",  # later than the one reported
        "Section 136 of the Education and Inspections Act 2006 allows it.",
        "The agency was judged as good in an inspection by Ofsted in August 2015.",
        "The council runs a unit judged good at the full inspection in September 2013.",
        "A Care Quality Commission inspection in July 2014 said so.",
        "An inspection in July 2014 of the police by Her Majesty’s Inspectorate of Constabulary said so.",
        "The voluntary adoption agency (VAA) had its VAA inspection report, published in August 2015.",
        "Early help services were judged to be good in 2016.",
        "In 2016, a commissioner came after services were judged inadequate.",
        "In 2016, services were judged good by peers.",
        "In 2016, Blackpool Council was judged inadequate; Lancashire helps it.",
        "With the support of Hampshire County Council, judged outstanding in 2016, services have improved.",
    ],
)
def test_look_alike_is_no_earlier_inspection(sentence: str, document: Make) -> None:
    assert previous(document(sentence)) == ()


def test_inspection_told_twice_is_one_with_the_most_that_is_said(document: Make) -> None:
    report = document("The inspection in September 2015 was hard.\nThe SIF inspection of 14 September 2015 was hard.")
    assert told(report) == [("SIF inspection", "2015-09-14")]


def test_year_beside_a_publication_is_no_start(document: Make) -> None:
    report = document(
        "The report of the 2015 inspection came late. The inspection report published in November 2015 was long."
    )
    assert told(report) == [("inspection", "published 2015-11")]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        (
            "The previous inspection of its safeguarding arrangements was in January 2012. The local authority was judged to be good.",
            [("safeguarding", "good")],
        ),
        (
            "The previous inspection of services for looked after children was in July 2010. The local authority was judged to be adequate.",
            [("looked-after", "adequate")],
        ),
        (
            "The previous single inspection was in September 2015. The judgements were:\n• overall effectiveness: inadequate\n• adoption: requires improvement\n# Next\nCare leavers: good",
            [("overall", "inadequate"), ("adoption", "requires-improvement")],
        ),
        ("The inspection in September 2015 was good.", []),
        (
            "The previous inspection of its safeguarding arrangements was in August 2012. It was judged to be adequate.",
            [("safeguarding", "adequate")],
        ),
        (
            "The inspection of its safeguarding arrangements was in May 2012. The local authority was judged to require improvement.",
            [],  # no grade of its day
        ),
        (
            "The inspection of its safeguarding arrangements was in March 2014. The local authority was judged to be inadequate.",
            [],  # the single inspection graded no such thing
        ),
        ("Children’s services in Lancashire were judged good in March 2015.", [("overall", "good")]),
        (
            "Children’s services were judged good in all areas when they were last inspected in 2014.",
            [("overall", "good")],
        ),
        ("At the last inspection, in March 2015, services were judged good overall.", [("overall", "good")]),
        ("Since the inspection in 2015, when services were found to be inadequate, much is better.", [("overall", "inadequate")]),
        ("The local authority was inspected in March 2015 and judged to be inadequate for adoption and for overall effectiveness, and much is better.", [("adoption", "inadequate"), ("overall", "inadequate")]),
        (
            "The previous inspection was in September 2015. The local authority was judged inadequate for help and protection. It was judged to require improvement for adoption and leadership, and good for care leavers. It was overall judged to be inadequate. It is better now, and good.",
            [("help-and-protection", "inadequate"), ("adoption", "requires-improvement"), ("leadership", "requires-improvement"), ("care-leavers", "good"), ("overall", "inadequate")],
        ),
        (
            "The last inspection was in July 2015. The council was judged inadequate in respect of adoption and care leavers, while care leavers and leadership were found to require improvement.",
            [("adoption", "inadequate"), ("leadership", "requires-improvement")],  # care leavers cannot have both
        ),
        (
            "Safeguarding arrangements and services for looked after children were also inspected in April 2011. The local authority was judged to be inadequate for its safeguarding arrangements and adequate for its services for looked after children.",
            [("safeguarding", "inadequate"), ("looked-after", "adequate")],
        ),
        ("The last inspection of services for looked after children was in June 2013 and was judged inadequate.", [("overall", "inadequate")]),
        ("Since the last inspection in July 2015, when services for children in Lancashire were judged good overall, much is worse.", [("overall", "good")]),
        ("The last inspection of its safeguarding arrangements was in June 2010 when the local authority was judged to be outstanding for overall effectiveness.", [("safeguarding", "outstanding")]),
        ("In 2016, services were judged to require improvement to be good.", [("overall", "requires-improvement")]),
        ("At the last inspection in 2015, the overall effectiveness of children’s services in Lancashire was judged to require improvement to be good.", [("overall", "requires-improvement")]),
        ("Since the last inspection in 2015, when Lancashire County Council was judged to be good, much is worse.", [("overall", "good")]),
        ("The last full inspection of children’s services, in January 2015, judged all services as requiring improvement to be good.", [("overall", "requires-improvement")]),
        ("Much is better since the single inspection in 2014, when services required improvement to be good.", [("overall", "requires-improvement")]),
        ("Since a judgement of inadequate for overall effectiveness at the last inspection in 2015, much is better.", [("overall", "inadequate")]),
        ("Leaders have improved services since the outstanding judgement at the last inspection in 2015.", [("overall", "outstanding")]),
        ("Services for children have improved since they were found to be inadequate in 2015.", [("overall", "inadequate")]),
        ("In 2015, Lancashire was judged inadequate across all areas.", [("overall", "inadequate")]),
        ("The previous inspection, in March 2015, resulted in an overall judgement of good.", [("overall", "good")]),
        ("Services were last inspected under the single inspection framework in March 2015 and received an overall grade of good.", [("overall", "good")]),
        ("Services for care leavers have improved since the inspection in 2015, when they were judged inadequate.", [("care-leavers", "inadequate")]),
        ("Children’s services in the former authority, Lancashire County Council, were judged inadequate in 2015.", [("overall", "inadequate")]),
        ("The inspection of services for looked after children in July 2010 judged the services to be adequate.", [("looked-after", "adequate")]),
        ("The inspection of its safeguarding arrangements was in May 2010. The local authority was Grade 2 (Good).", [("safeguarding", "good")]),
        ("The inspection of safeguarding arrangements and looked after children was in May 2010. The local authority was judged to be good for both services.", [("safeguarding", "good"), ("looked-after", "good")]),
        ("In May 2010, the inspection of safeguarding and looked after children found safeguarding inadequate. Services to children looked after were adequate.", [("safeguarding", "inadequate"), ("looked-after", "adequate")]),
        ("The inspection of safeguarding and looked after children was in May 2010. Services for looked after children were judged to be inadequate at this inspection.", []),
        ("An inspection of the protection of children was undertaken in June 2013. The arrangements were judged to be inadequate, and they are so still.", [("overall", "inadequate")]),
        ("Strong leadership has improved services since the inspection in 2015, when they were judged inadequate.", []),
        ("Support for care leavers is better since the inspection in 2015, when services were judged inadequate.", []),
        ("Since the inspection in 2015, when leadership changed, services have been judged good.", []),
        ("At the inspection in 2015, all services except adoption were judged inadequate.", []),
        ("At the inspection in 2015, most services were judged good.", []),
        ("Since the inspection in 2015, when leaders judged services to be good, much has changed.", []),
        ("The council works with Leeds City Council, which was judged outstanding at its inspection in 2015.", []),
        ("Leaders have improved all areas judged to be inadequate at the last inspection in 2015.", []),
        ("Leaders have improved the services that were judged to be inadequate at the inspection in 2015.", []),
        ("At the inspection in 2015, leaders were new, since services had been judged inadequate.", []),
        ("A focused visit in 2017, when services were judged inadequate, found much amiss.", []),
        ("The last inspection was in July 2015. The fostering team was judged to be good.", []),
        ("Since the inspection in 2015, when the hub was judged inadequate, much is better.", []),
    ],
)  # fmt: skip
def test_grades_come_from_the_sentence_or_list_made_for_them(
    text: str, grades: list[tuple[str, str]], document: Make
) -> None:
    (found,) = previous(document(text))
    assert [(one.area_key, one.grade_key) for one in found.judgements] == grades


def test_words_behind_an_earlier_inspection_stand_in_the_text(document: Make) -> None:
    report = document("# Summary\nA monitoring visit on 25 and 26 July 2017 saw progress.")
    (found,) = previous(report)
    assert found.council == REPORTED.council
    assert found.start is not None
    assert (found.span.quote, found.start.span.quote) == (
        "monitoring visit on 25 and 26 July 2017",
        "25 and 26 July 2017",
    )
    assert report.text[found.span.start : found.span.end] == found.span.quote


def test_visits_in_two_months_of_a_year_are_two(document: Make) -> None:
    assert told(document("The focused visits in January and December 2017 found the same.")) == [
        ("focused visit", "2017-01"),
        ("focused visit", "2017-12"),
    ]


def test_inspections_in_two_months_are_two(document: Make) -> None:
    assert told(document("The inspections in February 2011 and September 2011 found the same.")) == [
        ("inspection", "2011-02"),
        ("inspection", "2011-09"),
    ]


def test_kind_is_that_of_the_inspection_and_not_of_its_neighbour(document: Make) -> None:
    report = document("Areas named in a 2016 joint targeted area inspection and a 2017 Ofsted focused visit remain.")
    assert told(report) == [("JTAI", "2016"), ("focused visit", "2017")]


def test_revisit_stands_behind_the_inspection_of_an_area(document: Make) -> None:
    report = document(
        "Dates of previous inspection: The full inspection was on 19 March 2016. There was a revisit on 24 March 2018."
    )
    assert told(report) == [("SEND inspection", "2016-03-19"), ("SEND revisit", "2018-03-24")]


def test_word_for_a_revisit_is_said_of_the_date_beside_it(document: Make) -> None:
    report = document("Dates of previous inspections: 19 to 21 March 2016, and 24 to 26 March 2018 (revisit)")
    assert told(report) == [("SEND inspection", "2016-03-19/2016-03-21"), ("SEND revisit", "2018-03-24/2018-03-26")]


@pytest.mark.parametrize(
    ("council", "text", "told_of"),
    [
        (
            "E06000061",
            "In the predecessor local authority, Northamptonshire County Council, much was wrong at the inspection in 2019.",
            ["E10000021"],
        ),
        ("E06000061", "The inspection in 2021 was the first.", ["E06000061"]),
        (
            "E06000061",
            "Much is better since the inspection in 2019.",
            ["E10000021"],
        ),  # the one that it took the place of
        ("E06000058", "Much is better since the inspection in 2017.", [None]),  # three councils before it
    ],
)
def test_inspection_before_a_council_s_time_was_of_another(
    council: str, text: str, told_of: list[str | None], document: Make
) -> None:
    subject = Inspection("ILACS inspection", SPAN, council=Said(council, SPAN), start=Said(Date(2022, 10, 3), SPAN))
    report = document(text)
    found = find_previous(report, to_lines(report), subject)
    assert [one.council and one.council.value for one in found] == told_of


def test_what_stands_for_an_agency_is_no_inspection_of_the_council(document: Make) -> None:
    text = "The trust runs an adoption agency and a fostering agency. Both were inspected in August 2015 and judged to be good."
    assert told(document(text)) == []


def test_visits_within_some_time_are_not_on_its_first_and_last_day(document: Make) -> None:
    assert told(document("Ofsted carried out seven monitoring visits between July 2016 and May 2018.")) == []


def test_month_in_which_an_inspection_ended_is_that_of_its_days(document: Make) -> None:
    text = "The inspection of the protection of children was in March 2013.\nThe inspection of the protection of children took place between 25 February and 6 March 2013."
    assert told(document(text)) == [("child protection inspection", "2013-02-25/2013-03-06")]
