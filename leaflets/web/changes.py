"""Word of changes: from the operating system, through a number, to all who wait for it.

In: a workspace's folder. Out: the number of its files' state, which grows when a file is saved. No file
is asked for its date again and again; the system tells (inotify, FSEvents, ReadDirectoryChangesW).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

from leaflets.workspace.names import FOLDERS_READ

_KINDS = frozenset({".yaml", ".yml", ".j2", ".po", ".ttf", ".otf"})
# Milliseconds: an editor that writes in several steps is done so long after the first.
_GATHER, _STEP = 200, 30


class Changes:
    """The number of the files' state, and those who wait for the next."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._closed = False
        self._told = asyncio.Event()

    def tell(self, number: int) -> None:
        """Tell all who wait that the files have a new state."""
        self.number = number
        self._told.set()
        self._told = asyncio.Event()

    def close(self) -> None:
        """Send all who wait home."""
        self._closed = True
        self._told.set()

    async def after(self, number: int) -> int | None:
        """Wait for a state later than ``number``; None once the server ends."""
        while self.number <= number and not self._closed:
            await self._told.wait()
        return None if self._closed else self.number


async def watch(folder: Path, refresh: Callable[[], int], changes: Changes) -> None:
    """Watch a workspace as long as the server runs; ``refresh`` gives the number of each new state."""
    folders = [folder / name for name in FOLDERS_READ if (folder / name).is_dir()]
    # A system that has no watches left raises: then looking again and again is all there is.
    for poll in (None, True) if folders else ():
        with suppress(OSError, RuntimeError):
            async for _ in awatch(
                *folders, watch_filter=_matters, debounce=_GATHER, step=_STEP, force_polling=poll
            ):
                changes.tell(refresh())
            return


def _matters(_change: Change, path: str) -> bool:
    return Path(path).suffix in _KINDS
