"""The font files of the package, and which of them is asked first for a script: two tables.

Scripts are ISO 15924 codes. Unicode has one script for all Han characters and one for Arabic
(UAX #24); how they are drawn depends on what a language is read in: ``Hans``, ``Hant``, ``Jpan``,
``Kore``, ``Aran``. Where the files come from stands beside them in ``fonts.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of the package, without ``.ttf``, and the scripts that it is chosen for.

    ``scale`` draws a face larger than the type size, so that its letters look as large as those
    of Noto Sans (12 pt of clear print is meant at that x-height; CSS ``font-size-adjust``).
    """

    name: str
    scripts: tuple[str, ...]
    scale: float = 1.0


# The order is that of last resort, for a character that its own script's faces lack.
FONT_FILES = (
    FontFile("NotoSans", ("Latn", "Grek", "Cyrl")),
    FontFile("NotoNaskhArabic", ("Arab",), scale=1.14),
    FontFile("NotoNastaliqUrdu", ("Aran",)),
    FontFile("NotoSansHebrew", ("Hebr",)),
    FontFile("NotoSansDevanagari", ("Deva",)),
    FontFile("NotoSansBengali", ("Beng",)),
    FontFile("NotoSansTamil", ("Taml",)),
    FontFile("NotoSansTelugu", ("Telu",)),
    FontFile("NotoSansGujarati", ("Gujr",)),
    FontFile("NotoSansGurmukhi", ("Guru",)),
    FontFile("NotoSansKannada", ("Knda",)),
    FontFile("NotoSansMalayalam", ("Mlym",)),
    FontFile("NotoSansSinhala", ("Sinh",)),
    FontFile("NotoSansGeorgian", ("Geor",)),
    FontFile("NotoSansArmenian", ("Armn",)),
    FontFile("NotoSansThai", ("Thai",)),
    FontFile("NotoSansLao", ("Laoo",)),
    FontFile("NotoSansKhmer", ("Khmr",)),
    FontFile("NotoSansMyanmar", ("Mymr",)),
    FontFile("NotoSansEthiopic", ("Ethi",)),
    FontFile("NotoSansSC", ("Hans", "Bopo")),
    FontFile("NotoSansTC", ("Hant", "Bopo")),
    FontFile("NotoSansJP", ("Jpan", "Hira", "Kana")),
    FontFile("NotoSansKR", ("Kore", "Hang")),
    FontFile("NotoSansSymbols", ("Zsym", "Zmth")),
)

# Script of Unicode -> the codes of its styles; the first is that of languages in other scripts.
STYLES = {
    "Arab": ("Arab", "Aran"),
    "Hani": ("Hans", "Hant", "Jpan", "Kore"),
    "Bopo": ("Hans", "Hant"),
    "Hira": ("Jpan",),
    "Kana": ("Jpan",),
    "Hang": ("Kore",),
}

# The face of Latin letters and European digits, and of signs that a script's own face lacks.
COMMON = "NotoSans"
SYMBOLS = "NotoSansSymbols"


def preference(file: FontFile, script: str, style: str) -> int:
    """Say how late a font file is asked for text of a Unicode script: 0 is first.

    ``style`` is the script code of the text's language.
    """
    styles = STYLES.get(script, (script,))
    wanted = style if style in styles else styles[0]
    if wanted in file.scripts:
        return 0
    if file.name in (COMMON, SYMBOLS):
        return 1 if file.name == COMMON else 2
    if script in file.scripts or any(each in file.scripts for each in styles):
        return 3
    return 4 if style in file.scripts else 5
