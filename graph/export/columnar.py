"""Tables as Parquet, one file a table, each column with its type and, in the file's own description, what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph.export.job import Job
from graph.export.sheets import LICENCE
from graph.export.staging import Staged
from graph.export.tables import Column, Table

GROUP, BATCH = 20_000, 1_000
"""Rows that are written together, and rows that are held as Python's own values meanwhile, which take ten times as much memory."""
TYPES = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
MAKERS: dict[str, Callable[[Any], Any]] = {"boolean": bool, "date": lambda cell: date.fromisoformat(str(cell))}


def write_parquet(staged: Staged, job: Job, folder: Path) -> None:
    """Write each table as Parquet into a folder."""
    for place, table in enumerate(staged.tables):
        job.tell(place, len(staged.tables), table.name)
        schema = _describe(table, job)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            batches = _iter_batches(staged, table, schema)
            while group := list(islice(batches, GROUP // BATCH)):
                writer.write_table(pa.Table.from_batches(group), GROUP)


def _iter_batches(staged: Staged, table: Table, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    rows = staged.rows(table)
    while group := list(islice(rows, BATCH)):
        arrays = [
            pa.array([_make(column, cell) for cell in cells], field.type)
            for column, cells, field in zip(table.columns, zip(*group, strict=True), schema, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _make(column: Column, cell: Any) -> Any:
    make = MAKERS.get(column.type)
    return cell if cell is None or make is None else make(cell)


def _describe(table: Table, job: Job) -> pa.Schema:
    fields = [
        pa.field(
            column.name,
            TYPES.get(column.type, pa.string()),
            nullable=column.name not in table.key,
            metadata={"description": column.meaning} | ({"unit": column.unit} if column.unit else {}),
        )
        for column in table.columns
    ]
    said = {"title": table.title, "description": table.meaning, "snapshot": job.origin.name, "licence": LICENCE["path"]}
    return pa.schema(fields, metadata=said)
