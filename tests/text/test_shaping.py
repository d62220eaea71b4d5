"""Shaped words: what HarfBuzz gives for the whole run, divided into words that are remembered."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import uharfbuzz as hb

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.text.break_opportunities import OpportunityFinder
from leaflets.text.division import WordPiece, divide, fitting, trailing
from leaflets.text.faults import ShapingError
from leaflets.text.itemize import FaceRun, Itemized, Itemizer
from leaflets.text.pieces import Pieces
from leaflets.text.punctuation_trimming import find_half_wide
from leaflets.text.shaped import ShapedWord
from leaflets.text.shaping import ShapingCache
from leaflets.text.spans import Span

LIBRARY = FontLibrary()
ITEMIZER = Itemizer(LIBRARY)
BREAKER = OpportunityFinder()

SAMPLES = {
    "am": "የቀዶ ጥገና ሐኪሙ በጀርባዎ ላይ ትንሽ ቁርጥ ያደርጋል።",
    "ar": "يجري الجراح شقًا صغيرًا طوله 6–8 مم في ظهرك (L4–L5). أَلَمٌ شَدِيدٌ؟ لا، إن شاء الله.",
    "bn": "সার্জন আপনার পিঠে একটি ছোট কাটা দেন। ক্ষত্রিয়",
    "de": "Die Chirurgin macht „einen“ kleinen Schnitt: Wirbelkörperaufrichtung, Tag für Tag.",
    "el": "Ο χειρουργός κάνει μια μικρή τομή. ΑΥΤ",
    "en": "AVATAR: To. “We” V.A. r.T fi ffi W/V T-V L4–L5, well-known, x\u0302 and y\u0332\u0301.",
    "fa": "جراح یک برش کوچک در پشت شما ایجاد می‌کند، می‌روید.",
    "gu": "સર્જન તમારી પીઠમાં નાનો ચીરો મૂકે છે. ક્ષ જ્ઞ",
    "he": "הרופא יבצע חתך קטן של 6–8 מ״מ בגב (L4). שָׁלוֹם עֲלֵיכֶם",
    "hi": "सर्जन आपकी पीठ में 6–8 मिमी का छोटा चीरा लगाते हैं। क्षत्रिय र्क्षि द्ध श्री हिन्दी",
    "hy": "Վիրաբույժը ձեր մեջքին փոքր կտրվածք է անում։",
    "ja": "外科医は背中に6～8ミリの小さな切開をします。「L4–L5」、がん",
    "ka": "ქირურგი თქვენს ზურგზე აკეთებს",
    "km": "គ្រូពេទ្យវះកាត់ធ្វើការកាត់តូចមួយនៅខ្នងរបស់អ្នក។",
    "kn": "ಶಸ್ತ್ರಚಿಕಿತ್ಸಕರು ನಿಮ್ಮ ಬೆನ್ನಿನಲ್ಲಿ",
    "ko": "외과의사는 등에 6–8mm의 작은 절개를 합니다. (당일) 귀가",
    "lo": "ແພດຜ່າຕັດຈະຜ່າແຜນ້ອຍຢູ່ຫຼັງຂອງທ່ານ ນ້ຳ ຜູ້",
    "ml": "ശസ്ത്രക്രിയാ വിദഗ്ധൻ നിങ്ങളുടെ മുതുകിൽ",
    "my": "ခွဲစိတ်ဆရာဝန်သည် သင့်ကျောတွင် သေးငယ်သော",
    "pa": "ਸਰਜਨ ਤੁਹਾਡੀ ਪਿੱਠ ਵਿੱਚ ਛੋਟਾ ਚੀਰਾ ਲਾਉਂਦਾ ਹੈ।",
    "ru": "Хирург делает небольшой разрез. Та. ГА",
    "si": "ශල්‍ය වෛද්‍යවරයා ඔබේ පිටේ",
    "ta": "அறுவை சிகிச்சை நிபுணர் உங்கள் முதுகில் க்ஷ ஸ்ரீ",
    "te": "శస్త్రవైద్యుడు మీ వీపులో చిన్న కోత పెడతారు",
    "th": "ศัลยแพทย์จะผ่าตัดแผลเล็ก ๆ ขนาด 6–8 มม. ที่หลัง น้ำ ผู้ป่วย ที่ปั๊ม",
    "ur": "سرجن آپ کی کمر میں 6–8 ملی میٹر کا ایک چھوٹا سا چیرا لگاتا ہے۔ ٹانگ میں درد، بے پہ",
    "vi": "Bác sĩ phẫu thuật rạch một đường nhỏ ở lưng; Ệ ơ̂ e\u0323\u0302",
    "zh-Hans": "外科医生切开一个6–8毫米的小切口（L4–L5），“无需”住院。don’t",
    "zh-Hant": "外科醫生在您的背部切開一個小切口。",
}


def prepare(tag: str, *spans: Span | str) -> tuple[Itemized, Pieces]:
    made = [Span(span, 12) if isinstance(span, str) else span for span in spans]
    items = ITEMIZER.itemize(made, language(tag))
    assert not items.undrawable
    return items, Pieces(items, made, ShapingCache(), BREAKER.find(items.source, tag))


def shape_directly(
    run: FaceRun, text: str, half_wide: Iterable[int]
) -> list[tuple[int, float, float, float]]:
    buffer = hb.Buffer()
    buffer.add_str(text, run.start, run.end - run.start)
    buffer.script, buffer.language = run.script, run.lang
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    ranges = [(at, at + 1, True) for at in half_wide]
    hb.shape(run.instance.font, buffer, {"halt": ranges} if ranges else {})
    return [
        (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def logical_text(word: ShapedWord) -> str:
    return "".join(glyph.text for glyph in (word.glyphs[::-1] if word.rtl else word.glyphs))


@pytest.mark.parametrize("tag", SAMPLES)
def test_words_together_are_the_run_as_harfbuzz_shapes_it(tag: str) -> None:
    items, pieces = prepare(tag, SAMPLES[tag])
    half_wide = find_half_wide(items.text, pieces._blank_side)
    for number, run in enumerate(items.runs):
        words = [word for word, of in zip(pieces.words, pieces.runs, strict=True) if of == number]
        visual = words[::-1] if run.level % 2 else words
        placed = [(g.gid, g.advance, g.dx, g.dy) for word in visual for g in word.glyphs]
        assert placed == shape_directly(run, items.text, half_wide)
        assert all(word.instance is run.instance for word in words)


@pytest.mark.parametrize("tag", SAMPLES)
def test_each_glyph_carries_the_text_of_its_cluster_or_none(tag: str) -> None:
    items, pieces = prepare(tag, SAMPLES[tag])
    assert "".join(word.text for word in pieces.words) == items.text
    for word in pieces.words:
        assert logical_text(word) == word.text
        assert word.advance == sum(glyph.advance for glyph in word.glyphs)
        assert all(glyph.gid for glyph in word.glyphs)


@pytest.mark.parametrize(
    ("tag", "text", "clusters"),
    [
        ("vi", "Ệe\u0323\u0302x", ["Ệ", "e\u0323\u0302", "x"]),
        ("en", "x\u0302y", ["x\u0302", "y"]),
        ("th", "น้ำที่", ["น้ำ", "ที่"]),
        ("hi", "क्षिर्क", ["क्षि", "र्क"]),
        ("he", "שָׁל", ["שָׁ", "ל"]),
        ("en", "office", ["o", "ffi", "c", "e"]),
        ("ar", "أَلَم", ["أَ", "لَ", "م"]),
        # What has no width stands first in the cluster behind it, but right to left, and before white space.
        ("fa", "می\u200cشود", ["م", "ی\u200c", "ش", "و", "د"]),
        ("fa", "ه\u200d ب", ["ه\u200d", " ", "ب"]),
        ("en", "a\u2060b", ["a", "\u2060b"]),
        ("en", "a\u200b\u2060b\u200c", ["a", "\u200b\u2060b\u200c"]),
        ("he", "ל\u034f\u05b8ב", ["ל\u034f\u05b8", "ב"]),
        ("hi", "क्\u200cष", ["क्", "\u200cष"]),
        ("hi", "र\u200d्य", ["र\u200d्य"]),
        ("bn", "ক্\u200cষ", ["ক্", "\u200cষ"]),
        ("ml", "അവന്\u200d സാന്\u200cവി", ["അ", "വ", "ന്\u200d", " ", "സാ", "ന്", "\u200cവി"]),
        ("si", "ප්\u200dරති", ["ප්\u200dර", "ති"]),
        ("kn", "ಕ್\u200cಷ", ["ಕ್", "\u200cಷ"]),
        ("km", "អាច\u200bប្រើ", ["អា", "ច", "\u200bប្រើ"]),
        ("th", "การ\u200b รัก", ["ก", "า", "ร\u200b", " ", "รั", "ก"]),
        ("en", "\u2060a", ["\u2060a"]),
    ],
)
def test_clusters(tag: str, text: str, clusters: list[str]) -> None:
    _, pieces = prepare(tag, text)
    glyphs = [g for word in pieces.words for g in (word.glyphs[::-1] if word.rtl else word.glyphs)]
    assert [glyph.text for glyph in glyphs if glyph.text] == clusters


@pytest.mark.parametrize("place", [1, 2, 3])
def test_arabic_letters_join_across_spans(place: int) -> None:
    text = "عملية"
    _, whole = prepare("ar", text)
    _, parts = prepare("ar", text[:place], Span(text[place:], 12, colour="#ff0000"))
    assert len(parts.words) == 2
    joined = [glyph.gid for word in parts.words[::-1] for glyph in word.glyphs]
    assert joined == [glyph.gid for glyph in whole.words[0].glyphs]
    # A space ends the word: its letters have their final and initial forms.
    _, apart = prepare("ar", text[:place] + " ", Span(text[place:], 12))
    assert apart.words[0].glyphs[1:] != parts.words[0].glyphs


def test_a_bold_part_of_an_arabic_word_takes_joined_forms() -> None:
    _, pieces = prepare("ar", "عم", Span("لية", 12, 700))
    _, bold = prepare("ar", Span("عملية", 12, 700))
    assert [g.gid for g in pieces.words[1].glyphs] == [g.gid for g in bold.words[0].glyphs][:-2]


def test_words_are_remembered() -> None:
    cache = ShapingCache()
    items = ITEMIZER.itemize([Span("back back back", 12)], language("en"))
    shaper = cache.shaper(items.runs[0])
    assert cache.shaper(items.runs[0]) is shaper
    assert shaper.piece("back ") is shaper.piece("back ")
    small = ShapingCache(remember=2).shaper(items.runs[0])
    first = small.piece("a")
    small.piece("b")
    small.piece("c")
    assert small.piece("a") == first


def test_trailing_white_space_is_measured() -> None:
    _, pieces = prepare("en", "a  b\u00a0")
    blank = LIBRARY.instance(LIBRARY.faces[0], 400).font.get_glyph_h_advance(3)
    assert [word.text for word in pieces.words] == ["a  ", "b\u00a0"]
    assert pieces.trails == [2 * blank * 0.012, 0.0]
    assert trailing(pieces.words[0]) == (1, 2 * blank)


def test_white_space_of_another_span_hangs_too() -> None:
    _, pieces = prepare("en", "a ", Span(" ", 24), "b")
    assert pieces.trails[1] == pytest.approx(3 * pieces.trails[0])
    assert pieces.piece(1).trail == pieces.piece(1).advance


def test_a_word_is_divided_between_clusters_only() -> None:
    _, pieces = prepare("hi", "क्षिर्क")
    word = pieces.words[0]
    first, second = divide(word, (4,))
    assert (first.word.text, second.word.text) == ("क्षि", "र्क")
    assert first.word.advance + second.word.advance == word.advance
    assert divide(word, (2,)) == ()


def test_a_divided_right_to_left_word_keeps_its_forms() -> None:
    _, pieces = prepare("ar", "عملية")
    word = pieces.words[0]
    first, second = divide(word, (2,))
    assert second.word.glyphs + first.word.glyphs == word.glyphs
    assert (first.word.text, second.word.text) == ("عم", "لية")


def test_fitting_counts_whole_clusters() -> None:
    _, pieces = prepare("en", "mmm")
    word = pieces.words[0]
    one = word.advance / 3
    assert fitting(word, 2.5 * one) == 2
    assert fitting(word, 0.5 * one) == 0
    assert fitting(word, 9 * one) == 3


def test_a_hyphen_is_drawn_but_is_no_text() -> None:
    items = ITEMIZER.itemize([Span("Rücken", 12)], language("de"))
    piece = ShapingCache().shaper(items.runs[0]).hyphenated("Rü")
    assert isinstance(piece, WordPiece)
    assert piece.word.text == "Rü"
    assert [glyph.text for glyph in piece.word.glyphs] == ["R", "ü", ""]
    assert piece.word.glyphs[2].advance > 0


def test_a_face_without_a_hyphen_divides_nothing() -> None:
    items = ITEMIZER.itemize([Span("የቀዶ", 12)], language("am"))
    shaper = ShapingCache().shaper(items.runs[0])
    hyphen = shaper.hyphenated("የ")
    assert hyphen is None or hyphen.word.text == "የ"


def test_no_word_holds_the_glyph_for_nothing() -> None:
    items = ITEMIZER.itemize([Span("ab", 12)], language("en"))
    with pytest.raises(ShapingError) as caught:
        ShapingCache().shaper(items.runs[0]).piece("ab→")
    assert caught.value.text == "→"


def test_an_opportunity_inside_a_ligature_undoes_it() -> None:
    _, pieces = prepare("en", "f\u200bi")
    assert [word.text for word in pieces.words] == ["f", "\u200bi"]


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_a_zero_width_space_goes_with_the_word_on_its_right(tag: str) -> None:
    """Left to right, readers would drop the letter that it followed (see :mod:`leaflets.text.shaping`)."""
    for words in (["نعم\u200b", "لا"], ["ab", "\u200bcd"]):
        _, pieces = prepare(tag, "".join(words))
        assert [word.text for word in pieces.words] == words
