"""Leading follows from ink: a table of what we ship, and a measure of what a workspace brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.fonts.faces import PACKAGE_FONTS, FontLibrary
from leaflets.fonts.table import FONT_FILES, FontFile
from leaflets.languages import Language, language
from leaflets.leading import CLEARANCE, INK_BY_SCRIPT, LEADING, LEAST_LEADING, Reach
from tests.fontmaking import boxes

LIBRARY = FontLibrary()
# Of every script that a language can be written in; the others are parts of Chinese, Japanese and Korean.
SCRIPTS = sorted({script for file in FONT_FILES for script in file.scripts} - {"Zsym", "Zmth"})


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_of_a_face_has_a_row_that_fits_it(script: str) -> None:
    ink = INK_BY_SCRIPT[script]
    assert ink.face in {file.name for file in FONT_FILES if script in file.scripts}
    assert LEADING[script] >= max(LEAST_LEADING, ink.regular.apart + 2 * CLEARANCE - 0.006)
    assert ink.common.above <= ink.regular.above


def measured(script: str, weight: int) -> Reach:
    """Measure a face of ours as if a workspace had brought it."""
    file = next(file for file in FONT_FILES if file.name == INK_BY_SCRIPT[script].face)
    copied = FontFile("Copy", file.scripts, file.scale, PACKAGE_FONTS / f"{file.name}.ttf")
    return FontLibrary(files=(copied,)).reach(Language("und", script, font="Copy"), weight)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("weight", [400, 700])
def test_the_words_of_a_row_reach_as_far_as_it_says(script: str, weight: int) -> None:
    """Measured by the words beside it, or by letters if it has none, a face of ours reaches what it says."""
    found, known = measured(script, weight), INK_BY_SCRIPT[script].at(weight)
    # The Tibetan words of the table are long, and of two languages: the few that are kept are not all.
    near = 0.09 if script == "Tibt" else 0.04
    assert found.above == pytest.approx(known.above, abs=near)
    assert found.below == pytest.approx(known.below, abs=near)


@pytest.mark.parametrize("script", ["Knda", "Khmr", "Thai", "Thaa"])
def test_lines_in_another_face_come_as_near_as_words_of_the_script_let_them(script: str) -> None:
    """The deepest word seldom stands above the tallest, whoever drew them."""
    found = measured(script, 400)
    assert found.apart == pytest.approx(INK_BY_SCRIPT[script].regular.apart, abs=0.004)
    assert found.apart < found.above + found.below - 0.01


@pytest.mark.parametrize(
    ("script", "least"), [("Knda", 1.45), ("Sinh", 1.45), ("Guru", 1.35), ("Gujr", 1.4), ("Mlym", 1.4)]
)
def test_scripts_that_touched_have_room(script: str, least: float) -> None:
    assert LEADING[script] >= least


@pytest.mark.parametrize(
    ("script", "judged"),
    [
        ("Arab", 1.6), ("Aran", 2.2), ("Beng", 1.5), ("Deva", 1.5), ("Ethi", 1.5), ("Hans", 1.55),
        ("Hant", 1.55), ("Hebr", 1.4), ("Jpan", 1.55), ("Khmr", 1.8), ("Kore", 1.5), ("Laoo", 1.65),
        ("Latn", 1.3), ("Mymr", 1.85), ("Taml", 1.5), ("Telu", 1.65), ("Thai", 1.6),
    ],
)  # fmt: skip
def test_no_script_lost_what_was_judged_on_paper(script: str, judged: float) -> None:
    assert LEADING[script] >= judged


def test_a_face_for_an_unknown_script_is_measured_by_its_letters() -> None:
    """No row says anything of Cherokee: the letters of the face that draws it do."""
    face = FontFile("NotoSans", ("Cher",), path=PACKAGE_FONTS / "NotoSans.ttf")
    found = FontLibrary(files=(face,)).reach(Language("chr", "Cher"), 400)
    assert (
        found == INK_BY_SCRIPT["Latn"].regular
    )  # our NotoSans has no Cherokee: Latin's words stand for its own
    greek = FontLibrary(files=(FontFile("G", ("Copt",), path=PACKAGE_FONTS / "NotoSans.ttf"),))
    assert greek.reach(Language("cop", "Copt"), 400).above > 0.5


@pytest.mark.parametrize(
    ("marks", "tall", "above"),
    [
        (0, 0, 0.5),
        # One letter of twenty is left out: a line that has it grows. Two are not.
        (0, 1, 0.5),
        (0, 2, 0.9),
        # A mark stands on a letter: half an em, a gap of a sixteenth, and what the mark is high.
        (2, 0, 0.5 + 1 / 16 + 0.2),
        (1, 0, 0.5),
    ],
)
def test_letters_of_an_unknown_script_and_marks_on_them_are_measured_but_for_the_farthest(
    tmp_path: Path, marks: int, tall: int, above: float
) -> None:
    letters = 20 - marks
    drawn = {0x2C80 + at: (-100, 900 if at < tall else 500) for at in reversed(range(letters))}
    drawn |= {0x2CEF + at: (0, 200) for at in range(marks)}
    path = tmp_path / "Boxes.ttf"
    path.write_bytes(boxes(drawn))
    found = FontLibrary(files=(FontFile("Boxes", ("Copt",), path=path),)).reach(Language("cop", "Copt"), 400)
    assert found == pytest.approx(Reach(above, 0.1, above + 0.1), abs=0.001)


def test_a_taller_drawn_face_reaches_farther() -> None:
    path = PACKAGE_FONTS / "NotoSansKannada.ttf"
    plain, large = (
        FontLibrary(files=(FontFile("K", ("Knda",), scale, path),)).reach(language("kn"), 400)
        for scale in (1.0, 1.5)
    )
    assert large == pytest.approx(plain.scaled(1.5))


def test_what_is_measured_is_measured_once() -> None:
    assert LIBRARY.reach(language("kn"), 400) is LIBRARY.reach(language("kn"), 400)
    assert Reach(1.0, 0.5, 1.4).need == pytest.approx(1.4 + 2 * CLEARANCE)
