"""A workspace that goes through random steps, as those who keep one take them; for tests of what builds on top give."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

from rdflib import FOAF

from graph.build import Outcome, build
from graph.claims import Claim
from graph.decisions import digest_name
from graph.identifying import NAME as IDENTITIES
from graph.identities import Identities
from graph.mapping import iter_claims
from graph.snapshots import Snapshot, Workspace
from graph.statements import Statements
from graph.store import Rows
from graph.succession import NAME
from graph.terms import SG
from tests.crashing import REPORTS, ROOT, dump, serving
from tests.saying import claim_too_much
from tests.searching import search_all, search_pages

HISTORY = ROOT / "data" / "history" / "inspections.csv"
FOREIGN = "@prefix ex: <https://example.org/> . ex:a a ex:Thing ; ex:n {} ."
NAMED = f"SELECT ?name {{ ?person a {SG.Person.n3()} ; {FOAF.name.n3()} ?name }}"
NOBODY = {"Ann Other", "Jo Bell"}
DAY = re.compile(r"\b\d{1,2} (?=June|July|May|September)")
OWN = ("store/", "search.sqlite", "pages.sqlite", "checksums", "snapshot.json", "readings.json")
"""Files of a snapshot that tell how or when it was made; what is in the first three is compared by asking for it."""


def claim_by_chance(sha256: str, statements: Statements, identities: Identities) -> Iterator[Claim]:
    """What a document claims; of some reports so much that it breaks a shape."""
    return (claim_too_much if sha256[0] in "9f" else iter_claims)(sha256, statements, identities)


class Keeping:
    """A folder of papers and a workspace, with a copy of what is kept of the samples; the same steps for the same seed."""

    def __init__(self, folder: Path, samples: Workspace, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # no secret hangs on it
        self.folder, self.papers, self.aside = folder, folder / "papers", folder / "aside"
        self.people, self.workspace = folder / "people", Workspace(folder / "workspace")
        for place in (self.papers, self.aside, self.people):
            place.mkdir(parents=True)
        self.merges, self.suppressed, self.originals, self.number = dict[str, str](), set[str](), True, 0
        for path in REPORTS.glob("*-*.*"):
            shutil.copy(path, self.aside)
        _lay_out(self.workspace, samples)
        self._decide()
        for _ in range(8):
            self.come()

    def build(self, workspace: Workspace) -> Outcome:
        """Build what lies in the folder now."""
        return build([self.papers], workspace, jobs=1, people=self.people, originals=self.originals)

    def copy(self) -> Workspace:
        """A workspace with the same snapshot and documents, from which a build goes on from nothing."""
        copy = Workspace(self.folder / "anew")
        shutil.rmtree(copy.path, ignore_errors=True)
        _lay_out(copy, self.workspace)
        if current := self.workspace.current():
            shutil.copytree(current.path, copy.snapshots_path / current.name)
            (copy.path / "current").symlink_to(Path("snapshots") / current.name)
            for name in (NAME, IDENTITIES):
                (copy.snapshots_path / current.name / name).unlink()
        return copy

    def come(self) -> None:
        """A paper comes, or comes back."""
        self._move(self.aside, self.papers)

    def go(self) -> None:
        """A paper goes."""
        if len(self._list()) > 1:
            self._move(self.papers, self.aside)

    def copy_one(self) -> None:
        """One content under two names."""
        path = self.chance.choice(self._list())
        shutil.copy(path, self.papers / self._name(path.suffix))

    def rename(self) -> None:
        """A paper has another name, by which it may be of a council."""
        path = self.chance.choice(self._list())
        path.rename(self.papers / self._name(path.suffix))

    def revise(self) -> None:
        """A paper says something else: a day, a grade, or somebody's name with a letter more or less."""
        paths = [path for path in self._list() if path.suffix in (".txt", ".html")]
        if not paths:
            return
        path, chance = self.chance.choice(paths), self.chance
        text = path.read_text("latin-1")  # in which all bytes are letters
        for name in chance.sample(self._find_names(), 2):
            text = text.replace(name, name + chance.choice("ae") if chance.randrange(2) else name[:-1])
        text = DAY.sub(chance.choice(("3 ", "", "17 ")), text)
        one, other = chance.sample(("good", "inadequate", "outstanding", "Recommendation"), 2)
        path.write_text(text.replace(one, other), "latin-1")

    def tell(self) -> None:
        """Papers have a manifest, or another, or none."""
        rows = [
            (path.name, "https://example.org/80429", self.chance.choice(("", "2018-07", "2019-06-11")), "Ofsted")
            for path in self._list()
            if self.chance.randrange(2)
        ]
        _write_table(self.papers / "manifest.csv", ("file", "url", "published", "publisher"), rows)

    def tabulate(self) -> None:
        """A table of inspections comes, of which reports tell too, and not always the same."""
        with HISTORY.open(newline="") as stream:
            head, *rows = csv.reader(stream)
        some = [row for row in rows if row[1] in ("Birmingham", "Havering", "Lancashire", "Lincolnshire")]
        table = [
            [*row[:3], row[3][: self.chance.choice((0, 4, 7, 10))], *row[4:]] for row in self.chance.sample(some, 3)
        ]
        _write_table(self.papers / self._name(".csv"), head, table)

    def spoil(self) -> None:
        """A file comes that cannot be read, or says nothing."""
        (self.papers / self._name(self.chance.choice((".pdf", ".txt")))).write_text(f"Nothing {self.number}")

    def merge(self) -> None:
        """It is decided that two are one person, or undecided."""
        one, other = (re.sub(r"\W+", "-", name.lower()) for name in self.chance.sample(self._find_names(), 2))
        self.merges = {} if self.merges else {one: other}
        self._decide()

    def suppress(self) -> None:
        """Somebody is not to be told of any more, or may be again."""
        self.suppressed ^= {self.chance.choice([*self.suppressed, self._find_names()[0]])}
        self._decide()

    def mix(self) -> None:
        """Somebody else's RDF comes, whole or broken, or goes."""
        path = self.papers / "others.ttl"
        if path.exists():
            path.unlink()
        else:
            path.write_text(FOREIGN.format(self.chance.choice(("1", "2", '"'))))

    def restore(self) -> None:
        """An older snapshot serves again."""
        if len(self.workspace.list()) > 1:
            self.workspace.restore()

    def prune(self) -> None:
        """Older snapshots are removed."""
        self.workspace.prune(1)

    def switch_originals(self) -> None:
        """Files are kept no more, or again."""
        self.originals = not self.originals

    def step(self) -> list[str]:
        """Do one to three things; gives what was done."""
        steps = self.chance.choices([*STEPS], [*STEPS.values()], k=self.chance.choice((1, 1, 2, 3)))
        for one in steps:
            one(self)
        return [one.__name__ for one in steps]

    def _list(self) -> list[Path]:
        return sorted(path for path in self.papers.iterdir() if path.name not in ("manifest.csv", "others.ttl"))

    def _name(self, suffix: str) -> str:
        self.number += 1
        return f"{self.chance.choice(('', '80429-'))}{self.number}{suffix}"

    def _move(self, source: Path, target: Path) -> None:
        if paths := sorted(path for path in source.iterdir() if path.name not in ("manifest.csv", "others.ttl")):
            path = self.chance.choice(paths)
            path.rename(target / path.name)

    def _find_names(self) -> list[str]:
        with self.workspace.open_store() as store:
            answer = store.query(NAMED)
        assert isinstance(answer, Rows)
        return sorted({str(name) for (name,) in answer.rows if str(name).isascii()} | NOBODY)

    def _decide(self) -> None:
        merges = [(one, other, "told", "here") for one, other in self.merges.items()]
        _write_table(self.people / "merges.csv", ("person", "same_as", "reason", "source"), merges)
        suppressed = [(digest_name(name), "asked") for name in sorted(self.suppressed)]
        _write_table(self.people / "suppressed.csv", ("name", "reason"), suppressed)


