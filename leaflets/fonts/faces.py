"""The faces that the pages are set in: which file draws which character, at which weight.

In: the font files of the package (OpenType, variable along ``wght``) and a language. Out: the order in which
faces are tried for a script, and instances that HarfBuzz can shape with and the PDF can embed. Files are read
only when a text needs them: a page in Thai never opens the Chinese font.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from unicodedata2 import normalize

from leaflets.characters import is_drawable, is_ignorable
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.fonts.table import FONT_FILES, FontFile, preference
from leaflets.languages import Language
from leaflets.leading import INK_BY_SCRIPT, LEAST_BOLD, GlyphReaches, Reach, measure_reach

PACKAGE_FONTS = Path(__file__).parents[1] / "assets" / "fonts"

# Weight names as suffixes of PostScript names (OpenType 1.9, OS/2 usWeightClass).
WEIGHT_NAMES = {
    100: "Thin",
    200: "ExtraLight",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
    800: "ExtraBold",
    900: "Black",
}

# Characters that HarfBuzz draws with another glyph if a face has none: spaces of other widths, and the
# non-breaking hyphen. No face is skipped because one is missing.
_STAND_INS = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
_STAND_INS |= {"\u202f": " ", "\u205f": " ", "\u3000": " ", "\u2011": "\u2010"}

# Removed to make a PostScript name; a file may have any name.
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9._+-]")


class Face:
    """One font file, read on first use.

    ``name`` is the file's name without its extension; lengths are in units of the em (``upem``). It is drawn
    ``scale`` times as large as the type size (see :class:`~leaflets.fonts.table.FontFile`). ``bold`` is the
    face of its heavy weights where that is a file of its own.
    """

    def __init__(self, name: str, path: Path, scale: float = 1.0, bold: Path | None = None) -> None:
        self.name = name
        self.path = path
        self.scale = scale
        self.bold = Face(name, bold, scale) if bold else None
        # Characters known to be covered, so that most texts cost one set difference.
        self._covered: set[str] = set()

    def __repr__(self) -> str:
        return f"Face({self.name!r})"

    @cached_property
    def hb(self) -> Any:
        """The file, opened as a :class:`uharfbuzz.Face`.

        Raises:
            LeafletsError: the file is missing or broken.
        """
        hint = "install the package again, or put the font file back"
        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.path)))
        except hb.HarfBuzzError as error:
            message = f"the font {self.path.name} cannot be read"
            raise LeafletsError(Diagnostic(message, Position(str(self.path)), hint, code="font")) from error
        # HarfBuzz opens any data, and treats what is not a font as an empty one.
        if not face.glyph_count or not len(face.unicodes):
            message = f"the font {self.path.name} is broken: it draws no characters"
            raise LeafletsError(Diagnostic(message, Position(str(self.path)), hint, code="font"))
        return face

    @cached_property
    def upem(self) -> int:
        """The number of font units in an em."""
        return int(self.hb.upem)

    @cached_property
    def coverage(self) -> Any:
        """The code points that the font's ``cmap`` maps, as a :class:`uharfbuzz.Set`."""
        return self.hb.unicodes

    def covers(self, text: str) -> bool:
        """Tell whether the face draws every character of a text, without normalization."""
        unknown = set(text) - self._covered
        if not unknown:
            return True
        covered = {char for char in unknown if self._draws(char)}
        self._covered |= covered
        return len(covered) == len(unknown)

    def covers_cluster(self, cluster: str) -> bool:
        """Tell whether the face draws a cluster or a canonically equivalent one (UAX #15).

        HarfBuzz composes and decomposes as the font needs.
        """
        return (
            self.covers(cluster)
            or self.covers(normalize("NFC", cluster))
            or self.covers(normalize("NFD", cluster))
        )

    def _draws(self, char: str) -> bool:
        if not is_drawable(char):
            return False
        if ord(char) in self.coverage or is_ignorable(char):
            return True
        stand_in = _STAND_INS.get(char)
        return stand_in is not None and ord(stand_in) in self.coverage


