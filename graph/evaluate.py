"""How well recognition does against records labelled by hand: precision, recall and F1 for each field and family.

A gold folder holds `reports/*.json`, each with a `.src.json` that names its file relative to the folder's parent, and
`papers/*.json` beside their texts (`page_NN.txt`), or naming a file of `../seeds`. Text is compared by its letters and digits,
a grade by the concept that it names. A grade of an inspection that the document is no report of is right only at one of the same
year, in papers of the same kind as well: at another it would be the worst fault there can be.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from graph import registers
from graph.errors import WorkspaceError
from graph.extract import to_json
from graph.read import read
from graph.recognise import recognise

Record = dict[str, Any]
Values = Callable[[Record], Iterable[Any]]


class Score(NamedTuple):
    """How many values of a field the gold records hold, how many were found, and how many of these are right."""

    family: str
    field: str
    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of found values that are right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of gold values that were found; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


class Miss(NamedTuple):
    """A value on one side only: `side` is "missed" where only the gold record has it, "wrong" where only we do."""

    record: str
    field: str
    side: str
    value: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores by family and field, and every value that is not on both sides."""

    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]


def evaluate(gold: Path) -> Evaluation:
    """The evaluation of all records in a gold folder; WorkspaceError where it holds none."""
    counts: Counter[tuple[str, str, str]] = Counter()
    misses: list[Miss] = []
    for name, family, record, path, fields in _iter_records(gold):
        document = read(path)
        found = to_json(document, recognise(document))
        for field, wanted, got in fields:
            left, right = Counter(wanted(record)), Counter(got(found))
            both = (left & right).total()
            counts.update(
                {
                    (family, field, "gold"): left.total(),
                    (family, field, "found"): right.total(),
                    (family, field, "right"): both,
                }
            )
            misses += [Miss(name, field, "missed", str(value)) for value in (left - right).elements()]
            misses += [Miss(name, field, "wrong", str(value)) for value in (right - left).elements()]
    if not counts:
        raise WorkspaceError(f"{gold}: no gold records: name a folder that holds reports/*.json or papers/*.json")
    keys = dict.fromkeys((family, field) for family, field, _ in counts)
    rows = (Score(*key, *(counts[*key, side] for side in ("gold", "found", "right"))) for key in keys)
    return Evaluation(tuple(sorted(rows, key=lambda score: score.family)), tuple(misses))


def _iter_records(gold: Path) -> Iterator[tuple[str, str, Record, Path, list[tuple[str, Values, Values]]]]:
    """Each record: its name, its family, itself, its document, and how its fields compare."""
    for path in sorted((gold / "reports").glob("*.json")):
        if not path.name.endswith(".src.json"):
            record = _load(path)
            source = _load(path.with_name(f"{path.stem}.src.json"))
            yield path.stem, record["framework"], record, gold.parent / source["pdf"], _REPORT_FIELDS
    for path in sorted((gold / "papers").glob("*.json")):
        record = _load(path)
        beside = gold / "papers" / record["file"]
        family = "papers" if beside.exists() else "papers (seeds)"
        yield (
            path.stem,
            family,
            record,
            beside if beside.exists() else gold.parent / "seeds" / record["file"],
            _PAPER_FIELDS,
        )


def _load(path: Path) -> Record:
    try:
        record: Record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{path}: not a gold record: {error}") from error
    return record


