"""CIDs: what a character code stands for, and which number it gets.

All our fonts are composite fonts with the encoding Identity-H, so that a character code of two bytes *is* the
character identifier, the CID (ISO 32000-1 9.7.5.2). A CID selects a glyph by the map of the font
(CIDToGIDMap) and a text by its ToUnicode map. A glyph that is drawn as the face has it has its own glyph id
for CID; all else has one beyond the last glyph of the face. A word thus has the same bytes in nearly every
file, and they can be kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from leaflets.pdf.composites import Component

# How many CIDs beyond the last glyph are used. CIDToGIDMap has two bytes for every CID up to the largest, so
# these cost at most 16 kB, nearly all zeros, before compression.
_EXTRA = 8192
# A code has two bytes.
_LIMIT = 0x10000


class GlyphDescription(NamedTuple):
    """What one code draws: glyphs of the face, each with its place, and the advance.

    Lengths are in font units. ``plain`` says that it is one glyph as the face has it; all others
    become composite glyphs of the embedded program. Without ``parts`` it draws nothing.
    """

    parts: tuple[Component, ...]
    advance: int
    plain: bool


class CidEntry(NamedTuple):
    """What one CID of a font stands for: what it draws and the text that it says."""

    glyph: GlyphDescription
    text: str


# The entries of one font in one file, in the order of their CIDs.
CidTable: TypeAlias = tuple[tuple[int, CidEntry], ...]


def preferred_cid(entry: CidEntry, glyph_count: int) -> int:
    """Choose the CID that an entry has in every file in which no other entry was first to take it.

    ``glyph_count`` is the number of glyphs of the face.
    """
    return next(candidate_cids(entry, glyph_count))


def candidate_cids(entry: CidEntry, glyph_count: int) -> Iterator[int]:
    """Yield the CIDs that an entry may have, the preferred one first; there are some thousand."""
    if entry.glyph.plain:
        yield entry.glyph.parts[0][0]
    # Open addressing: from a place that only the entry decides, on to the next that is free. A counter would
    # give the same word other codes in other files.
    room = min(_EXTRA, _LIMIT - glyph_count)
    start = _stable_hash(entry)
    for offset in range(room):
        yield glyph_count + (start + offset) % room


def _stable_hash(entry: CidEntry) -> int:
    """Compute a number that is the same in every process, as Python's own hash of a text is not."""
    return zlib.crc32(repr((entry.glyph.parts, entry.glyph.advance, entry.text)).encode())
