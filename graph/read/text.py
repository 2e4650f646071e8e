"""Plain text → Document: the simplest reader, and the one to copy."""

from __future__ import annotations

from graph.read.clean import iter_runs, replace_characters
from graph.read.drafts import Draft, Run, Source, to_document
from graph.statements import Document


def read_text(data: bytes, source: Source) -> Document:
    """The document of a plain text file."""
    text = data.decode("utf-8-sig", errors="replace")
    drafts: list[Draft] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        runs = [Run(run, 1, offset + start) for start, run in iter_runs(replace_characters(line))]
        drafts.append(Draft("paragraph", [runs]))
        offset += len(line)
    return to_document(source, drafts)
