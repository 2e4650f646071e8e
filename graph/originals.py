"""The files themselves, kept for showing a page as its publisher set it; only of PDFs, since all others are shown as text.

    documents/<sha256>.pdf            kept once, however many snapshots show it
    snapshots/…/originals/<sha16>.pdf   the same file under a second name

A file in a snapshot is what was read: one that changed in the meantime, or went, is left out.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from graph.addresses import fetch
from graph.batch import Batch
from graph.errors import FetchError
from graph.hashing import hash_file
from graph.read import MAX_BYTES, PDF
from graph.snapshots import Draft, Workspace
from graph.sources import Source


def keep_originals(batch: Batch, workspace: Workspace, draft: Draft) -> None:
    """Put the PDFs of a build into its snapshot."""
    draft.originals_path.mkdir()
    sources = {source.sha256: source for source in batch.sources}
    for sha256 in batch.digests():
        if batch.contents[sha256].media_type == PDF:
            kept = workspace.documents_path / f"{sha256}.pdf"
            if batch.inventory.has_original(sha256) or _keep(sources[sha256], kept):
                link(kept, draft.originals_path / f"{sha256[:16]}.pdf")


def _keep(source: Source, kept: Path) -> bool:
    """Whether the file could be copied as it was read."""
    fresh = kept.with_name(kept.name + ".new")
    try:
        if source.remote:
            same = fetch(source.remote, fresh, MAX_BYTES) == source.sha256
        else:
            shutil.copyfile(source.path, fresh)
            same = hash_file(fresh) == source.sha256
    except (OSError, FetchError):
        same = False
    if same:
        fresh.replace(kept)
    else:
        fresh.unlink(missing_ok=True)
    return same


def link(kept: Path, target: Path) -> None:
    """Give a kept file a second name, or a second file where there are no second names."""
    try:
        os.link(kept, target)
    except OSError:
        shutil.copyfile(kept, target)
