"""The files that a build is given, found and described."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from graph.errors import WorkspaceError
from graph.sources import Source, find_sources
from tests.anybody import as_anybody, open_way

ROOT = Path(__file__).parent.parent


def write(path: Path, text: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.pdf", "a/b/d", "manifest.csv", "README.md", "a/README.txt", ".git/config", ".hidden"):
        write(tmp_path / name, name if name != "manifest.csv" else "file,url,published,publisher\n")
    sources, unread = find_sources([tmp_path])
    assert [source.name for source in sources] == ["a/b/d", "a/c.pdf", "b.txt"]
    assert sources[0] == Source(f"{tmp_path}/a/b/d", "a/b/d", hashlib.sha256(b"a/b/d").hexdigest())
    assert unread == []


def test_program_s_own_tables_are_no_documents(tmp_path: Path) -> None:
    own, other = tmp_path / "reference" / "grades.csv", tmp_path / "reference" / "other.csv"
    write(own, (ROOT / "data" / "reference" / "grades.csv").read_bytes().decode())
    write(other, "scheme,key,wording\nfour-point,good,Grand\n")
    assert [source.path for source in find_sources([tmp_path])[0]] == [other]
    sources, [left] = find_sources([own])
    assert (sources, left.path, left.reason) == (
        [],
        own,
        "is a table that the program reads by itself, and no document; leave it out",
    )


def test_data_of_the_project_is_its_reports_and_its_history() -> None:
    whole, _ = find_sources([ROOT / "data"])
    parts, _ = find_sources([ROOT / "data" / "history", ROOT / "data" / "reports"])
    told = [
        [(one.path, one.sha256, one.url, one.published, one.publisher) for one in found] for found in (whole, parts)
    ]
    assert told[0] == told[1]
    assert any(one.published for one in whole)


def test_manifest_nearest_to_a_file_describes_it(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "file,publisher\na/one.txt,outer\na/two.txt,outer\n")
    write(tmp_path / "a" / "manifest.csv", "file,publisher\none.txt,inner\n")
    for name in ("one.txt", "two.txt", "three.txt"):
        write(tmp_path / "a" / name, name)
    assert [(one.name, one.publisher) for one in find_sources([tmp_path])[0]] == [
        ("a/one.txt", "inner"),
        ("a/three.txt", ""),
        ("a/two.txt", "outer"),
    ]


def test_file_of_its_own_is_taken_whatever_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "README.md")
    assert find_sources([path])[0] == [Source(str(path), "README.md", hashlib.sha256(b"words").hexdigest())]


MANIFEST = "file,url,published,publisher\na.txt,https://example.org/a,2015-11-27,Ofsted\nsub/b.txt,,2015-11,\n"


def test_table_of_another_kind_in_an_inner_folder_is_no_manifest(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "file,publisher\na/one.txt,outer\n")
    write(tmp_path / "a" / "manifest.csv", "name;size\none.txt;12\n")
    write(tmp_path / "a" / "one.txt", "one")

    (source,) = find_sources([tmp_path])[0]

    assert (source.name, source.publisher) == ("a/one.txt", "outer")


def test_manifest_describes_the_files_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "manifest.csv", "\ufeff" + MANIFEST)
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        write(tmp_path / name)
    sources, _ = find_sources([tmp_path])
    assert [(one.name, one.url, one.published, one.publisher) for one in sources] == [
        ("a.txt", "https://example.org/a", "2015-11-27", "Ofsted"),
        ("c.txt", "", "", ""),
        ("sub/b.txt", "", "2015-11", ""),
    ]
    assert find_sources([tmp_path / "a.txt"])[0] == sources[:1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,url\na.txt,x\n", "not a manifest: it needs a header line with a column `file`"),
        (b"file\n\xff\n", "not a manifest: it needs a header line with a column `file`"),
        (
            b"file,published\na.txt,27/11/2015\n",
            "a.txt: published '27/11/2015' is no date such as 2015-11-27 or 2015-11",
        ),
        (
            b"file,published\na.txt,2015-02-30\n",
            "a.txt: published '2015-02-30' is no date such as 2015-11-27 or 2015-11",
        ),
    ],
)
def test_manifest_that_is_wrong_is_told_in_one_line(content: bytes, reason: str, tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "manifest.csv").write_bytes(content)
    with pytest.raises(WorkspaceError, match=re.escape(f"{tmp_path}/manifest.csv: {reason}") + "$"):
        find_sources([tmp_path])


def test_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"nowhere: no such file or folder$"):
        find_sources([tmp_path / "nowhere"])


def test_folder_without_documents_is_told(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    with pytest.raises(
        WorkspaceError, match=f"^no documents in {tmp_path}: name files, or folders that hold reports or papers$"
    ):
        find_sources([tmp_path])


def test_file_that_cannot_be_opened_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    sources, (error,) = find_sources([tmp_path])
    assert [source.name for source in sources] == ["a.txt"]
    assert (error.path, error.reason) == (tmp_path / "gone.txt", "cannot be opened: No such file or directory")


def test_file_without_read_permission_is_named(tmp_path: Path) -> None:
    closed = write(tmp_path / "closed.txt")
    closed.chmod(0)
    opened = write(tmp_path / "open.txt")
    open_way(closed)
    with as_anybody():
        sources, (error,) = find_sources([closed, opened])
    assert [source.path for source in sources] == [opened]
    assert (error.path, error.reason) == (closed, "cannot be opened: Permission denied")
