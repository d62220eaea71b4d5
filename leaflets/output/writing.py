"""Writing files: whole or not at all, several together, with errors reported as problems.

A file is first written under a temporary name in the same folder, flushed to the disk, then renamed over the
old one (POSIX ``rename``). Every error of a folder is reported with its path.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.files import read_file
from leaflets.workspace_files import SCHEMAS

# The names that temporary_path() makes, in every process.
TEMPORARY_FILES = ".leaflets-*.tmp"
# Seconds without a write after which a file is abandoned, where a process cannot be looked up (Windows).
_ABANDONED_AFTER = 60.0
_BINARY = getattr(os, "O_BINARY", 0)  # Windows only


def temporary_path(path: Path) -> Path:
    """Build the path under which this process writes a file before it is complete, in the same folder.

    A rename is atomic only within one file system.
    """
    return path.parent / f".leaflets-{os.getpid()}-{path.name}.tmp"


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and the folders above it; a file with this content is left alone.

    Raises:
        LeafletsError: the folder or the file cannot be written.
    """
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all of them, or none (as far as a file system allows).

    Raises:
        LeafletsError: a folder or a file cannot be written; every file is then left as it was.
    """
    changed = {path: content for path, content in contents.items() if not _holds(path, content)}
    staged = {path: temporary_path(path) for path in changed}
    try:
        for path, new in staged.items():
            with reporting_errors(path):
                _stage(new, changed[path])
        _replace(staged)
    finally:
        # These are left after any error, and after Ctrl-C.
        for new in staged.values():
            with suppress(OSError):
                new.unlink()


def write_new_file(path: Path, content: bytes, mode: int = 0o666) -> bool:
    """Write a file that is not there yet, whole or not at all; False if there is one, which is left alone.

    Of two processes that write the same path at the same moment one writes it, and the other is told.

    Raises:
        LeafletsError: the folder or the file cannot be written.
    """
    new = temporary_path(path)
    with reporting_errors(path):
        try:
            _stage(new, content, mode)
            return _place_new(new, path)
        finally:
            with suppress(OSError):
                new.unlink()


def _place_new(new: Path, path: Path) -> bool:
    """Give a complete file its name, unless the name is taken."""
    try:
        # Unlike a rename, a link never replaces a file (POSIX link).
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links: os.rename refuses a taken name on Windows; elsewhere we look first.
        if os.path.lexists(path):
            return False
        new.rename(path)
    return True


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a regular file has exactly this content; it is then left alone and keeps its timestamp."""
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size == len(content):
            return read_file(path) == content
    return False


def _stage(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file under its temporary path and flush it to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode), "wb") as file:
        file.write(content)
        file.flush()
        # Without this, a crash of the machine after the rename could leave an empty file.
        os.fsync(file.fileno())


def _replace(staged: Mapping[Path, Path]) -> None:
    """Rename the new files over the old ones; if one fails, restore the others."""
    replaced: dict[Path, bytes | None] = {}
    try:
        for path, new in staged.items():
            with reporting_errors(path):
                # A single file needs no backup: if its rename fails, nothing has changed.
                before = read_file(path) if len(staged) > 1 and path.is_file() else None
                new.replace(path)
                replaced[path] = before
    except BaseException:
        for path, content in replaced.items():
            with suppress(OSError):
                _restore(path, content, staged[path])
        raise


def _restore(path: Path, content: bytes | None, new: Path) -> None:
    """Restore the old content of a file; None if there was no file."""
    if content is None:
        path.unlink()
    else:
        _stage(new, content)
        new.replace(path)


def is_abandoned(path: Path) -> bool:
    """Tell whether the process that wrote a temporary file has ended, so that it will never rename it."""
    process = path.name.split("-")[1]
    if os.name == "posix" and process.isdigit():
        with suppress(PermissionError):  # it is running, as another user
            try:
                os.kill(int(process), 0)  # signal 0 only tests (POSIX kill)
            except (ProcessLookupError, OverflowError):
                return True
        # A file with our own process id is from an earlier process: this one has not written anything yet.
        return int(process) == os.getpid()
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > _ABANDONED_AFTER
    return False


@contextmanager
def reporting_errors(path: Path) -> Iterator[None]:
    """Turn an OSError in the block into a problem with its path and a hint.

    Raises:
        LeafletsError: the system refused to make, write or remove the file.
    """
    try:
        yield
    except FileExistsError as error:
        hint = "name another folder, or move it away"
        where = _named(error, path)
        what = "a link that leads nowhere" if where.is_symlink() else "a file"
        raise path_error(f"{what} stands where a folder should be", where, hint) from error
    except NotADirectoryError as error:
        hint = "one of the folders above it is a file; name another place"
        raise path_error("no folder can be made here", _named(error, path), hint) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "see that the folder may be written and the disk has room, or name another folder"
        raise path_error(f"this cannot be written: {reason}", path, hint) from error


def _named(error: OSError, path: Path) -> Path:
    # mkdir names the folder that it failed at, which may be several levels above the file.
    return Path(os.fsdecode(error.filename)) if error.filename else path


def path_error(message: str, path: Path, hint: str, code: str = "output") -> LeafletsError:
    """Build the error for a path that cannot be written, with one problem."""
    return LeafletsError(Diagnostic(message, Position(str(path)), hint, code=code))


def write_schemas(root: Path, schemas: Mapping[str, str]) -> list[Path]:
    """Write the JSON Schemas, by file name, into ``data/schema/`` of a workspace; return their paths."""
    paths = {root / SCHEMAS / name: text for name, text in schemas.items()}
    for path, text in paths.items():
        write_file(path, text.encode())
    return list(paths)


def copy_workspace(sources: Iterable[Path], target: Path) -> None:
    """Copy the folders and files of a workspace into an empty folder.

    Raises:
        LeafletsError: the folder holds something already, or cannot be written.
    """
    with reporting_errors(target):
        if target.exists() and any(target.iterdir()):
            hint = "name a new folder, or empty this one: nothing is written over"
            raise path_error("the folder is not empty", target, hint, "not-empty")
        target.mkdir(parents=True, exist_ok=True)
        for source in sources:
            if source.is_dir():
                ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
                shutil.copytree(source, target / source.name, ignore=ignore)
            else:
                shutil.copy(source, target / source.name)
