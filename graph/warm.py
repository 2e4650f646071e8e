"""Reads a report and a paper of a few lines when it is loaded, so that processes which are copied from the one that loaded it have all
at hand that is made when it is first needed: patterns and tables, which take as long as to read several reports.
"""

from __future__ import annotations

from graph.read import TEXT
from graph.read.drafts import Source
from graph.read.text import read_text
from graph.recognise import recognise

REPORT = """
Durham County Council
Inspection of children's social care services
Inspection dates: 1 July 2019 to 5 July 2019
Lead inspector: Ann Ash, Her Majesty's Inspector

Judgement                                        Grade
The impact of leaders on social work practice    Good
Overall effectiveness                            Good

Services were judged to be good at the last inspection in 2016, when the experiences of care leavers required improvement.

What needs to improve
1. The quality of plans for children in care.
"""
PAPER = """
Durham County Council
Cabinet, 4 September 2019
Report of Ann Ash, Corporate Director of Children's Services

Recommendations
That Cabinet note the report.

1. Ofsted inspected children's services in July 2019. All areas were judged to be good but adoption, which was outstanding.
2. Inspectors found that social workers know children well. Plans need to improve.
"""

SAID = tuple(recognise(read_text(text.strip().encode(), Source("", "", TEXT))) for text in (REPORT, PAPER))
"""What both say."""
