"""Brings reports and papers from the web into a folder that `build` reads: politely, whole, and told in a manifest.

    outcome = fetch(read_lists(["reports.txt"]), Path("reports"))

A stop at any moment loses nothing: each file is in its place, with its line in `manifest.csv`, before the next is asked for,
and what came of the one that was on its way waits in `.fetch` for the next run.
"""

from __future__ import annotations

import fcntl
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from graph.errors import FetchError
from graph.fetch.download import ENDINGS, Brought, bring
from graph.fetch.lists import Wanted, read_lists
from graph.fetch.manifest import Entry, Manifest
from graph.fetch.manners import Manners
from graph.fetch.parts import Part, hash_file
from graph.fetch.visits import NOT_ASKED, Visitor
from graph.terms import digest

__all__ = ["Entry", "Manners", "Outcome", "Wanted", "fetch", "read_lists"]

PARTS = ".fetch"
MOST_LETTERS = 100
"""Of a file's name: some file systems take 255 bytes, and a letter may be four."""


class Outcome(NamedTuple):
    """What came of a list: files that are new or new again, addresses whose files are unchanged, and those without one."""

    fetched: tuple[Entry, ...]
    unchanged: int
    left_out: tuple[FetchError, ...]

    def tell_left_out(self) -> Iterator[str]:
        """What was left out and why, a line each; of a host that is not asked any more one line for all its addresses."""
        alike: Counter[tuple[str, str]] = Counter()
        for error in self.left_out:
            if error.reason.startswith(NOT_ASKED):
                alike[urlsplit(error.url).hostname or "", error.reason.removeprefix(f"{NOT_ASKED}: ")] += 1
            else:
                yield str(error)
        for (host, reason), number in alike.items():
            yield f"{number:,} more of {host}: {reason}"


def fetch(
    wanted: Iterable[Wanted],
    folder: Path,
    manners: Manners | None = None,
    *,
    missing_only: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> Outcome:
    """Fetch the addresses that are wanted into a folder, one after another.

    Those whose files are there already are asked whether they changed, or, with `missing_only`, not asked at all. `progress`
    is told how many are done, how many there are, and the address that is next.

    :raise FetchError: where nothing can be done: another run is at work in the folder, it cannot be written, or its manifest
    cannot be read.
    """
    wanted = list(wanted)
    fetched: list[Entry] = []
    left_out: list[FetchError] = []
    with _told(folder), _locked(folder), Visitor(manners or Manners()) as visitor:
        manifest = Manifest(folder)
        for done, one in enumerate(wanted):
            if progress:
                progress(done, len(wanted), one.url)
            known = _find_known(folder, manifest, one)
            if known is not None and missing_only:
                continue
            try:
                brought = bring(visitor, one.url, Part(folder / PARTS, one.url), known)
            except FetchError as error:
                # An error may be about where the address leads; told is the address that the list has.
                left_out.append(FetchError(one.url, error.reason if error.url == one.url else str(error), error.status))
                continue
            if brought is not None:
                fetched.append(_keep(folder, manifest, one, brought))
    return Outcome(tuple(fetched), len(wanted) - len(fetched) - len(left_out), tuple(left_out))


def _find_known(folder: Path, manifest: Manifest, wanted: Wanted) -> Entry | None:
    """The line of an address whose file is there as it was fetched."""
    entry = manifest.find(wanted.url)
    return entry if entry is not None and entry.sha256 and hash_file(folder / entry.file) == entry.sha256 else None


def _keep(folder: Path, manifest: Manifest, wanted: Wanted, brought: Brought) -> Entry:
    """Put a file in its place and its line into the manifest."""
    size, sha256 = brought.part.path.stat().st_size, hash_file(brought.part.path)
    before = manifest.find(wanted.url)
    name = _choose_name(folder, manifest, wanted, brought, sha256)
    brought.part.move(folder / name)
    entry = Entry(
        file=name,
        url=wanted.url,
        published=wanted.published or (before.published if before else ""),
        publisher=wanted.publisher or (before.publisher if before else ""),
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=sha256,
        bytes=str(size),
        type=brought.kind,
        etag=brought.etag,
        last_modified=brought.last_modified,
    )
    manifest.put(entry)
    return entry


def _choose_name(folder: Path, manifest: Manifest, wanted: Wanted, brought: Brought, sha256: str) -> str:
    """A name in the folder that is this address's own: what it had before, what the list says, or what the server says."""
    before = manifest.find(wanted.url)
    if before is not None and Path(before.file).name == before.file and before.file.endswith(ENDINGS[brought.kind]):
        return before.file
    stem, ending = make_stem(wanted.file or brought.name) or digest(wanted.url), ENDINGS[brought.kind]
    name = f"{stem}{ending}"
    taken = name in manifest.names() or (folder / name).exists()
    # A file without a line is ours where it was put in its place and the run ended before it could write one.
    ours = name not in manifest.names() and hash_file(folder / name) == sha256
    return name if not taken or ours else f"{stem}-{digest(wanted.url)[:8]}{ending}"


def make_stem(name: str) -> str:
    """A file's name, without its ending, that is safe in any folder and that `build` takes for a document's.

    >>> make_stem("../Ofsted report (Leeds).PDF"), make_stem(".hidden"), make_stem("README.txt")
    ('Ofsted report (Leeds)', 'hidden', 'README_')
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = re.sub(r'[<>:"|?*%]|[^\w\s(),.;&+=@~^\'’–-]', "_", plain)
    plain = re.sub(r"\.(pdf|docx?|html?|txt|csv|aspx?|php)$", "", " ".join(plain.split()), flags=re.I)
    plain = plain[:MOST_LETTERS].strip(". ")
    return f"{plain}_" if plain.upper() in ("README", "MANIFEST") else plain


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell in one line what the file system refuses: a full disk, a folder without the right to write."""
    try:
        yield
    except OSError as error:
        raise FetchError(str(folder), f"cannot be written: {error.strerror or error}") from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, for this run alone; the kernel lets go of it when the run ends, however it ends."""
    if not folder.absolute().parent.is_dir():
        raise FetchError(str(folder.parent), "no such folder: make it first")
    (folder / PARTS).mkdir(parents=True, exist_ok=True)
    with (folder / PARTS / "lock").open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FetchError(str(folder), "another run fetches into it: wait for its end") from error
        yield
