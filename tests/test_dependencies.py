"""What we use: every package told with its reason, pinned with its hashes, under a licence we can live with."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.txt"))
ENTRY = re.compile(
    r"[A-Za-z0-9][\w.-]*==\d\S*(?: ; .+)? \\(?:\n    --hash=sha256:[0-9a-f]{64} \\)*\n    --hash=sha256:[0-9a-f]{64}\n"
)
ROW = re.compile(r"^\| (?P<name>(?!package \|)[@a-z][\w/@-]*) \|(?: `\w+` \|)? [^|]+ \| (?P<licence>[^|]+) \|$", re.M)
PERMISSIVE = re.compile(r"\b(0BSD|Apache|BSD|CC0|ISC|MIT|MIT-CMU|PSF|Python Software Foundation|W3C|Zlib)\b")
NAMED = {"certifi", "pathspec", "pebble"}
"""Those whose licence asks for more, each named in docs/dependencies.md."""
SAYING_LITTLE = {"owlrl": "W3C"}
"""Those whose classifier names no licence, with the one that their files have."""

project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
front = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
told = {
    row["name"]: row["licence"] for row in ROW.finditer((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))
}
bill = runpy.run_path(str(ROOT / "script/sbom"))


def named_by(wanted: list[str]) -> set[str]:
    """The names in a list of requirements."""
    return {re.split(r"[<>=\[; ]", one, maxsplit=1)[0] for one in wanted}


def direct() -> set[str]:
    """The packages that the project asks for itself."""
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    lists = [project["project"]["dependencies"], *extras.values(), *groups.values()]
    return set().union(*map(named_by, lists), front["dependencies"], front["devDependencies"])


def test_every_package_is_told_with_its_reason() -> None:
    assert set(told) ^ direct() == set(), "docs/dependencies.md has one row for each package, and none for another"


@pytest.mark.parametrize("name", sorted(told))
def test_licence_is_the_one_that_the_package_names(name: str) -> None:
    if f"node_modules/{name}" in locked:
        assert told[name] == locked[f"node_modules/{name}"]["license"]
        return
    try:
        metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed here")
    assert told[name] == bill["find_licence"](name)


def test_licences_of_all_that_runs_are_permissive_or_named() -> None:
    parts = bill["make_bill"]()["components"]
    licences = {
        part["name"]: part["licenses"][0]["license"]["name"] for part in parts if "licenses" in part
    } | SAYING_LITTLE
    asking = {name for name, licence in licences.items() if not PERMISSIVE.search(licence)}
    assert asking == NAMED
    written = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert [name for name in NAMED if name not in written] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_file_is_pins_with_hashes_and_nothing_else(lock: Path) -> None:
    assert ENTRY.sub("", lock.read_text(encoding="utf-8")) == ""


def test_every_python_package_is_pinned() -> None:
    pinned = {name for lock in LOCKS for name in re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.M)}
    assert direct() - set(front["dependencies"]) - set(front["devDependencies"]) - pinned == set()


def test_every_package_of_the_pages_is_pinned_by_digest_and_from_nowhere() -> None:
    packages = {path: about for path, about in locked.items() if path}
    assert [path for path, about in packages.items() if not re.match(r"sha\d{3}-.", about.get("integrity", ""))] == []
    assert [path for path, about in packages.items() if "resolved" in about] == []


def test_bill_of_materials_lists_every_pin_once_with_its_hashes() -> None:
    made = bill["make_bill"]()
    pins = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    python = [f"pkg:pypi/{name}@{version}" for name, version in pins]
    purls = [part["purl"] for part in made["components"]]
    assert sorted(purl for purl in purls if purl.startswith("pkg:pypi/")) == sorted(python)
    assert len(set(purls)) == len(purls)
    assert {"@zazuko/yasqe", "cytoscape"} - {part["name"] for part in made["components"]} == set()
    assert {"axe-core", "playwright"} & {part["name"] for part in made["components"]} == set()
    assert [part["name"] for part in made["components"] if not find_hashes(part)] == []


def find_hashes(part: dict[str, object]) -> object:
    """The digests that a bill has of a package, wherever its format keeps them."""
    references = part.get("externalReferences")
    return part.get("hashes") or (isinstance(references, list) and references[0]["hashes"])
