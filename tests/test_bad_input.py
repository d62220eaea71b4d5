"""Planted faults of every kind, through the command line: each is told, and costs nothing else.

Every test wants one sentence with file and line, a hint below it, exit code 1, no traceback, and what was
built earlier untouched.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflets.cli import cli
from leaflets.output import Output

PROCEDURE = "data/procedures/vertebroplasty.yaml"
BLOCK = "data/procedures/nerve-root-block.yaml"
GUIDE = "data/guides/minimally-invasive-spine-surgery.yaml"
SITE, QUESTIONS, SOURCES = "data/site.yaml", "data/questions.yaml", "data/sources.yaml"
TEMPLATE = "templates/procedure.html.j2"
CATALOG = "locales/es/LC_MESSAGES/leaflets.po"
TITLE = "title: Vertebroplasty\n"
EARLIER = b"%PDF-1.7 made earlier"

Build = Callable[..., Result]


@pytest.fixture
def build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build leaflets in a workspace in which some were built before."""
    monkeypatch.chdir(workspace)
    folder = Output(workspace / "output")
    for leaflet in ("vertebroplasty", "nerve-root-block", "minimally-invasive-spine-surgery"):
        for language in ("en", "es"):
            folder.keep(leaflet, language, EARLIER, version="1.0", pages=1, hashed="ab", draft=True)
    folder.close()

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["build", "--jobs", "1", *arguments])

    return run


