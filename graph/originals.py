"""The files themselves, kept for showing a page as its publisher set it; only of PDFs, since all others are shown as text.

    documents/<sha256>.pdf            kept once, however many snapshots show it
    snapshots/…/originals/<sha16>.pdf   the same file under a second name

A file in a snapshot is what was read: one that changed in the meantime, or went, is left out.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.addresses import fetch
from graph.batch import Batch
from graph.errors import FetchError
from graph.hashing import hash_file
from graph.links import Links
from graph.read import MAX_BYTES, PDF
from graph.snapshots import Draft, Workspace
from graph.sources import Source


def keep_originals(batch: Batch, workspace: Workspace, draft: Draft) -> Links:
    """Put the PDFs of a build into its snapshot, while a block of code runs."""
    draft.originals_path.mkdir()
    sources = {source.sha256: source for source in batch.sources}
    kept = (
        sha256
        for sha256 in batch.digests()
        if batch.contents[sha256].media_type == PDF
        and (batch.inventory.has_original(sha256) or _keep(sources[sha256], workspace.documents_path / f"{sha256}.pdf"))
    )
    names = ((f"{sha256}.pdf", f"{sha256[:16]}.pdf") for sha256 in kept)
    return Links(workspace.documents_path, draft.originals_path, names)


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
