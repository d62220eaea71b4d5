"""Faces are opened when a text needs them, in the order that its script asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from leaflets.characters import is_drawable
from leaflets.diagnostics import LeafletsError
from leaflets.fonts.faces import PACKAGE_FONTS, Face, FontLibrary
from leaflets.fonts.table import FONT_FILES, FontFile
from leaflets.languages import language
from tests.fontmaking import boxes, put


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


def face(library: FontLibrary, name: str) -> Face:
    return next(each for each in library.faces if each.name == name)


def is_open(each: Face) -> bool:
    return "hb" in vars(each)


def test_the_table_names_the_files_of_the_package() -> None:
    rows = yaml.safe_load((PACKAGE_FONTS / "fonts.yaml").read_text(encoding="utf-8"))["fonts"]
    assert {f"{file.name}.ttf": set(file.scripts) for file in FONT_FILES} == {
        row["file"]: set(row["scripts"]) for row in rows
    }


@pytest.mark.parametrize(
    ("tag", "script", "names"),
    [
        ("en", "Latn", ["NotoSans", "NotoSansSymbols"]),
        ("th", "Thai", ["NotoSansThai", "NotoSans", "NotoSansSymbols"]),
        ("th", "Latn", ["NotoSans", "NotoSansSymbols", "NotoSansThai"]),
        ("ar", "Arab", ["NotoNaskhArabic", "NotoSans"]),
        ("ur", "Arab", ["NotoNastaliqUrdu", "NotoSans", "NotoSansSymbols", "NotoNaskhArabic"]),
        ("ur", "Aran", ["NotoNastaliqUrdu"]),
        ("ur", "Latn", ["NotoSans"]),
        ("zh-Hans", "Hani", ["NotoSansSC", "NotoSans", "NotoSansSymbols", "NotoSansTC"]),
        ("zh-Hans", "Hans", ["NotoSansSC"]),
        ("zh-Hant", "Hani", ["NotoSansTC"]),
        ("ja", "Hani", ["NotoSansJP"]),
        ("ko", "Hani", ["NotoSansKR"]),
        ("en", "Hani", ["NotoSansSC"]),
        ("en", "Arab", ["NotoNaskhArabic"]),
    ],
)
def test_faces_are_asked_in_order(library: FontLibrary, tag: str, script: str, names: list[str]) -> None:
    found = [each.name for each in library.stack(language(tag)).faces(script)]
    assert found[: len(names)] == names
    assert sorted(found) == sorted(file.name for file in FONT_FILES)


def test_a_face_is_opened_only_when_the_ones_before_it_fail() -> None:
    library = FontLibrary()
    stack = library.stack(language("th"))
    assert not any(map(is_open, library.faces))
    assert stack.face_for("ก", "Thai") is face(library, "NotoSansThai")
    assert [each.name for each in library.faces if is_open(each)] == ["NotoSansThai"]
    assert stack.face_for("±", "Thai") is face(library, "NotoSans")
    assert stack.face_for("→", "Thai") is face(library, "NotoSansSymbols")
    assert len([each for each in library.faces if is_open(each)]) == 3


def test_a_cluster_is_covered_as_a_whole_or_not_at_all(library: FontLibrary) -> None:
    sans, thai = face(library, "NotoSans"), face(library, "NotoSansThai")
    assert sans.covers_cluster("x\u0302")
    assert not sans.covers_cluster("ก\u0302")
    assert thai.covers_cluster("น้ำ")
    # Only one spelling of ệ is mapped, but HarfBuzz composes the others (UAX #15).
    assert sans.covers_cluster("e\u0323\u0302")
    assert sans.covers_cluster("\u1ec7")
    # And here only the composed one is mapped: the face has no mark of its own.
    assert not face(library, "NotoSansKR").covers("A\u0302")
    assert face(library, "NotoSansKR").covers_cluster("A\u0302")


@pytest.mark.parametrize(
    "char", ["\u00a0", "\u202f", "\u2009", "\u3000", "\u2011", "\u200b", "\u200d", "\u2060", "\ufe0f"]
)
def test_spaces_and_characters_that_are_not_seen_need_no_glyph(library: FontLibrary, char: str) -> None:
    assert face(library, "NotoSans").covers(f"a{char}b")
    assert face(library, "NotoSansDevanagari").covers(f"\u0915{char}\u0915") or char == "\u2011"


@pytest.mark.parametrize("char", ["\x00", "\r", "\x85", "\ue000", "\uffff", "\ufdd0", "\ufffd", "\u0378"])
def test_controls_and_what_is_no_character_is_never_drawn(library: FontLibrary, char: str) -> None:
    assert not is_drawable(char)
    assert not any(each.covers_cluster(char) for each in library.faces[:3])


def test_an_instance_is_one_object(library: FontLibrary) -> None:
    sans = face(library, "NotoSans")
    regular, bold = library.instance(sans, 400), library.instance(sans, 700)
    assert library.instance(sans, 400) is regular
    assert (regular.name, bold.name) == ("NotoSans-Regular", "NotoSans-Bold")
    assert library.instance(sans, 550).name == "NotoSans-W550"
    assert len({regular, bold}) == 2
    gid = regular.font.get_nominal_glyph(ord("m"))
    assert regular.font.get_glyph_h_advance(gid) < bold.font.get_glyph_h_advance(gid)


def test_weights_from_six_hundred_on_have_the_bold_file() -> None:
    library = FontLibrary(
        files=(FontFile("Own", ("Latn",), path=Path("Own.ttf"), bold=Path("Own-Bold.ttf")),)
    )
    (own,) = library.faces
    found = [library.instance(own, weight).face.path.name for weight in (400, 599, 600, 700)]
    assert found == ["Own.ttf", "Own.ttf", "Own-Bold.ttf", "Own-Bold.ttf"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_workspaces_font_is_measured_as_it_is_drawn_even_under_a_name_of_the_package(
    tmp_path: Path, scale: float
) -> None:
    data = boxes(dict.fromkeys(range(0x10D0, 0x10F1), (-300, 1300)))
    path = put(tmp_path, "NotoSansGeorgian.ttf", data)
    library = FontLibrary(files=(FontFile("NotoSansGeorgian", ("Geor",), scale, path),))
    reach = library.reach(language("ka"), 400)
    assert (reach.above, reach.below) == pytest.approx((1.3 * scale, 0.3 * scale))


def test_ascent_and_descent_are_in_em(library: FontLibrary) -> None:
    sans = library.instance(face(library, "NotoSans"), 400)
    nastaliq = library.instance(face(library, "NotoNastaliqUrdu"), 400)
    assert (sans.ascent, sans.descent) == (1.069, 0.293)
    assert nastaliq.ascent > 1.5


def test_a_lost_font_is_told_by_name(tmp_path: Path) -> None:
    stack = FontLibrary(tmp_path, (FontFile("NotoGone", ("Latn",)),)).stack(language("en"))
    with pytest.raises(LeafletsError) as caught:
        stack.face_for("a", "Latn")
    (problem,) = caught.value.diagnostics
    assert problem.message == "the font NotoGone.ttf cannot be read"
    assert problem.hint
    assert problem.position is not None
    assert problem.position.file.endswith("NotoGone.ttf")


@pytest.mark.parametrize("data", [b"", b"no font at all", b"\x00\x01\x00\x00" + bytes(60)])
def test_a_broken_font_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "NotoBroken.ttf").write_bytes(data)
    stack = FontLibrary(tmp_path, (FontFile("NotoBroken", ("Latn",)),)).stack(language("en"))
    with pytest.raises(LeafletsError, match=r"the font NotoBroken\.ttf (is broken|cannot be read)"):
        stack.face_for("a", "Latn")
