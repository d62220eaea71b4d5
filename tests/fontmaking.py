"""Fonts for tests, made of those of the package: static, in another script, with another licence, broken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

from leaflets.fonts.faces import PACKAGE_FONTS

COPTIC = [*range(0x2C80, 0x2CE4)]
POINTS = [0x2CF9, 0x2CFE]


def coptic(*, weight: int | None = 400, licence: int = 0, letters: str = "", blanks: str = "") -> bytes:
    """Make a font for Coptic letters and points of the shapes of Georgian ones; static at ``weight``.

    It draws ``letters`` as well, and nothing for ``blanks``.
    """
    font = TTFont(PACKAGE_FONTS / "NotoSansGeorgian.ttf")
    if weight is not None:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
        instantiateVariableFont(font, axes, inplace=True)
    known = font.getBestCmap()
    shapes = [known[code] for code in range(0x10D0, 0x10F1)]
    kept = {code: known[code] for code in (0x20, 0xA0) if code in known}
    for table in font["cmap"].tables:
        table.cmap = {code: shapes[at % len(shapes)] for at, code in enumerate((*COPTIC, *POINTS))}
        table.cmap |= kept | dict.fromkeys(map(ord, letters), shapes[0])
        table.cmap |= dict.fromkeys(map(ord, blanks), known[0x20])
    font["OS/2"].fsType = licence
    return saved(font)


def boxes(drawn: dict[int, tuple[int, int]]) -> bytes:
    """Make a font of boxes, each from a height to a height in thousandths of an em."""
    builder = FontBuilder(1000)
    names = {code: f"uni{code:04X}" for code in drawn}
    glyphs = {".notdef": _box(0, 700)} | {names[code]: _box(*heights) for code, heights in drawn.items()}
    builder.setupGlyphOrder([*glyphs])
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupPost()
    return saved(builder.font)


def _box(bottom: int, top: int) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((50, bottom))
    for place in ((50, top), (550, top), (550, bottom)):
        pen.lineTo(place)
    pen.closePath()
    return pen.glyph()


def saved(font: TTFont) -> bytes:
    """Serialise a font, as a file would hold it."""
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def put(root: Path, name: str, data: bytes) -> Path:
    """Put a font into the folder of a workspace."""
    folder = root / "fonts"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name
