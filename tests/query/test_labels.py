from __future__ import annotations

from graph.query.labels import find_labels, tell_titles_apart
from graph.store import Store
from graph.terms import ID, SG


def test_labels_are_the_best_names_of_what_has_any(store: Store) -> None:
    recommendation = ID["inspection/E10000019/ilacs/2019-04-29/recommendation/la-02"]
    assert find_labels(
        store, [ID["council/E10000017"], SG.Council, recommendation, ID["nothing"], ID["council/E10000017"]]
    ) == {
        ID["council/E10000017"]: "Lancashire",
        SG.Council: "council",
        recommendation: "Recommendation 2 to Lincolnshire, 2019",
    }


def test_labels_are_found_for_more_things_than_one_query_asks_of(store: Store) -> None:
    things = [ID[f"nothing/{number}"] for number in range(700)]
    assert find_labels(store, [*things, ID["grade/good"]]) == {ID["grade/good"]: "Good"}


def test_title_that_does_not_say_its_council_is_told_with_it(store: Store) -> None:
    titles = {
        ID["document/225cb414b55a996e"]: "Inspection of services",
        ID["document/1e21001bc25a77d0"]: "Inspection of LANCASHIRE local authority",
        ID["document/225cb414b55a996e/evidence/1-2"]: "words",
        ID["grade/good"]: "Good",
    }
    told = tell_titles_apart(store, titles)
    assert told == titles | {ID["document/225cb414b55a996e"]: "Lancashire: Inspection of services"}
