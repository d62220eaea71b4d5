"""The bundled faces are the ones in the table, cover their scripts, shape and subset."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
import unicodedata2 as unicodedata
import yaml
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "leaflets" / "assets" / "fonts"
CHARSETS = Path(__file__).parents[1] / "data" / "charsets"
TABLE = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))
ROWS = {Path(row["file"]).stem: row for row in TABLE["fonts"]}
LIMIT = 60_000_000
# Scripts without marks, in faces without a table of classes.
MARKLESS = {"NotoSansOlChiki", "NotoSansYi", "NotoSansLisu", "NotoSansVai"}

# Block of Unicode that each face covers: first and last code point.
BLOCKS = [
    ("NotoSans", 0x0020, 0x02FF),
    ("NotoSans", 0x0300, 0x036F),
    ("NotoSans", 0x0370, 0x03E1),  # the Coptic letters after it are in no face
    ("NotoSans", 0x03F0, 0x03FF),
    ("NotoSans", 0x0400, 0x052F),
    ("NotoSans", 0x1E00, 0x1EFF),
    ("NotoSans", 0x2010, 0x205E),
    ("NotoSans", 0x2070, 0x20CF),
    ("NotoSans", 0x2100, 0x214F),
    ("NotoSansArmenian", 0x0530, 0x058F),
    ("NotoSansHebrew", 0x0590, 0x05FF),
    ("NotoNaskhArabic", 0x0600, 0x06FF),
    ("NotoSansDevanagari", 0x0900, 0x097F),
    ("NotoSansBengali", 0x0980, 0x09FF),
    ("NotoSansGurmukhi", 0x0A00, 0x0A7F),
    ("NotoSansGujarati", 0x0A80, 0x0AFF),
    ("NotoSansTamil", 0x0B80, 0x0BFF),
    ("NotoSansTelugu", 0x0C00, 0x0C7F),
    ("NotoSansKannada", 0x0C80, 0x0CFF),
    ("NotoSansMalayalam", 0x0D00, 0x0D7F),
    ("NotoSansSinhala", 0x0D80, 0x0DFF),
    ("NotoSansThai", 0x0E00, 0x0E7F),
    ("NotoSansLao", 0x0E80, 0x0EFF),
    ("NotoSansMyanmar", 0x1000, 0x109F),
    ("NotoSansGeorgian", 0x10A0, 0x10FF),
    ("NotoSansEthiopic", 0x1200, 0x139F),
    ("NotoSansKhmer", 0x1780, 0x17FF),
    ("NotoSansSymbols", 0x2190, 0x22FF),
    ("NotoSansSymbols", 0x2460, 0x24FF),
    ("NotoSansSymbols", 0x25A0, 0x26FF),
    ("NotoSansSC", 0x4E00, 0x9FA5),
    ("NotoSansSC", 0x3105, 0x312C),
    ("NotoSansJP", 0x3041, 0x30FF),
    ("NotoSansJP", 0xFF01, 0xFF9F),
    ("NotoSansKR", 0xAC00, 0xD7A3),
]

# National standard, Python's codec for it, and the face that answers for it first.
STANDARDS = [
    ("GB 2312", "gb2312", "NotoSansSC"),
    ("GBK", "gbk", "NotoSansSC"),
    ("Big5", "big5", "NotoSansTC"),
    ("Big5-HKSCS", "big5hkscs", "NotoSansTC"),
    ("JIS X 0213", "euc_jis_2004", "NotoSansJP"),
    ("KS X 1001", "euc_kr", "NotoSansKR"),
]

# Face, script (ISO 15924), language (BCP 47), words.
SAMPLES = [
    ("NotoSans", "Latn", "en", "Operation L4–L5: 5–8 mm, Größe, Việt"),
    ("NotoSans", "Grek", "el", "Ελληνικά"),
    ("NotoSans", "Cyrl", "uk", "Їхній ґанок"),
    ("NotoNaskhArabic", "Arab", "ar", "العملية (للظهر): «ألم»؟ ٥٫٥ لا تتوقف، اِنتَظِر."),
    ("NotoNaskhArabic", "Arab", "fa", "عمل جراحی ۵ می‌گوییم پژوهش گچ"),
    ("NotoNastaliqUrdu", "Arab", "ur", "آپ کا آپریشن (کمر): “درد” کتنے گھنٹے؟ ۵ ٹانگوں"),
    ("NotoSansHebrew", "Hebr", "he", "הניתוח שלך (גב) שָׁלוֹם 5.5"),
    ("NotoSansDevanagari", "Deva", "hi", "आपकी शल्यक्रिया (रीढ़ की हड्डी) ५–८ क्ष"),
    ("NotoSansBengali", "Beng", "bn", "আপনার অস্ত্রোপচার (মেরুদণ্ড) ৫–৮"),
    ("NotoSansTamil", "Taml", "ta", "உங்கள் அறுவை சிகிச்சை (கொ)"),
    ("NotoSansTelugu", "Telu", "te", "మీ శస్త్రచికిత్స (వెన్నెముక) క్ష్మ"),
    ("NotoSansGujarati", "Gujr", "gu", "તમારી શસ્ત્રક્રિયા કરોડરજ્જુ ૫"),
    ("NotoSansGurmukhi", "Guru", "pa", "ਤੁਹਾਡਾ ਆਪਰੇਸ਼ਨ ਰੀੜ੍ਹ ਦੀ ਹੱਡੀ"),
    ("NotoSansKannada", "Knda", "kn", "ನಿಮ್ಮ ಶಸ್ತ್ರಚಿಕಿತ್ಸೆ"),
    ("NotoSansMalayalam", "Mlym", "ml", "നിങ്ങളുടെ ശസ്ത്രക്രിയ"),
    ("NotoSansSinhala", "Sinh", "si", "ඔබේ ශල්‍යකර්මය"),
    ("NotoSansGeorgian", "Geor", "ka", "თქვენი ოპერაცია"),
    ("NotoSansArmenian", "Armn", "hy", "Ձեր վիրահատությունը"),
    ("NotoSansThai", "Thai", "th", "การผ่าตัดกระดูกสันหลัง (ที่นี่) ๕–๘ น้ำ ปั๊ม"),
    ("NotoSansLao", "Laoo", "lo", "ການຜ່າຕັດກະດູກສັນຫຼັງ (ນ້ຳ) ໕"),
    ("NotoSansKhmer", "Khmr", "km", "ការវះកាត់ឆ្អឹងខ្នង (ស្ត្រី) ៥"),
    ("NotoSansMyanmar", "Mymr", "my", "ခွဲစိတ်မှု ကျောရိုး (မြန်မာ) ၅"),
    ("NotoSansEthiopic", "Ethi", "am", "የቀዶ ጥገና (አከርካሪ)። 5"),
    ("NotoSansSC", "Hani", "zh-Hans", "您的手术（脊柱）：5–8毫米，“疼痛”？𬒈䲠"),
    ("NotoSansTC", "Hani", "zh-Hant", "您的手術（脊柱）：5–8公釐，「疼痛」？"),
    ("NotoSansJP", "Kana", "ja", "あなたの手術（脊椎）：５ミリ、か゚ 𠮷野家"),
    ("NotoSansKR", "Hang", "ko", "귀하의 수술(척추): 5–8mm 뷁 隙寧 한"),
    ("NotoSansSymbols", "Zyyy", "en", "✓✗✔✘→←☎☐☑☒●○≤≥≈≠∼≒⇒①⚠◈⦅⦆"),
]
FULL_SAMPLES = pytest.mark.parametrize(("stem", "script", "lang", "text"), SAMPLES, ids=lambda v: str(v)[:18])


@cache
def _characters(stem: str) -> frozenset[int]:
    with TTFont(FONTS / f"{stem}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def _missing(stack: tuple[str, ...], codes: set[int]) -> str:
    return "".join(chr(code) for code in sorted(codes.difference(*(_characters(stem) for stem in stack))))


def _shape(font: Any, script: str, lang: str, text: str) -> Any:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if script in {"Arab", "Hebr"} else "ltr"
    buffer.script, buffer.language = script, lang
    hb.shape(font, buffer)
    return buffer


def _open(stem: str, weight: int) -> Any:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"{stem}.ttf"))))
    font.set_variations({"wght": weight})
    return font


def test_every_file_has_a_row_and_every_row_a_file() -> None:
    assert sorted(path.name for path in FONTS.glob("*.ttf")) == sorted(row["file"] for row in TABLE["fonts"])


def test_all_together_stay_within_sixty_megabytes() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) <= LIMIT


@pytest.mark.parametrize("stem", ROWS)
def test_file_is_the_one_in_the_table(stem: str) -> None:
    content = (FONTS / f"{stem}.ttf").read_bytes()
    row = ROWS[stem]
    assert (len(content), hashlib.sha256(content).hexdigest()) == (row["bytes"], row["sha256"])


@pytest.mark.parametrize("stem", ROWS)
def test_face_is_variable_truetype_with_regular_as_default(stem: str) -> None:
    row = ROWS[stem]
    with TTFont(FONTS / f"{stem}.ttf", lazy=True) as font:
        axes = {axis.axisTag: [axis.minValue, axis.defaultValue, axis.maxValue] for axis in font["fvar"].axes}
        tables, upem, weight = set(font.keys()), font["head"].unitsPerEm, font["OS/2"].usWeightClass
        counts = (len(font.getBestCmap()), font["maxp"].numGlyphs)
    assert axes == row["axes"] == {"wght": [400, 400, 700]}
    assert {"glyf", "gvar", "HVAR"} <= tables
    assert ("GDEF" in tables) != (stem in MARKLESS)
    assert (upem, weight) == (1000, 400)
    assert counts == (row["characters"], row["glyphs"])


@pytest.mark.parametrize("stem", ROWS)
def test_names_copyright_and_licence(stem: str) -> None:
    row = ROWS[stem]
    with TTFont(FONTS / f"{stem}.ttf", lazy=True) as font:
        names = font["name"]
        notice, family, postscript, licence = (names.getDebugName(number) for number in (0, 1, 6, 13))
    assert (family, postscript) == (row["family"], f"{stem}-Regular")
    assert notice == row["copyright"][0]
    assert "SIL Open Font License, Version 1.1" in licence
    # The makers of the CJK faces reserve this name (OFL-1.1, condition 3).
    assert "Source" not in family
    assert row["licence"] == "OFL-1.1"


def test_licence_file_has_the_text_and_every_copyright_line() -> None:
    text = (FONTS / "licences" / "OFL-1.1.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
    lines = {f"{row['file']}: {notice}" for row in TABLE["fonts"] for notice in row["copyright"]}
    assert lines <= set(text.splitlines())


@pytest.mark.parametrize("stem", ROWS)
def test_every_source_is_a_package_of_the_table(stem: str) -> None:
    packages = {package["name"]: package for package in TABLE["packages"]}
    sources, row = ROWS[stem]["sources"], ROWS[stem]
    assert len(sources) == len(row["upstream"]) >= 1
    for source in sources:
        package = packages[source["package"]]
        assert package["registry"] in {"pypi", "npm"}
        assert len(package["sha256"]) == 64


@pytest.mark.parametrize(
    ("stem", "first", "last"), BLOCKS, ids=lambda v: v if isinstance(v, str) else f"{v:X}"
)
def test_block_is_covered(stem: str, first: int, last: int) -> None:
    """Unicode 3.2 stays what it was, so that newer tables do not ask for newer characters."""
    old = unicodedata.ucd_3_2_0
    codes = {code for code in range(first, last + 1) if old.category(chr(code)) not in {"Cn", "Cc", "Cf"}}
    assert _missing((stem, "NotoSans"), codes) == ""


def test_letters_of_living_languages_that_came_after_unicode_3_2() -> None:
    later = {
        "NotoSans": "ꞌ₹₺₽₾ẞșțӏґ",
        "NotoNaskhArabic": "ݐݑڄۊێەݢ",
        "NotoSansDevanagari": "ॻॼॾॿॐ",
        "NotoSansBengali": "ৎ",
        "NotoSansTamil": "ௐ௹",
        "NotoSansMalayalam": "ൺൻർൽൾൿ",
        "NotoSansMyanmar": "ၵၶႁႃႇႈ႐ဢ",
        "NotoSansGeorgian": "ᲐᲰჽ",
        "NotoSansKhmer": "៝៰",
    }
    assert {stem: _missing((stem,), {ord(c) for c in text}) for stem, text in later.items()} == dict.fromkeys(
        later, ""
    )


def test_urdu_alphabet_is_in_nastaliq() -> None:
    alphabet = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤأۂۃ۰۱۲۳۴۵۶۷۸۹،؛؟۔٪٫٬ًٌٍَُِّْٰٖٓٔ"
    assert _missing(("NotoNastaliqUrdu",), {ord(character) for character in alphabet}) == ""


@cache
def _repertoire(codec: str) -> frozenset[str]:
    """Decode every one-, two- and three-byte code; keep characters and combining sequences."""
    codes = [bytes([a]) for a in range(0x20, 0x7F)]
    codes += [bytes([a, b]) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
    if codec.startswith("euc_jis"):
        codes += [bytes([0x8F, a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    decoded = {code.decode(codec, "ignore") for code in codes}
    return frozenset(text for text in decoded if text and unicodedata.category(text[0]) != "Cc")


@pytest.mark.parametrize(("name", "codec", "stem"), STANDARDS, ids=lambda value: value)
def test_national_standard_is_covered(name: str, codec: str, stem: str) -> None:
    codes = {ord(character) for text in _repertoire(codec) for character in text}
    assert len(codes) > 7000, name
    assert _missing((stem, "NotoSans", "NotoSansSymbols"), codes) == ""


def test_table_of_general_standard_chinese_characters_is_covered() -> None:
    text = (CHARSETS / "tgh-2013.txt").read_text(encoding="utf-8").replace("\n", "")
    assert (len(text), text[0], text[3500], text[6500]) == (8105, "一", "乂", "亍")
    assert len(set(text)) == 8105
    assert _missing(("NotoSansSC",), {ord(character) for character in text}) == ""


@FULL_SAMPLES
@pytest.mark.parametrize("weight", [400, 700])
def test_sample_shapes_without_a_missing_glyph(
    stem: str, script: str, lang: str, text: str, weight: int
) -> None:
    buffer = _shape(_open(stem, weight), script, lang, text)
    assert [text[info.cluster] for info in buffer.glyph_infos if info.codepoint == 0] == []


@FULL_SAMPLES
def test_bold_is_drawn_differently(stem: str, script: str, lang: str, text: str) -> None:
    regular, bold = _open(stem, 400), _open(stem, 700)
    glyphs = {info.codepoint for info in _shape(regular, script, lang, text).glyph_infos}
    assert any(regular.get_glyph_extents(glyph) != bold.get_glyph_extents(glyph) for glyph in glyphs)


def _subset(stem: str, weight: int, glyphs: set[int]) -> Any:
    """Pin the weight and keep the glyphs under their own numbers, as the PDF writer does."""
    face = hb.Face(hb.Blob.from_file_path(str(FONTS / f"{stem}.ttf")))
    wanted = hb.SubsetInput()
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    for glyph in glyphs:
        wanted.glyph_set.add(glyph)
    return hb.Font(hb.SubsetPlan(face, wanted).execute())


@FULL_SAMPLES
@pytest.mark.parametrize("weight", [400, 700])
def test_subset_draws_what_was_shaped(stem: str, script: str, lang: str, text: str, weight: int) -> None:
    font = _open(stem, weight)
    glyphs = {info.codepoint for info in _shape(font, script, lang, text).glyph_infos}
    subset = _subset(stem, weight, glyphs)
    for glyph in glyphs:
        assert subset.get_glyph_h_advance(glyph) == pytest.approx(font.get_glyph_h_advance(glyph), abs=1)
        assert tuple(subset.get_glyph_extents(glyph)) == pytest.approx(
            tuple(font.get_glyph_extents(glyph)), abs=2
        )
