"""Lists of addresses, as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FetchError
from graph.fetch import Wanted, read_lists


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://a.example/1.pdf\n", [Wanted("https://a.example/1.pdf")]),
        ("\ufeff# ours\r\n  https://a.example/1.pdf#page=2 \r\n\r\nhttps://a.example/1.pdf\r\n", [Wanted("https://a.example/1.pdf")]),
        ("file,url,published,publisher\nx.pdf,https://a.example/1,2015-11,Ofsted\n,,,\n",
         [Wanted("https://a.example/1", "x.pdf", "2015-11", "Ofsted")]),
        ("council,kind,published,report_address\nSt. Helens,ILACS inspection,2023-10-27,https://a.example/1\n",
         [Wanted("https://a.example/1", "st-helens-2023-10-27-ilacs-inspection", "2023-10-27")]),
        ("url\n\"https://a.example/a,b\"\n", [Wanted("https://a.example/a,b")]),
    ],
)  # fmt: skip
def test_list_gives_its_addresses(tmp_path: Path, text: str, wanted: list[Wanted]) -> None:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_lists([str(path)]) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has no address: put one on a line, or a column url or report_address into a table"),
        ("# nothing\n", "has no address: put one on a line, or a column url or report_address into a table"),
        ("https://a.example/\nftp://a.example/1.pdf\n",
         "line 2: 'ftp://a.example/1.pdf' is no address of the web: it begins with http:// or https:// and names a server"),
        ("https://me:secret@a.example/\n", "line 1: 'https://…/' holds an account, which is no part of a list: leave it out"),
        ("a report\n", "line 1: 'a report' is no address of the web: it begins with http:// or https:// and names a server"),
        ("http://[::1/\n", "line 1: 'http://[::1/' is no address"),
        ("url,published\nhttps://a.example/,27 November\n", "line 2: published '27 November' is no date such as 2015-11-27 or 2015-11"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_told_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(FetchError) as caught:
        read_lists([str(path)])
    assert str(caught.value) == f"{path}: {reason}"


def test_list_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"\xff\xfe\x00")
    for place, reason in (
        ("none", "cannot be opened: no such file or directory"),
        ("list", "is no list of addresses: it is no UTF-8 text"),
    ):
        with pytest.raises(FetchError) as caught:
            read_lists([str(tmp_path / place)])
        assert str(caught.value) == f"{tmp_path / place}: {reason}"
