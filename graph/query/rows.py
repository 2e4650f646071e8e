"""One NamedTuple per question: what a row of its answer holds.

IRIs are rdflib's; dates are ISO text at the precision that is known ("2017-07"); None where nothing is known.
"""

from __future__ import annotations

from typing import NamedTuple

from rdflib import URIRef


class CurrentJudgement(NamedTuple):
    """A council's current overall judgement."""

    council: URIRef
    name: str
    grade: str
    date: str
    framework: str
    inspection: URIRef
    report: URIRef | None
