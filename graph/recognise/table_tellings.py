"""A paper's tables told to its account: grades side by side, histories of inspections, lists of visits, and programmes of work.

What a table's cells are is read by `tables` and `row_tables`; here each row is told. In a programme of work, whose dates are of meetings and
deadlines, the other cells are told one by one, as if each were a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.recognise.accounts import doubt_grade
from graph.recognise.agreements import FULL, VISITS
from graph.recognise.date_roles import Dated, Role
from graph.recognise.dates import Period
from graph.recognise.event_periods import find_event_periods
from graph.recognise.grades import Graded
from graph.recognise.mentions import iter_mentions
from graph.recognise.passages import Passage, Sentence, iter_sentences
from graph.recognise.patterns import one_line
from graph.recognise.row_tables import (
    Visit,
    find_type,
    is_dated_table,
    is_head_of_history,
    is_head_of_visits,
    is_of_past,
    is_of_services,
    is_outcome,
    read_ordinal,
    read_visit,
)
from graph.recognise.sayings import to_judgement
from graph.recognise.tables import Cell, Placed, is_header, place_row, read_cells
from graph.recognise.tellings import Teller
from graph.recognise.told import Telling
from graph.statements import Inspection, Said, Span

#: Heads of columns whose dates are of no inspection: "Date of meeting", "Report due".
_OTHER_DATE = re.compile(
    r"\b(?:meeting|committee|cabinet|board|decision|due|deadline|target|complet\w+|timescales?|by\s+when|scheduled)\b",
    re.IGNORECASE,
)

_VISIT_HEAD = re.compile(r"(?:type\s+of\s+)?visit\b", re.IGNORECASE)
#: The empty cells at the end of a row, which a passage leaves out.
_EMPTY = re.compile(r"\t*")


@dataclass(slots=True)
class TableTeller(Teller):
    """Tells the rows of tables.

    `listed` is the kind of visits that a table or a list holds, `header` the row that heads the columns, where it says of which
    inspections they are, and `first` the first row of the table, whatever it is.
    """

    listed: str = ""
    header: tuple[Cell, ...] = ()
    first: tuple[Cell, ...] = ()

    def tell_row(self, passage: Passage) -> bool:
        """Tell a row of a table; False where it is to be read as a text."""
        behind = _EMPTY.match(self.document.text, passage.end)
        cells = read_cells(passage.text + (behind[0] if behind else ""), passage.start)
        self.first = self.first or cells
        return (
            self._tell_programme(cells)
            or self._tell_visit(passage, cells)
            or self._tell_grades(passage, cells)
            or self._tell_history(passage, cells)
        )

    def leave_table(self) -> None:
        """Forget the heads of the table told before."""
        self.header = self.first = ()

    def _tell_programme(self, cells: tuple[Cell, ...]) -> bool:
        """A row of a programme of work or a plan: what its cells tell, but for the days of its meetings."""
        own = self._find_own(cells)
        if len(own) == len(cells) or is_dated_table(self._find_own(self.first)):
            return False
        for cell in own:
            self._tell_cell(cell)
        return True

    def _find_own(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a row but for those whose column dates meetings and deadlines."""
        if len(cells) != len(self.first) or any(cell.period or cell.grade for cell in self.first):
            return cells
        return tuple(cell for cell, head in zip(cells, self.first, strict=True) if not _OTHER_DATE.search(head.text))

    def _tell_cell(self, cell: Cell) -> None:
        """Tell a cell as if it were a paragraph."""
        self.year, self.elsewhere = None, False
        for sentence in iter_sentences(self.document.text, cell.start, cell.start + len(cell.text)):
            self.tell_sentence(sentence)

    def _tell_grades(self, passage: Passage, cells: tuple[Cell, ...]) -> bool:
        """A row of a table with a column, or a row, for each inspection."""
        if is_header(cells) or is_head_of_history(cells):
            self.header = cells
            return True
        placed = place_row(cells, self.header)
        for grade in placed if not self.is_of_other(passage.text) else ():
            self._tell_placed(passage, grade)
        return bool(placed)

    def _tell_placed(self, passage: Passage, placed: Placed) -> None:
        judgement = to_judgement(placed.graded, self.document.span(placed.graded.start, placed.graded.end))
        cell = placed.dated
        start = cell.period.start_date if cell and cell.period else None
        event = self.read(Sentence(passage.start, passage.end, passage.text)).begin(placed.kind)
        if placed.now and not (self.apart or self.reviewed):
            self.account.place(Telling(replace(event, judgements=(judgement,)), "continuing", now=True))
            return
        if cell is None or cell.period is None or start is None or self.is_of_other(cell.text):
            self.account.doubts.append(doubt_grade(judgement))
            return
        span = self.document.span(cell.start + cell.period.start, cell.start + cell.period.end)
        end = cell.period.end_date
        self.place(
            replace(event, start=Said(start, span), end=Said(end, span) if end else None, judgements=(judgement,)),
            "indefinite",
        )

    def _tell_history(self, passage: Passage, cells: tuple[Cell, ...]) -> bool:
        """A row of a history: a date, an inspection, perhaps a grade, each in its cell; of a service that is another's, nothing."""
        saying = self.read(Sentence(passage.start, passage.end, passage.text))
        named = find_type(cells, self.header) or ("inspection" if is_outcome(cells, self.header or self.first) else "")
        if not named and is_of_services(self.header):
            return True
        period = self._find_first_period(passage, cells)
        if not period or (len(saying.mentions) != 1 and not named) or period.yearless or self.is_of_other(passage.text):
            return False
        grades = [cell for cell in cells if cell.grade]
        graded = len(grades) == 1 and (named or saying.mentions[0].kind) in FULL and not is_of_past(self.header)
        row = Graded("", whole=True, grade=grades[0].grade or "", start=0, end=len(passage.text)) if graded else None
        event = replace(
            saying.begin(named) if named else saying.describe(0),
            judgements=(to_judgement(row, saying.span(row.start, row.end)),) if row else (),
        )
        self.place(self.date(saying, event, Dated("visit", period, 0), None), "indefinite")
        return True

    def _find_first_period(self, passage: Passage, cells: tuple[Cell, ...]) -> Period | None:
        """The first date of a row, at its place in the row; not one of a column that dates meetings."""
        periods = find_event_periods(passage.text)
        for cell in self._find_own(cells):
            start, end = cell.start - passage.start, cell.start - passage.start + len(cell.text)
            found = next((period for period in periods if start <= period.start < end), None)
            if found is None and cell.period:
                found = replace(cell.period, start=cell.period.start + start, end=cell.period.end + start)
            if found:
                return found
        return None

    def _tell_visit(self, passage: Passage, cells: tuple[Cell, ...]) -> bool:
        """A row of a table of visits, below "There have been six monitoring visits:" or a head that names one and a date."""
        if is_head_of_visits(cells):
            named = [mention.kind for mention in iter_mentions(cells[0].text) if mention.kind in VISITS]
            self.listed = named[0] if named else self.listed
            self.header = cells
            return bool(self.listed) or _VISIT_HEAD.match(cells[0].text) is not None
        visit = read_visit(cells, self.header) if self.listed in VISITS or self._names_visit(cells) else None
        if visit is None or any(iter_mentions(visit.dated.text)) or self.is_of_other(passage.text):
            return False
        self.place(self._describe_visit(passage, cells, visit), "indefinite")
        return True

    def _names_visit(self, cells: tuple[Cell, ...]) -> bool:
        """Whether a row below "Visit | Date" says itself what visit it was: "Monitoring visit 2 | 8–9 May 2019"."""
        headed = len(self.header) == len(cells) and _VISIT_HEAD.match(self.header[0].text) is not None
        return headed and {mention.kind for mention in iter_mentions(cells[0].text)} in (
            {"focused visit"},
            {"monitoring visit"},
        )

    def _describe_visit(self, passage: Passage, cells: tuple[Cell, ...], visit: Visit) -> Inspection:
        """The visit of a row with all that its cells say of it."""
        own = [
            mention.kind
            for cell in cells
            if cell is not visit.focus
            for mention in iter_mentions(cell.text)
            if mention.kind in VISITS
        ]
        event = self.read(Sentence(passage.start, passage.end, passage.text)).begin(own[0] if own else self.listed)
        nth, focus, letter = visit.nth, visit.focus, visit.published
        if nth:
            event = replace(event, ordinal=Said(read_ordinal(nth), self._span(nth)))
        if focus:
            event = replace(event, focus=Said(one_line(focus.text), self._span(focus)))
        event = self._date_by(visit.dated, event, "visit")
        return self._date_by(letter, event, "published") if letter else event

    def _span(self, cell: Cell) -> Span:
        return self.document.span(cell.start, cell.start + len(cell.text))

    def _date_by(self, cell: Cell, event: Inspection, role: Role) -> Inspection:
        """The inspection with the date of a cell, read by itself."""
        assert cell.period is not None  # `read_visit` gives no other
        saying = self.read(Sentence(cell.start, cell.start + len(cell.text), cell.text))
        return self.date(saying, event, Dated(role, cell.period, None), event if role == "published" else None)
