"""The structure itself: which way imports point, which library is named where, how long files grow, what files may say."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from graph import errors
from web.errors import STATUSES

ROOT = Path(__file__).parent.parent

BASE = {
    "graph.errors",
    "graph.dates",
    "graph.statements",
    "graph.registers",
    "graph.leaves",
    "graph.extras",
    "graph.differences",
    "graph.lines",
    "graph.portions",
}
TERMS = {"graph.terms", "graph.vocabulary", "graph.reference"}
ASKING = {
    "graph.store",
    "graph.query",
    "graph.snapshots",
    "graph.validate",
    "graph.derive",
    "graph.likeness",
    "graph.export",
    "graph.search",
    "graph.network",
    "graph.reconcile",
}
WRITING = {
    "graph.read",
    "graph.recognise",
    "graph.identities",
    "graph.decisions",
    "graph.people",
    "graph.resolve",
    "graph.gist",
    "graph.claims",
    "graph.mapping",
    "graph.striking",
    "graph.facts",
}
FILES = {
    "graph.workers",
    "graph.limits",
    "graph.apart",
    "graph.sources",
    "graph.kept",
    "graph.identifying",
    "graph.inventory",
    "graph.links",
    "graph.reading",
    "graph.spreading",
    "graph.catalogue",
    "graph.batch",
    "graph.changes",
    "graph.originals",
}

# Each room, and the rooms whose doors it may open. A room is a module or a package with all that is in it.
DOORS = {
    "graph.errors": set(),
    "graph.dates": set(),
    "graph.statements": {"graph.dates"},
    "graph.registers": set(),
    "graph.leaves": set(),
    "graph.extras": set(),
    "graph.differences": set(),
    "graph.lines": set(),
    "graph.portions": set(),
    "graph.terms": BASE,
    "graph.vocabulary": BASE | {"graph.terms"},
    "graph.reference": BASE | {"graph.terms"},
    "graph.read": BASE,
    "graph.recognise": BASE,
    "graph.decisions": BASE | {"graph.terms"},
    "graph.identities": BASE | TERMS,
    "graph.people": BASE | TERMS | {"graph.decisions", "graph.identities"},
    "graph.resolve": BASE | TERMS | {"graph.decisions", "graph.identities", "graph.people"},
    "graph.gist": BASE,
    "graph.claims": BASE | TERMS,
    "graph.mapping": BASE | TERMS | {"graph.claims", "graph.identities"},
    "graph.striking": BASE | TERMS | {"graph.claims", "graph.decisions", "graph.snapshots"},
    "graph.facts": BASE | TERMS,
    "graph.store": BASE | TERMS,
    "graph.query": BASE | TERMS | {"graph.store"},
    "graph.derive": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.likeness": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.search": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.network": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.reconcile": BASE | TERMS | {"graph.store", "graph.query", "graph.search"},
    "graph.examples": BASE | TERMS | {"graph.query"},
    "graph.tally": BASE | TERMS | {"graph.store"},
    "graph.recount": BASE | TERMS | {"graph.store", "graph.tally"},
    "graph.targets": BASE | TERMS | {"graph.store", "graph.tally"},
    "graph.describe": BASE
    | TERMS
    | {"graph.store", "graph.examples", "graph.recount", "graph.stated", "graph.tally", "graph.targets"},
    "graph.validate": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.export": BASE | TERMS | {"graph.store", "graph.query", "graph.snapshots", "graph.network"},
    "graph.ledger": BASE | TERMS,
    "graph.publish": BASE | TERMS | {"graph.store", "graph.ledger"},
    "graph.snapshots": BASE | TERMS | {"graph.store", "graph.query"},
    "graph.addresses": {"graph.errors", "graph.extras"},
    "graph.hashing": set(),
    "graph.marks": {"graph.addresses", "graph.hashing", "graph.knowledge"},
    "graph.manifests": BASE,
    "graph.folders": BASE | {"graph.manifests"},
    "graph.sources": BASE | {"graph.addresses", "graph.folders", "graph.hashing", "graph.manifests"},
    "graph.knowledge": BASE | {"graph.read"},
    "graph.limits": {"graph.errors"},
    "graph.kept": BASE | {"graph.knowledge", "graph.limits", "graph.read", "graph.recognise"},
    "graph.warm": {"graph.read", "graph.recognise"},
    "graph.inventory": BASE
    | TERMS
    | {"graph.gist", "graph.hashing", "graph.kept", "graph.knowledge", "graph.people", "graph.resolve"},
    "graph.workers": set(),
    "graph.apart": {"graph.limits", "graph.workers"},
    "graph.reading": BASE
    | {
        "graph.addresses",
        "graph.apart",
        "graph.knowledge",
        "graph.kept",
        "graph.limits",
        "graph.read",
        "graph.sources",
    },
    "graph.across": {"graph.errors"},
    "graph.spreading": BASE
    | {
        "graph.across",
        "graph.apart",
        "graph.hashing",
        "graph.knowledge",
        "graph.kept",
        "graph.limits",
        "graph.reading",
        "graph.sources",
    },
    "graph.batch": BASE
    | {
        "graph.terms",
        "graph.inventory",
        "graph.limits",
        "graph.knowledge",
        "graph.kept",
        "graph.snapshots",
        "graph.sources",
    },
    "graph.gathering": BASE
    | FILES
    | {"graph.addresses", "graph.foreign", "graph.marks", "graph.read", "graph.snapshots"},
    "graph.identifying": BASE
    | TERMS
    | {
        "graph.batch",
        "graph.decisions",
        "graph.identities",
        "graph.inventory",
        "graph.knowledge",
        "graph.people",
        "graph.resolve",
    },
    "graph.links": set(),
    "graph.originals": BASE
    | {
        "graph.addresses",
        "graph.batch",
        "graph.hashing",
        "graph.links",
        "graph.read",
        "graph.snapshots",
        "graph.sources",
    },
    "graph.changes": BASE | TERMS | {"graph.claims", "graph.snapshots"},
    "graph.catalogue": BASE | TERMS | {"graph.claims", "graph.kept", "graph.sources"},
    "graph.check": BASE | TERMS | ASKING,
    "graph.extract": BASE,
    "graph.foreign": BASE
    | TERMS
    | {
        "graph.apart",
        "graph.tally",
        "graph.limits",
        "graph.kept",
        "graph.knowledge",
        "graph.sources",
        "graph.store",
        "graph.striking",
    },
    "graph.fetch": BASE | {"graph.terms", "graph.read"},
    "graph.evaluate": BASE | {"graph.read", "graph.recognise", "graph.extract"},
    "graph.arranged": BASE | TERMS | {"graph.claims", "graph.facts", "graph.store"},
    "graph.renewal": BASE | TERMS | {"graph.claims", "graph.facts", "graph.store"},
    "graph.work": BASE | {"graph.batch", "graph.identities", "graph.snapshots", "graph.striking"},
    "graph.conclusions": BASE | TERMS | WRITING | ASKING | FILES | {"graph.arranged", "graph.work"},
    "graph.stated": BASE | TERMS | {"graph.claims", "graph.store", "graph.tally"},
    "graph.succession": BASE | TERMS | WRITING | ASKING | FILES | {"graph.knowledge", "graph.tally", "graph.work"},
    "graph.judging": BASE | {"graph.claims", "graph.validate", "graph.workers"},
    "graph.parcels": BASE
    | TERMS
    | WRITING
    | FILES
    | {"graph.arranged", "graph.judging", "graph.stated", "graph.store", "graph.work"},
    "graph.remaking": BASE
    | TERMS
    | WRITING
    | ASKING
    | FILES
    | {
        "graph.arranged",
        "graph.conclusions",
        "graph.describe",
        "graph.judging",
        "graph.parcels",
        "graph.renewal",
        "graph.stated",
        "graph.succession",
        "graph.work",
    },
    "graph.making": BASE
    | TERMS
    | WRITING
    | ASKING
    | FILES
    | {
        "graph.arranged",
        "graph.conclusions",
        "graph.describe",
        "graph.foreign",
        "graph.judging",
        "graph.parcels",
        "graph.remaking",
        "graph.stated",
        "graph.succession",
        "graph.tally",
        "graph.work",
    },
    "graph.build": BASE | TERMS | FILES | {"graph.decisions", "graph.gathering", "graph.making", "graph.snapshots"},
    "graph.cli": BASE
    | TERMS
    | ASKING
    | {
        "graph.publish",
        "graph.fetch",
        "graph.read",
        "graph.recognise",
        "graph.build",
        "graph.check",
        "graph.extract",
        "graph.evaluate",
        "web",
    },
    "graph.__main__": {"graph.cli", "graph.errors"},
    "graph.notebooks": BASE | TERMS | {"graph.store", "graph.query", "graph.snapshots", "graph.network"},
    "graph": BASE | {"graph.notebooks", "graph.query", "graph.snapshots", "graph.store"},
    "ontology": set(),
    "web": BASE | TERMS | ASKING | {"graph.decisions", "graph.limits"},
    # A process of its own: what draws pages reads files, and nothing else of the web may.
    "web.painter": BASE | {"graph.read", "web"},
}

ONLY_IN = {
    "pyoxigraph": {"graph.store"},
    "oxrdflib": {"graph.store"},
    "SPARQLWrapper": {"graph.store"},
    "httpx": {"graph.store", "graph.fetch"},
    "pypdfium2": {"graph.read"},
    "ocrmypdf": {"graph.read"},
    "pebble": {"graph.apart"},
    "distributed": {"graph.across"},
    "fsspec": {"graph.addresses"},
    "pyshacl": {"graph.validate"},
    "rapidfuzz": {"graph.people", "graph.reconcile", "graph.search"},
    "numpy": {"graph.likeness", "graph.network"},
    "networkx": {"graph.export", "graph.network", "graph.notebooks"},
    "scipy": {"graph.likeness", "graph.network"},
    "pyarrow": {"graph.export"},
    "xlsxwriter": {"graph.export"},
    "zstandard": {"graph.export"},
    "flask": {"web"},
    "prometheus_client": {"web"},
    "typer": {"graph.cli"},
    "rich": {"graph.cli"},
    "gunicorn": {"graph.cli"},
}

# Files that may be longer, since each is one algorithm told whole.
LONG_FILES: dict[str, str] = {}


def dotted(path: Path) -> str:
    """The name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    dotted(path): path for package in ("graph", "ontology", "web") for path in sorted((ROOT / package).rglob("*.py"))
}
QUERIES = sorted(path for package in ("graph", "web") for path in (ROOT / package).rglob("*.rq"))


