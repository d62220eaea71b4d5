"""What a reader is: a name, what its texts are parted by, a version, and a way to read many files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Protocol

from tools.clients.packages import LackingError


class Shape(Enum):
    """What one text that a reader gives stands for."""

    PAGES = "a page"
    WHOLE = "the file"
    TREE = "the structure tree, an element a line"
    HEARD = "a page as pieces that are spoken one after the other"


class Reader(Protocol):
    """A program or library that gets words out of a PDF."""

    @property
    def name(self) -> str:
        """The name that the tables and ``--reader`` know it by."""

    @property
    def kind(self) -> str:
        """What is asked of it, in few words (a way to copy, a flag)."""

    @property
    def shape(self) -> Shape:
        """What each of the texts that it gives stands for."""

    def version(self) -> str:
        """Find the version of the reader, as it is told in the table.

        Raises:
            LackingError: it is not on this machine; the message says what is needed.
        """

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the texts of each file, in the order of the files."""


def program(*names: str) -> str:
    """Find the first of several programs.

    Raises:
        LackingError: none is installed.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    raise LackingError(f"the program {names[0]}")
