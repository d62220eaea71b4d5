"""What readers copy out of a file: the readers of ``tools/clients``, for tests."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tools.clients.packages import LackingError
from tools.clients.readers.base import Reader
from tools.clients.readers.libraries import Pdfium
from tools.clients.readers.programs import POPPLER, POPPLER_RAW

# Marks of direction and of pages that readers put in, and white space, which they judge by eye.
_ADDED = re.compile(r"[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x0c]+")


def squeezed(text: str) -> str:
    """Leave out of a text what readers put in or drop by their own judgement."""
    return _ADDED.sub("", text)


def by_poppler(data: bytes, folder: Path) -> str:
    """Read the text of all pages by place, as pdftotext does and viewers on poppler."""
    return _copied(POPPLER, data, folder)


def by_poppler_raw(data: bytes, folder: Path) -> str:
    """Read the text of all pages in the order of the file."""
    return _copied(POPPLER_RAW, data, folder)


def by_pdfium(data: bytes, folder: Path) -> str:
    """Read the text of all pages as Chromium's engine copies it."""
    return _copied(Pdfium(), data, folder)


def _copied(reader: Reader, data: bytes, folder: Path) -> str:
    path = folder / "copied.pdf"
    path.write_bytes(data)
    try:
        reader.version()
    except LackingError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"{reader.name} is not here: it needs {error}")
    (pages,) = reader.read([path])
    return "\n".join(pages)