def room_of(name: str) -> str:
    """The room that a module or a name in it belongs to: the longest that fits."""
    return max((room for room in DOORS if name == room or name.startswith(f"{room}.")), key=len, default="")


def iter_imports(path: Path) -> Iterator[str]:
    """The absolute names that a file imports, wherever in it the statement stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tracked_files() -> list[Path]:
    """The files that git keeps, and those it would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down(name: str) -> None:
    own = [
        wanted
        for wanted in iter_imports(MODULES[name])
        if wanted.split(".")[0] in ("graph", "ontology", "web", "tests")
    ]
    here = room_of(name)
    wrong = [wanted for wanted in own if room_of(wanted) not in DOORS[here] | {here}]
    assert wrong == []


@pytest.mark.parametrize("package", ["graph", "graph.recognise", "web"])
def test_map_of_a_package_names_each_of_its_modules_once(package: str) -> None:
    told = ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8"))) or ""
    _, _, shelves = told.partition("Where to look:\n\n")
    named = [word for line in shelves.partition("\n\n")[0].splitlines() for word in line[16:].split()]
    inside = {name.removeprefix(f"{package}.").split(".")[0] for name in MODULES if name.startswith(f"{package}.")}
    assert sorted(named) == sorted(inside - {"__main__"})


@pytest.mark.parametrize("name", MODULES)
def test_libraries_are_named_in_their_rooms_only(name: str) -> None:
    wrong = [
        wanted
        for wanted in iter_imports(MODULES[name])
        if room_of(name) not in ONLY_IN.get(wanted.split(".")[0], {room_of(name)})
    ]
    assert wrong == []


