"""The font files of the package, and which of them is tried first for a script: two tables.

Scripts are ISO 15924 codes. Unicode has one script for all Han characters and one for Arabic
(UAX #24); how they are drawn depends on the language, as these codes say: ``Hans``, ``Hant``, ``Jpan``,
``Kore``, ``Aran``. The origin of the files is recorded in ``fonts.yaml`` next to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font, by the name of its file without ``.ttf``, and the scripts that it is chosen for.

    ``scale`` draws a face larger than the type size, so that its letters look as large as those
    of Noto Sans (the 12 pt of clear print assume that x-height; CSS ``font-size-adjust``). A font of a
    workspace has the ``path`` of its file and of its ``bold`` file if there is one, whether it
    ``has_weights`` (an axis ``wght``), and the CRC of its bytes.
    """

    name: str
    scripts: tuple[str, ...]
    scale: float = 1.0
    path: Path | None = None
    bold: Path | None = None
    has_weights: bool = True
    checksum: int = 0


# In the order of fallback, for a character that the faces of its own script do not have. ``scale`` is set
# where a face looks smaller than Noto Sans at the same type size.
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
    FontFile("NotoSansThaana", ("Thaa",), scale=1.24),
    FontFile("NotoSansSyriac", ("Syrc",), scale=1.18),
    FontFile("NotoSansNKo", ("Nkoo",)),
    FontFile("NotoSansAdlam", ("Adlm",)),
    FontFile("NotoSansHanifiRohingya", ("Rohg",)),
    FontFile("NotoSansOriya", ("Orya",)),
    FontFile("NotoSansOlChiki", ("Olck",)),
    FontFile("NotoSansMeeteiMayek", ("Mtei",)),
    FontFile("NotoSansChakma", ("Cakm",)),
    FontFile("NotoSansLimbu", ("Limb",)),
    FontFile("NotoSansLepcha", ("Lepc",)),
    FontFile("NotoSerifTibetan", ("Tibt",)),
    FontFile("NotoSansMongolian", ("Mong",), scale=1.16),
    FontFile("NotoSansYi", ("Yiii",)),
    FontFile("NotoSansLisu", ("Lisu",)),
    FontFile("NotoSansTaiViet", ("Tavt",)),
    FontFile("NotoSerifNPHmong", ("Hmnp",)),
    FontFile("NotoSansKayahLi", ("Kali",)),
    FontFile("NotoSansCham", ("Cham",)),
    FontFile("NotoSansJavanese", ("Java",)),
    FontFile("NotoSansBalinese", ("Bali",)),
    FontFile("NotoSansSundanese", ("Sund",)),
    FontFile("NotoSansTifinagh", ("Tfng",)),
    FontFile("NotoSansVai", ("Vaii",)),
    FontFile("NotoSansBamum", ("Bamu",)),
    FontFile("NotoSansCanadianAboriginal", ("Cans",)),
    FontFile("NotoSansCherokee", ("Cher",)),
    FontFile("NotoSansOsage", ("Osge",)),
    FontFile("NotoSansSymbols", ("Zsym", "Zmth")),
)

# Unicode script -> the codes of its styles; the first is the default for languages in other scripts.
STYLES = {
    "Arab": ("Arab", "Aran"),
    "Hani": ("Hans", "Hant", "Jpan", "Kore"),
    "Bopo": ("Hans", "Hant"),
    "Hira": ("Jpan",),
    "Kana": ("Jpan",),
    "Hang": ("Kore",),
}

# The face of Latin letters and European digits, and of signs that a script's own face does not have.
_COMMON = "NotoSans"
_SYMBOLS = "NotoSansSymbols"


def preference(file: FontFile, script: str, style: str, preferred: str = "") -> int:
    """Rank a font file for text of a Unicode script: the lowest is tried first.

    ``style`` is the script code of the text's language, ``preferred`` its font in ``data/languages.yaml``.
    """
    styles = STYLES.get(script, (script,))
    # The ranks: the language's preferred font, that of the style (Han as in Japan), the common two, other
    # styles of the script, the other faces of the language, all others.
    if file.name == preferred and style in (script, *styles):
        return -1
    wanted = style if style in styles else styles[0]
    if wanted in file.scripts:
        return 0
    if file.name == _COMMON:
        return 1
    if file.name == _SYMBOLS:
        return 2
    if script in file.scripts or any(each in file.scripts for each in styles):
        return 3
    return 4 if style in file.scripts else 5


def has_font(files: Iterable[FontFile], script: str) -> bool:
    """Tell whether any of the fonts is for a script, in any style.

    ``script`` may be Unicode's (``Hani``) or that of a style (``Jpan``), and so may the fonts'.
    """
    codes = {script, *(code for code, styles in STYLES.items() if script in styles)}
    codes |= set(STYLES.get(script, ()))
    return any(codes.intersection(file.scripts) for file in files)


def file_of(script: str) -> FontFile:
    """Find the font that is chosen for a script; that of Latin letters if none is."""
    return next((file for file in FONT_FILES if script in file.scripts), FONT_FILES[0])


def family_names(file: str) -> tuple[str, ...]:
    """List the names under which a font may be installed: ``NotoSansSC`` is also ``Noto Sans CJK SC``."""
    # "NotoSansSC" to "Noto Sans SC".
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])", " ", file)
    cjk = re.fullmatch(r"Noto Sans (SC|TC|JP|KR)", name)
    return (name, f"Noto Sans CJK {cjk[1]}") if cjk else (name,)
