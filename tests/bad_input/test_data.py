"""Planted faults in the data, through the command line: each is told, and costs nothing else.

Every test wants one sentence with file and line, a hint below it, exit code 1, no traceback, and what was
built earlier untouched.
"""

from __future__ import annotations

import pytest

from tests.planted import (
    BLOCK,
    EARLIER,
    GUIDE,
    PROCEDURE,
    QUESTIONS,
    SITE,
    SOURCES,
    TITLE,
    assert_intact,
    assert_told,
)


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "hint"),
    [
        (TITLE, "tittle: x\n" + TITLE, 6, '"tittle" is not known here', 'did you mean "title"?'),
        (TITLE, "title: 3.5\n", 6, '"title" should be text, not 3.5', "put it in quotes"),
        (TITLE, "title: [a]\n", 6, '"title" should be text, not a list', ""),
        (TITLE, "title:\n", 6, '"title" should be text, not empty', ""),
        (TITLE, "", 2, "the file has no title", "schema"),
        ("id: vertebroplasty", "id: Vertebro Plasty", 2, '"id" is not written like that', "small letters"),
        ("issued: 2026-11-23", "issued: 2026-02-30", 4, '"2026-02-30" is no date', "year-month-day"),
        ("review: 2999", "review: 2020", 5, '"review" is not after the date of issue', "2028-11-23"),
        (TITLE, TITLE + TITLE, 7, '"title" stands here twice', "keep one"),
        (TITLE, "\ttitle: Tab\n", 6, "a tab stands where YAML wants spaces", "spaces"),
        (TITLE, "title: 'open\n", 6, "this is not YAML", "quotes"),
        (TITLE, "title: a: b\n", 6, "this is not YAML", "quotes"),
        # YAML learns only on the next line that the brace was not closed.
        (TITLE, "title: {a\n", 7, "this is not YAML", ""),
        (TITLE, "title: \x07\n", 6, "U+0007 is not allowed", "take it out"),
        (TITLE, "title: \0\n", 6, "U+0000 is not allowed", "take it out"),
        (
            TITLE,
            "title: !!python/object/apply:os.abort []\n",
            6,
            "python/object/apply:os.abort",
            "plain values",
        ),
        (TITLE, "title: !secret x\n", 6, 'the tag "!secret" is not allowed', "plain values"),
        # Two lines of what grows to billions of items when aliases are followed.
        (TITLE, "a: &a [x, x]\nb: &b [*a, *a]\n" + TITLE, 6, 'the anchor "&a" is not allowed', "take it out"),
        (TITLE, "<<: *a\n" + TITLE, 6, "alias", "write the value again"),
        # More brackets than Python's stack has room for, more digits than int() takes by default.
        (TITLE, "title: " + "[" * 9_999 + "\n", 6, "nested deeper than", "brackets"),
        (TITLE, "title: " + "9" * 5_000 + "\n", 6, "the number is too long", "quotes"),
        (TITLE, "? [a]\n: b\n" + TITLE, 6, "a key is not a simple word", "word: value"),
        (TITLE, "---\n" + TITLE, 6, "a second document begins here", "one document"),
        (TITLE, 'title: "a {dose} b"\n', 6, "the placeholder {dose} names no quantity", "none"),
        (TITLE, "title: Give me 5\n", 6, 'a digit stands in "Give me 5"', "quantity"),
        (TITLE, "title: <script>a()</script>\n", 6, "uses <script>, which is not allowed", "<strong>"),
        (TITLE, 'title: "<strong>a"\n', 6, "has broken markup", "<strong>"),
        (TITLE, 'title: "a &foo; b"\n', 6, "has broken markup", "<strong>"),
        (TITLE, 'title: "a & b"\n', 6, "has broken markup", "<strong>"),
        (TITLE, 'title: "a {"\n', 6, "a brace is open or alone", "placeholder"),
        (TITLE, 'title: "\U000130c0"\n', 6, "U+130C0", "another character"),
    ],
)
def test_a_leaflet_that_is_wrong_is_refused(workspace, spoil, build, old, new, line, words, hint) -> None:
    spoil(PROCEDURE, old, new)
    assert_told(build("vertebroplasty", "--language", "en"), f"{PROCEDURE}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "en")


@pytest.mark.parametrize(
    ("old", "new", "words", "hint"),
    [
        (", unit: month", "", '"relief" has no unit', "write {min: 1, max: 2, unit: month}"),
        ("unit: month", "unit: moon", "\"unit\" should be 'millimeter'", "unit: month"),
        ("min: 1", "min: one", '"min" should be a number, not "one"', "number"),
        ("min: 1", "min: -1", '"min" should be 0 or more, not -1', "number"),
        ("min: 1", "min: 3", '"relief" has a min that is not below its max', ""),
        ("max: 2", "max: 20", 'does not state "relief" with these figures', "data/sources.yaml"),
        ("source: block.", "source: blocks.", 'there is no passage "blocks.', "data/sources.yaml"),
    ],
)
def test_a_number_that_is_wrong_is_refused(workspace, spoil, build, old, new, words, hint) -> None:
    line = spoil(BLOCK, old, new)
    assert_told(build("nerve-root-block", "--language", "en"), f"{BLOCK}:{line}", words, hint)
    assert_intact(workspace, "nerve-root-block", "en")


@pytest.mark.parametrize(
    ("content", "line", "words", "hint"),
    [
        (lambda text: text.replace("title: V", "title: V\xe9").encode("latin-1"), 6, "byte 0xE9", "UTF-8"),
        (lambda text: text.encode("utf-16"), 1, "byte 0xFF is not UTF-8", "UTF-8"),
        # More bytes than are read of a file of data.
        (lambda text: text.encode() + b"#" * 1_000_001, 0, "larger than 1,000,000 bytes", "split it"),
        (lambda _: b"", 1, "the file is empty", "put the file back"),
        (lambda _: b"- a\n", 1, "should be a mapping, not a list", ""),
        # How a JPEG file begins.
        (lambda _: b"\xff\xd8\xff\xe0 a picture", 1, "byte 0xFF", "UTF-8"),
    ],
)
def test_a_file_in_trouble_is_refused(workspace, build, content, line, words, hint) -> None:
    path = workspace / PROCEDURE
    path.write_bytes(content(path.read_text(encoding="utf-8")))
    place = f"{PROCEDURE}:{line}" if line else PROCEDURE
    assert_told(build("vertebroplasty", "--language", "en"), place, words, hint)
    assert_intact(workspace, "vertebroplasty", "en")


NAMES = [
    (PROCEDURE, "questions: [", "questions: [nowhere, ", 'there is no question "nowhere"'),
    (PROCEDURE, "sources: [", "sources: [nowhere, ", 'there is no passage "nowhere"'),
    (PROCEDURE, "id: vertebroplasty", "id: nerve-root-block", 'the id "nerve-root-block" is'),
    (GUIDE, "procedures: [", "procedures: [nowhere, ", 'there is no procedure "nowhere"'),
    (QUESTIONS, "id: implants", "id: incision", 'the id "incision" is taken'),
    (SITE, "hospital: ", "hospitals: ", '"hospitals" is not known here'),
    (SITE, "[en, ", "[english, ", '"languages[1]" is no language tag'),
    (SITE, '"020 7946 0999"', "ring us", '"number" holds letters'),
    (SOURCES, "passages:", "passage:", '"passage" is not known here'),
    ("data/exceptions.yaml", "digits:", "digit:", '"digit" is not known here'),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), NAMES)
