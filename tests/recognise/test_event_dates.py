"""Which date in a sentence is of which inspection, and what it is of it."""

from __future__ import annotations

import pytest

from graph.recognise.event_dates import find_dated
from graph.recognise.grades import iter_graded
from graph.recognise.mentions import iter_mentions


def roles(sentence: str) -> list[tuple[str, str, str | None]]:
    mentions = tuple(iter_mentions(sentence))
    judged = [(one.start, one.end) for one in iter_graded(sentence)]
    return [
        (
            one.role,
            sentence[one.period.start : one.period.end],
            mentions[one.mention].kind if one.mention is not None else None,
        )
        for one in find_dated(sentence, mentions, judged)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The monitoring visit took place on 25 and 26 July 2017.", [("visit", "25 and 26 July 2017", "monitoring visit")]),
        ("In June 2018 Ofsted completed a re-inspection.", [("end", "June 2018", "re-inspection")]),
        ("On 4 November 2019 Ofsted began a focused visit.", [("start", "4 November 2019", "focused visit")]),
        ("The inspection report was published on 17 August 2018.", [("published", "17 August 2018", "inspection")]),
        ("Members read the letter of 9 March 2022.", [("published", "9 March 2022", None)]),
        ("The re-visit in January 2020 and the publication of the letter in March 2020 were noted.", [("visit", "January 2020", "visit"), ("published", "March 2020", None)]),
        ("The service was judged inadequate in January 2020.", [("published", "January 2020", None)]),
        ("Inspectors were on site on 17 and 18 April.", [("on site", "17 and 18 April", "visit")]),
        ("There was a monitoring visit in May 2020 and then, in June 2021, a focused visit.", [("visit", "May 2020", "monitoring visit"), ("visit", "June 2021", "focused visit")]),
        ("It had monitoring visits in May 2019, June 2019 and July 2019.", [("visit", "May 2019", "monitoring visit"), ("visit", "June 2019", "monitoring visit"), ("visit", "July 2019", "monitoring visit")]),
        ("The inspection under the previous framework in March 2016 was long.", [("visit", "March 2016", "inspection")]),
        ("Actions from the September 2022 focused visit go on.", [("visit", "September 2022", "focused visit")]),
        ("It was the first inspection under a framework which came into force in 2014.", []),
        ("After the inspection, a plan was submitted on 3 June 2019.", []),
        ("The Panel took the report on 9 January.", []),
        ("The council had notice of the inspection on 2 June 2025.", []),
        ("It was the fifth visit since the judgement of November 2015.", []),
        ("It was the fifth monitoring visit after the judgement of November 2015.", []),
        ("The council, inadequate in 2013, was judged good.", []),
        ("It was judged good, as in 2018.", []),
        ("The inspection was announced on 3 June 2024 and began on 10 June 2024.", [("start", "10 June 2024", "inspection")]),
        ("The last inspection under the SIF, in November 2014, ended with the judgement 'good'.", [("visit", "November 2014", "inspection")]),
        ("It was rated outstanding, having been good in 2017.", []),
        ("Records have been better since June 2016.", []),
    ],
)  # fmt: skip
def test_date_goes_with_what_governs_it(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert roles(sentence) == expected