STEPS: dict[Callable[[Keeping], None], int] = {
    Keeping.come: 5, Keeping.go: 5, Keeping.revise: 4, Keeping.copy_one: 2, Keeping.rename: 2, Keeping.tell: 2, Keeping.tabulate: 2,
    Keeping.spoil: 2, Keeping.merge: 2, Keeping.suppress: 1, Keeping.mix: 1, Keeping.restore: 1, Keeping.prune: 1,
    Keeping.switch_originals: 1,
}  # fmt: skip
"""What may be done, and how often beside the rest."""


def find_differences(one: Workspace, other: Workspace) -> list[str]:
    """In what the snapshots that serve in two workspaces differ."""
    told, wanted = serving(one), serving(other)
    found = {
        "quads": (dump(one), dump(other)),
        "graphs": (_list_graphs(one), _list_graphs(other)),
        "counts": (told.counts, wanted.counts),
        "files left out": ((told.unread, told.left_out), (wanted.unread, wanted.left_out)),
        "index": (search_all(told.search_path), search_all(wanted.search_path)),
        "index of pages": (search_pages(told), search_pages(wanted)),
    }
    files, others = _read_files(told), _read_files(wanted)
    unlike = [name for name in sorted(files.keys() | others.keys()) if files.get(name) != others.get(name)]
    return [*(what for what, (mine, theirs) in found.items() if mine != theirs), *unlike]


def _list_graphs(workspace: Workspace) -> tuple[str, ...]:
    with workspace.open_store() as store:
        return store.graphs()


def _read_files(snapshot: Snapshot) -> dict[str, object]:
    """What is kept in a snapshot beside the store: texts, originals, and what the next build goes on from."""
    paths = (path for path in snapshot.path.rglob("*") if path.is_file())
    found = {path.relative_to(snapshot.path).as_posix(): path for path in paths}
    files: dict[str, object] = {name: path.read_bytes() for name, path in found.items() if not name.startswith(OWN)}
    files[NAME] = {**json.loads(found[NAME].read_text()), "steps": 0}
    return files


def _lay_out(workspace: Workspace, other: Workspace) -> None:
    """A workspace without a snapshot, in which the documents of another are kept, but not what was found of them together."""
    workspace.snapshots_path.mkdir(parents=True)
    shutil.copy(other.path / "workspace.json", workspace.path)
    shutil.copytree(other.documents_path, workspace.documents_path, ignore=shutil.ignore_patterns("*.db"))


def _write_table(path: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
