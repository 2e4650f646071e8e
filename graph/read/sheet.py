"""Tables in a CSV file → Document: the header and each record one row, a cell a column, empty cells too.

What the columns mean is not known here. A file is such a table where its first line names columns and most records after
it have a cell for each; a sentence with commas in it is none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.errors import UnreadableDocument
from graph.read.clean import GONE, replace_characters
from graph.read.decode import decode
from graph.read.drafts import Draft, Run, Source, to_document
from graph.statements import Document

FEWEST = 3  # columns: two cells with a comma between them are a line of prose as often as a row
LOOKED_AT = 20  # records, which show well enough whether the file is a table
_NAME = re.compile(r"[A-Za-z][\w /()%-]{0,49}")


def is_sheet(head: str) -> bool:
    r"""Whether the beginning of a file is that of a CSV table with a header line.

    >>> is_sheet("council,kind,start\nLeeds,visit,2019\n"), is_sheet("Dear Ann, Bob, and Cy\nThe visit is over.\n")
    (True, False)
    """
    try:
        header, *records = islice(_iter_records(head, strict=False), LOOKED_AT + 1)
    except (csv.Error, ValueError):  # a cell without end; no records at all
        return False
    alike = sum(len(record) == len(header) for record in records)
    return _names_columns(header) and 2 * alike > len(records)


def read_sheet(data: bytes, source: Source) -> Document:
    """The document of a CSV file; a cell that goes over several lines is on one line."""
    try:
        records = list(_iter_records(decode(data).removeprefix("\ufeff"), strict=True))
    except csv.Error as error:
        raise UnreadableDocument(
            source.path, f"is no sound CSV table ({error}); save it anew from a spreadsheet"
        ) from error
    return to_document(source, (Draft("row", [_to_runs(cell) for cell in record]) for record in records))


def _iter_records(text: str, *, strict: bool) -> Iterator[list[str]]:
    """The records that have any words; strictly read, a forgotten quotation mark cannot swallow the records behind it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=strict)
    return (record for record in reader if any(map(str.strip, record)))


def _names_columns(header: Sequence[str]) -> bool:
    return (
        len(header) >= FEWEST
        and len(set(header)) == len(header)
        and all(_NAME.fullmatch(name.strip()) for name in header)
    )


def _to_runs(cell: str) -> list[Run]:
    text = " ".join(replace_characters(cell).replace(GONE, "").split())
    return [Run(text)] if text else []
