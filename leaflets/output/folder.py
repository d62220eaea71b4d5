"""The folder of built leaflets, which one build at a time writes into.

What lies in the folder of a build is what was last built: a leaflet and its web page change together, the
manifest says of a file only what the file is, and what is no longer current is told, marked and, if wished,
taken away.
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
from leaflets.output.manifest import HTML, MAX_BYTES, PDF, Entry, Status, place, read, written
from leaflets.output.manifest import NAME as MANIFEST
from leaflets.output.writing import ALL_TEMPORARY, is_stale, temporary, told, write_file, write_files


class Output:
    """A folder of built leaflets: ``<language>/<id>.pdf``, perhaps its web page, and a manifest.

    Between :meth:`prepare` and :meth:`close` nobody else writes into it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.warnings: list[Diagnostic] = []
        self._lock = Lock(root)
        self._made: dict[str, Entry] = {}
        self._stale: set[tuple[str, str]] = set()

    def prepare(self, waiting: Callable[[], None] = lambda: None) -> None:
        """Make the folder ours alone, and take away what a killed run left in it.

        ``waiting`` is called if another run has the folder; then we wait until it ends.

        Raises:
            LeafletsError: the folder cannot be made or written.
        """
        with told(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            # The only sure sign that a folder can be written is a file in it.
            probe = temporary(self.root / "probe")
            probe.touch()
            probe.unlink()
        try:
            self._lock.acquire(waiting)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = (
                f"the folder cannot be locked ({reason}), so two builds at once would disturb each other"
            )
            self._warn(message, self.root, "let one build end before the next begins", "no-lock")
        for path in (*self.root.glob(ALL_TEMPORARY), *self.root.glob(f"*/{ALL_TEMPORARY}")):
            if is_stale(path):
                with suppress(OSError):
                    path.unlink()

    def path(self, leaflet: str, language: str, suffix: str = PDF) -> Path:
        """Give the place of a leaflet in a language."""
        return self.root / place(leaflet, language, suffix)

    def has_html(self, leaflet: str, language: str) -> bool:
        """Tell whether a web page lies beside a leaflet: whoever makes the one makes the other."""
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
        """Write a leaflet and its web page, both or neither, and note them for the manifest; give its path.

        An older web page does not stay beside a leaflet that comes without one. A web page has 0 pages.

        Raises:
            LeafletsError: one of the two cannot be written.
        """
        contents = {PDF: content} | ({HTML: html} if html else {})
        status: Status = "draft" if draft else "approved"
        for suffix, made in contents.items():
            where, count = place(leaflet, language, suffix), pages if suffix == PDF else 0
            digest = sha256(made).hexdigest()
            self._made[where] = Entry(where, leaflet, language, version, count, digest, hashed, status)
        if not html and self.has_html(leaflet, language):
            with told(self.path(leaflet, language, HTML)):
                self.path(leaflet, language, HTML).unlink()
        write_files({self.path(leaflet, language, suffix): made for suffix, made in contents.items()})
        return self.path(leaflet, language)

    def refuse(self, leaflet: str, language: str) -> None:
        """Note that a leaflet was not made: what lies there of it is not current."""
        self._stale.add((leaflet, language))

    def left_over(self, leaflets: Collection[str], languages: Collection[str]) -> tuple[Entry, ...]:
        """Give the files that are not current: of what was refused now, or is no longer there at all."""
        for entry in self._standing():
            if entry.id not in leaflets or entry.language not in languages:
                self.refuse(entry.id, entry.language)
        return tuple(entry for entry in self._standing() if entry.status == "stale")

    def remove(self, entries: Iterable[Entry]) -> None:
        """Take files away that are ours and unchanged, and the folders that are empty then.

        Raises:
            LeafletsError: a file cannot be removed.
        """
        for entry in entries:
            path = self.root / entry.path
            # Through a link we would reach into a folder that is not ours.
            if not path.parent.is_symlink():
                with told(path):
                    path.unlink(missing_ok=True)
                with suppress(OSError):
                    path.parent.rmdir()

    def close(self) -> None:
        """Write the manifest: what was made now, and what was made before and still stands.

        Raises:
            LeafletsError: it cannot be written.
        """
        try:
            write_file(self.root / MANIFEST, written(self._standing()))
        finally:
            self._lock.release()

    def _standing(self) -> Iterator[Entry]:
        """Yield what can be said of the files: each is still the one that was written."""
        # Of what was to be written now the old file may be there, after Ctrl-C or on a full disk.
        said: dict[str, list[Entry]] = {}
        for entry in (*self._made.values(), *self._before()):
            said.setdefault(entry.path, []).append(entry)
        for path, entries in said.items():
            digest = _digest(self.root / path)
            for entry in [each for each in entries if each.sha256 == digest][:1]:
                is_current = (entry.id, entry.language) not in self._stale
                yield entry if is_current else replace(entry, status="stale")

    def _before(self) -> tuple[Entry, ...]:
        """Give the entries of the manifest that is there."""
        path = self.root / MANIFEST
        try:
            return read(read_file(path, MAX_BYTES))
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
        if found not in self.warnings:
            self.warnings.append(found)


def _digest(path: Path) -> str:
    """Give the hash of a file; none for a link, which we never write, and for what cannot be read."""
    try:
        return "" if path.is_symlink() else sha256(read_file(path)).hexdigest()
    except OSError:
        return ""
