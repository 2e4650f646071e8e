"""Sound documents and queries that are broken at random, and what they are fed to; for tests and for programs that fuzz.

A reader may give a document or raise `ReadError`, the look at a query may raise `QueryRejected`; all else is a fault. What hangs,
crashes or takes all memory is what `graph.apart` bounds, in a process of its own.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from random import Random

from graph.errors import QueryRejected, ReadError
from graph.extract import to_json
from graph.kept import to_text
from graph.query import questions
from graph.read import read
from graph.recognise import recognise
from graph.store.scan import Refusal, Shape, check_query, find_shape
from tests.read.pdfs import lines, make_pdf

DATA = Path(__file__).parent.parent / "data"
LARGEST = 200_000
"""Bytes: what is larger is changed as rarely as it is read."""
PLAIN_PDF = make_pdf(
    lines("London Borough of Havering", "Inspection of services for children", "Overall effectiveness: good", "1 | P a g e"),
    lines("What needs to improve", "1. Ensure that supervision is regular.", "Lead inspector: Ann Other", "15 June 2018"),
)  # fmt: skip
"""One whose words are not packed, so that changes reach them."""
TELLING = (
    b"\0", b"\xff\xfe", b"<!--", b"<![CDATA[", b"&#xD800;", b"9" * 400, b"[" * 400, b"endobj", b"stream\n", b"%PDF-", b"\\u0000", b"'''",
    b'"', b"}", b"#\n", b"\r", b"\x0c", b"\t", b"\xc2\xad", b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", "\u0660\u00b2\u2163".encode(), b"31 February 2018",
    b"0000", b"Inspection of ", b"<table><tr><td>", b"<w:tbl>", b"SERVICE ", b"{ ?s ?p ?o } ", b"^*/+|", b"\\",
)  # fmt: skip


@cache
def find_seeds(kind: str) -> tuple[bytes, ...]:
    """The sound inputs of a kind: a suffix of files, or "queries"."""
    if kind == "queries":
        return tuple(question.text.encode() for question in questions())
    folders = (DATA / "reports", DATA / "history") if kind == "csv" else (DATA / "reports",)
    found = [path for folder in folders for path in sorted(folder.glob(f"*.{kind}")) if path.stat().st_size < LARGEST]
    return (*(path.read_bytes() for path in found), *[PLAIN_PDF] * (kind == "pdf"))


def break_one(kind: str, chance: Random) -> bytes:
    """One of a kind's sound inputs, broken."""
    data = chance.choice(find_seeds(kind))
    return change_archive(data, chance) if kind == "docx" and chance.randrange(4) else change(data, chance)


def change(data: bytes, chance: Random) -> bytes:
    """The data with one to eight changes: bytes flipped, cut out, doubled, moved, or exchanged for telling ones."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((1, 1, 4, 64, 4096)))
        match chance.randrange(5):
            case 0:
                changed[start:end] = b""
            case 1:
                changed[start:start] = changed[start:end] * chance.choice((1, 2, 50))
            case 2:
                changed[start:start] = chance.choice(TELLING)
            case 3:
                elsewhere = chance.randrange(len(changed) + 1)
                changed[elsewhere:elsewhere] = changed[start:end]
            case _ if start < len(changed):
                changed[start] ^= 1 << chance.randrange(8)
    return bytes(changed)


def change_archive(data: bytes, chance: Random) -> bytes:
    """The archive with one of its parts changed, packed again: what is broken is then XML, and not only ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as made:
        names = archive.namelist()
        broken = chance.choice([name for name in names if name.startswith("word/")])
        for name in names:
            content = archive.read(name)
            made.writestr(name, change(content, chance) if name == broken else content)
    return target.getvalue()


def try_reader(data: bytes) -> None:
    """Read a file of this content, recognise what it says, and write both as they are kept and shown.

    :raise AssertionError: where the words of a fact do not stand where it says.
    """
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        try:
            document = read(file.name)
        except ReadError:
            return
    said = recognise(document)
    to_text(document)
    shown = to_json(document, said)
    json.dumps(shown)
    for evidence in find_evidence(shown):
        assert document.text[evidence["start"] : evidence["end"]] == evidence["quote"]


def find_evidence(shown: object) -> list[dict[str, object]]:
    """All that stands under "evidence", however deep."""
    if isinstance(shown, dict):
        own = [shown["evidence"]] if isinstance(shown.get("evidence"), dict) else []
        return own + [one for value in shown.values() for one in find_evidence(value)]
    return [one for value in shown for one in find_evidence(value)] if isinstance(shown, list) else []


def try_scan(data: bytes) -> None:
    """Look at a query of this content, in both of the ways that there are.

    :raise AssertionError: where they judge differently.
    """
    text = data.decode("utf-8", "replace")
    quick = find_shape(text)
    try:
        thorough: Shape | tuple[int | None, int | None] = check_query(text)
    except QueryRejected as error:
        thorough = error.line, error.column
    assert thorough == ((quick.line, quick.column) if isinstance(quick, Refusal) else quick)


TARGETS = dict.fromkeys(("txt", "html", "docx", "csv", "pdf"), try_reader) | {"queries": try_scan}
"""What each kind of input is fed to."""
