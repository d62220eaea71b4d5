"""Files of the Unicode Character Database, as Debian and Ubuntu have them: ``apt install unicode-data``.

Where they are missing a test is passed over, but not on a build server.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path("/usr/share/unicode")


def unicode_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file without their comments; empty ones are left out."""
    path = FOLDER / name
    if not path.exists():
        missing = f"{path} is missing: install the package unicode-data"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if content := line.partition("#")[0].strip():
                yield content


def codes_of(name: str, *values: str) -> dict[int, str]:
    """Read the value of each code point in a file, or only of those that have one of some values."""
    found: dict[int, str] = {}
    for line in unicode_lines(name):
        codes, _, value = (part.strip() for part in line.partition(";"))
        if not values or value in values:
            first, _, last = codes.partition("..")
            found |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), value)
    return found
