"""Embedded fonts: complete, subset, and in agreement with the codes around them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont

from leaflets.pdf.cids import CidEntry, GlyphDescription
from leaflets.pdf.codes import WordEncoder
from leaflets.pdf.composites import CompositeGlyph, append_glyphs
from leaflets.pdf.fonts import FontCache
from tests.pdf.conftest import Sample
from tests.pdf.samples import SAMPLES
from tests.pdf.shaping import instance, shaped

NEEDED = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}


def fonts(data: bytes) -> Iterator[pikepdf.Dictionary]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from pdf.pages[0].Resources.Font.values()


def program(font: pikepdf.Dictionary) -> TTFont:
    stream = font.DescendantFonts[0].FontDescriptor.FontFile2
    assert int(stream.Length1) == len(stream.read_bytes())
    return TTFont(io.BytesIO(stream.read_bytes()), lazy=False)


def widths(font: pikepdf.Dictionary) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = list(font.DescendantFonts[0].W)
    for first, run in zip(parts[::2], parts[1::2], strict=True):
        found |= {int(first) + at: float(width) for at, width in enumerate(run)}
    return found


@pytest.mark.parametrize("lang", ["en", "th", "hi", "ar", "ur", "zh-Hans"])
def test_widths_agree_with_the_program(written: dict[str, Sample], lang: str) -> None:
    for font in fonts(written[lang].data):
        embedded = program(font)
        glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        for cid, width in widths(font).items():
            gid = int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big")
            assert 0 < gid < embedded["maxp"].numGlyphs  # .notdef is never drawn
            name = embedded.getGlyphName(gid)
            advance = embedded["hmtx"][name][0] * 1000 / embedded["head"].unitsPerEm
            assert width == pytest.approx(advance, abs=0.5)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_programs_hold_what_is_needed_and_no_more(written: dict[str, Sample], lang: str) -> None:
    for font in fonts(written[lang].data):
        embedded = program(font)
        assert set(embedded.keys()) - {"GlyphOrder"} <= NEEDED | {"prep", "cvt ", "fpgm"}
        assert set(embedded.keys()) >= NEEDED
        assert re.fullmatch(r"/[A-Z]{6}\+Noto\w+-(Regular|Bold)", str(font.BaseFont))
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert descriptor.FontName == font.BaseFont == font.DescendantFonts[0].BaseFont
        assert float(descriptor.Ascent) > 0 > float(descriptor.Descent)


def test_every_code_has_one_text(written: dict[str, Sample]) -> None:
    for sample in written.values():
        for font in fonts(sample.data):
            rows = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
            codes = [int(code, 16) for code, _ in rows]
            assert codes == sorted(set(codes))
            assert set(codes) == set(widths(font))
            # ISO 14289-1 7.21.7: none of these is a text.
            assert not {b"0000", b"FEFF", b"FFFE"} & {text for _, text in rows}
            blocks = re.findall(rb"^(\d+) beginbfchar", font.ToUnicode.read_bytes(), re.MULTILINE)
            assert all(int(count) <= 100 for count in blocks)


def outline(font: TTFont, gid: int) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(gid)].draw(pen)
    return list(pen.value)


def test_composites_draw_their_parts_where_they_belong() -> None:
    face = instance("NotoNaskhArabic", 700)
    (word,) = shaped("ي", "ar")
    one, two = (glyph.gid for glyph in word.glyphs)
    cache = FontCache()
    plain = frozenset({cache.glyph(face, one), cache.glyph(face, two)})
    joined = GlyphDescription(((one, 30, -40), (two, 0, 0)), 777, plain=False)
    before = cache.program(face, plain)
    after = cache.program(face, plain | {joined})
    assert after.length > before.length
    data = io.BytesIO(zlib.decompress(after.data))
    font = TTFont(data, lazy=False, checkChecksums=2)
    gid = after.gids[joined]
    assert gid == font["maxp"].numGlyphs - 1
    assert font["hmtx"][font.getGlyphName(gid)][0] == 777
    moved = [
        (name, tuple((x + 30, y - 40) for x, y in points))
        for name, points in outline(font, after.gids[cache.glyph(face, one)])
    ]
    assert outline(font, gid) == moved + outline(font, after.gids[cache.glyph(face, two)])
    glyph = font["glyf"][font.getGlyphName(gid)]
    stated = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    glyph.recalcBounds(font["glyf"])
    assert stated == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)


def test_composites_of_nothing_draw_nothing() -> None:
    face = instance("NotoSans")
    cache = FontCache()
    space = face.font.get_nominal_glyph(ord(" "))
    data = zlib.decompress(cache.program(face, frozenset({cache.glyph(face, space)})).data)
    font = TTFont(io.BytesIO(append_glyphs(data, [CompositeGlyph(((1, 0, 0),), 500)])), checkChecksums=2)
    assert font["glyf"][font.getGlyphName(2)].numberOfContours == 0
    assert font["hmtx"][font.getGlyphName(2)] == (500, 0)


def test_the_weight_is_pinned() -> None:
    cache = FontCache()
    sizes = []  # advance and program of a letter that is wider in bold
    for weight in (400, 700):
        face = instance("NotoSans", weight)
        glyph = cache.glyph(face, face.font.get_nominal_glyph(ord("m")))
        sizes.append((glyph.advance, cache.program(face, frozenset({glyph})).data))
    assert sizes[0][0] < sizes[1][0]
    assert sizes[0][1] != sizes[1][1]


def test_programs_are_kept_and_forgotten() -> None:
    cache = FontCache(room=2)
    face = instance("NotoSans")
    shapes = [frozenset({cache.glyph(face, gid)}) for gid in (5, 6, 7)]
    first = cache.program(face, shapes[0])
    assert cache.program(face, shapes[0]) is first
    cache.program(face, shapes[1])
    cache.program(face, shapes[2])
    again = cache.program(face, shapes[0])
    assert again is not first
    assert again == first


def test_what_was_used_last_is_kept_longest() -> None:
    cache = FontCache(room=2)
    face = instance("NotoSans")
    shapes = [frozenset({cache.glyph(face, gid)}) for gid in (5, 6, 7)]
    first, second = cache.program(face, shapes[0]), cache.program(face, shapes[1])
    assert cache.program(face, shapes[0]) is first
    cache.program(face, shapes[2])
    assert cache.program(face, shapes[0]) is first
    assert cache.program(face, shapes[1]) is not second


def test_no_block_of_a_map_to_texts_has_more_than_a_hundred_rows() -> None:
    """Some readers ignore a longer one (ISO 32000-1 9.10.3)."""
    cache, face = FontCache(), instance("NotoSans")
    entries = {cid: CidEntry(cache.glyph(face, cid), chr(0x100 + cid)) for cid in range(1, 202)}
    rows = zlib.decompress(cache.embedded(face, entries).to_unicode)
    assert re.findall(rb"^(\d+) beginbfchar", rows, re.MULTILINE) == [b"100", b"100", b"1"]


def test_two_subsets_of_one_font_have_two_names() -> None:
    cache, face = FontCache(), instance("NotoSans")
    tags = [cache.embedded(face, {5: CidEntry(cache.glyph(face, gid), "a")}).tag for gid in (5, 6)]
    assert tags[0] != tags[1]
    assert all(re.fullmatch("[A-Z]{6}", tag) for tag in tags)


def test_a_prepared_face_gives_the_same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    face = instance("NotoSansDevanagari")
    shapes = frozenset({FontCache().glyph(face, gid) for gid in range(20, 40)})
    plain = FontCache().program(face, shapes)
    monkeypatch.setattr("leaflets.pdf.fonts._BIG_FACE", 0)
    monkeypatch.setattr("leaflets.pdf.fonts._WORTH_PREPARING", 1)
    cache = FontCache()
    assert cache.program(face, shapes) == plain
    assert face.face in cache._prepared


def box(points: list[tuple[float, float]]) -> tuple[float, ...]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)) if points else ()


def points_of(recording: RecordingPen, x: float, y: float) -> list[tuple[float, float]]:
    return [(px + x, py + y) for _, points in recording.value for px, py in points]


@pytest.mark.parametrize("lang", ["en", "th", "hi", "ar", "ur", "zh-Hans"])
def test_words_are_drawn_where_shaping_put_them(lang: str) -> None:
    """The ink of every word, through codes and embedded program, is that of its shaped glyphs."""
    cache = FontCache()
    words = [word for word in shaped(SAMPLES[lang].text, lang) if word.instance.weight == 400]
    for face in dict.fromkeys(word.instance for word in words):
        own = [word for word in words if word.instance is face]
        made = cache.program(
            face, frozenset(code.entry.glyph for word in own for code in WordEncoder(cache).encode(word))
        )
        embedded = TTFont(io.BytesIO(zlib.decompress(made.data)), lazy=False)
        for word in own:
            wanted: list[tuple[float, float]] = []
            pen = 0.0
            for glyph in word.glyphs:
                recording = RecordingPen()
                face.font.draw_glyph_with_pen(glyph.gid, recording)
                wanted += points_of(recording, pen + glyph.dx, glyph.dy)
                pen += glyph.advance
            drawn: list[tuple[float, float]] = []
            pen = 0.0
            for code in WordEncoder(cache).encode(word):
                pen += code.before
                recording = DecomposingRecordingPen(embedded.getGlyphSet())
                name = embedded.getGlyphName(made.gids[code.entry.glyph])
                embedded.getGlyphSet()[name].draw(recording)
                drawn += points_of(recording, pen, 0.0)
                pen += code.advance
            assert box(drawn) == pytest.approx(box(wanted), abs=1.01), word.text
