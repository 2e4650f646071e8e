"""What a document says: `recognise(document)` gives its statements, each with the words that say it.

Recognisers know no RDF and no files. A document is a table of inspections, the report of one, the report of
something else, a committee's paper, or unknown. Where to look:

    words       patterns wordings frameworks dates names posts councils council_names elsewhere
    reports     outline titles reports kinds periods inspectors judgements recommendations area_recommendations revisits
                partnerships ministers
      letters   letters signatures
      earlier   previous previous_grades previous_areas told_twice
    other       records others themes
    papers      passages papers paper_titles paper_councils committees meetings meeting_dates requests appendices
      people    people contacts councillors
      times     event_periods relative years
      named     mentions references lookalikes inspected leads details namings
      grades    grades given by_others grade_ways graded_clauses plain_clauses subjects subject_names all_areas comparisons earlier histories dated_grades
      dates     event_dates date_roles governors
      told      sayings graders tellings dater told agreements accounts events event_ends
      tables    tables row_tables table_tellings
      findings  findings finding_paragraphs finding_lists finding_tables finding_signs finding_words finders polarity
"""

from __future__ import annotations

from dataclasses import replace

from graph.recognise.others import recognise_other
from graph.recognise.papers import recognise_paper
from graph.recognise.records import recognise_records
from graph.recognise.reports import recognise_report
from graph.recognise.themes import with_themes
from graph.statements import Document, Statements


def recognise(document: Document) -> Statements:
    """The statements of a document: as a table or a report of inspections where it is one, else as a paper; none of what reports on
    something else than a council's services.
    """
    said = (
        recognise_records(document)
        or recognise_report(document)
        or recognise_other(document)
        or recognise_paper(document)
    )
    return with_themes(document, replace(said, doubts=document.doubts + said.doubts))
