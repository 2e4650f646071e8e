from __future__ import annotations

from graph.query.labels import find_labels
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
