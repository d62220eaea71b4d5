"""Cut a variable font down to what a leaflet needs; graft glyphs of a second one into it.

In: fontTools fonts as their makers published them; out: the same fonts, changed in place: one
``wght`` axis of 400 to 700 with 400 as its default, TrueType outlines, horizontal setting only.
Tables and features are OpenType 1.9.1 (ISO/IEC 14496-22).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.hvar import add_HVAR
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = (400, 400, 700)

# Leaflets run horizontally: the tables of vertical setting are a tenth of a CJK font.
VERTICAL = ("vhea", "vmtx", "VVAR", "VORG")

# Of a CJK font: composition and regional forms, jamo (Hangul syllables), spacing of punctuation.
CJK_FEATURES = ("ccmp", "locl", "liga", "mark", "mkmk", "kern", "palt", "halt", "ljmo", "vjmo", "tjmo")

# Name identifiers of the `name` table.
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT = range(7)
LICENCE, PREFIX = 13, 25
KEPT_NAMES = frozenset({*range(15), PREFIX})

# Web packages leave this record out, and OFL-1.1 condition 2 wants it in every copy.
LICENCE_TEXT = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    "This license is available with a FAQ at: https://openfontlicense.org"
)


def limit_axes(font: TTFont) -> TTFont:
    """Keep weights 400 to 700 with 400 as the default, and pin every other axis to its default.

    The default matters: NotoSansSC comes with Thin (100), which a reader that forgets the axis
    would print. A font without axes is returned as it is.
    """
    _drop(font, VERTICAL)
    if "fvar" not in font:
        return font
    limits: dict[str, object] = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    limits["wght"] = WEIGHTS
    return instantiateVariableFont(font, limits, inplace=True)


def repair_advances(font: TTFont, advances: dict[str, int]) -> None:
    """Set how much wider glyphs become from the lightest to the boldest weight, in font units.

    For glyphs whose published bold advance is a slip: it leaves a hole in the middle of a word. The
    second of the four phantom points (OpenType ``gvar``) moves by the difference of the advances.
    """
    for name, delta in advances.items():
        for variation in font["gvar"].variations[name]:
            variation.coordinates[-3] = (delta, 0)


def keep_characters(font: TTFont, codes: Iterable[int], features: Iterable[str]) -> None:
    """Drop all characters but ``codes`` and all OpenType features but those named (``*``: all)."""
    options = Options()
    options.layout_features = list(features)
    options.name_IDs = options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def graft(font: TTFont, donor: TTFont, codes: Iterable[int], tag: str) -> None:
    """Copy the donor's glyphs for ``codes`` that the font lacks.

    The grafted glyphs come without kerning and without substitutions, so this is for digits,
    punctuation and signs. Both fonts need the same units per em and, where the donor varies,
    limits set by `limit_axes`, so that ``wght`` is normalised alike. A donor without axes gives
    glyphs that stay the same in every weight. ``tag`` keeps the glyph names apart.
    """
    if font["head"].unitsPerEm != donor["head"].unitsPerEm:
        raise ValueError("fonts with different units per em cannot be joined")
    offered, present = donor.getBestCmap(), font.getBestCmap()
    wanted = sorted(code for code in codes if code in offered and code not in present)
    names = {name: f"{name}.{tag}" for name in _closure(donor, [offered[code] for code in wanted])}
    for old, new in names.items():
        _copy_glyph(font, donor, old, new, names)
    font.setGlyphOrder([*font.getGlyphOrder(), *names.values()])
    _map(font, {code: names[offered[code]] for code in wanted})


def finish_graft(font: TTFont) -> None:
    """Make the table of varying advances anew after grafting (OpenType HVAR)."""
    _drop(font, ("HVAR",))
    add_HVAR(font)


def rename(font: TTFont, family: str, stem: str) -> None:
    """Name the face after its family and its default weight; keep one language, English.

    An upstream default of 100 leaves "Thin" in the names, though the default is now Regular.
    """
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if (record.platformID, record.platEncID, record.langID) == (3, 1, 0x409)
        and (record.nameID in KEPT_NAMES or record.nameID > 255)
    ]
    version = str(table.getDebugName(VERSION)).removeprefix("Version ").split(";")[0]
    texts = {
        FAMILY: family,
        STYLE: "Regular",
        UNIQUE: f"{version};{stem}-Regular",
        FULL: family,
        POSTSCRIPT: f"{stem}-Regular",
        LICENCE: str(table.getDebugName(LICENCE) or LICENCE_TEXT),
        PREFIX: stem,
    }
    for identifier, text in texts.items():
        table.setName(text, identifier, 3, 1, 0x409)


def _drop(font: TTFont, tags: Iterable[str]) -> None:
    for tag in tags:
        if tag in font:
            del font[tag]


def _closure(donor: TTFont, names: list[str]) -> list[str]:
    """Collect the glyphs and every part that composites among them are made of, in a fixed order."""
    glyf, found, pending = donor["glyf"], dict.fromkeys(names), list(names)
    while pending:
        glyph = glyf[pending.pop()]
        parts = glyph.getComponentNames(glyf) if glyph.isComposite() else []
        fresh = [part for part in parts if part not in found]
        found.update(dict.fromkeys(fresh))
        pending.extend(fresh)
    return list(found)


def _copy_glyph(font: TTFont, donor: TTFont, old: str, new: str, names: dict[str, str]) -> None:
    glyph = copy.deepcopy(donor["glyf"][old])
    # The donor's instructions refer to its own control values, which stay behind.
    glyph.removeHinting()
    for part in glyph.components if glyph.isComposite() else ():
        part.glyphName = names[part.glyphName]
    font["glyf"].glyphs[new] = glyph
    font["hmtx"].metrics[new] = donor["hmtx"].metrics[old]
    variations = donor["gvar"].variations.get(old, []) if "gvar" in donor else []
    font["gvar"].variations[new] = copy.deepcopy(variations)


def _map(font: TTFont, added: dict[int, str]) -> None:
    """Enter the characters into every Unicode subtable that has room for them."""
    if any(code > 0xFFFF for code in added) and not any(t.format == 12 for t in font["cmap"].tables):
        _add_full_subtable(font)
    for subtable in font["cmap"].tables:
        if subtable.isUnicode() and subtable.format in {4, 12}:
            top = 0xFFFF if subtable.format == 4 else 0x10FFFF
            subtable.cmap.update({code: name for code, name in added.items() if code <= top})


def _add_full_subtable(font: TTFont) -> None:
    """Add a subtable for characters beyond the BMP (OpenType cmap format 12)."""
    full = type(font["cmap"].tables[0]).getSubtableClass(12)(12)
    full.platformID, full.platEncID, full.language = 3, 10, 0
    full.cmap = dict(font.getBestCmap())
    font["cmap"].tables.append(full)
    font["cmap"].tables.sort(key=lambda table: (table.platformID, table.platEncID))
