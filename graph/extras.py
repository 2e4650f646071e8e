"""What not everybody needs and `pyproject.toml` lists as an extra: which packages that is, and how they get beside the program.

The packages themselves are named, since the program is on no package index: an extra of it could be asked for only where
its source or its wheel lies.
"""

from __future__ import annotations

import re
import shlex
import sys
from importlib.metadata import PackageNotFoundError, requires

DISTRIBUTION = "scrutiny-graph"
PIP = f"{shlex.quote(sys.executable)} -m pip install"
"""What installs packages beside this program, whichever environment that is in."""


def list_packages(extra: str) -> str:
    """The packages of an extra, as a shell takes them.

    >>> list_packages("ocr")
    "'ocrmypdf>=17.0'"
    """
    try:
        wanted = requires(DISTRIBUTION) or []
    except PackageNotFoundError:  # run from its source without being installed
        wanted = []
    mark = re.compile(rf"extra == ['\"]{re.escape(extra)}['\"]")
    found = [one.partition(";")[0].strip() for one in wanted if mark.search(one)]
    return " ".join(map(shlex.quote, found or [f"{DISTRIBUTION}[{extra}]"]))


def tell_install(extra: str) -> str:
    """The command that installs an extra's packages."""
    return f"{PIP} {list_packages(extra)}"
