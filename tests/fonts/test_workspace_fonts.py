"""The fonts of a workspace are looked at before a page rests on them; what is wrong is a sentence."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from leaflets.diagnostics import Diagnostic
from leaflets.fonts.faces import PACKAGE_FONTS, FontLibrary
from leaflets.fonts.table import FONT_FILES, has_font
from leaflets.fonts.workspace_fonts import read_fonts
from leaflets.languages import Language, language
from leaflets.pdf.fonts import FontCache
from leaflets.text.paragraph import Span, TextEngine, UndrawableError
from tests.fontmaking import coptic, put

GEORGIAN = (PACKAGE_FONTS / "NotoSansGeorgian.ttf").read_bytes()


@pytest.fixture(scope="module")
def static() -> bytes:
    return coptic()


@pytest.fixture(scope="module")
def bold() -> bytes:
    return coptic(weight=700)


def only(root: Path, name: str, data: bytes) -> Diagnostic:
    put(root, name, data)
    found = read_fonts(root)
    assert found.value == ()
    (problem,) = found.problems
    assert problem.position is not None
    assert problem.position.file == f"fonts/{name}"
    assert problem.is_error
    assert problem.hint
    return problem


def test_a_workspace_may_have_no_fonts(tmp_path) -> None:
    assert read_fonts(tmp_path) == read_fonts(tmp_path / "nowhere")
    assert read_fonts(tmp_path).value == ()


def test_a_variable_font_is_known_by_its_scripts(tmp_path) -> None:
    put(tmp_path, "Own[wght].ttf", coptic(weight=None))
    put(tmp_path, "OFL.txt", b"licence")
    found = read_fonts(tmp_path)
    (file,) = found.value
    assert (file.name, file.scripts, file.has_weights, found.problems) == ("Own", ("Copt",), True, ())


def test_a_static_font_without_a_bold_one_is_warned_of(tmp_path, static, bold) -> None:
    put(tmp_path, "Own-Regular.ttf", static)
    found = read_fonts(tmp_path)
    (problem,) = found.problems
    assert not problem.is_error
    assert "one weight" in problem.message
    assert "fonts/Own-Bold.ttf" in problem.hint
    put(tmp_path, "Own-Bold.ttf", bold)
    found = read_fonts(tmp_path)
    (file,) = found.value
    assert found.problems == ()
    assert (file.path, file.bold) == (tmp_path / "fonts/Own-Regular.ttf", tmp_path / "fonts/Own-Bold.ttf")


def test_a_bold_font_alone_is_used_and_warned_of(tmp_path, bold) -> None:
    put(tmp_path, "Own-Bold.ttf", bold)
    found = read_fonts(tmp_path)
    (file,), (problem,) = found.value, found.problems
    assert (file.name, file.path, file.scripts) == ("Own-Bold", tmp_path / "fonts/Own-Bold.ttf", ("Copt",))
    assert not problem.is_error
    assert "the font Own-Bold has one weight" in problem.message
    assert "its regular font beside it as fonts/Own-Regular.ttf" in problem.hint


@pytest.mark.parametrize(
    "stem",
    [
        "Lato[wght]",
        "Lato[wdth,wght]",
        "Lato-VariableFont_wght",
        "Lato-VariableFont_wdth,wght",
        "Lato-Regular",
    ],
)
def test_a_font_is_named_without_what_its_file_says_of_weights(tmp_path, stem) -> None:
    put(tmp_path, f"{stem}.ttf", coptic(weight=None))
    assert [file.name for file in read_fonts(tmp_path).value] == ["Lato"]


@pytest.mark.parametrize(
    ("letters", "scripts"),
    [
        ("aµé", ("Copt",)),
        ("αβγδ", ("Copt",)),
        ("abcdefghijklmno", ("Copt",)),
        ("abcdefghijklmnop", ("Copt", "Latn")),
    ],
)
def test_a_few_letters_of_a_script_make_no_font_for_it(tmp_path, letters, scripts) -> None:
    put(tmp_path, "Own.ttf", coptic(weight=None, letters=letters))
    assert [file.scripts for file in read_fonts(tmp_path).value] == [scripts]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no font"),
        (b"no font at all, but long enough", "is no font"),
        (b"\x00\x01\x00\x00", "is no font"),
        (b"wOFF" + bytes(60), "WOFF"),
        (b"wOF2" + bytes(60), "WOFF"),
        (b"ttcf" + bytes(60), "collection"),
        (b"OTTO" + bytes(60), "PostScript outlines"),
        (b"\x00\x01\x00\x00\xff\xff" + bytes(60), "is cut off"),
        (b"\x00\x01\x00\x00\x00\x00" + bytes(60), "no TrueType outlines"),
        (GEORGIAN[: len(GEORGIAN) // 2], "is cut off"),
        (GEORGIAN[:-10], "is cut off"),
        (GEORGIAN[:100], "is cut off"),
        (bytes(2000), "is no font"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:8]),
)
@pytest.mark.parametrize("name", ["Own.ttf", "own font.OTF"])
def test_what_is_no_font_that_can_be_embedded_is_refused(tmp_path, name, data, words) -> None:
    assert words in only(tmp_path, name, data).message


def table_rows(data: bytes) -> list[bytes]:
    """Divide a font's table directory into its rows."""
    count = struct.unpack_from(">H", data, 4)[0]
    return [data[12 + 16 * at : 28 + 16 * at] for at in range(count)]


