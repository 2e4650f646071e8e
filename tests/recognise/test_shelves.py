"""The map of the recognisers, which the package's docstring is."""

from __future__ import annotations

import re
from pathlib import Path

from graph import recognise


def test_every_module_stands_on_one_shelf_and_nothing_else_does() -> None:
    shelves = re.findall(r"^ {4,}(?:\S+ {2,})?(.+)$", recognise.__doc__ or "", re.MULTILINE)
    named = [name for shelf in shelves for name in shelf.split()]
    modules = [path.stem for path in Path(recognise.__file__).parent.glob("[a-z]*.py")]
    assert sorted(named) == sorted(modules)
