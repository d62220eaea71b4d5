"""One writer at a time in a folder: a lock that ends with the process that holds it.

The lock is the system's own on an open file (``flock`` on POSIX, ``msvcrt.locking`` on Windows), so a
run that is killed leaves nothing that has to be judged stale. The file goes when the lock is given up.
(The package filelock was tried: it takes 80 ms to import, a sixth of a whole cold build.)
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

NAME = ".leaflets.lock"
_PAUSE = 0.05  # seconds between two tries: Ctrl-C is heard in between
# What systems say when somebody else holds a lock: EWOULDBLOCK for flock, EACCES and EDEADLK for msvcrt.
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


class Lock:
    """The right to write into a folder, held by one process at a time as a lock on a file in it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file = -1  # the descriptor of the locked file, -1 while we do not have the lock

    def acquire(self, waiting: Callable[[], None]) -> None:
        """Take the lock, waiting for it as long as it takes; ``waiting`` is called once if we have to wait.

        Raises:
            OSError: the file cannot be made, or its file system knows no locks.
        """
        is_waiting = False
        while not self._try():
            if not is_waiting:
                waiting()
                is_waiting = True
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Release the lock if we have it, and remove its file."""
        if self._file < 0:
            return
        # While we hold it nobody else does, so its name can go; Windows keeps the name of an open file.
        if os.name != "nt":
            self._remove_file()
        _unlock(self._file)
        os.close(self._file)
        self._file = -1
        if os.name == "nt":
            self._remove_file()

    def _remove_file(self) -> None:
        with suppress(OSError):
            self._path.unlink()

    def _try(self) -> bool:
        # O_NOFOLLOW: a link that somebody put there must not make us create or lock a file elsewhere.
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            # Whoever had it before may have removed the name after we opened it: then our lock locks nothing.
            if _locked(file) and self._is_ours(file):
                self._file = file
                return True
        finally:
            if self._file != file:
                os.close(file)
        return False

    def _is_ours(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False


def _locked(file: int) -> bool:
    """Try to lock a file; False if somebody else has it.

    Raises:
        OSError: the file system knows no locks.
    """
    try:
        _lock(file)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _unlock(file: int) -> None:
        with suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: int) -> None:
        # Forked workers hold copies of the file: closing ours alone would not end the lock.
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
