"""The folder of built leaflets, which one build at a time writes into.

The folder holds what was last built: a leaflet and its web page change together, the manifest describes only
files that are there and unchanged, and files that are no longer current are reported, marked and, with
``leaflets build --prune``, removed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.files import is_there, read_file
from leaflets.output.locking import Lock
from leaflets.output.manifest import (
    HTML,
    MANIFEST,
    MAX_BYTES,
    PDF,
    Entry,
    Fields,
    Status,
    read_manifest,
    relative_path,
    write_manifest,
)
from leaflets.output.writing import (
    TEMPORARY_FILES,
    is_abandoned,
    reporting_errors,
    temporary_path,
    write_file,
    write_files,
)


class Output:
    """A folder of built leaflets: ``<language>/<id>.pdf``, perhaps its web page, and a manifest.

    Between :meth:`prepare` and :meth:`close` no other build writes into it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.warnings: list[Diagnostic] = []  # problems that do not stop the build
        self._lock = Lock(root)
        self._made: dict[str, Entry] = {}  # of this build, by path
        self._stale: set[tuple[str, str]] = set()  # leaflet and language

    def prepare(self, waiting: Callable[[], None] = lambda: None) -> None:
        """Lock the folder for this process, and remove the temporary files that a killed run left in it.

        ``waiting`` is called once if another run holds the folder; this one then waits until that one ends.

        Raises:
            LeafletsError: the folder cannot be made or written.
        """
        with reporting_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            # Only creating a file proves that a folder is writable.
            probe = temporary_path(self.root / "probe")
            probe.touch()
            probe.unlink()
        try:
            self._lock.acquire(waiting)
        except OSError as error:
            # Some network file systems have no locks. A build there is better than none.
            reason = error.strerror or type(error).__name__
            message = (
                f"the folder cannot be locked ({reason}), so two builds at once would disturb each other"
            )
            self._warn(message, self.root, "let one build end before the next begins", "no-lock")
        for path in (*self.root.glob(TEMPORARY_FILES), *self.root.glob(f"*/{TEMPORARY_FILES}")):
            if is_abandoned(path):
                with suppress(OSError):
                    path.unlink()

    def path(self, leaflet: str, language: str, suffix: str = PDF) -> Path:
        """Build the path of a leaflet's file in this folder; the file need not exist."""
        return self.root / relative_path(leaflet, language, suffix)

    def has_html(self, leaflet: str, language: str) -> bool:
        """Tell whether a leaflet has a web page in the folder; the next build then has to make both again."""
        return is_there(self.path(leaflet, language, HTML))

    def keep(
        self,
        leaflet: str,
        language: str,
        content: bytes,
        *,
        version: str,
        pages: int,
        content_hash: str,
        draft: bool,
        html: bytes = b"",
        signatures: tuple[Fields, ...] = (),
    ) -> Path:
        """Write a leaflet and its web page, both or neither, and note them for the manifest; return its path.

        Without ``html``, an older web page is removed. ``content_hash`` is the hash of the words, which
        signatures are bound to; ``signatures`` are those that make it final. In the manifest a web page has 0
        pages.

        Raises:
            LeafletsError: one of the two cannot be written.
        """
        contents = {PDF: content} | ({HTML: html} if html else {})
        status: Status = "draft" if draft else "approved"
        for suffix, made in contents.items():
            where, count = relative_path(leaflet, language, suffix), pages if suffix == PDF else 0
            file_hash = sha256(made).hexdigest()
            # Noted before it is written: an entry only counts while its file has this hash.
            self._made[where] = Entry(
                where, leaflet, language, version, count, file_hash, content_hash, status, signatures
            )
        if not html and self.has_html(leaflet, language):
            with reporting_errors(self.path(leaflet, language, HTML)):
                self.path(leaflet, language, HTML).unlink()
        write_files({self.path(leaflet, language, suffix): made for suffix, made in contents.items()})
        return self.path(leaflet, language)

    def mark_stale(self, leaflet: str, language: str) -> None:
        """Note that a leaflet was not made, so that its files in the folder are not current."""
        self._stale.add((leaflet, language))

    def mark_and_list_stale(self, leaflets: Collection[str], languages: Collection[str]) -> tuple[Entry, ...]:
        """Mark and list the files that are not current: their leaflet was refused, or no longer exists.

        ``leaflets`` and ``languages`` are those that exist, whether or not this run was asked to build them.
        """
        for entry in self._valid_entries():
            if entry.id not in leaflets or entry.language not in languages:
                self.mark_stale(entry.id, entry.language)
        return tuple(entry for entry in self._valid_entries() if entry.status == "stale")

    def remove(self, entries: Iterable[Entry]) -> None:
        """Remove files that a build wrote and that are unchanged, and the folders that become empty.

        Raises:
            LeafletsError: a file cannot be removed.
        """
        for entry in entries:
            path = self.root / entry.path
            # Through a link this would remove files outside this folder.
            if not path.parent.is_symlink():
                with reporting_errors(path):
                    path.unlink(missing_ok=True)
                with suppress(OSError):  # the language's folder is not empty yet
                    path.parent.rmdir()

    def close(self) -> None:
        """Write the manifest, of the new files and of older ones that are still there; release the lock.

        Raises:
            LeafletsError: the manifest cannot be written.
        """
        try:
            write_file(self.root / MANIFEST, write_manifest(self._valid_entries()))
        finally:
            self._lock.release()

    def _valid_entries(self) -> Iterator[Entry]:
        """Yield an entry for each file that is still as it was written, by its hash."""
        # A new entry and one from the manifest may name one path. After Ctrl-C or on a full disk the new file
        # was not written, so the old entry is the valid one.
        found: dict[str, list[Entry]] = {}
        for entry in (*self._made.values(), *self._earlier_entries()):
            found.setdefault(entry.path, []).append(entry)
        for path, entries in found.items():
            file_hash = _digest(self.root / path)
            for entry in [each for each in entries if each.sha256 == file_hash][:1]:
                is_current = (entry.id, entry.language) not in self._stale
                yield entry if is_current else replace(entry, status="stale")

    def _earlier_entries(self) -> tuple[Entry, ...]:
        """Read the entries of the previous build's manifest; empty if it is missing or broken."""
        path = self.root / MANIFEST
        try:
            return read_manifest(read_file(path, MAX_BYTES))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", "") or str(error) or "it is not ours"
            message = f"the manifest cannot be read, so it is made anew: {reason}"
            hint = "what was built before is not known any more: leaflets build makes it again"
            self._warn(message, path, hint, "manifest")
            return ()

    def _warn(self, message: str, path: Path, hint: str, code: str) -> None:
        found = Diagnostic(message, Position(str(path)), hint, Severity.WARNING, code)
        # The manifest is read more than once in a run, with the same warning.
        if found not in self.warnings:
            self.warnings.append(found)


def _digest(path: Path) -> str:
    """Compute the SHA-256 of a file; empty for a link, which is never ours, and for an unreadable file."""
    try:
        return "" if path.is_symlink() else sha256(read_file(path)).hexdigest()
    except OSError:
        return ""
