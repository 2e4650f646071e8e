"""What was made once is there again, as far as there is room."""

from __future__ import annotations

from web.shelf import Shelf


def test_shelf_keeps_what_was_asked_for_last() -> None:
    shelf = Shelf[str](10)
    shelf.put("a", "A", 4)
    shelf.put("b", "B", 4)
    assert shelf.get("a") == "A"
    shelf.put("c", "C", 4)
    assert [shelf.get(key) for key in "abc"] == ["A", None, "C"]
    shelf.put("c", "D", 20)
    assert [shelf.get(key) for key in "abc"] == ["A", None, None]
    assert shelf.held == 4