def assert_told(result: Result, place: str, words: str, hint: str = "") -> None:
    """Hold that a problem is told at a place, with a hint on the line below, and nothing worse happened."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert "itself failed" not in result.output
    assert "the program failed" not in result.output
    lines = result.stderr.splitlines()
    found = [n for n, line in enumerate(lines) if line.startswith(f"{place}: ") and words in line]
    assert found, f"no {place}: …{words}… in:\n{result.stderr}"
    assert re.fullmatch(r"    \S.*", lines[found[0] + 1]), "there is no hint"
    assert hint in lines[found[0] + 1]


def assert_intact(workspace: Path, leaflet: str, language: str) -> None:
    """Hold that what was built earlier is there, whole and in the manifest."""
    output = workspace / "output"
    assert (output / language / f"{leaflet}.pdf").read_bytes() == EARLIER
    entries = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert f"{language}/{leaflet}.pdf" in {entry["path"] for entry in entries}
    assert list(output.rglob(".leaflets-*")) == []


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
        ("review: 2028", "review: 2020", 5, '"review" is not after the date of issue', "2028-11-23"),
        (TITLE, TITLE + TITLE, 7, '"title" stands here twice', "keep one"),
        (TITLE, "\ttitle: Tab\n", 6, "a tab stands where YAML wants spaces", "spaces"),
        (TITLE, "title: 'open\n", 6, "this is not YAML", "quotes"),
        (TITLE, "title: a: b\n", 6, "this is not YAML", "quotes"),
        (TITLE, "title: {a\n", 7, "this is not YAML", ""),
        (TITLE, "title: \x07\n", 6, "U+0007 is not allowed", "take it out"),
        (TITLE, "title: \0\n", 6, "U+0000 is not allowed", "take it out"),
        (TITLE, "title: !!python/object/apply:os.abort []\n", 6, "python/object/apply:os.abort", "plain values"),
        (TITLE, "title: !secret x\n", 6, 'the tag "!secret" is not allowed', "plain values"),
        (TITLE, "a: &a [x, x]\nb: &b [*a, *a]\n" + TITLE, 6, 'the anchor "&a" is not allowed', "take it out"),
        (TITLE, "<<: *a\n" + TITLE, 6, "alias", "write the value again"),
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
)  # fmt: skip
def test_a_leaflet_that_is_wrong_is_refused(workspace, spoil, build, old, new, line, words, hint) -> None:
    spoil(PROCEDURE, old, new)
    assert_told(build("--language", "en"), f"{PROCEDURE}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "en")
    # Another leaflet that is right was made all the same.
    assert (workspace / "output" / "en" / "nerve-root-block.pdf").read_bytes() != EARLIER


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
)  # fmt: skip
def test_a_number_that_is_wrong_is_refused(workspace, spoil, build, old, new, words, hint) -> None:
    line = spoil(BLOCK, old, new)
    assert_told(build("nerve-root-block", "--language", "en"), f"{BLOCK}:{line}", words, hint)
    assert_intact(workspace, "nerve-root-block", "en")


@pytest.mark.parametrize(
    ("content", "line", "words", "hint"),
    [
        (lambda text: text.replace("title: V", "title: V\xe9").encode("latin-1"), 6, "byte 0xE9", "UTF-8"),
        (lambda text: text.encode("utf-16"), 1, "byte 0xFF is not UTF-8", "UTF-8"),
        (lambda text: text.encode() + b"#" * 1_000_001, 0, "larger than 1,000,000 bytes", "split it"),
        (lambda _: b"", 1, "the file is empty", "put the file back"),
        (lambda _: b"- a\n", 1, "should be a mapping, not a list", ""),
        (lambda _: b"\xff\xd8\xff\xe0 a picture", 1, "byte 0xFF", "UTF-8"),
    ],
)
def test_a_file_in_trouble_is_refused(workspace, build, content, line, words, hint) -> None:
    path = workspace / PROCEDURE
    path.write_bytes(content(path.read_text(encoding="utf-8")))
    place = f"{PROCEDURE}:{line}" if line else PROCEDURE
    assert_told(build("vertebroplasty", "--language", "en"), place, words, hint)
    assert_intact(workspace, "vertebroplasty", "en")


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "leaflet"),
    [
        (PROCEDURE, "questions: [", "questions: [nowhere, ", 'there is no question "nowhere"', "vertebroplasty"),
        (PROCEDURE, "sources: [", "sources: [nowhere, ", 'there is no passage "nowhere"', "vertebroplasty"),
        (GUIDE, "procedures: [", "procedures: [nowhere, ", 'there is no procedure "nowhere"', GUIDE[12:-5]),
        (PROCEDURE, "id: vertebroplasty", "id: nerve-root-block", 'the id "nerve-root-block" is', "nerve-root-block"),
        (QUESTIONS, "id: implants", "id: incision", 'the id "incision" is taken', "vertebroplasty"),
        (SITE, "hospital: ", "hospitals: ", '"hospitals" is not known here', "vertebroplasty"),
        (SITE, '"020 7946 0999"', "ring us", '"number" is not written like that', "vertebroplasty"),
        (SITE, "[en, ", "[english, ", '"languages[1]" is not written like that', "vertebroplasty"),
        (SOURCES, "passages:", "passage:", '"passage" is not known here', "vertebroplasty"),
        ("data/exceptions.yaml", "digits:", "digit:", '"digit" is not known here', "vertebroplasty"),
    ],
)  # fmt: skip
def test_names_and_shared_files_that_are_wrong(workspace, spoil, build, file, old, new, words, leaflet) -> None:
    line = spoil(file, old, new)
    assert_told(build("--language", "en"), f"{file}:{line}", words)
    assert_intact(workspace, leaflet, "en")


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
    assert result.stderr.count('"relief" has no unit') == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('<section id="about">', '{{ leaflet.nothing }}<section id="about">', 0, "has no attribute 'nothing'"),
        ('<section id="about">', '{{ nothing }}<section id="about">', 0, "'nothing' is undefined"),
        ('<section id="about">', '{{ nothing.more }}<section id="about">', 0, "'nothing' is undefined"),
        ('<section id="about">', '{% if %}<section id="about">', 0, "the template is broken"),
        ('<section id="about">', '{% for i in range(999999999) %}{% endfor %}<section id="about">', 0, "too big"),
        ('<section id="about">', '{{ leaflet.__class__ }}<section id="about">', 0, "is unsafe"),
        ('<section id="about">', '<script>a()</script><section id="about">', 0, "<script> is not allowed in"),
        ('<section id="about">', '<p>&nbsp;</p><section id="about">', 0, "broken markup (undefined entity)"),
        ('<section id="about">', '<section id="about" style="x">', 0, 'cannot have the attribute "style"'),
        ('<section id="about">', '<section id="head">', 0, 'the id "head" is taken'),
        ("<h2>", "<h3>", 0, "broken markup (mismatched tag)"),
        ("{%- import", "{%- import 'lost.html.j2' as lost -%}\n{%- import", 0, 'no template "lost.html.j2"'),
        ('pgettext("heading", "What it is")', 'pgettext("heading", "Brand new")', 0, ""),
    ],
)  # fmt: skip
def test_a_template_that_is_wrong_is_refused(workspace, spoil, build, old, new, line, words) -> None:
    line += spoil(TEMPLATE, old, new)
    result = build("vertebroplasty", "--language", "en")
    if words:
        assert_told(result, f"{TEMPLATE}:{line}", words)
        assert_intact(workspace, "vertebroplasty", "en")
    else:
        assert result.exit_code == 0  # in English a new message says itself


def test_a_template_that_is_not_utf_8_or_gone_is_refused(workspace, build) -> None:
    path = workspace / TEMPLATE
    path.write_bytes(path.read_bytes() + b"{# \xe9 #}")
    last = path.read_bytes().count(b"\n") + 1
    assert_told(build("vertebroplasty", "--language", "en"), f"{TEMPLATE}:{last}", "is not UTF-8", "UTF-8")
    path.unlink()
    assert_told(build("vertebroplasty", "--language", "en"), TEMPLATE, "there is no template", "templates/")
    assert_intact(workspace, "vertebroplasty", "en")


def in_catalog(workspace: Path, msgid: str, said: str) -> int:
    """Change what a message says in Spanish; give the line of the message."""
    path = workspace / CATALOG
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(f'msgid "{msgid}"\nmsgstr "{msgid}"\n')
    assert found
    path.write_text(f'{before}msgid "{msgid}"\nmsgstr "{said}"\n{after}', encoding="utf-8")
    return before.count("\n") + 1


@pytest.mark.parametrize(
    ("msgid", "said", "words", "hint"),
    [
        ("Advantages", "", '"Advantages" is not translated', "translate it"),
        ("Advantages", "   ", '"Advantages" is not translated', "translate it"),
        ("Advantages", "<script>a</script>", "uses <script>, which is not allowed", "<strong>"),
        ("Advantages", "<b>a</b>", "uses <b>, which is not allowed", "<strong>"),
        ("Advantages", "<strong class='a'>b</strong>", "gives <strong> an attribute", "<strong>"),
        ("Advantages", "<strong>a", "has broken markup", "<strong>"),
        ("Advantages", "a &foo; b", "has broken markup", "<strong>"),
        ("Advantages", "a {dose} b", "the placeholder {dose} is not one of the message", "it has: none"),
        ("Advantages", "a } b", "a brace is open or alone", "placeholder"),
        ("Page {page} of {pages}", "Página {page}", "the placeholder {pages} is missing", "put {pages}"),
        ("Page {page} of {pages}", "{page} {pages} {0}", "the placeholder {0} is not one", "{page}, {pages}"),
        ("Advantages", "\U000130c0", "U+130C0", "another character"),
        ("Advantages", "a \ue000", "U+E000", "another character"),
        ("Advantages", "Ventajas \ufffd", "U+FFFD", "another character"),
    ],
)  # fmt: skip
def test_a_translation_that_is_wrong_is_refused(
    workspace, fill_catalog, build, msgid, said, words, hint
) -> None:
    fill_catalog("es")
    line = in_catalog(workspace, msgid, said)
    assert_told(build("vertebroplasty", "--language", "es"), f"{CATALOG}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "es")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgid "Advantages"', 'msgid "Advantages', "is no line of a catalog"),
        ('msgid "Advantages"', "msgid Advantages", "is no line of a catalog"),
        ('msgid "Advantages"', '<<<<<<< HEAD\nmsgid "Advantages"', "is no line of a catalog"),
        ('msgid "Advantages"', 'msgid "Advantages"\nmsgid "Twice"', "the catalog is broken"),
    ],
)
def test_a_broken_catalog_is_refused(workspace, spoil, fill_catalog, build, old, new, words) -> None:
    fill_catalog("es")
    line = spoil(CATALOG, old, new)
    result = build("vertebroplasty", "--language", "es", "--language", "en")
    places = [f"{CATALOG}:{line + more}" for more in (0, 1)]
    place = next((each for each in places if f"{each}: " in result.stderr), places[0])
    assert_told(result, place, words)
    assert_intact(workspace, "vertebroplasty", "es")
    # The other language was made all the same.
    assert (workspace / "output" / "en" / "vertebroplasty.pdf").read_bytes() != EARLIER


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("nplurals=2; plural=__import__('os').abort();", "the catalog is broken"),
        ("nplurals=2; plural=(n;", "the catalog is broken"),
        ("nplurals=2; plural=n/0;", "the catalog is broken"),
    ],
)
def test_a_hostile_plural_rule_is_refused_or_harmless(workspace, fill_catalog, build, rule, words) -> None:
    path = fill_catalog("es")
    text = re.sub(r"nplurals=[^\\]*", lambda _: rule, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    result = build("spinal-endoscopy", "--language", "es")
    assert "Traceback" not in result.output
    assert "failed (" not in result.output
    if result.exit_code:
        assert words in result.stderr


def test_a_fuzzy_message_is_refused(workspace, spoil, fill_catalog, build) -> None:
    fill_catalog("es")
    line = spoil(CATALOG, 'msgctxt "heading"\nmsgid "Advantages"', '#, fuzzy\nmsgctxt "heading"\nmsgid "Advantages"')
    result = build("vertebroplasty", "--language", "es")
    place = next(f"{CATALOG}:{n}" for n in (line, line + 1, line + 2) if f"{CATALOG}:{n}: " in result.stderr)
    assert_told(result, place, 'the translation of "Advantages" is fuzzy', "compare it")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_catalog_that_is_not_utf_8_too_large_or_gone_is_refused(workspace, build, fill_catalog) -> None:
    path = fill_catalog("es")
    content = path.read_bytes()
    line = content[: content.index(b"Advantages")].count(b"\n") + 1
    path.write_bytes(content.replace(b'"Advantages"', b'"Advantages\xe9"', 1))
    assert_told(build("--language", "es"), f"{CATALOG}:{line}", "byte 0xE9 is not UTF-8", "UTF-8")
    path.write_bytes(b"#" * 8_000_001)
    assert_told(build("--language", "es"), CATALOG, "larger than 8,000,000 bytes", "obsolete")
    path.unlink()
    assert_told(build("--language", "es"), CATALOG, "the file is not there", "pybabel init")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_message_that_the_catalog_does_not_have_is_refused(workspace, spoil, fill_catalog, build) -> None:
    fill_catalog("es")
    spoil(TEMPLATE, 'pgettext("heading", "What it is")', 'pgettext("heading", "Brand new")')
    result = build("vertebroplasty", "--language", "es")
    assert_told(result, CATALOG, '"Brand new" is not in the catalog', f"the message stands in {TEMPLATE}:6")
    assert_intact(workspace, "vertebroplasty", "es")


@pytest.mark.parametrize("content", [None, b"", b"not a font"])
def test_a_font_that_is_gone_or_broken_is_told(workspace, build, monkeypatch, tmp_path, content) -> None:
    import leaflets.fonts

    fonts = tmp_path / "fonts"
    shutil.copytree(leaflets.fonts.FOLDER, fonts, ignore=shutil.ignore_patterns("*.ttf"))
    if content is not None:
        for path in leaflets.fonts.FOLDER.glob("*.ttf"):
            (fonts / path.name).write_bytes(content)
    defaults = leaflets.fonts.FontLibrary.__init__.__defaults__
    monkeypatch.setattr(leaflets.fonts.FontLibrary.__init__, "__defaults__", (fonts, *defaults[1:]))
    result = build("vertebroplasty", "--language", "en")
    assert_told(result, str(fonts / "NotoSans.ttf"), "the font NotoSans.ttf", "put the font file back")
    assert_intact(workspace, "vertebroplasty", "en")


@pytest.mark.parametrize(
    ("place", "words"),
    [("file", "a file stands where a folder should be"), ("file/below", "no folder can be made here")],
)
def test_an_output_folder_that_cannot_be_written_is_told(workspace, build, tmp_path, place, words) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    result = build("vertebroplasty", "--language", "en", "--output", str(tmp_path / place))
    assert result.exit_code == 1
    first, hint = result.stderr.splitlines()[:2]
    assert first.startswith(str(tmp_path / "file"))
    assert words in first
    assert hint.startswith("    ")
    assert "Traceback" not in result.output
    assert_intact(workspace, "vertebroplasty", "en")


def test_a_shared_file_that_is_gone_is_told(workspace, build) -> None:
    (workspace / SITE).unlink()
    assert_told(build("--language", "en"), SITE, "the file is not there", "put the file back")
    assert_intact(workspace, "vertebroplasty", "en")


def test_a_file_that_nothing_is_made_for_is_told(workspace, build) -> None:
    (workspace / "data" / "procedures" / "new.yml").write_text("id: new", encoding="utf-8")
    result = build("vertebroplasty", "--language", "en")
    assert_told(result, "data/procedures/new.yml", "the file is none that we know", "procedures/*.yaml")
    # Nothing rests on it: the leaflet was made.
    assert (workspace / "output" / "en" / "vertebroplasty.pdf").read_bytes() != EARLIER


def test_a_folder_in_the_place_of_a_file_is_told(workspace, build) -> None:
    (workspace / PROCEDURE).unlink()
    (workspace / PROCEDURE).mkdir()
    assert_told(build("--language", "en"), PROCEDURE, "the file cannot be read", "a file that you may read")
    assert_intact(workspace, "vertebroplasty", "en")
