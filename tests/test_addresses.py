"""Files at addresses: found and described as those in folders, fetched once, and told where they cannot be had."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.addresses import fetch, list_files
from graph.build import build
from graph.cli import main
from graph.errors import FetchError, WorkspaceError
from graph.snapshots import Workspace
from graph.sources import Source, find_sources
from tests.crashing import REPORTS, dump
from tests.crashing import serving as current
from tests.webhdfs import Folder, serving

PDF, TEXT, HTML = (
    "havering-2024-02-16-ilacs-inspection.pdf",
    "havering-2018-07-23-ilacs-inspection.txt",
    "lincolnshire-2019-06-11-ilacs-inspection.html",
)
RDF = "<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n"
MANIFEST = f"file,url,published,publisher\ninspections/{TEXT},https://example.org/report,2018-07-23,Ofsted\n"
MOST = 1 << 20


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two documents, a file of RDF, a manifest, and files that are not to be read."""
    folder = tmp_path / "papers"
    (folder / "inspections").mkdir(parents=True)
    shutil.copy(REPORTS / PDF, folder)
    shutil.copy(REPORTS / TEXT, folder / "inspections")
    (folder / "more.nt").write_text(RDF)
    for name in (".hidden", "README.md", "inspections/.git"):
        (folder / name).write_text("not a document")
    (folder / "manifest.csv").write_text(MANIFEST)
    return folder


@pytest.fixture
def server(papers: Path) -> Iterator[Folder]:
    """The same folder behind an address."""
    with serving(papers) as made:
        yield made


def pack(papers: Path) -> str:
    """The address of the folder within an archive."""
    archive = papers.parent / "papers.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(papers.rglob("*")):
            packed.write(path, path.relative_to(papers))
    return f"zip://::{archive.as_uri()}"


def told(sources: list[Source]) -> list[tuple[str, str, str, str]]:
    """What is known of files without reading them."""
    return [(source.name, source.url, source.published, source.publisher) for source in sources]


@pytest.mark.parametrize("kind", ["file", "zip", "webhdfs"])
def test_files_at_addresses_are_those_of_the_folder(kind: str, papers: Path, server: Folder, tmp_path: Path) -> None:
    address = {"file": papers.as_uri(), "zip": pack(papers), "webhdfs": server.address}[kind]
    local, _ = find_sources([papers])
    afar, unread = find_sources([address])
    assert told(afar) == told(local)
    assert [source.name for source in afar] == [f"{PDF}", f"inspections/{TEXT}", "more.nt"]
    assert (unread, {source.sha256 for source in afar}) == ([], {""})
    assert [source.size for source in afar] == [source.size for source in local]
    for here, there in zip(local, afar, strict=True):
        assert there.remote
        assert there.remote.mark
        assert fetch(there.remote, tmp_path / "fetched", MOST) == here.sha256
        assert (tmp_path / "fetched").read_bytes() == here.path.read_bytes()


def test_one_file_and_a_pattern_are_addresses_too(papers: Path, server: Folder) -> None:
    one, _ = find_sources([f"{server.address}inspections/{TEXT}"])
    assert told(one) == [(TEXT, "", "", "")]
    some, _ = find_sources([f"{papers.as_uri()}/**/*.txt"])
    assert told(some) == [(f"inspections/{TEXT}", "https://example.org/report", "2018-07-23", "Ofsted")]


def test_build_from_an_address_is_the_build_of_the_folder(papers: Path, server: Folder, tmp_path: Path) -> None:
    here, there = Workspace(tmp_path / "here"), Workspace(tmp_path / "there")
    build([papers], here)
    assert build([server.address], there).datasets == 1
    assert dump(there) == dump(here)
    assert [path.name for path in (current(there).path / "originals").iterdir()] == [
        path.name for path in (current(here).path / "originals").iterdir()
    ]
    assert sorted(path.suffix for path in there.documents_path.iterdir()) == [".db", ".db", ".json", ".json", ".json", ".json", ".json", ".pdf"]  # fmt: skip


def test_what_did_not_change_is_not_fetched_again(papers: Path, server: Folder, tmp_path: Path) -> None:
    there = Workspace(tmp_path / "there")
    build([server.address], there)
    server.opened.clear()
    assert build([server.address], there).unchanged
    os.utime(papers / PDF, (1, 1))
    assert build([server.address], there).unchanged
    assert set(server.opened) == {"manifest.csv", PDF, "more.nt"}
    shutil.copy(REPORTS / HTML, papers / "inspections" / TEXT)
    server.opened.clear()
    assert not build([server.address], there, originals=False).unchanged
    assert set(server.opened) == {"manifest.csv", f"inspections/{TEXT}", "more.nt"}


def test_file_that_fails_for_a_moment_is_asked_for_again(server: Folder, tmp_path: Path) -> None:
    server.failing[f"inspections/{TEXT}"] = 1
    assert build([f"{server.address}inspections"], Workspace(tmp_path / "there")).documents == 1


def test_file_that_cannot_be_fetched_is_told_and_tried_by_the_next_build(server: Folder, tmp_path: Path) -> None:
    there = Workspace(tmp_path / "there")
    server.failing[f"inspections/{TEXT}"] = 100
    outcome = build([server.address], there)
    [left] = outcome.unread
    assert left.path == f"{server.address}inspections/{TEXT}"
    assert left.reason.startswith("cannot be fetched: 503 Server Error")
    server.failing.clear()
    after = build([server.address], there)
    assert (after.documents, after.unread) == (2, ())


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("nowhere://papers", "nowhere://papers: cannot be reached: Protocol not known: nowhere"),
        ("s3://bucket/papers", "s3://bucket/papers: cannot be reached: Install s3fs to access S3: use "),
        ("ftp://reader:secret@127.0.0.1/papers", "leave user and password out of an address: set them where"),
        ("webhdfs://127.0.0.1:1/papers", "webhdfs://127.0.0.1:1/papers: cannot be reached: "),
        ("file:///no/such/folder", "file:///no/such/folder: no such file or folder"),
    ],
)
def test_address_that_cannot_be_used_is_told_in_one_line(
    address: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", address, "-w", str(tmp_path)]) == 1
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith(f"scrutiny: {line}")
    assert "secret" not in said


def test_file_too_large_is_told_before_it_is_fetched(server: Folder, tmp_path: Path) -> None:
    with (server.folder / "long.pdf").open("wb") as stream:
        stream.truncate(201 << 20)
    outcome = build([server.address], Workspace(tmp_path / "there"))
    assert outcome.unread == ((f"{server.address}long.pdf", "is larger than 200 MB; split it"),)
    assert server.opened["long.pdf"] == 0


def test_file_that_is_larger_than_was_told_is_not_taken(papers: Path, tmp_path: Path) -> None:
    remote = list_files(papers.as_uri()).files[PDF]
    with pytest.raises(FetchError, match=r"\.pdf: is larger than 0 MB; split it$"):
        fetch(remote, tmp_path / "fetched", 1000)


def test_manifest_at_an_address_must_be_one(papers: Path, server: Folder) -> None:
    (papers / "manifest.csv").write_text("name\nx\n")
    with pytest.raises(WorkspaceError, match=r"/manifest\.csv: not a manifest: it needs a header line"):
        find_sources([server.address])
