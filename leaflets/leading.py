"""The leading of each script, from the ink of real words.

In: ``assets/fonts/ink.json``, made by ``tools/fonts/ink.py``, which shapes the Universal Declaration in every
language of a script and our own catalogs. Out: how far ink reaches from the baseline, and the leading that
follows. A face that is not in the table (a workspace's own) is measured with the table's tall words.
Lengths are in units of the type size.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

LEAST_LEADING = 1.3  # minimum leading of running text (RNIB clear print)
CLEARANCE = 0.03  # between the ink of a line and the edge of its strip
# Latin at 1.3 leaves this much between the ink of common words; other scripts get the same.
_AIR = 0.3
LEAST_BOLD = 600  # the least weight that counts as bold (CSS Fonts 4, 2.2.1)
# How many letters stand in for words: ideographs number thousands, all of one size.
_MOST_LETTERS = 400
# The share of a script's letters that must fit; a line with one of the few taller ones grows.
_USUAL = 0.95

# Leading judged by eye on printed pages, where it needs to be more than the ink requires.
_JUDGED = {
    "Arab": 1.6,
    "Aran": 2.2,
    "Beng": 1.5,
    "Deva": 1.5,
    "Ethi": 1.5,
    "Hans": 1.55,
    "Hant": 1.55,
    "Hebr": 1.4,
    "Jpan": 1.55,
    "Khmr": 1.8,
    "Kore": 1.5,
    "Laoo": 1.65,
    "Mymr": 1.85,
    "Taml": 1.5,
    "Telu": 1.65,
    "Thai": 1.6,
}


class Reach(NamedTuple):
    """How far ink reaches above and below the baseline, both as positive numbers.

    ``apart`` is the distance between baselines at which the lines of a text just touch: less than the sum,
    because the deepest word is seldom right above the tallest.
    """

    above: float
    below: float
    apart: float

    @property
    def need(self) -> float:
        """The distance between baselines at which lines keep clear of each other."""
        return self.apart + 2 * CLEARANCE

    def scaled(self, by: float) -> Reach:
        """Multiply the reach, for a face that is drawn larger or smaller."""
        return Reach(*(each * by for each in self))


class GlyphReaches(dict[int, tuple[float, float]]):
    """How far the ink of each glyph of a font reaches above and below the baseline, measured on first use.

    Both are in thousandths of an em and positive away from the baseline; a glyph without ink has 0 and 0.
    """

    def __init__(self, font: Any, upem: int) -> None:
        super().__init__()
        self._font, self._scale = font, 1000 / upem

    def __missing__(self, gid: int) -> tuple[float, float]:
        found = self._font.get_glyph_extents(gid)
        # HarfBuzz counts heights downwards, as negative numbers.
        top, tall = (found.y_bearing, found.height) if found and found.height else (0, 0)
        self[gid] = top * self._scale, -(top + tall) * self._scale
        return self[gid]


class ScriptInk(NamedTuple):
    """The ink of a script in the face that we ship for it.

    ``common`` is how far nine words of ten reach in the regular weight, ``regular`` and ``bold`` how far as
    many do as a line has room for. ``words`` are some of the tallest and deepest of these, which are used to
    measure another face.
    """

    face: str
    common: Reach
    regular: Reach
    bold: Reach
    words: tuple[str, ...]

    def at(self, weight: int) -> Reach:
        """Choose the reach of a weight (100 to 900, as in CSS): regular or bold."""
        return self.bold if weight >= LEAST_BOLD else self.regular


def _table() -> dict[str, ScriptInk]:
    content = (Path(__file__).parent / "assets" / "fonts" / "ink.json").read_text(encoding="utf-8")
    return {
        script: ScriptInk(
            row["face"],
            Reach(*row["common"]),
            Reach(*row["regular"]),
            Reach(*row["bold"]),
            tuple(row["words"]),
        )
        for script, row in json.loads(content)["scripts"].items()
    }


def choose_leading(script: str, common: Reach, need: float) -> float:
    """Choose the leading of a script: an even look, in steps of 0.05, but never less than the ink needs.

    ``common`` is the reach of its common words; ``need`` the distance at which nearly all keep clear.
    """
    wanted = _JUDGED.get(script) or round((common.above + common.below + _AIR) * 20) / 20
    return max(LEAST_LEADING, wanted, round(need, 2))


INK_BY_SCRIPT: Mapping[str, ScriptInk] = MappingProxyType(_table())
LEADING: Mapping[str, float] = MappingProxyType(
    _JUDGED
    | {script: choose_leading(script, ink.common, ink.regular.need) for script, ink in INK_BY_SCRIPT.items()}
)


def leading_of(script: str) -> float:
    """Look up the leading of a script; one that is not in the table has that of Latin."""
    return LEADING.get(script, LEAST_LEADING)


def measure_reach(font: Any, reaches: GlyphReaches, script: str) -> Reach:
    """Measure how far words of a script reach in a font, using the table's tall words.

    For a script without words its letters are measured, one of them also with every mark of the script. The
    few that reach farthest are left out (such as Mongolian letters for Sanskrit): a line with one grows.
    """
    known = INK_BY_SCRIPT[script].words if script in INK_BY_SCRIPT else ()
    found = [_reach_of_text(font, reaches, word) for word in known or _letters(font.face.unicodes, script)]
    share = 1.0 if known else _USUAL
    above, below = (_within(side, share) for side in zip(*found, strict=True)) if found else (0.0, 0.0)
    return Reach(above / 1000, below / 1000, _apart_ratio(script) * (above + below) / 1000)


def _within(reaches: Iterable[float], share: float) -> float:
    """Find the reach that a share of some letters or words stay within."""
    found = sorted(reaches)
    return found[math.ceil(share * len(found)) - 1]


def _apart_ratio(script: str) -> float:
    """Find the ratio of ``apart`` to the sum of what words of a script reach (1 if unknown)."""
    ink = INK_BY_SCRIPT.get(script)
    return ink.regular.apart / (ink.regular.above + ink.regular.below) if ink and ink.words else 1.0


def _letters(codes: Iterable[int], script: str) -> Sequence[str]:
    from fontTools.unicodedata import script as script_of
    from unicodedata2 import category

    own = [chr(code) for code in codes if script_of(chr(code)) == script]
    letters = [char for char in own if category(char)[0] == "L"][:_MOST_LETTERS]
    marks = [char for char in own if category(char)[0] == "M"]
    return (*letters, *(letter + mark for letter in letters[:1] for mark in marks))


def _reach_of_text(font: Any, reaches: GlyphReaches, text: str) -> tuple[float, float]:
    """Shape a text and measure its reach above and below the baseline, in thousandths of an em."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = "und"  # else HarfBuzz would use the machine's locale
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    scale, above, below = 1000 / font.face.upem, 0.0, 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        if info.codepoint:
            up, down = reaches[info.codepoint]
            above = max(above, up + place.y_offset * scale)
            below = max(below, down - place.y_offset * scale)
    return above, below
