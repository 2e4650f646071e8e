"""Worlds so many times as large as a corpus, for builds that have nothing to read: kept documents of councils that do not exist.

Each copy is an England of its own, with councils and people of its own who are told of in the same words as the real ones. So
there is as much to resolve, to conclude and to store for each report as there is of the corpus, and nothing is waited for but
that. No council of a copy has a name of a real one, so that a real report that is new there is known to be of its council. The
registers of the copies stand in a source tree of their own, whose code is this one's.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_NEIGHBOURS = re.compile(r"[^|]+")


class World:
    """A folder with a source tree, papers and a workspace in which all of them are read."""

    def __init__(self, folder: Path, times: int) -> None:
        self.tree, self.papers, self.workspace = folder / "tree", folder / "papers", folder / "workspace"
        self.documents = self.workspace / "documents"
        self._plant(times)
        self.papers.mkdir()
        self.documents.mkdir(parents=True)
        (self.workspace / "workspace.json").write_text('{"version": 1}')
        version = [sys.executable, "-c", "from graph.knowledge import reading_version; print(reading_version())"]
        self._version = subprocess.run(
            version, env=self.environment, cwd=self.tree, check=True, capture_output=True, text=True
        ).stdout.strip()

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which the source tree is the one that runs."""
        return {**os.environ, "PYTHONPATH": str(self.tree)}

    def settle(self, known: Path, times: int) -> None:
        """Put so many copies of the documents that are kept in a folder into the workspace, with a paper for each."""
        for path in sorted(known.glob("*.json")):
            if not path.name.endswith(".text.json"):
                kept = json.loads(path.read_bytes())
                if kept["statements"]:
                    for copy in range(times):
                        self._settle_one(kept, path, copy)

    def _settle_one(self, kept: dict[str, Any], path: Path, copy: int) -> None:
        words = f"{copy} {kept['sha256']}\n"
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        (self.papers / f"{sha256[:20]}.txt").write_text(words)
        told = kept | {"version": self._version, "sha256": sha256, "media_type": "text/plain"}
        if copy:
            told["statements"] = _move(kept["statements"], copy)
        (self.documents / f"{sha256}.json").write_text(json.dumps(told))
        os.link(path.with_suffix(".text.json"), self.documents / f"{sha256}.text.json")

    def _plant(self, times: int) -> None:
        """A source tree with the code of this one, and so many times as many councils."""
        for name in ("graph", "ontology"):
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            (self.tree / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "data", self.tree / "data", ignore=shutil.ignore_patterns("reports", "history"))
        path = self.tree / "data" / "reference" / "councils.csv"
        with path.open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        with path.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            for copy in range(times):
                writer.writerows(_copy_council(row, copy) for row in rows)


def _copy_council(row: dict[str, str], copy: int) -> dict[str, str]:
    if not copy:
        return row
    lists = {
        name: _NEIGHBOURS.sub(lambda code: _code(code[0], copy), row[name]) for name in ("neighbours", "successors")
    }
    names = {
        name: "|".join(f"{one} {copy}" for one in row[name].split("|") if one)
        for name in ("name", "official_name", "other_names")
    }
    return row | lists | names | {
        "code": _code(row["code"], copy),
        "gss_code": _code(row["gss_code"], copy),
        "other_gss_codes": "",
        "dfe_number": "",
        "ofsted_provider_number": "",
    }  # fmt: skip


def _code(code: str, copy: int) -> str:
    return f"{code}X{copy}"


def _move(said: Any, copy: int, key: str = "") -> Any:
    """What a document says, of a copy's councils and people."""
    if isinstance(said, list):
        return [_move(one, copy, key) for one in said]
    if isinstance(said, dict):
        if key == "council" and "value" in said:
            return said | {"value": _code(said["value"], copy)}
        if key in ("inspectors", "lead_inspector"):
            return said | {"value": f"{said['value']} {_letters(copy)}"}
        moved = {name: _move(value, copy, name) for name, value in said.items()}
        return moved | {"name": f"{said['name']} {_letters(copy)}"} if key == "people" else moved
    return said


def _letters(copy: int) -> str:
    """A family name that nobody in another copy has, nor one that is like it by a letter."""
    return "".join(chr(97 + int(digit)) * 3 for digit in str(copy)).title()
