"""A real browser on a live server, for journeys by clicks and keys alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {"desktop": (1280, 900), "phone": (320, 640)}


@contextmanager
def serving_app(app: Flask) -> Iterator[str]:
    """The address at which an app is served as long as the block lasts."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def browsing(path: str, profile: Path, width: str, *, scripts: bool) -> Iterator[BrowserContext]:
    """A browser of a width, with scripts or without."""
    wide, high = WIDTHS[width]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=ARGUMENTS, java_script_enabled=scripts,
            viewport={"width": wide, "height": high}, accept_downloads=True,
        )  # fmt: skip
        yield browser
        browser.close()


@contextmanager
def opening(browser: BrowserContext, *, forgiven: str = "\n") -> Iterator[Page]:
    """A new page; what the browser complains of (a blocked style, a missing file, a script's error) fails the test, but for
    complaints with the words that are forgiven.
    """
    page = browser.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.text} {message.location.get('url', '')}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    unforgiven = [told for told in complaints if forgiven not in told]
    assert unforgiven == [], unforgiven
