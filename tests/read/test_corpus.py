"""Real reports, where they are present: what readers must get right on every one, and figures over all of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from graph.errors import UnreadableDocument
from graph.read import read
from graph.read.clean import replace_characters
from graph.statements import Document

GRADED = re.compile(r"\t(?:outstanding|good|requires improvement(?: to be good)?|inadequate)$", re.IGNORECASE)
TEAM = re.compile(r"(?:Ofsted|HMI).*\t.*(?:CQC|Care Quality)")
LONGEST = 3000  # characters: no paragraph of any report is longer


def read_or_reason(path: Path) -> Document | str:
    try:
        return read(path)
    except UnreadableDocument as error:
        return error.reason


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, Document | str]:
    folder = shared / "corpus"
    paths = sorted(folder.rglob("*.pdf"))
    with ProcessPoolExecutor() as pool:
        return {
            str(path.relative_to(folder)): document
            for path, document in zip(paths, pool.map(read_or_reason, paths, chunksize=8), strict=True)
        }


def documents(corpus: dict[str, Document | str]) -> dict[str, Document]:
    return {name: document for name, document in corpus.items() if isinstance(document, Document)}


def rows(document: Document, last_page: int) -> list[str]:
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "row" and document.page_at(block.start) <= last_page
    ]


def test_every_file_of_the_corpus_is_read_or_named(corpus: dict[str, Document | str]) -> None:
    reasons = {name: reason for name, reason in corpus.items() if isinstance(reason, str)}
    gone = "is a web page that says “Report not found”; fetch the document again"
    assert reasons == {
        "childrens-services/80429-birmingham/2012-10-19.pdf": gone,
        "childrens-services/80490-bromley/2012-08-17.pdf": gone,
    }


def test_judgement_tables_give_their_rows(corpus: dict[str, Document | str]) -> None:
    """ILACS: four rows, or five since care leavers are graded on their own. Single inspection framework: five."""
    ilacs: Counter[int] = Counter()
    sif: Counter[int] = Counter()
    for name, document in documents(corpus).items():
        if name.startswith("childrens-services"):
            family = ilacs if "Lead inspector" in document.text[: document.pages[0].end] else sif
            family[sum(1 for row in rows(document, 2) if GRADED.search(row))] += 1
    # The four without: two older reports on looked after children alone, one on a safeguarding board alone, and one
    # that prints "require improvement"; Scilly's has grades in two rows only.
    assert (ilacs, sif) == ({4: 103, 5: 58}, {5: 104, 0: 4, 2: 1})


def test_area_send_teams_stand_side_by_side(corpus: dict[str, Document | str]) -> None:
    teams = {
        name: sum(1 for row in rows(document, len(document.pages)) if TEAM.search(row))
        for name, document in documents(corpus).items()
        if name.startswith("area-send")
    }
    assert len(teams) == 34
    assert [name for name, count in teams.items() if count < 2] == []


def test_blocks_cover_the_text_and_pages_partition_it(corpus: dict[str, Document | str]) -> None:
    for name, document in documents(corpus).items():
        lines = [document.text[block.start : block.end] for block in document.blocks]
        assert "\n".join(lines) == document.text, name
        bounds = [page.start for page in document.pages] + [len(document.text)]
        assert [page.end for page in document.pages] == bounds[1:], name
        assert not re.search(r"[\ue000-\uf8ff\ufffd\ufffe\x00-\x08\u200b]|  | \n|\n ", document.text), name
        assert max(map(len, lines)) < LONGEST, name


def test_no_paragraph_is_torn_in_mid_sentence(corpus: dict[str, Document | str]) -> None:
    torn = [
        (name, text)
        for name, document in documents(corpus).items()
        for before, block in zip(document.blocks, document.blocks[1:], strict=False)
        if (text := document.text[block.start : block.end])[0].islower()
        and before.kind == block.kind == "paragraph"
        and not re.search(r"[.!?:;][\"'’”)\]]*$", document.text[before.start : before.end])
    ]
    assert torn == []


def plain(text: str) -> str:
    straight = text.translate(str.maketrans("‘’“”\xa0", "''\"\" "))
    return " ".join(straight.split()).lower().rstrip(".")


def test_recommendations_of_the_gold_records_are_whole_blocks(shared: Path) -> None:
    missing: list[str] = []
    count = 0
    for source in sorted((shared / "gold" / "reports").glob("*.src.json")):
        record = json.loads(source.with_name(source.name.replace(".src", "")).read_text())
        document = read(shared / json.loads(source.read_text())["pdf"])
        ends = tuple(plain(document.text[block.start : block.end]) for block in document.blocks)
        for recommendation in record["recommendations"]:
            count += 1
            if not any(end.endswith(plain(recommendation["text"])) for end in ends):
                missing.append(recommendation["text"][:60])
    # One record joins a lead-in with the list below it.
    assert (count, missing) == (232, ["Leaders should continue to strengthen their governance arrangements"[:60]])


@pytest.mark.parametrize(
    "name",
    [
        "childrens-services/80480-lancashire/2015-11-27.pdf",
        "childrens-services/80480-lancashire/2023-01-26.pdf",
        "area-send/80480-lancashire/2025-02-12.pdf",
    ],
)
def test_origins_lead_back_to_pdfiums_characters(shared: Path, name: str) -> None:
    path = shared / "corpus" / name
    document = read(path)
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [replace_characters(page.get_textpage().get_text_range()) for page in pdf]
    found = [texts[origin.page - 1][origin.offset : origin.offset + origin.length] for origin in document.origins]
    assert found == [document.text[origin.start : origin.start + origin.length] for origin in document.origins]