def test_names_and_shared_files_that_are_wrong(workspace, spoil, build, file, old, new, words) -> None:
    line = spoil(file, old, new)
    assert_told(build("--language", "en"), f"{file}:{line}", words)
    # The guide rests on every file: what was built of it earlier is left, whatever is wrong.
    assert_intact(workspace, "minimally-invasive-spine-surgery", "en")


def test_all_problems_of_a_run_are_told_together(spoil, build) -> None:
    places = [
        (PROCEDURE, spoil(PROCEDURE, "title: ", "tittle: "), '"tittle" is not known here'),
        (BLOCK, spoil(BLOCK, ", unit: month", ""), '"relief" has no unit'),
        (QUESTIONS, spoil(QUESTIONS, "question: ", "question: 3 "), "a digit stands in"),
    ]
    result = build("--language", "en", "--language", "es")
    for file, line, words in places:
        assert_told(result, f"{file}:{line}", words)
    assert "refused:" in result.stderr
    # Two leaflets in two languages rest on it, and it is told once.
    assert result.stderr.count('"relief" has no unit') == 1


def test_a_shared_file_that_is_gone_is_told(workspace, build) -> None:
    (workspace / SITE).unlink()
    assert_told(build("--language", "en"), SITE, "the file is not there", "put the file back")
    assert_intact(workspace, "vertebroplasty", "en")


def test_a_file_that_nothing_is_made_for_is_told(workspace, build) -> None:
    (workspace / "data" / "procedures" / "new.yml").write_text("id: new", encoding="utf-8")
    result = build()
    assert_told(result, "data/procedures/new.yml", "the file is none that we know", "procedures/*.yaml")
    # Nothing rests on it: the leaflets were made.
    assert (workspace / "output" / "en" / "vertebroplasty.pdf").read_bytes() != EARLIER


def test_what_is_wrong_elsewhere_costs_a_line(workspace, spoil, build) -> None:
    (workspace / "data" / "procedures" / "new.yml").write_text("id: new", encoding="utf-8")
    spoil(BLOCK, ", unit: month", "")
    result = build("vertebroplasty", "--language", "en")
    assert result.exit_code == 0
    assert (workspace / "output" / "en" / "vertebroplasty.pdf").read_bytes() != EARLIER
    assert "warning: 2 problems elsewhere in the workspace" in result.stderr
    assert "unit" not in result.stderr
    assert build("nerve-root-block", "--language", "en").exit_code == 1
    assert build("minimally-invasive-spine-surgery", "--language", "en").exit_code == 1


def test_a_folder_in_the_place_of_a_file_is_told(workspace, build) -> None:
    (workspace / PROCEDURE).unlink()
    (workspace / PROCEDURE).mkdir()
    assert_told(build("--language", "en"), PROCEDURE, "the file cannot be read", "a file that you may read")
    assert_intact(workspace, "vertebroplasty", "en")
