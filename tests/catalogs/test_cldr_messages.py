from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from leaflets.build import Job, read_and_localise
from leaflets.catalogs.cldr_messages import units_in_use
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import Checker
from leaflets.cli import cli
from leaflets.content.quantities import Amount
from leaflets.diagnostics import LeafletsError
from leaflets.document.amounts import Numerals
from leaflets.document.cldr_gaps import english_months, gap_messages, unit_message
from leaflets.languages import language
from leaflets.session import Session
from tests.planted import accented
from tests.workspaces import open_session

UNITS = frozenset({"month", "millimeter"})


def asked(tag: str) -> set[str]:
    return {each.msgid for each in gap_messages(language(tag), UNITS)}


COVERED = ("en", "es", "zh-Hans", "ar", "hi", "th", "de", "ur", "fa", "ps", "lv", "kmr", "my", "nn")


@pytest.mark.parametrize("tag", COVERED)
def test_a_language_of_cldr_needs_nothing(tag: str) -> None:
    assert asked(tag) == set()


def test_only_what_is_lacking_is_asked() -> None:
    assert asked("mt") == {"{number} month"}
    assert asked("ht") == {"{number} month", "{day} {month} {year}", *english_months()}
    assert "1,234.5" in asked("ckb")
    assert "{number} mm" in asked("ckb")


def test_the_units_are_those_of_the_leaflets_and_of_the_ruler_that_every_page_may_have() -> None:
    library = open_session().require_library()
    assert units_in_use(library) == {"millimeter", "month", "year"}
    assert units_in_use(replace(library, leaflets={})) == {"millimeter"}


def test_messages_ask_in_english() -> None:
    assert unit_message("month") == ("{number} month", "{number} months")
    assert unit_message("liter") == ("{number} litre", "{number} litres")
    assert english_months()[10] == "November"


@pytest.mark.parametrize("tag", ["mt", "ht", "ckb"])
def test_without_a_catalog_it_is_refused(tag: str) -> None:
    with pytest.raises(LeafletsError, match="CLDR does not say"):
        Numerals(language(tag)).range(1, Amount(value=Decimal(2), unit="month"))


@pytest.fixture
def here(workspace, monkeypatch):
    """Stand in a workspace."""
    monkeypatch.chdir(workspace)
    return workspace


@pytest.fixture
def begun(here):
    """Begin a language, with every message said as the source says it but for those that are given."""

    def begin(tag: str, given: dict[str, str], rule: str = "") -> Session:
        result = CliRunner().invoke(cli, ["catalog", "init", tag])
        assert result.exit_code == 0, result.output
        path = here / "locales" / tag / "LC_MESSAGES" / "leaflets.po"
        head, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
        catalog = read_po(io.BytesIO(path.read_bytes()))
        for message in catalog:
            if isinstance(message.id, str):
                message.string = given.get(message.id, accented(message.id))
            elif message.id:
                message.string = tuple(
                    given.get(message.id[0], accented(message.id[1])) for _ in message.string
                )
        buffer = io.BytesIO()
        write_po(buffer, catalog, omit_header=True)
        rule = f'"Plural-Forms: {rule}\\n"\n' if rule else ""
        path.write_text(f"{head}\n{rule}\n{buffer.getvalue().decode()}", encoding="utf-8")
        return open_session(here)

    return begin


HAITIAN = (
    "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm",
)  # fmt: skip
MONTHS = dict(zip(english_months(), HAITIAN, strict=True))


def test_the_catalog_says_what_cldr_does_not(begun) -> None:
    given = {"{number} month": "{number} mwa", "{day} {month} {year}": "{day} {month} d'{year}", **MONTHS}
    session = begun("ht", given, "nplurals=2; plural=(n > 1);")
    document = read_and_localise(session, Job("nerve-root-block", "ht")).document
    text = "".join(node.text for node in document.root.walk())
    assert "about 1–2 mwa" in text
    assert f"23\u00a0novanm\u00a0d'{2026}" in document.control.stamp
    said = {message.msgid for message in document.messages}
    assert {"{number} month", "November"} <= said


