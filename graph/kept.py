"""What was read and recognised of a file, kept by the file's content, so that no build reads the same bytes twice.

    documents/<sha256>.json        the statements, or why the file could not be read
    documents/<sha256>.text.json   the text with its blocks, pages and the way back, for showing facts where they stand

Both carry the version of readers and recognisers that made them; what another version kept is made again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from graph.errors import ReadError, WorkspaceError
from graph.knowledge import reading_version
from graph.limits import read_limits
from graph.statements import Document, Doubt, Statements


class Doubts(msgspec.Struct, frozen=True):
    """Of what a document says, what is doubtful about it."""

    doubts: tuple[Doubt, ...] = ()


Said = TypeVar("Said", Statements, Doubts)


class Record(msgspec.Struct, Generic[Said], frozen=True):
    """What is known of one file's content: what it says, or the reason why that is nothing.

    `limits` are those that ended its reading; with others it is tried again.
    """

    version: str
    sha256: str
    media_type: str = ""
    pages: int = 0
    statements: Said | None = None
    unread: str | None = None
    limits: str = ""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is doubtful about what the document says."""
        return self.statements.doubts if self.statements else ()


class Entry(Record[Doubts], frozen=True):
    """What is kept but for the statements, which are ten times as much: a build holds this of every document."""


class Kept(Record[Statements], frozen=True):
    """All that is kept of a content."""

    @property
    def entry(self) -> Entry:
        """The same without what the document says."""
        said = Doubts(self.statements.doubts) if self.statements else None
        return Entry(self.version, self.sha256, self.media_type, self.pages, said, self.unread, self.limits)


def read_and_recognise(path: Path, sha256: str) -> tuple[Kept, bytes | None]:
    """What a file says, and its text as kept; a file that cannot be read gives the reason and no text."""
    # Loaded by those who read alone: a build with nothing to read would spend most of its time on it.
    from graph.read import read  # noqa: PLC0415
    from graph.recognise import recognise  # noqa: PLC0415

    try:
        document = read(path)
        statements = recognise(document)
    except ReadError as error:
        return Kept(reading_version(), sha256, unread=error.reason), None
    except MemoryError:
        raise
    except RecursionError:
        return Kept(reading_version(), sha256, unread="is nested too deeply; it may be damaged or hostile"), None
    except Exception as error:  # noqa: BLE001  # a fault of ours in one document must not cost the others their build
        reason = f"cannot be recognised, which is a fault of this program: {type(error).__name__}: {error}"
        return Kept(reading_version(), sha256, unread=" ".join(reason.split())), None
    kept = Kept(reading_version(), sha256, document.media_type, len(document.pages), statements)
    return kept, to_text(document)


def to_text(document: Document) -> bytes:
    """A document's text as JSON: `text`, `blocks` [kind, start, end], `pages` [number, start, end], `origins`
    [start, length, page, offset].
    """
    return msgspec.json.encode(
        {
            "text": document.text,
            "blocks": [(block.kind, block.start, block.end) for block in document.blocks],
            "pages": [(page.number, page.start, page.end) for page in document.pages],
            "origins": [(origin.start, origin.length, origin.page, origin.offset) for origin in document.origins],
        }
    )


class Keeper:
    """The folder of kept documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, sha256: str) -> Kept | None:
        """What is kept of a content; None where nothing is, or not all, another version made it, or other limits."""
        try:
            kept = self.fetch(sha256)
        except (OSError, msgspec.MsgspecError):
            return None
        return kept if self.is_good(kept, self.text_path(sha256).is_file()) else None

    def is_good(self, kept: Entry | Kept, has_text: bool) -> bool:
        """Whether what is kept can be used: whether it is all there, and this version and these limits made it."""
        again = kept.limits and kept.limits != str(read_limits())
        return (kept.statements is None or has_text) and not again and kept.version == reading_version()

    def fetch(self, sha256: str) -> Kept:
        """What was kept of a content just now; OSError where it is not there any more."""
        return msgspec.json.decode(self.path(sha256).read_bytes(), type=Kept)

    def fetch_statements(self, sha256: str) -> Statements:
        """What a document says that was kept; WorkspaceError where it is not there any more, or is damaged."""
        try:
            statements = self.fetch(sha256).statements
        except (OSError, msgspec.MsgspecError) as error:
            raise WorkspaceError(f"{self.path(sha256)}: is damaged: {error}: remove it, and build again") from error
        if statements is None:
            raise WorkspaceError(f"{self.path(sha256)}: has changed since the build began: build again")
        return statements

    def keep(self, kept: Kept, text: bytes | None) -> None:
        """Keep what was read; each file appears only when it is whole."""
        if text is not None:
            self._write(self.text_path(kept.sha256), text)
        self._write(self.path(kept.sha256), msgspec.json.encode(kept))

    def fetch_parts(self, sha256: str) -> tuple[bytes, bytes]:
        """The two files of a content as they are, to be kept elsewhere; the text is empty where there is none."""
        text = self.text_path(sha256)
        return self.path(sha256).read_bytes(), text.read_bytes() if text.is_file() else b""

    def keep_parts(self, sha256: str, kept: bytes, text: bytes) -> None:
        """Keep the two files of a content that another folder gave."""
        if text:
            self._write(self.text_path(sha256), text)
        self._write(self.path(sha256), kept)

    def text_path(self, sha256: str) -> Path:
        """Where the text of a content is kept."""
        return self.folder / f"{sha256}.text.json"

    def path(self, sha256: str) -> Path:
        """Where all but the text of a content is kept."""
        return self.folder / f"{sha256}.json"

    def _write(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_bytes(content)
        fresh.replace(path)
