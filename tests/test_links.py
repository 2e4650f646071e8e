"""Many files get second names from a process beside the build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph import links
from graph.links import Links


@pytest.fixture(params=[3, 700], ids=["here", "beside"])
def names(request: pytest.FixtureRequest, tmp_path: Path) -> list[tuple[str, str]]:
    """So many files in a folder, each with the name that it is to have in another."""
    (tmp_path / "from").mkdir()
    (tmp_path / "to").mkdir()
    found = [(f"{number}\n.old", f"{number}.new") for number in range(request.param)]
    for old, _ in found:
        (tmp_path / "from" / old).write_text(old)
    return found


def test_each_file_has_a_second_name(names: list[tuple[str, str]], tmp_path: Path) -> None:
    with Links(tmp_path / "from", tmp_path / "to", names):
        pass
    for old, new in names:
        assert (tmp_path / "to" / new).samefile(tmp_path / "from" / old)
    assert len(list((tmp_path / "to").iterdir())) == len(names)


def test_file_that_is_not_there_is_told(names: list[tuple[str, str]], tmp_path: Path) -> None:
    gone = tmp_path / "from" / names[1][0]
    gone.unlink()
    with pytest.raises(FileNotFoundError) as caught, Links(tmp_path / "from", tmp_path / "to", names):
        pass
    assert caught.value.filename == str(gone)


def test_names_are_given_no_more_when_the_block_fails(names: list[tuple[str, str]], tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Links(tmp_path / "from", tmp_path / "to", names):
        raise ZeroDivisionError
    shutil.rmtree(tmp_path / "to")


def test_process_of_a_build_that_is_gone_ends(tmp_path: Path) -> None:
    for folder in ("from", "to"):
        (tmp_path / folder).mkdir()
    (tmp_path / "from" / "a").write_text("a")
    program = [sys.executable, links.__file__, tmp_path / "from", tmp_path / "to", "1"]
    subprocess.run(program, input=b"a\0b\0", check=True)
    assert list((tmp_path / "to").iterdir()) == []