def test_base_needs_the_standard_library_alone() -> None:
    foreign = {
        (name, wanted)
        for name in BASE
        for wanted in iter_imports(MODULES[name])
        if wanted.split(".")[0] in {"rdflib", "lxml", "msgspec", "networkx", *ONLY_IN}
    }
    assert foreign == set()


def test_recognisers_and_readers_know_no_rdf() -> None:
    knowing = [
        name
        for name, path in MODULES.items()
        if room_of(name) in ("graph.read", "graph.recognise")
        and any(w.startswith("rdflib") for w in iter_imports(path))
    ]
    assert knowing == []


def test_long_files_are_named_with_their_reason() -> None:
    long = {str(path.relative_to(ROOT)) for path in MODULES.values() if len(path.read_text().splitlines()) > 400}
    assert long == set(LONG_FILES)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_query_is_headed_and_read_by_a_second_engine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    parseQuery(text)


def test_every_error_has_a_web_status() -> None:
    classes = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.GraphError)
    ]
    assert {cls.__name__ for cls in classes} - {cls.__name__ for cls in STATUSES} == set()
    assert {kind.status for kind in STATUSES.values()} <= set(range(400, 600))


def test_files_name_no_machine_and_no_registry() -> None:
    # Written in halves, so that this file does not name them either.
    forbidden = [
        "/wo" + "rk/",
        "/ro" + "ot/",
        "/t" + "mp/",
        "pypi." + "org",
        "python" + "hosted",
        "registry." + "npmjs",
    ]
    naming = [
        (str(path.relative_to(ROOT)), word)
        for path in tracked_files()
        for word in forbidden
        if word.encode() in path.read_bytes()
    ]
    assert naming == []


def test_changelog_has_a_place_for_the_next_release() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
