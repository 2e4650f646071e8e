"""Which inspection gave each grade of a sentence: one that it mentions, that of the grade's own date, or the one told before.

Where more than one could have given it, or where it may be of an area or of another council, it is of none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.recognise.agreements import FULL, SEND
from graph.recognise.comparisons import ANOTHER_TIME, PAST, TURN, UNCLEAR, find_owner, is_compared
from graph.recognise.councils import Mention as CouncilMention
from graph.recognise.councils import iter_councils
from graph.recognise.date_roles import Dated
from graph.recognise.grades import OUTCOME, Graded
from graph.recognise.mentions import Mention
from graph.recognise.wordings import any_area

#: A clause that only says when: "a step up from 2017, when | we were judged", "who joined when | services were judged".
_WHEN = re.compile(r"(?<=\S\s)(?:when|at\s+which\s+(?:point|time)|a\s+time)\s+[^,.;:]*$", re.IGNORECASE)
_BOARD = re.compile(r"safeguarding\s+children|\bLSCB\b", re.IGNORECASE)
_IN = re.compile(r"[’'\"”]?\s+(?:overall\s+)?(?:in|at|within)\s+(?:the\s+(?:city|county|borough)\s+of\s+)?")
#: Between two grades of one inspection.
_WITH = re.compile(r"[’'\"”]?,?\s+with\s+(?:(?:the|its|an?)\s+)?", re.IGNORECASE)
#: "services were | judged inadequate", behind a sentence on an area: all of them.
_SERVICES = re.compile(
    r"(?<!these\s)(?<!those\s)(?<!its\s)\bservices\s+(?:(?:was|were|had|have|been)\s+)+$", re.IGNORECASE
)
#: "and so it had been at the inspection before": the grade just told, again.
AGAIN = re.compile(
    r"\b(?:and|as)\s+so\s+(?:it\s+)?(?:had|was|it\s+was)|\bas\s+it\s+(?:had\s+been|was)\b|\band\s+again(?=\s+(?:at|in|following|after|by|during)\s+(?:the|its|our|an)\b)|\bthe\s+same\s+(?:judge?ment|grade|rating|outcome)\b",
    re.IGNORECASE,
)


def find_date(text: str, dated: Sequence[Dated], row: Graded) -> Dated | None:
    """The date of a grade; a grade without one shares the only one before it: "In 2015 X was judged good, and Y was rated …"."""
    judged = [one for one in dated if one.judged is not None]
    own = [one for one in judged if one.judged == row.start]
    shared = (
        len(judged) == 1
        and judged[0].period.end <= row.start
        and not TURN.search(text[judged[0].period.end : row.start + 30])
    )
    return own[0] if own else judged[0] if shared else None


@dataclass(frozen=True, slots=True)
class Graders:
    """A sentence's grades with all that tells who gave them: its mentions, its dates, and its councils.

    `topic` is true where what was told just before is one area; `own` is the paper's council, `taken` the one that the sentence is
    taken to be about.
    """

    text: str
    mentions: tuple[Mention, ...]
    dated: tuple[Dated, ...]
    graded: tuple[Graded, ...]
    topic: bool
    own: str | None
    taken: str | None

    def find_all(self) -> tuple[int | None, ...]:
        """For each grade the place of the mention that it goes to; None for the inspection told of before, or for that of its date;
        or UNCLEAR.
        """
        graders = [self._find_grader(row) for row in self.graded]
        for place, row in enumerate(self.graded):
            if graders[place] == UNCLEAR and (known := self._find_leading(row)) is not None:
                graders[place] = graders[known]
        return tuple(graders)

    def _find_leading(self, row: Graded) -> int | None:
        """The place of the grade that another goes on from: "judged to be outstanding, | with outstanding judgements in each area"."""
        before = [(one.end, place) for place, one in enumerate(self.graded) if one.end <= row.start]
        if not before or not _WITH.fullmatch(self.text[max(before)[0] : row.start]):
            return None
        return max(before)[1]

    def _find_grader(self, row: Graded) -> int | None:
        judged = [dated.judged for dated in self.dated if dated.judged is not None]
        if self._is_vague(row) or self._is_of_other(row):
            return UNCLEAR
        if row.start in judged:
            return None
        named = self._find_graders(row)
        if not named and _WHEN.search(self.text[: row.start]):
            return UNCLEAR
        place = find_owner(self.text, row.start, row.end, named) if named else self._find_group()
        other = len(judged) > 1 or self._is_past(row) or (judged and ANOTHER_TIME.search(self.text[: row.start]))
        if place is None and find_date(self.text, self.dated, row) is None and other:
            return UNCLEAR
        return place

    def _is_past(self, row: Graded) -> bool:
        """Whether a grade without a date is told of what was before: "in its previous inspection cycle"."""
        past = PAST.search(self.text[: row.start])
        return past is not None and not is_compared(self.text[: past.start()])

    def _is_vague(self, row: Graded) -> bool:
        """Whether a grade of "it" may be of the area told just before."""
        before = self.text[: row.start]
        return (
            row.whole
            and not row.area
            and ((self.topic and not _SERVICES.search(before)) or any_area().search(before) is not None)
            and not self._find_councils(row.end)
        )

    def _is_of_other(self, row: Graded) -> bool:
        """Whether the last council named before a grade is not the one that the sentence is taken to be about."""
        named = self._find_councils(row.end) + self._find_behind(row.end)
        known = {self.taken, self.own} if self.taken else set()
        return bool(named) and not _BOARD.search(row.area) and named[-1].code not in known

    def _find_councils(self, end: int) -> list[CouncilMention]:
        """The councils that the sentence names, or may name, before `end`."""
        return list(iter_councils(self.text[:end], possible=True))

    def _find_behind(self, end: int) -> list[CouncilMention]:
        """The council that a grade which ends at `end` was given in: "Outstanding | in Leeds"."""
        place = _IN.match(self.text, end)
        return [one for one in iter_councils(self.text, possible=True) if place and one.start == place.end()]

    def _find_graders(self, row: Graded) -> list[tuple[int, Mention]]:
        """The mentions that can have given a grade: not several at once, not one to come, not "so it had been at the …"."""
        again = AGAIN.search(self.text)
        kinds = SEND | {"inspection"} if row.area == OUTCOME else FULL
        return [
            (place, mention) for place, mention in enumerate(self.mentions)
            if (mention.kind in kinds or (mention.kind == "one" and mention.end <= row.start and row.area != OUTCOME)) and mention.reference != "plural" and not mention.planned and not (again and mention.start > again.start())
        ]  # fmt: skip

    def _find_group(self) -> int | None:
        """A grade in a sentence on "both inspections" goes to none of them."""
        return (
            UNCLEAR
            if any(mention.kind in FULL and mention.reference == "plural" for mention in self.mentions)
            else None
        )
