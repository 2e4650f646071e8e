"""The sample reports: made from their sources and from nothing else, listed, small, and honest about what they are."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.read import read
from graph.recognise import recognise
from graph.statements import Said

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "data" / "reports"
FACTS = ROOT / "tests" / "fixtures" / "samples"
LISTS = {"README.md", "manifest.csv"}
SAMPLES = sorted(path for path in REPORTS.iterdir() if path.name not in LISTS)

# The originals, below the folder of real reports and papers.
ORIGINALS = [
    "corpus/area-send/80480-lancashire/2025-02-12.pdf",
    *(f"corpus/childrens-services/80429-birmingham/{day}.pdf" for day in ("2014-05-23", "2023-04-18")),
    *(f"corpus/childrens-services/80480-lancashire/{day}.pdf" for day in ("2015-11-27", "2018-08-17", "2023-01-26")),
    *(f"corpus/childrens-services/80484-lincolnshire/{day}.pdf" for day in ("2015-01-06", "2019-06-11")),
    *(f"corpus/childrens-services/80500-havering/{day}.pdf" for day in ("2018-07-23", "2024-02-16")),
]
# What is the same in every report of its kind: an outcome, and the names of a team.
FIXED = ("There are widespread and/or systemic failings", "Team inspectors:", "Quality assurance manager:")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def as_text(said: Said[object] | None) -> str:
    return "" if said is None else str(said.value)


MANIFEST = rows(REPORTS / "manifest.csv")


def test_samples_made_again_have_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab, which makes the PDFs, is not installed")
    subprocess.run([sys.executable, ROOT / "script" / "make-samples", tmp_path], check=True, capture_output=True)
    expected = {path.name: path.read_bytes() for path in REPORTS.iterdir() if path.name != "README.md"}
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made.keys() == expected.keys()
    assert [name for name, content in made.items() if content != expected[name]] == []


def test_samples_come_in_all_four_formats() -> None:
    assert {path.suffix for path in SAMPLES} == {".pdf", ".docx", ".html", ".txt"}
    assert len(SAMPLES) >= 12


def test_manifest_lists_each_sample_once() -> None:
    assert sorted(row["file"] for row in MANIFEST) == [path.name for path in SAMPLES]


def test_readme_tells_of_each_sample() -> None:
    lines = (REPORTS / "README.md").read_text(encoding="utf-8").splitlines()
    told = sorted(row.split("`")[1] for row in lines if row.startswith("| `"))
    assert told == [path.name for path in SAMPLES]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_is_small(path: Path) -> None:
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_sample_says_at_its_end_that_it_is_one(row: dict[str, str]) -> None:
    ending = read(REPORTS / row["file"]).text[-600:]
    owner = row["publisher"].removesuffix(" (restated by Scrutiny Graph)")
    assert "This document is a sample written for Scrutiny Graph." in ending
    assert f"The original comes from {owner}" in ending
    assert row["url"] in ending


@pytest.mark.parametrize("row", rows(FACTS / "reports.csv"), ids=lambda row: row["file"])
def test_report_says_what_its_original_says(row: dict[str, str]) -> None:
    said = next(found for found in recognise(read(REPORTS / row["file"])).inspections if found.subject)
    facts = {
        "file": row["file"],
        **{name: as_text(getattr(said, name)) for name in row if hasattr(said, name)},
        "grades": " ".join(f"{judgement.area_key}={judgement.grade_key}" for judgement in said.judgements),
    }
    assert facts == row


@pytest.mark.parametrize("row", rows(FACTS / "papers.csv"), ids=lambda row: row["file"])
def test_paper_says_what_its_original_says(row: dict[str, str]) -> None:
    said = recognise(read(REPORTS / row["file"]))
    told = {f"{event.kind} {as_text(event.start)} {as_text(event.end)}".rstrip() for event in said.inspections}
    frame = [name for name in row if name not in {"file", "told"}]
    assert [as_text(getattr(said, name)) for name in frame] == [row[name] for name in frame]
    assert set(row["told"].split("; ")) <= told


def sentences(path: Path) -> Iterator[str]:
    """The full sentences of nine words and more in a file's paragraphs and items, with quotation marks alike."""
    document = read(path)
    for block in document.blocks:
        if block.kind in {"paragraph", "item"}:
            text = document.text[block.start : block.end].replace("’", "'")
            yield from (
                said for said in re.split(r"(?<=[.!?]) ", text) if said.endswith(".") and len(said.split()) >= 9
            )


def test_samples_copy_no_sentence(shared: Path) -> None:
    papers = [*(shared / "seeds").glob("*.txt"), *(shared / "gold" / "papers").glob("page_*.txt")]
    originals = [*(shared / name for name in ORIGINALS), *papers]
    known = " ".join(read(path).text.replace("’", "'") for path in originals)
    copied = {said for path in SAMPLES for said in sentences(path) if said in known and not said.startswith(FIXED)}
    assert copied == set()
