"""Languages and fonts that a hospital brings, through the command line: built, or refused in a sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result

from leaflets.cli import cli
from tests.fontmaking import coptic, put
from tests.planted import CATALOG, SITE, TITLE, assert_told
from tests.workspaces import open_session

ROWS = "data/languages.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def translated(root: Path, tag: str, word: str) -> None:
    """Begin a language and say one word in every message, with its placeholders."""
    begun = run("catalog", "init", tag)
    assert begun.exit_code == 0, begun.output
    path = root / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / "leaflets.po"
    text = path.read_text(encoding="utf-8")
    catalog = read_po(io.BytesIO(text.encode()))
    # Placeholders stay: without them the catalog would be refused, and its font never be asked for.
    for message in catalog:
        plural = not isinstance(message.id, str)
        source = message.id[1] if plural else message.id
        said = " ".join((word, *dict.fromkeys(re.findall(r"\{[a-z_]+\}", source))))
        message.string = (said,) * len(message.string) if plural else said
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, width=0)
    # Babel would write a header of its own; the one that the program wrote is a part of what is tested.
    header = text.partition("\n\n")[0]
    path.write_text(f"{header}\n\n{out.getvalue().decode()}", encoding="utf-8")


@pytest.fixture(autouse=True)
def stand_in_a_workspace(build) -> None:
    """Stand in the workspace, as the fixture ``build`` does for whoever asks for it."""
    del build


@pytest.fixture
def begin(workspace, spoil) -> Callable[..., Path]:
    """Add a language beside English to a workspace, with a row of ``data/languages.yaml`` if it has one."""

    def begun(tag: str, word: str, row: str = "") -> Path:
        spoil(SITE, "[en, ", f"[en, {tag}, ")
        if row:
            (workspace / ROWS).write_text(f"languages:\n  {tag}: {row}\n", encoding="utf-8")
        translated(workspace, tag, word)
        return workspace

    return begun


def fonts_of(path: Path) -> set[str]:
    with pikepdf.open(path) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


@pytest.mark.parametrize(
    ("verb", "tag", "word", "row", "script"),
    [
        ("build", "cop", "ⲙⲉⲧⲣⲉⲙ", "{parent: en}", "Coptic"),
        ("check", "khb", "ᦺᦑᦟᦹᧉ", "{script: Talu, parent: en}", "New Tai Lue"),
        ("check", "en-Shaw", "𐑖𐑱𐑝𐑾𐑯", "", "Shavian"),
    ],
)
def test_a_script_without_a_font_is_told_once(begin, verb, tag, word, row, script) -> None:
    begin(tag, word, row)
    ids = ("vertebroplasty", "spinal-fusion")
    result = run(verb, *ids, "--language", "en", "--language", tag, "--jobs", "1")
    place = f"locales/{tag.replace('-', '_')}/LC_MESSAGES/leaflets.po"
    assert_told(result, place, f"no font has {script}", "fonts/")
    # Two leaflets need the font. What they lack in common is told once.
    errors = [line for line in result.stderr.splitlines() if place in line]
    assert len(errors) == 1, errors
    assert "2 leaflets made" in result.stdout or "2 of 4 leaflets can be made" in result.stdout


def test_a_language_without_a_font_is_begun_but_not_called_ready(workspace) -> None:
    result = run("catalog", "init", "cop")
    assert result.exit_code == 0
    assert "no font has Coptic" in result.stderr
    assert "ready" not in result.output
    assert (workspace / "locales/cop/LC_MESSAGES/leaflets.po").is_file()
    put(workspace, "Own.ttf", coptic(weight=None))
    assert "is ready" in run("catalog", "init", "cop-EG").output


def test_a_font_in_the_folder_makes_the_language(begin, tmp_path) -> None:
    root = begin("cop", "ⲕⲭⲅ", "{parent: en}")
    put(root, "Own-Regular.ttf", coptic())
    put(root, "Own-Bold.ttf", coptic(weight=700))
    result = run("build", "vertebroplasty", "--language", "cop", "--output", str(tmp_path / "out"), "--html")
    assert result.exit_code == 0, result.stderr
    assert "fonts/" not in result.stderr
    assert fonts_of(tmp_path / "out/cop/vertebroplasty.pdf") >= {"Own-Regular", "Own-Bold"}
    assert '<html lang="cop" dir="ltr">' in (tmp_path / "out/cop/vertebroplasty.html").read_text(
        encoding="utf-8"
    )


def test_a_row_makes_a_language_that_cldr_lacks(begin, tmp_path) -> None:
    begin("ksw", "ကညီ", "{name: S'gaw Karen, script: Mymr, parent: en, leading: 1.9}")
    out = str(tmp_path / "out")
    result = run("build", "vertebroplasty", "--language", "ksw", "--output", out, "--html", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    assert "NotoSansMyanmar-Regular" in fonts_of(tmp_path / "out/ksw/vertebroplasty.pdf")
    page = (tmp_path / "out/ksw/vertebroplasty.html").read_text(encoding="utf-8")
    assert '[lang="ksw"] { --leading: 1.9;' in page
    assert "# S'gaw Karen translations" in Path("locales/ksw/LC_MESSAGES/leaflets.po").read_text(
        encoding="utf-8"
    )
    assert "ksw" in run("list").stdout
    assert "ကညီ" in run("show", "vertebroplasty", "--language", "ksw").stdout


def test_workers_of_their_own_know_the_rows(begin, tmp_path) -> None:
    root = begin("ksw", "ကညီ", "{script: Mymr, parent: en, font: Own}")
    put(root, "Own.ttf", _myanmar())
    ids = ("vertebroplasty", "spinal-fusion", "spinal-endoscopy", "nerve-root-block")
    result = run("build", *ids, "--language", "ksw", "--output", str(tmp_path / "out"), "--jobs", "2")
    assert result.exit_code == 0, result.stderr
    assert "Own-Regular" in fonts_of(tmp_path / "out/ksw/spinal-fusion.pdf")


def _myanmar() -> bytes:
    from leaflets.fonts.faces import PACKAGE_FONTS

    return (PACKAGE_FONTS / "NotoSansMyanmar.ttf").read_bytes()


@pytest.mark.parametrize(
    ("row", "words", "hint"),
    [
        ("{script: Mymr}", "names no parent", "parent: TAG"),
        ("{parent: my, script: Xxxx}", '"Xxxx" is no script', "ISO 15924"),
        ("{parent: my, font: NotoSansMyanma}", 'there is no font "NotoSansMyanma"', "NotoSansMyanmar"),
        ("{parent: my, digits: roman}", "no numbering system", "mymr"),
    ],
)
def test_a_row_that_is_wrong_refuses_its_language_only(begin, workspace, row, words, hint) -> None:
    begin("ksw", "ကညီ", "{parent: en}")
    (workspace / ROWS).write_text(f"languages:\n  ksw: {row}\n", encoding="utf-8")
    result = run("build", "vertebroplasty", "--language", "en", "--language", "ksw", "--jobs", "1")
    assert_told(result, f"{ROWS}:2", words, hint)
    assert "1 leaflet made" in result.stdout


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("languages:\n  pt_BR: {}\n", 2, 'is spelt "pt-BR"'),
        ("languages: []\n", 1, "a mapping"),
        ("\t", 1, "tab"),
        ("rows: {}\n", 1, '"rows" is not known'),
    ],
)
def test_a_table_that_cannot_be_read_is_told(workspace, build, text, line, words) -> None:
    (workspace / ROWS).write_text(text, encoding="utf-8")
    assert_told(build("vertebroplasty", "--language", "en"), f"{ROWS}:{line}", words)


def test_a_language_of_the_site_that_cldr_lacks_is_told_with_its_row(spoil, build) -> None:
    line = spoil(SITE, "[en, ", "[en, cnh, ")
    result = build("vertebroplasty", "--language", "en", "--language", "cnh")
    assert_told(result, f"{SITE}:{line}", '"cnh" is no language', "cnh: {script: Latn, parent: TAG}")
    assert "1 leaflet made" in result.stdout


@pytest.mark.parametrize("folder", ["pt-BR", "sr@latin", "zh_hans", "Arabic"])
def test_a_folder_of_a_catalog_that_no_language_has_is_told(workspace, folder) -> None:
    path = workspace / "locales" / folder / "LC_MESSAGES" / "leaflets.po"
    path.parent.mkdir(parents=True)
    path.write_bytes((workspace / CATALOG).read_bytes())
    session = open_session(workspace)
    assert session.library
    (problem,) = [each for each in session.problems if each.is_error]
    assert str(problem.position) == f"locales/{folder}/LC_MESSAGES/leaflets.po"
    assert "the catalog is not read" in problem.message


@pytest.mark.parametrize(
    "data", [b"no font", coptic(licence=2), coptic()[:9000]], ids=["text", "licence", "cut"]
)
def test_a_font_that_cannot_be_used_is_told_and_costs_only_what_needs_it(begin, data) -> None:
    root = begin("cop", "ⲕⲭⲅ", "{parent: en}")
    put(root, "Own.ttf", data)
    result = run("build", "vertebroplasty", "--language", "en", "--language", "cop", "--jobs", "1")
    assert_told(result, "fonts/Own.ttf", "the font Own.ttf")
    assert_told(result, "locales/cop/LC_MESSAGES/leaflets.po", "no font has Coptic")
    assert "1 leaflet made" in result.stdout


def test_a_notice_is_not_printed_in_a_language_without_a_font(begin, tmp_path) -> None:
    """Words of a language that no font has would cost every other language its leaflets."""
    begin("cop", "ⲙⲉⲧⲣⲉⲙ", "{parent: en}")
    guide = "minimally-invasive-spine-surgery"  # procedures have no notice
    result = run("build", guide, "--language", "en", "--output", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize(
    ("title", "words", "hint"),
    [
        ("Vertebro\\uFFFCplasty", "(U+FFFC, object replacement character) is no character", "take it out"),
        ("Vertebroplasty \\u0301", "(U+0301, combining acute accent) has no letter", "behind its letter"),
        ("V" + "\\u0301" * 200, "carries more marks than can be printed", "take marks away"),
        ("रोगी क््ि", "is no syllable: it would be printed with a dotted circle", "Zawgyi"),
        ("V\\U000E0041", "(U+E0041, tag latin capital letter a) is no character", "take it out"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_line(spoil, build, title, words, hint) -> None:
    line = spoil("data/procedures/vertebroplasty.yaml", TITLE, f'title: "{title}"\n')
    result = build("vertebroplasty", "--language", "en")
    assert_told(result, f"data/procedures/vertebroplasty.yaml:{line}", words, hint)


def test_zawgyi_in_a_catalog_is_refused_with_its_line(begin) -> None:
    root = begin("my", "ကုသမှု")
    path = root / "locales/my/LC_MESSAGES/leaflets.po"
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition('msgid "Advantages"\nmsgstr "')
    assert found
    path.write_text(f"{before}{found}\u103b\u1019\u1014\u1039\u1019\u102c {after}", encoding="utf-8")
    result = run("check", "vertebroplasty", "--language", "my")
    assert result.exit_code == 1
    (told,) = [line for line in result.stderr.splitlines() if "has no letter to stand on" in line]
    assert re.match(r"locales/my/LC_MESSAGES/leaflets\.po:\d+: ", told)