@pytest.mark.parametrize("table", [b"glyf", b"cmap", b"hmtx", b"maxp"])
def test_a_font_without_a_table_that_it_needs_is_refused(tmp_path, static, table) -> None:
    rows = table_rows(static)
    renamed = b"".join(b"zzzz" + row[4:] if row[:4] == table else row for row in rows)
    problem = only(tmp_path, "Own.ttf", static[:12] + renamed + static[12 + len(renamed) :])
    assert f"{table.decode()} is missing" in problem.message


def test_letters_that_would_be_blank_are_refused(tmp_path, static) -> None:
    (row,) = [row for row in table_rows(static) if row[:4] == b"loca"]
    start, length = struct.unpack_from(">II", row, 8)
    blank = static[:start] + bytes(length) + static[start + length :]
    assert "draws nothing for 100 letters" in only(tmp_path, "Own.ttf", blank).message


def test_only_what_unicode_leaves_unseen_may_be_blank(tmp_path) -> None:
    put(tmp_path, "Fillers.ttf", coptic(weight=None, blanks="\u115f\u1160\u3164\uffa0"))
    found = read_fonts(tmp_path)
    assert ([file.name for file in found.value], found.problems) == (["Fillers"], ())
    (tmp_path / "fonts/Fillers.ttf").unlink()
    problem = only(tmp_path, "Own.ttf", coptic(weight=None, blanks="\u3164\u2c80"))
    assert "draws nothing for 1 letters (U+2C80)" in problem.message


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        (0x0002, "forbids embedding"),
        (0x0100, "a part of it"),
        (0x0200, "bitmaps only"),
        (0x0104, "a part of it"),
    ],
)
def test_a_font_whose_licence_forbids_embedding_is_refused(tmp_path, licence, words) -> None:
    problem = only(tmp_path, "Own.ttf", coptic(licence=licence))
    assert words in problem.message
    assert f"{licence:#06x}" in problem.message


@pytest.mark.parametrize("licence", [0x0000, 0x0004, 0x0008, 0x000C, 0x0006, 0x000A])
def test_a_licence_for_documents_is_enough(tmp_path, licence) -> None:
    """Of several bits the one that allows most holds (OpenType, fsType)."""
    put(tmp_path, "Own.ttf", coptic(licence=licence, weight=None))
    assert read_fonts(tmp_path).problems == ()


def test_one_name_twice_and_what_is_no_file_are_refused(tmp_path, static) -> None:
    put(tmp_path, "Own.ttf", static)
    put(tmp_path, "Own-Regular.ttf", static)
    (tmp_path / "fonts" / "Folder.ttf").mkdir()
    found = read_fonts(tmp_path)
    assert [file.name for file in found.value] == ["Own"]
    errors = [problem for problem in found.problems if problem.is_error]
    assert ["is no file" in errors[0].message, 'is called "Own"' in errors[1].message] == [True, True]


def test_a_script_has_a_font_in_whatever_style() -> None:
    assert all(
        has_font(FONT_FILES, code) for code in ("Latn", "Aran", "Arab", "Hani", "Jpan", "Kore", "Hira")
    )
    assert not any(has_font(FONT_FILES, code) for code in ("Copt", "Talu", "Xxxx", ""))


def test_the_script_that_the_package_lacks_is_drawn_with_the_workspaces_font(tmp_path, static, bold) -> None:
    put(tmp_path, "Own-Regular.ttf", static)
    put(tmp_path, "Own-Bold.ttf", bold)
    files = (*FONT_FILES, *read_fonts(tmp_path).value)
    assert has_font(files, "Copt")
    engine, tongue = TextEngine(FontLibrary(files=files)), language("cop")
    spans = [Span("ⲕⲭ ", 12), Span("ⲕⲭ", 12, weight=700), Span("12", 12)]
    (line,) = engine.lay_out(spans, tongue, 200)
    plain, heavy, number = (fragment.instance for fragment in line.fragments)
    assert (plain.name, heavy.name, number.name) == ("Own-Regular", "Own-Bold", "NotoSans-Regular")
    assert heavy.face.path.name == "Own-Bold.ttf"
    with pytest.raises(UndrawableError):
        TextEngine(FontLibrary()).lay_out(spans, tongue, 200)


def test_a_static_font_is_embedded(tmp_path, static) -> None:
    put(tmp_path, "Own (v1) [x] #2.ttf", static)
    (file,) = read_fonts(tmp_path).value
    library = FontLibrary(files=(*FONT_FILES, file))
    face = next(each for each in library.faces if each.name == file.name)
    instance = library.instance(face, 700)
    assert instance.name.isascii()
    assert not set(instance.name) & set(" ()[]#/<>%{}")
    shape = FontCache().glyph(instance, instance.font.get_nominal_glyph(0x2C80))
    program = FontCache().program(instance, frozenset({shape}))
    assert program.data
    assert program.gids[shape] > 0


def test_a_row_asks_for_its_font_first_and_only_for_its_own_script(tmp_path) -> None:
    put(tmp_path, "Own.ttf", GEORGIAN)
    files = (*FONT_FILES, *read_fonts(tmp_path).value)
    stack = FontLibrary(files=files).stack(Language("ka", "Geor", font="Own"))
    assert [face.name for face in stack.faces("Geor")][:2] == ["Own", "NotoSansGeorgian"]
    assert stack.faces("Latn")[0].name == "NotoSans"
    assert FontLibrary(files=files).stack(language("ka")).faces("Geor")[0].name == "NotoSansGeorgian"
    urdu = FontLibrary().stack(Language("ur", "Aran", font="NotoNaskhArabic"))
    assert urdu.faces("Arab")[0].name == "NotoNaskhArabic"
