"""The settings of the service: the usual ones, and those that the environment says, each looked at before anything starts."""

from __future__ import annotations

import os
import re
from typing import Any

from graph.errors import WorkspaceError
from graph.limits import read_number

_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+/?")


def read_settings() -> dict[str, Any]:
    """The settings where nobody says otherwise, and those that the environment says; WorkspaceError where it says none."""
    return {
        "WORKSPACE": os.environ.get("SCRUTINY_WORKSPACE", "workspace"),
        "STORE": None,
        "ENDPOINT": os.environ.get("SCRUTINY_STORE", ""),
        "QUERY_SECONDS": 20.0,
        "QUERY_MEGABYTES": 2048,
        "ANSWER_MEGABYTES": 256,
        "QUERY_WORKERS": 3,
        "CLIENT_QUERIES": 2,
        "SEND_SECONDS": 30.0,
        "RECEIVE_SECONDS": 10.0,
        "STORE_MEGABYTES": read_number("SCRUTINY_STORE_MEGABYTES", find_tenth(), least=0),
        "SERVICES": os.environ.get("SCRUTINY_SERVICES", "").split(),
        "KEPT_MEGABYTES": read_number("SCRUTINY_KEPT_MEGABYTES", 64, least=0),
        "SERVICE_SECRET": "",
        "PREFIX": read_prefix(os.environ.get("SCRUTINY_PREFIX", "")),
        "PROXIES": read_number("SCRUTINY_PROXIES", 0, least=0),
        "LOG": False,
        "METRICS": False,
        "BESIDE": False,
        "EXPORTS": None,
        "EXPORT_SECONDS": 600.0,
        "EXPORT_MEGABYTES": 2048,
        "EXPORT_FILE_MEGABYTES": 4096,
        "EXPORT_KEPT_MEGABYTES": 4096,
        "MAX_CONTENT_LENGTH": 1_000_000,
    }


def read_prefix(text: str) -> str:
    """The path below which the service stands, without a slash at its end; WorkspaceError where the text is no path.

    >>> read_prefix("/graph/"), read_prefix("/")
    ('/graph', '')
    """
    if text.strip("/") and not _PREFIX.fullmatch(text):
        raise WorkspaceError(f"SCRUTINY_PREFIX={text}: a prefix is a path such as /graph: correct it, or leave it out")
    return text.rstrip("/")


def find_tenth() -> int:
    """The megabytes that a store may take in memory where nothing is said: a tenth of the machine's, since the processes
    that share it come to have parts of their own of what they read most.
    """
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 10_000_000
