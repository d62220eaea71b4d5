"""CIDs: what a character code stands for, and its number.

All our fonts are composite fonts with the encoding Identity-H, so that a character code of two bytes *is* the
character identifier, the CID (ISO 32000-1 9.7.5.2). A CID selects a glyph by the map of the font
(CIDToGIDMap) and a text by its ToUnicode map. A glyph that is drawn as it is in the face has its glyph id as
its CID; everything else has one beyond the last glyph of the face. So a word has the same bytes in nearly
every file, and they can be cached.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from leaflets.pdf.composites import Component

# CIDs beyond the last glyph. CIDToGIDMap has two bytes for each: at most 16 kB of zeros before compression.
_EXTRA = 8192
_LIMIT = 0x10000  # a code has two bytes


class GlyphDescription(NamedTuple):
    """What one code draws: glyphs of the face with their positions, and the advance.

    Lengths are in font units. ``plain`` marks a single unchanged glyph of the face; all others become
    composite glyphs of the embedded program. Without ``parts`` it draws nothing.
    """

    parts: tuple[Component, ...]
    advance: int
    plain: bool

    @property
    def plain_gid(self) -> int:
        """The id in the face of the one glyph of a plain description."""
        ((gid, _, _),) = self.parts
        return gid


class CidEntry(NamedTuple):
    """What one CID of a font stands for: what it draws, and its text."""

    glyph: GlyphDescription
    text: str


# The entries of one font in one file, in the order of their CIDs.
CidTable: TypeAlias = tuple[tuple[int, CidEntry], ...]


def preferred_cid(entry: CidEntry, glyph_count: int) -> int:
    """Choose the CID that an entry has in every file where no other entry has taken it first.

    ``glyph_count`` is the number of glyphs of the face.
    """
    return next(candidate_cids(entry, glyph_count))


def candidate_cids(entry: CidEntry, glyph_count: int) -> Iterator[int]:
    """Yield the CIDs that an entry may have, several thousand, the preferred one first."""
    if entry.glyph.plain:
        yield entry.glyph.plain_gid
    # Open addressing, as in a hash table. A counter would give the same word different codes in each file.
    room = min(_EXTRA, _LIMIT - glyph_count)
    start = _stable_hash(entry)
    for offset in range(room):
        yield glyph_count + (start + offset) % room


def _stable_hash(entry: CidEntry) -> int:
    """Compute a hash that is the same in every process, unlike Python's own hash of a string."""
    return zlib.crc32(repr((entry.glyph.parts, entry.glyph.advance, entry.text)).encode())
