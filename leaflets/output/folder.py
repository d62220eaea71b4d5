"""The folder of built leaflets, which one build at a time writes into.

What lies in the folder of a build is what was last built: a leaflet and its web page change together, the
manifest says of a file only what the file is, and what is no longer current is reported, marked and, with
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
    MAX_BYTES,
    PDF,
    Entry,
    Status,
    read_manifest,
    relative_path,
    write_manifest,
)
from leaflets.output.manifest import NAME as MANIFEST
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

    Between :meth:`prepare` and :meth:`close` nobody else writes into it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.warnings: list[Diagnostic] = []  # what went wrong without stopping the build
        self._lock = Lock(root)
        self._made: dict[str, Entry] = {}  # of this build, by path
        self._stale: set[tuple[str, str]] = set()  # leaflet and language

    def prepare(self, waiting: Callable[[], None] = lambda: None) -> None:
        """Make the folder ours alone, and take away what a killed run left in it.

        ``waiting`` is called once if another run has the folder; then we wait until it ends.

        Raises:
            LeafletsError: the folder cannot be made or written.
        """
        with reporting_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            # The only sure sign that a folder can be written is a file in it.
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
        """Build the path of a leaflet's file in this folder, whether it is there or not."""
        return self.root / relative_path(leaflet, language, suffix)

    def has_html(self, leaflet: str, language: str) -> bool:
        """Tell whether a web page lies beside a leaflet; then the next build has to make both anew."""
        return is_there(self.path(leaflet, language, HTML))

    def keep(
        self,
        leaflet: str,
        language: str,
        content: bytes,
        *,
        version: str,
        pages: int,
        hashed: str,
        draft: bool,
        html: bytes = b"",
    ) -> Path:
        """Write a leaflet and its web page, both or neither, and note them for the manifest; return its path.

        An older web page does not stay beside a leaflet that comes without one. ``hashed`` is the hash of the
        words, which signatures are bound to. In the manifest a web page has 0 pages.

        Raises:
            LeafletsError: one of the two cannot be written.
        """
        contents = {PDF: content} | ({HTML: html} if html else {})
        status: Status = "draft" if draft else "approved"
        for suffix, made in contents.items():
            where, count = relative_path(leaflet, language, suffix), pages if suffix == PDF else 0
            digest = sha256(made).hexdigest()
            # Noted before it is written: an entry only counts while the file has its hash.
            self._made[where] = Entry(where, leaflet, language, version, count, digest, hashed, status)
        if not html and self.has_html(leaflet, language):
            with reporting_errors(self.path(leaflet, language, HTML)):
                self.path(leaflet, language, HTML).unlink()
        write_files({self.path(leaflet, language, suffix): made for suffix, made in contents.items()})
        return self.path(leaflet, language)

    def mark_stale(self, leaflet: str, language: str) -> None:
        """Note that a leaflet was not made: what lies in the folder of it is not current."""
        self._stale.add((leaflet, language))

    def find_stale(self, leaflets: Collection[str], languages: Collection[str]) -> tuple[Entry, ...]:
        """Mark and list the files that are not current: their leaflet was refused now, or no longer exists.

        ``leaflets`` and ``languages`` are those that exist, whether or not they were asked for in this run.
        """
        for entry in self._valid_entries():
            if entry.id not in leaflets or entry.language not in languages:
                self.mark_stale(entry.id, entry.language)
        return tuple(entry for entry in self._valid_entries() if entry.status == "stale")

    def remove(self, entries: Iterable[Entry]) -> None:
        """Remove files that are ours and unchanged, and the folders that are empty then.

        Raises:
            LeafletsError: a file cannot be removed.
        """
        for entry in entries:
            path = self.root / entry.path
            # Through a link we would reach into a folder that is not ours.
            if not path.parent.is_symlink():
                with reporting_errors(path):
                    path.unlink(missing_ok=True)
                with suppress(OSError):  # the folder of the language is not empty yet
                    path.parent.rmdir()

    def close(self) -> None:
        """Write the manifest: what was made now, and what was made before and is still there; free the lock.

        Raises:
            LeafletsError: it cannot be written.
        """
        try:
            write_file(self.root / MANIFEST, write_manifest(self._valid_entries()))
        finally:
            self._lock.release()

    def _valid_entries(self) -> Iterator[Entry]:
        """Yield an entry for each file that is still the one that was written, by its hash."""
        # Two entries may name one path, a new one and one from the manifest. After Ctrl-C or on a full disk
        # the new file was not written, and the old entry is the one that holds.
        found: dict[str, list[Entry]] = {}
        for entry in (*self._made.values(), *self._earlier_entries()):
            found.setdefault(entry.path, []).append(entry)
        for path, entries in found.items():
            digest = _digest(self.root / path)
            for entry in [each for each in entries if each.sha256 == digest][:1]:
                is_current = (entry.id, entry.language) not in self._stale
                yield entry if is_current else replace(entry, status="stale")

    def _earlier_entries(self) -> tuple[Entry, ...]:
        """Read the entries of the manifest of the build before; none if there is none, or it is broken."""
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
        # The manifest is read more than once in a run.
        if found not in self.warnings:
            self.warnings.append(found)


def _digest(path: Path) -> str:
    """Compute the SHA-256 of a file; empty for a link, which we never write, and for what cannot be read."""
    try:
        return "" if path.is_symlink() else sha256(read_file(path)).hexdigest()
    except OSError:
        return ""