def test_numbers_are_written_as_the_catalog_shows(begun) -> None:
    given = {
        "1,234.5": "١٬٢٣٤٫٥", "{low}–{high}": "{low} تا {high}", "{number} month": "{number} مانگ",
        "{number} mm": "{number} ملم",
    }  # fmt: skip
    session = begun("ckb", given)
    text = "".join(
        node.text for node in read_and_localise(session, Job("nerve-root-block", "ckb")).document.root.walk()
    )
    assert "about ١ تا ٢ مانگ" in text


@pytest.mark.parametrize("sample", ["1.234", "12345", "1,234.6", "2,345.6", "١,234.5", "one", "1,2345.5"])
def test_a_number_that_shows_nothing_is_refused(begun, sample: str) -> None:
    session = begun("ckb", {"1,234.5": sample})
    with pytest.raises(LeafletsError, match=r"does not show how 1,234\.5 is written") as caught:
        read_and_localise(session, Job("nerve-root-block", "ckb"))
    assert all("locales/ckb" in str(each.position) for each in caught.value.diagnostics)


def test_markup_in_a_date_is_refused(begun) -> None:
    session = begun("ht", {"November": "<strong>novanm</strong>"}, "nplurals=2; plural=(n > 1);")
    with pytest.raises(LeafletsError, match="has markup"):
        read_and_localise(session, Job("nerve-root-block", "ht"))


def test_what_the_catalog_lacks_too_is_told_with_its_message(workspace, fill_catalog) -> None:
    fill_catalog("mt")
    with pytest.raises(LeafletsError) as caught:
        read_and_localise(open_session(workspace), Job("nerve-root-block", "mt"))
    (problem,) = caught.value.diagnostics
    assert problem.position is not None
    assert problem.position.file == "locales/mt/LC_MESSAGES/leaflets.po"
    assert '"{number} month"' in problem.message
    assert "leaflets catalog update --language mt" in problem.hint


def test_an_untranslated_message_says_why_it_is_asked(begun) -> None:
    session = begun("ht", {"November": ""}, "nplurals=2; plural=(n > 1);")
    with pytest.raises(LeafletsError) as caught:
        read_and_localise(session, Job("nerve-root-block", "ht"))
    (problem,) = caught.value.diagnostics
    assert problem.message == '"November" is not translated'
    assert "CLDR" in problem.hint


def test_an_update_adds_it_and_an_update_again_changes_nothing(here, fill_catalog) -> None:
    del here  # only to stand in
    path = fill_catalog("mt")
    for _ in range(2):
        assert CliRunner().invoke(cli, ["catalog", "update", "--language", "mt"]).exit_code == 0
    assert path.read_text(encoding="utf-8").count('msgid "{number} month"') == 1
    assert CliRunner().invoke(cli, ["catalog", "update", "--language", "mt", "--check"]).exit_code == 0


def findings(tag: str, rule: str, *forms: str) -> set[str]:
    texts = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(forms))
    content = (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {rule}\\n"\n\n'
        f'msgctxt "amount"\nmsgid "{{number}} operation"\nmsgid_plural "{{number}} operations"\n{texts}'
    )
    report = Checker().run(read_po_file(content.encode(), "x.po", language(tag)))
    return {problem.code for problem in report.problems if problem.is_error}


def test_a_form_for_one_number_needs_no_numeral() -> None:
    rule = (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    )
    right = ["لا عمليات", "عملية واحدة", "عمليتان", "{number} عمليات", "{number} عملية", "{number} عملية"]
    assert findings("ar", rule, *right) == set()
    for form in (3, 4, 5):
        wrong = [*right[:form], "عمليات", *right[form + 1 :]]
        assert "placeholder" in findings("ar", rule, *wrong)


def test_a_form_for_more_numbers_needs_its_numeral() -> None:
    assert "placeholder" in findings(
        "fr", "nplurals=2; plural=(n > 1);", "une opération", "{number} opérations"
    )
    assert findings("es", "nplurals=2; plural=(n != 1);", "una operación", "{number} operaciones") == set()
