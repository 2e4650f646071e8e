"""Lines in order, in memory and in files."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from graph.store import Sorter


@pytest.mark.parametrize("run", [10, 1_000, 1 << 20], ids=["files of files", "files", "memory"])
def test_lines_come_in_order_each_time_that_they_are_asked_for(run: int, tmp_path: Path) -> None:
    lines = [f"{number:04} \N{NO-BREAK SPACE}\r\x85\n".encode() for number in range(3_000)]
    mixed = lines.copy()
    random.Random(1).shuffle(mixed)  # noqa: S311  # an order, no secret
    with Sorter(run, tmp_path) as sorter:
        opened = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        sorter.writelines(mixed)
        assert len(os.listdir("/proc/self/fd")) < opened + 150  # noqa: PTH208
        assert (list(sorter), list(sorter), sorter.lines) == (lines, lines, 3_000)
        sorter.write(b"0000\n")
        assert list(sorter) == [b"0000\n", *lines]
    assert list(tmp_path.iterdir()) == []
