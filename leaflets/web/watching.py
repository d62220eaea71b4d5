"""Watching files: from the operating system, through a revision number, to all waiters.

In: a workspace's folder. Out: the revision of its files, a number that grows when one is saved. The operating
system reports changes (inotify, FSEvents, ReadDirectoryChangesW); files are polled only where it cannot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

from leaflets.workspace_files import FOLDERS_READ

# The suffixes of files that leaflets are made from, unlike temporary files of editors.
_SUFFIXES = frozenset({".yaml", ".yml", ".j2", ".po", ".ttf", ".otf", ".approval", ".revocation"})
# Milliseconds to gather changes, because editors save in several steps, and to wait for one more.
_GATHER, _STEP = 200, 30


class Changes:
    """The revision of the files, and a way to wait for the next one."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self._closed = False
        self._announced = asyncio.Event()

    def announce(self, revision: int) -> None:
        """Wake all waiters with a new revision."""
        self.revision = revision
        self._announced.set()
        # A new event for the next change: waiting for a set one returns at once.
        self._announced = asyncio.Event()

    def close(self) -> None:
        """End all waiting, now and later, because the server stops."""
        self._closed = True
        self._announced.set()

    async def after(self, revision: int) -> int | None:
        """Wait for a later revision than this one and return it; None once the server stops."""
        while self.revision <= revision and not self._closed:
            await self._announced.wait()
        return None if self._closed else self.revision


async def watch(folder: Path, refresh: Callable[[], int], changes: Changes) -> None:
    """Watch a workspace until cancelled; ``refresh`` rereads it and returns the new revision."""
    folders = [folder / name for name in FOLDERS_READ if (folder / name).is_dir()]
    # A system without free watches raises: then the files are polled.
    for poll in (None, True) if folders else ():
        with suppress(OSError, RuntimeError):
            async for _ in awatch(
                *folders, watch_filter=_matters, debounce=_GATHER, step=_STEP, force_polling=poll
            ):
                changes.announce(refresh())
            return


def _matters(_change: Change, path: str) -> bool:
    return Path(path).suffix in _SUFFIXES
