"""Planted faults in a catalog, through the command line.

Every test wants one sentence with file and line, a hint below it, exit code 1, no traceback, and what was
built earlier untouched.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets.build import Job, find_refusals
from leaflets.cli import cli
from tests.planted import CATALOG, EARLIER, TEMPLATE, assert_intact, assert_told
from tests.workspaces import open_session


def in_catalog(workspace: Path, msgid: str, said: str) -> int:
    """Change what a message says in Spanish; return the line of what it says."""
    path = workspace / CATALOG
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(f'msgid "{msgid}"\nmsgstr "')
    assert found
    _, _, rest = after.partition('"')
    path.write_text(f'{before}{found}{said}"{rest}', encoding="utf-8")
    return before.count("\n") + 2


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
        # A hieroglyph: no face of ours has it. Then private use, and the sign of what could not be decoded.
        ("Advantages", "\U000130c0", "U+130C0", "another character"),
        ("Advantages", "a \ue000", "U+E000", "take it out"),
        ("Advantages", "Ventajas \ufffd", "U+FFFD", "take it out"),
    ],
)
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
        ('msgid "Advantages"', 'msgid "Advantages"\nmsgid "Twice"', '"Advantages" has no msgstr'),
        ('msgid "Advantages"', 'msgid "Advan\\qtages"', "is no escape"),
    ],
)
def test_a_broken_catalog_is_refused(workspace, spoil, fill_catalog, build, old, new, words) -> None:
    fill_catalog("es")
    line = spoil(CATALOG, old, new)
    result = build("vertebroplasty", "--language", "es", "--language", "en")
    assert_told(result, f"{CATALOG}:{line}", words)
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
def test_a_hostile_plural_rule_is_refused_or_harmless(fill_catalog, build, rule, words) -> None:
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
    line = spoil(
        CATALOG, 'msgctxt "heading"\nmsgid "Advantages"', '#, fuzzy\nmsgctxt "heading"\nmsgid "Advantages"'
    )
    result = build("vertebroplasty", "--language", "es")
    # The mark, the context and the source come before the translation.
    assert_told(result, f"{CATALOG}:{line + 3}", 'the translation of "Advantages" is fuzzy', "compare it")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_catalog_that_is_not_utf_8_too_large_or_gone_is_refused(workspace, build, fill_catalog) -> None:
    path = fill_catalog("es")
    content = path.read_bytes()
    line = content[: content.index(b"Advantages")].count(b"\n") + 1
    path.write_bytes(content.replace(b'"Advantages"', b'"Advantages\xe9"', 1))
    assert_told(build("--language", "es"), f"{CATALOG}:{line}", "byte 0xE9 is not UTF-8", "UTF-8")
    # One byte more than is read of a catalog: an endless file must not fill the memory.
    path.write_bytes(b"#" * 8_000_001)
    assert_told(build("--language", "es"), CATALOG, "larger than 8,000,000 bytes", "obsolete")
    path.unlink()
    assert_told(build("--language", "es"), CATALOG, "the file is not there", "leaflets catalog init es")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_message_that_the_catalog_does_not_have_is_refused(workspace, spoil, fill_catalog, build) -> None:
    fill_catalog("es")
    spoil(TEMPLATE, 'pgettext("heading", "What it is")', 'pgettext("heading", "Brand new")')
    result = build("vertebroplasty", "--language", "es")
    assert_told(result, CATALOG, '"Brand new" is not in the catalog', f"the message stands in {TEMPLATE}:6")
    assert_intact(workspace, "vertebroplasty", "es")


WRONG = [
    ("Advantages", "2 Ventajas", "the number 2 is not in the source", "come from the data"),
    ("Advantages", "Ventajas ½", "the sign ½ is not in the source", "come from the data"),
    ("Page {page} of {pages}", "Página {page}0 de {pages}", 'the digit "0" touches {page}', "put a space"),
    ("Page {page} of {pages}", "{page}{pages}", "another value touches {page}", "put a space"),
    ("Advantages", "Ventajas \u202e", "RIGHT-TO-LEFT OVERRIDE is not closed", "close it"),
    ("What to expect", "What to expect", '"What to expect" was left as it is in the source', "translate it"),
    ("Advantages", "—", '"—" has no word', "translate it"),
    ("Advantages", "\u00a0\u200b", '"Advantages" is not translated', "translate it"),
]


@pytest.mark.parametrize("command", [("check",), ("build",), ("build", "--release"), ("show",), ("trace",),
                                     ("review", "show"), ("review", "sign")], ids=" ".join)  # fmt: skip
# Every third kind will do for every command; all kinds are tried with one command below.
@pytest.mark.parametrize("row", WRONG[::3], ids=lambda row: row[2][:20])
def test_what_cannot_be_right_is_refused_wherever_a_leaflet_is_made(
    workspace, fill_catalog, monkeypatch, command, row
) -> None:
    monkeypatch.chdir(workspace)
    fill_catalog("es")
    msgid, said, words, hint = row
    line = in_catalog(workspace, msgid, said)
    signing = ("--reviewer", "ana", "--role", "clinician", "--key", "key") if command[-1] == "sign" else ()
    result = CliRunner().invoke(cli, [*command, "vertebroplasty", "--language", "es", *signing])
    assert_told(result, f"{CATALOG}:{line}", words, hint)
    assert not (workspace / "locales" / "es" / "approvals").exists()


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[2][:20])
def test_what_cannot_be_right_is_told_with_its_place(workspace, fill_catalog, build, row) -> None:
    fill_catalog("es")
    msgid, said, words, hint = row
    line = in_catalog(workspace, msgid, said)
    assert_told(build("vertebroplasty", "--language", "es"), f"{CATALOG}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "es")


def test_all_that_is_wrong_with_a_message_is_told_at_once(workspace, fill_catalog, build) -> None:
    fill_catalog("es")
    line = in_catalog(workspace, "Page {page} of {pages}", "Página {page}0 <b>de</b> {paginas}")
    result = build("vertebroplasty", "--language", "es")
    for words in ("{paginas}", "{pages} is missing", "<b>", "the number 0", 'the digit "0"'):
        assert_told(result, f"{CATALOG}:{line}", words)


def test_what_is_wrong_costs_only_the_leaflets_that_say_it(fill_catalog, build) -> None:
    path = fill_catalog("es")
    text = path.read_text(encoding="utf-8")
    title = re.compile(r'(msgctxt "spinal-fusion: title"\nmsgid ".*"\nmsgstr )".*"')
    path.write_text(title.sub(r'\1"2"', text), encoding="utf-8")
    assert build("nerve-root-block", "--language", "es").exit_code == 0
    result = build("nerve-root-block", "spinal-fusion", "--language", "es")
    assert result.exit_code == 1
    assert "spinal-fusion [es]: 1 problem" in result.stderr
    assert "nerve-root-block [es]" not in result.stderr


def test_a_notice_that_is_wrong_in_another_language_is_left_out(workspace, build) -> None:
    path = workspace / "locales" / "es" / "LC_MESSAGES" / "leaflets.po"
    text = path.read_text(encoding="utf-8")
    start = text.index('msgid "Do you need an interpreter')
    at = text.index("msgstr ", start)
    end = text.index("\n\n", at)
    path.write_text(f'{text[:at]}msgstr "5"{text[end:]}', encoding="utf-8")
    result = build("minimally-invasive-spine-surgery", "--language", "en")
    assert result.exit_code == 0, result.stderr
    own = build("minimally-invasive-spine-surgery", "--language", "es")
    assert_told(own, f"locales/es/LC_MESSAGES/leaflets.po:{text[:at].count(chr(10)) + 1}", "the number 5")


@pytest.mark.parametrize(
    ("name", "words", "hint"),
    [
        ("zh-Hans", 'the folder "zh-Hans" is spelt otherwise', "call it zh_Hans"),
        ("pt_br", 'the folder "pt_br" is spelt otherwise', "call it pt_BR"),
        ("no such", '"no such" is no language tag', "write one such as"),
        ("qqq_QQ", '"qqq-QQ" is no language that CLDR knows', "data/languages.yaml"),
    ],
)
def test_a_catalog_in_a_folder_of_no_language_is_told(workspace, name, words, hint) -> None:
    folder = workspace / "locales" / name / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "leaflets.po").write_bytes((workspace / CATALOG).read_bytes())
    session = open_session(workspace)
    assert session.library
    (problem,) = [each for each in session.problems if each.is_error]
    assert str(problem.position) == f"locales/{name}/LC_MESSAGES/leaflets.po"
    assert words in problem.message
    assert hint in problem.hint
    assert find_refusals(session, Job("vertebroplasty", "en")) == ()


@pytest.fixture
def root(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, as the present folder."""
    monkeypatch.chdir(workspace)
    return workspace


