"""One writer at a time in a folder: a lock that ends with the process that holds it.

The operating system locks an open file (``flock`` on POSIX, ``msvcrt.locking`` on Windows), so a run that is
killed leaves no stale lock behind. The file is removed when the lock is released.
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

LOCK_FILE = ".leaflets.lock"
_PAUSE = 0.05  # seconds between two attempts, during which Ctrl-C takes effect
# Errors that mean the lock is held by another process: EWOULDBLOCK for flock, EACCES and EDEADLK for msvcrt.
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


class Lock:
    """The right to write into a folder, held by one process at a time as a lock on a file in it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._file = -1  # the descriptor of the locked file, -1 while the lock is not held

    def acquire(self, waiting: Callable[[], None]) -> None:
        """Take the lock, waiting as long as necessary; ``waiting`` is called once if it is not free at once.

        Raises:
            OSError: the file cannot be created, or its file system does not support locks.
        """
        is_waiting = False
        while not self._try():
            if not is_waiting:
                waiting()
                is_waiting = True
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Release the lock if it is held, and remove its file."""
        if self._file < 0:
            return
        # Removed while the lock is held, except on Windows, where an open file cannot be removed.
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
        # O_NOFOLLOW: a link at this path must not make us create or lock a file elsewhere.
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            # The previous holder may have removed the file after we opened it: our lock would then be void.
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
    """Try to lock a file; False if another process holds it.

    Raises:
        OSError: the file system does not support locks.
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
        # Forked workers hold copies of the descriptor, so closing ours alone would not release the lock.
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
