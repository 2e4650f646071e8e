"""SECURITY.md tells the limits that hold: each number in it is the one in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.cli.serving import LONGEST_LINE
from graph.fetch.visits import MOST_STEPS
from graph.limits import Limits
from graph.read import MAX_BYTES
from graph.read.docx import MAX_PART, MAX_RATIO
from graph.store import scan
from web import create_app, easel, receiving, running
from web.parcels import MOST_OWN

ROWS = re.findall(
    r"^\| ([^|]+?) \| ([^|]+?) \|$", (Path(__file__).parent.parent / "SECURITY.md").read_text("utf-8"), re.M
)
CONFIG = create_app({"WORKSPACE": "nowhere"}).config


def told(start: str) -> list[float]:
    """The numbers of the row that starts like this."""
    [value] = [value for name, value in ROWS if name.startswith(start)]
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,.]*\d|\d", value)]


@pytest.mark.parametrize(
    ("start", "numbers"),
    [
        ("a request's first line", [LONGEST_LINE, CONFIG["MAX_CONTENT_LENGTH"] / 1e6, CONFIG["RECEIVE_SECONDS"]]),
        ("a query's length", [scan.MAX_LENGTH, scan.MAX_DEPTH, scan.MAX_PATTERNS, scan.MAX_STEPS, scan.MAX_OPERATORS]),
        ("a query's time", [CONFIG["QUERY_SECONDS"], CONFIG["QUERY_MEGABYTES"] // 1024, CONFIG["ANSWER_MEGABYTES"]]),
        ("processes for queries", [CONFIG["QUERY_WORKERS"], CONFIG["CLIENT_QUERIES"], running.MOST_WAITING, running.WAIT_SECONDS]),
        ("requests with a body", [receiving.MOST_ARRIVING, running.MOST_TRANSFERS]),
        ("an export's time", [CONFIG["EXPORT_SECONDS"], CONFIG["EXPORT_MEGABYTES"] // 1024, CONFIG["EXPORT_FILE_MEGABYTES"] // 1024, MOST_OWN]),
        ("the time in which a client takes", [CONFIG["SEND_SECONDS"]]),
        ("a picture of a page", [easel.MEGABYTES / 1024, easel.SECONDS]),
        ("a document's size", [MAX_BYTES >> 20, Limits().seconds, Limits().megabytes / 1024]),
        ("a part of a Word file", [MAX_PART >> 20, MAX_RATIO]),
        ("fetching", [MOST_STEPS]),
    ],
)  # fmt: skip
def test_limit_is_told_as_it_holds(start: str, numbers: list[float]) -> None:
    assert told(start) == numbers