@dataclass(frozen=True, eq=False)
class Instance:
    """A face at a weight: what words are shaped with.

    There is one object for each pair (:meth:`FontLibrary.instance`), so that it is compared by identity and
    is a cheap cache key.
    """

    face: Face
    weight: int

    @cached_property
    def font(self) -> Any:
        """The :class:`uharfbuzz.Font` at the weight; its lengths are in font units."""
        font = hb.Font(self.face.hb)
        font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def glyph_reaches(self) -> GlyphReaches:
        """How far the ink of each glyph reaches, by glyph id."""
        return GlyphReaches(self.font, self.face.upem)

    @cached_property
    def name(self) -> str:
        """The PostScript name in the PDF, such as ``NotoSansThai-Bold``."""
        plain = _NOT_IN_NAMES.sub("", self.face.name) or "Font"
        return f"{plain}-{WEIGHT_NAMES.get(self.weight, f'W{self.weight}')}"

    @cached_property
    def ascent(self) -> float:
        """The ascender that the face declares (``hhea`` or ``OS/2``), in em."""
        return float(self.font.get_font_extents("ltr").ascender) / self.face.upem

    @cached_property
    def descent(self) -> float:
        """The descender that the face declares, in em, as a positive number."""
        return -float(self.font.get_font_extents("ltr").descender) / self.face.upem

    def __repr__(self) -> str:
        return f"Instance({self.name})"


class FontStack:
    """The faces of one language, in the order in which they are tried for each script.

    ``preferred`` is the name of the font that ``data/languages.yaml`` sets for the language, if any.
    """

    def __init__(self, script: str, files: Sequence[tuple[FontFile, Face]], preferred: str = "") -> None:
        self.script = script
        self._files = files
        self._preferred = preferred
        self._orders: dict[str, tuple[Face, ...]] = {}

    def faces(self, script: str) -> tuple[Face, ...]:
        """Sort the faces for text of a script (UAX #24, or the language's own code), best first.

        All are included: any face may be the only one that has a character.
        """
        if script not in self._orders:
            ranks = [
                (preference(file, script, self.script, self._preferred), face) for file, face in self._files
            ]
            self._orders[script] = tuple(face for _, face in sorted(ranks, key=itemgetter(0)))
        return self._orders[script]

    def face_for(self, cluster: str, script: str) -> Face | None:
        """Find the first face that covers a whole cluster of a script."""
        return next((face for face in self.faces(script) if face.covers_cluster(cluster)), None)


class FontLibrary:
    """The faces of a folder, each loaded at most once, and their instances."""

    def __init__(self, folder: Path = PACKAGE_FONTS, files: Sequence[FontFile] = FONT_FILES) -> None:
        self._files = tuple(
            (file, Face(file.name, file.path or folder / f"{file.name}.ttf", file.scale, file.bold))
            for file in files
        )
        self._stacks: dict[tuple[str, str], FontStack] = {}
        self._instances: dict[tuple[Face, int], Instance] = {}
        self._reaches: dict[tuple[str, str, int], Reach] = {}

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces, loaded or not, in the order of the table."""
        return tuple(face for _, face in self._files)

    def stack(self, language: Language) -> FontStack:
        """Find the stack of faces for a language, by its script and its preferred font."""
        key = (language.script, language.font)
        if key not in self._stacks:
            self._stacks[key] = FontStack(language.script, self._files, language.font)
        return self._stacks[key]

    def instance(self, face: Face, weight: int) -> Instance:
        """Find a face at a weight (100 to 900, as in CSS), always the same object.

        Bold weights use the bold file of the face, if it has one.
        """
        face = face.bold if face.bold and weight >= LEAST_BOLD else face
        key = (face, weight)
        if key not in self._instances:
            self._instances[key] = Instance(face, weight)
        return self._instances[key]

    def reach(self, language: Language, weight: int) -> Reach:
        """Find how far words of a language reach in the face of its own script, in units of the type size."""
        key = (language.script, language.font, weight)
        if key not in self._reaches:
            self._reaches[key] = self._reach(language, weight)
        return self._reaches[key]

    def _reach(self, language: Language, weight: int) -> Reach:
        """Look up the reach of the package's faces; measure a workspace's."""
        face, ink = self.stack(language).faces(language.script)[0], INK_BY_SCRIPT.get(language.script)
        if ink and ink.face == face.name and face.path.parent == PACKAGE_FONTS:
            return ink.at(weight)
        instance = self.instance(face, weight)
        # A face without letters of the script cannot be measured: its lines are spaced as for Latin.
        found = measure_reach(instance.font, instance.glyph_reaches, language.script)
        return found.scaled(face.scale) if found.above else INK_BY_SCRIPT["Latn"].at(weight)
