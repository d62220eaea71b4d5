"""Reading untrusted files: regular files only, and never more than a limit.

In: a path. Out: its bytes, or an ``OSError`` whose ``strerror`` says in words what is wrong. A workspace
comes over networks, from archives and from USB sticks: what looks like a file may be a pipe that blocks or
a link to a device that never ends, and a folder may be unreadable.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

# Larger than any real catalog, template or data file (bytes).
MAX_BYTES = 32_000_000
_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


def read_file(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a whole regular file; links are followed, and must lead to one.

    Raises:
        OSError: it does not exist, cannot be read, is not a regular file, or has more than ``limit`` bytes.
    """
    if kind := kind_of(path):
        raise OSError(errno.EINVAL, kind, str(path))
    # Without O_NONBLOCK, opening a pipe waits until something writes to it (POSIX open).
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):  # replaced since the first check
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
    return content


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file can be read and has exactly this content."""
    try:
        return read_file(path) == content
    except OSError:
        return False


def kind_of(path: Path) -> str:
    """Say what a path is if not a regular file; empty for a file, or a link to one.

    Raises:
        OSError: it does not exist, or access is denied.
    """
    return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")


def names_in(folder: Path) -> tuple[str, ...]:
    """List the names in a folder, sorted; empty if there is no such folder.

    Raises:
        OSError: it is not a folder, or cannot be read.
    """
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except FileNotFoundError:
        # A broken link is a mistake to report; a missing folder is not.
        if folder.is_symlink():
            raise
        return ()


def is_there(path: Path) -> bool:
    """Tell whether a path exists, even as a broken link or without permission to read it."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it will report why it cannot be read
    return True
