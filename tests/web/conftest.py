"""The small world as a built workspace: what ontology/example.trig tells, derived, with the texts of its documents; live servers
of it and of the samples, and browsers that go there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page
from rdflib import URIRef

from graph.derive import derive
from graph.describe import iter_description
from graph.search import PAGES_NAME, write_pages
from graph.snapshots import Workspace
from graph.store import Store, open_disk
from graph.terms import PREFIXES
from graph.vocabulary import iter_vocabulary
from tests.web.browsing import WIDTHS, browsing, opening, serving_app
from web import create_app

EXAMPLE = Path(__file__).parent.parent.parent / "ontology" / "example.trig"
QUOTES = (
    f"PREFIX oa: <{PREFIXES['oa']}> SELECT ?selector ?start ?quote {{ ?selector oa:start ?start ; oa:exact ?quote }}"
)
PEOPLE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def read_texts(store: Store) -> dict[str, str]:
    """The text of each document as its quotes leave it: every quote at its offset, and line ends between them."""
    texts: dict[str, list[str]] = {}
    for selector, start, quote in store.query(QUOTES).rows:
        letters = texts.setdefault(str(selector).partition("/document/")[2][:16], [])
        letters.extend("\n" * (int(start) + len(quote) - len(letters)))
        letters[int(start) : int(start) + len(quote)] = str(quote)
    return {key: "".join(letters) for key, letters in texts.items()}


def write_text(folder: Path, key: str, text: str) -> None:
    """Keep a text as a build keeps it: each line a block, one page."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(["paragraph", start, start + len(line)])
        start += len(line) + 1
    (folder / f"{key}.json").write_text(json.dumps({"text": text, "blocks": blocks, "pages": [[1, 0, len(text)]]}))


def build_small(folder: Path, *extra: tuple[URIRef, URIRef, object, URIRef]) -> Workspace:
    """A workspace with the small world, and what more a test wants in it."""
    workspace = Workspace(folder)
    with workspace.begin() as draft:
        with open_disk(draft.store_path) as store:
            with EXAMPLE.open("rb") as stream:
                store.load(stream, "trig")
            store.add([*iter_vocabulary(), *extra])
            derive(store)
            store.add(list(iter_description(store)))
            for key, text in read_texts(store).items():
                write_text(draft.text_path, key, text)
        write_pages(draft.text_path, draft.path / PAGES_NAME)
        draft.describe(inputs="small", counts={})
    return workspace


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small world's workspace; for reading only."""
    return build_small(tmp_path_factory.mktemp("small") / "workspace").path


@pytest.fixture(scope="session")
def small_app(small: Path) -> Flask:
    """The explorer over the small world."""
    return create_app({"WORKSPACE": small, "TESTING": True})


@pytest.fixture(scope="session")
def build_world() -> Callable[..., Workspace]:
    """Builds the small world in a folder, with more quads where a test wants them."""
    return build_small


@pytest.fixture
def browse(small_app: Flask) -> FlaskClient:
    """A client of the small world that asks as browsers do."""
    client = small_app.test_client()
    client.environ_base["HTTP_ACCEPT"] = PEOPLE["Accept"]
    return client


@pytest.fixture
def ask(small_app: Flask) -> FlaskClient:
    """A client of the small world that accepts whatever comes, as programs do."""
    return small_app.test_client()


@pytest.fixture(scope="session")
def small_address(small_app: Flask) -> Iterator[str]:
    """The address of a live server over the small world."""
    with serving_app(small_app) as running:
        yield running


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The address of a live server over the graph of the sample reports."""
    with serving_app(app) as running:
        yield running


@pytest.fixture(scope="module", params=WIDTHS)
def browser(
    request: pytest.FixtureRequest, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser at a desktop's width and at a phone's."""
    with browsing(chromium, tmp_path_factory.mktemp("profile"), request.param, scripts=True) as opened:
        yield opened


@pytest.fixture(scope="module", params=WIDTHS)
def plain_browser(
    request: pytest.FixtureRequest, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The same without scripts, since everything must work without."""
    with browsing(chromium, tmp_path_factory.mktemp("profile"), request.param, scripts=False) as opened:
        yield opened


@pytest.fixture
def plain_page(plain_browser: BrowserContext) -> Iterator[Page]:
    """A new tab without scripts; what the browser complains of fails the test."""
    with opening(plain_browser) as opened:
        yield opened