def _letters(text: str | None) -> str:
    """Text by its letters and digits: how a page breaks and quotes it does not matter."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"[’'‘]", "", (text or "").lower())).strip()


def _grade(printed: str) -> str:
    """The concept that a grade names; where it names none, its letters."""
    wordings = {_letters(grade.wording): grade.key for grade in registers.grades()}
    return wordings.get(_letters(printed), _letters(printed))


def _subject(found: Record) -> Record:
    return next((told for told in found["inspections"] if told["subject"]), {})


def _some(value: Any) -> list[Any]:
    return [value] if value is not None else []


def _one(key: str) -> tuple[str, Values, Values]:
    return key.replace("_", " "), lambda gold: _some(gold[key]), lambda found: _some(_subject(found).get(key))


def _people(people: Iterable[Record]) -> list[Any]:
    return [(_letters(person["name"]), _letters(person["role"])) for person in people]


def _judgements(told: Record) -> list[Any]:
    return [(_letters(row["area"]), _grade(row["grade"])) for row in told.get("judgements", [])]


def _recommendations(told: Record) -> list[Any]:
    return [(_letters(row["to"]), row["kind"], _letters(row["text"])) for row in told.get("recommendations", [])]


def _earlier(found: Record) -> list[Record]:
    return [told for told in found["inspections"] if not told["subject"]]


def _date(event: Record) -> str | None:
    """The date that an inspection is known by: its first day, or else what a document tells in its place."""
    date: str | None = event["start"] or event["published"] or event["end"]
    return date


def _wholes(judgements: list[Record]) -> list[Record]:
    """The grade of all services, which is what gold records give of an earlier inspection; all grades where there was none."""
    return [row for row in judgements if row["overall"]] or judgements


def _year(date: str | None) -> str | None:
    return date and date[:4]


_REPORT_FIELDS: list[tuple[str, Values, Values]] = [
    ("council", lambda gold: _some(gold["council"]), lambda found: _some(found["document"]["council"])),
    *map(_one, ("framework", "start", "end", "published", "lead_inspector")),
    (
        "inspectors",
        lambda gold: map(_letters, gold["inspectors"]),
        lambda found: map(_letters, _subject(found).get("inspectors", [])),
    ),
    ("other people", lambda gold: _people(gold["other_people"]), lambda found: _people(found["people"])),
    ("judgements", _judgements, lambda found: _judgements(_subject(found))),
    ("recommendations", _recommendations, lambda found: _recommendations(_subject(found))),
    (
        "previous inspections",
        lambda gold: {row["date"] for row in gold["previous_inspections"]},
        lambda found: set(map(_date, _earlier(found))),
    ),
    (
        "previous judgements",
        lambda gold: [
            (_year(row["date"]), _grade(row["grade"])) for row in gold["previous_inspections"] if row["grade"]
        ],
        lambda found: [
            (_year(_date(told)), _grade(row["grade"]))
            for told in _earlier(found)
            for row in _wholes(told["judgements"])
        ],
    ),
]


def _events(told: Iterable[Record]) -> list[Any]:
    """Dated inspections, visits and reviews, by kind and dates."""
    return [
        (_kind(event), event["start"], event["end"], event["published"])
        for event in told
        if event["kind"] != "committee meeting" and (event["start"] or event["end"] or event["published"])
    ]


def _kind(event: Record) -> str:
    """The family of an event's kind. A paper that says "the last inspection" names no framework, where the labeller, who
    knows the others, does; and gold records call an inspection of no known framework "other"."""
    kind = registers.kinds().get(event["kind"])
    return "children" if event["kind"] == "other" or kind is None else kind.family


def _event_judgements(told: Iterable[Record]) -> list[Any]:
    """Grades by kind and year of event; the area counts by the grade that it is given, since papers name areas in many ways."""
    return [(_kind(event), _year(_date(event)), _grade(row["grade"])) for event in told for row in event["judgements"]]


_PAPER_FIELDS: list[tuple[str, Values, Values]] = [
    ("council", lambda gold: _some(gold["council"]), lambda found: _some(found["document"]["council"])),
    (
        "committee",
        lambda gold: _some(_letters(gold["committee"]) or None),
        lambda found: _some(_letters(found["document"]["committee"]) or None),
    ),
    ("meeting date", lambda gold: _some(gold["meeting_date"]), lambda found: _some(found["document"]["meeting_date"])),
    ("events", lambda gold: _events(gold["events"]), lambda found: _events(found["inspections"])),
    (
        "judgements",
        lambda gold: _event_judgements(gold["events"]),
        lambda found: _event_judgements(found["inspections"]),
    ),
    ("people", lambda gold: _people(gold["people"]), lambda found: _people(found["people"])),
    (
        "requests",
        lambda gold: map(_letters, gold["committee_recommendations"]),
        lambda found: (_letters(row["text"]) for row in found["committee_recommendations"]),
    ),
    (
        "findings",
        lambda gold: ((row["polarity"], _letters(row["text"])) for row in gold["findings"]),
        lambda found: ((row["polarity"], _letters(row["text"])) for row in found["findings"]),
    ),
]