def test_a_folder_in_the_place_of_a_catalog_is_told_by_every_command(root) -> None:
    path = root / "locales" / "fr" / "LC_MESSAGES" / "leaflets.po"
    path.mkdir(parents=True)
    for command in (
        ("build", "--jobs", "1"),
        ("catalog", "check"),
        ("catalog", "stats"),
        ("catalog", "update"),
    ):
        result = CliRunner().invoke(cli, [*command, "--language", "fr"])
        assert_told(result, "locales/fr/LC_MESSAGES/leaflets.po", "the file cannot be read", "see that")


@pytest.mark.usefixtures("root")
def test_every_command_names_the_same_lines_of_a_broken_catalog(spoil) -> None:
    # A lost quote, and a rule with more forms than a message has: all commands must read them alike.
    spoil(CATALOG, 'msgstr "Ventajas"', 'msgstr "Ventajas')
    spoil(CATALOG, "nplurals=2; plural=(n != 1)", "nplurals=3; plural=n%3")
    told = set()
    catalog = [("catalog", command) for command in ("check", "stats", "update")]
    for command in (("build", "--jobs", "1"), ("show", "vertebroplasty"), *catalog):
        result = CliRunner().invoke(cli, [*command, "--language", "es"])
        assert result.exit_code == 1, command
        told.add(tuple(line for line in result.stderr.splitlines() if "the catalog is broken" in line))
    assert len(told) == 1
