"""Reading files that anybody may have put there: never a pipe, never without end.

In: a path. Out: its bytes, or an ``OSError`` whose ``strerror`` says in words what is wrong. A workspace
comes over networks, out of archives and from USB sticks: what looks like a file may be a pipe that never
answers or a link to a device that never ends, and a folder may be one that we may not look into.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

# Larger than any catalog, template or data file that can be meant (bytes).
MAX_BYTES = 32_000_000
_KINDS = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}


def read_file(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file whole; a link is followed, and what it leads to must be one.

    Raises:
        OSError: there is none, it may not be read, it is no regular file, or it has more than ``limit``
            bytes.
    """
    if kind := kind_of(path):
        raise OSError(errno.EINVAL, kind, str(path))
    # Without O_NONBLOCK the opening of a pipe waits for somebody to write into it (POSIX open).
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):  # it was changed between the two looks
            raise OSError(errno.EINVAL, "it is not a file", str(path))
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
    return content


def kind_of(path: Path) -> str:
    """Say what a thing is that is no regular file; nothing of a file, or a link to one.

    Raises:
        OSError: there is nothing, or we may not look.
    """
    return _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")


def names_in(folder: Path) -> tuple[str, ...]:
    """List the names of what lies in a folder, sorted; none if there is no such folder.

    Raises:
        OSError: it is no folder, or may not be looked into.
    """
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except FileNotFoundError:
        # A link to nowhere is a mistake to be told, a folder that was never made is not.
        if folder.is_symlink():
            raise
        return ()


def is_there(path: Path) -> bool:
    """Tell whether anything bears this name, be it a link that leads nowhere or a file out of reach."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # whoever reads it is told why it cannot be read
    return True
