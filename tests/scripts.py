"""Words and characters of the scripts of smaller communities: what tests set, and what faces must hold.

They stand in ``data/scripts.yaml``, which says where they are from.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from leaflets.languages import Language, Languages


class Words(NamedTuple):
    """A language (BCP 47), the face of its script, and words of it."""

    tag: str
    face: str
    text: str


_TABLES = yaml.safe_load((Path(__file__).parent / "data" / "scripts.yaml").read_text(encoding="utf-8"))
WORDS = tuple(Words(**row) for row in _TABLES["words"])
# Languages that CLDR lacks, by what a row of data/languages.yaml says of their script.
ROWS: dict[str, str] = _TABLES["rows"]
# Every character of each face's script: code points and ranges of them, in hexadecimal.
WHOLE: dict[str, str] = _TABLES["characters"]


def languages() -> Languages:
    """Build the table of languages with those that need a row."""
    own = (Language(tag, script, formats="en", parent="en") for tag, script in ROWS.items())
    return Languages().with_rows(own)


def characters(face: str) -> Iterator[int]:
    """Yield the code points of the script that a face is for."""
    for part in WHOLE[face].split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
