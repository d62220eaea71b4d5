"""The only writer of files: leaflets, their manifest, schemas, new workspaces.

A file is written whole or not at all: first under a name of its own in the same folder, flushed to
the disk, then renamed over the old one (POSIX ``rename``). Whatever goes wrong with a folder is
told with its path.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

MANIFEST = "manifest.json"
PDF, HTML = ".pdf", ".html"
_TEMPORARY = ".leaflets-{process}-{name}.tmp"
_ALL_TEMPORARY = ".leaflets-*.tmp"
# Where a process cannot be asked for, what lay still for a minute is nobody's any more (seconds).
_STALE = 60.0


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What the manifest says of one file; ``path`` is relative to the manifest, with slashes."""

    path: str
    id: str
    language: str
    version: str
    pages: int
    sha256: str
    content_hash: str
    status: Literal["draft", "approved"]


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the folders above it.

    Raises:
        LeafletsError: the folder or the file cannot be written.
    """
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / _TEMPORARY.format(process=os.getpid(), name=path.name)
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            # After a rename there is nothing left; on any fault, and on Ctrl-C, there is.
            temporary.unlink(missing_ok=True)


class Output:
    """A folder of built leaflets: ``<language>/<id>.pdf``, perhaps its HTML twin, and a manifest."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: dict[str, Entry] = {}

    def prepare(self) -> None:
        """Make the folder, and take away what a killed run left in it.

        Raises:
            LeafletsError: the folder cannot be made or written.
        """
        with _told(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            for path in self.root.rglob(_ALL_TEMPORARY):
                if _is_stale(path):
                    path.unlink(missing_ok=True)
            # The only sure sign that a folder can be written is a file in it.
            probe = self.root / _TEMPORARY.format(process=os.getpid(), name="probe")
            probe.touch()
            probe.unlink()

    def path(self, leaflet: str, language: str, suffix: str = PDF) -> Path:
        """Give the place of a leaflet in a language."""
        return self.root / language / f"{leaflet}{suffix}"

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
        suffix: str = PDF,
    ) -> Path:
        """Write a leaflet and note it for the manifest; give its path. A web page has no pages: 0."""
        path = self.path(leaflet, language, suffix)
        write_file(path, content)
        place = path.relative_to(self.root).as_posix()
        digest = sha256(content).hexdigest()
        status: Literal["draft", "approved"] = "draft" if draft else "approved"
        self._made[place] = Entry(place, leaflet, language, version, pages, digest, hashed, status)
        return path

    def close(self) -> None:
        """Write the manifest: what was made now, and what was made before and still stands."""
        entries = {entry.path: entry for entry in self._standing()} | self._made
        said = {"files": [asdict(entry) for _, entry in sorted(entries.items())]}
        text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
        write_file(self.root / MANIFEST, text.encode())

    def _standing(self) -> Iterator[Entry]:
        """Yield the old manifest's entries whose files are still what it says of them."""
        try:
            said = json.loads((self.root / MANIFEST).read_bytes())
            entries = [Entry(**entry) for entry in said["files"]]
        except (OSError, ValueError, TypeError, KeyError):
            return  # none yet, or not one of ours: the files that are built now make a new one
        for entry in entries:
            suffix = HTML if entry.path.endswith(HTML) else PDF
            path = self.path(entry.id, entry.language, suffix)
            # The manifest may be anybody's: it names our own places, or nothing.
            if entry.path != f"{path.parent.name}/{path.name}" or ".." in path.parts:
                continue
            with suppress(OSError):
                if entry.path in self._made or sha256(path.read_bytes()).hexdigest() == entry.sha256:
                    yield entry


def write_schemas(root: Path, schemas: Mapping[str, str]) -> list[Path]:
    """Write the JSON Schemas of a workspace's data; give their paths."""
    paths = {root / "data" / "schema" / name: text for name, text in schemas.items()}
    for path, text in paths.items():
        write_file(path, text.encode())
    return list(paths)


def copy_workspace(sources: Iterable[Path], target: Path) -> None:
    """Copy the folders and files of a workspace into an empty folder.

    Raises:
        LeafletsError: the folder holds something already, or cannot be written.
    """
    with _told(target):
        if target.exists() and any(target.iterdir()):
            hint = "name a new folder, or empty this one: nothing is written over"
            raise _refused("the folder is not empty", target, hint, "not-empty")
        target.mkdir(parents=True, exist_ok=True)
        for source in sources:
            if source.is_dir():
                ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
                shutil.copytree(source, target / source.name, ignore=ignore)
            else:
                shutil.copy(source, target / source.name)


def _is_stale(path: Path) -> bool:
    """Tell whether the process that wrote a temporary file is gone."""
    process = path.name.split("-")[1]
    if os.name == "posix" and process.isdigit():
        with suppress(PermissionError):  # it runs, under another name
            try:
                os.kill(int(process), 0)  # signal 0 only asks (POSIX kill)
            except (ProcessLookupError, OverflowError):
                return True
        return int(process) == os.getpid()
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > _STALE
    return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says about a path into a problem with its place."""
    try:
        yield
    except FileExistsError as error:
        hint = "name another folder, or move the file away"
        raise _refused("a file stands where a folder should be", _named(error, path), hint) from error
    except NotADirectoryError as error:
        hint = "one of the folders above it is a file; name another place"
        raise _refused("no folder can be made here", _named(error, path), hint) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "see that the folder may be written and the disk has room, or name another folder"
        raise _refused(f"this cannot be written: {reason}", path, hint) from error


def _named(error: OSError, path: Path) -> Path:
    return Path(os.fsdecode(error.filename)) if error.filename else path


def _refused(message: str, path: Path, hint: str, code: str = "output") -> LeafletsError:
    return LeafletsError(Diagnostic(message, Position(str(path)), hint, code=code))
