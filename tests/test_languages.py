"""What a page must know of a language: the package's rows, what narrows them down, and what CLDR says."""

from __future__ import annotations

import pytest

from leaflets.languages import LISTED, Language, Languages, UnknownLanguageError, direction_of, language


@pytest.mark.parametrize(
    ("tag", "script", "formats", "direction"),
    [
        ("en", "Latn", "en_GB", "ltr"),
        ("en-US", "Latn", "en_US", "ltr"),
        ("en-AU", "Latn", "en_AU", "ltr"),
        ("en-ZZ", "Latn", "en_GB", "ltr"),
        ("es-MX", "Latn", "es_MX", "ltr"),
        ("es-419", "Latn", "es_419", "ltr"),
        ("zh", "Hans", "zh_Hans", "ltr"),
        ("zh-SG", "Hans", "zh_Hans_SG", "ltr"),
        ("zh-TW", "Hant", "zh_Hant_TW", "ltr"),
        ("ur-PK", "Aran", "ur_PK", "rtl"),
        ("ckb", "Arab", "ckb", "rtl"),
        ("dv", "Thaa", "dv", "rtl"),
        ("ha-Arab", "Arab", "ha_Arab", "rtl"),
        ("en-XA", "Latn", "en_GB", "ltr"),
    ],
)
def test_dates_and_numbers_are_the_languages_own(tag: str, script: str, formats: str, direction: str) -> None:
    found = language(tag)
    assert (found.tag, found.script, found.cldr, found.direction) == (tag, script, formats, direction)
    assert found.code == tag.partition("-")[0]


@pytest.mark.parametrize(
    ("tag", "parent", "formats"),
    [
        ("prs", "fa-AF", "fa_AF"),
        ("arb", "ar", "ar"),
        ("cmn", "zh", "zh_Hans"),
        ("swc", "sw-CD", "sw_CD"),
        ("tl", "fil", "fil"),
    ],
)
def test_a_language_that_cldr_calls_otherwise_goes_by_that_name(tag: str, parent: str, formats: str) -> None:
    found = language(tag)
    assert (found.tag, found.parent, found.cldr) == (tag, parent, formats)
    assert found.code == parent.partition("-")[0]
    assert found.script == language(parent).script


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("ksw", "ksw: {script: Mymr, parent: TAG}"),
        ("cnh", "cnh: {script: Latn, parent: TAG}"),
        ("hmn", "hmn: {script: Latn, parent: TAG}"),
        ("rom", "rom: {script: Latn, parent: TAG}"),
        ("aii-IQ", "aii-IQ: {script: Syrc, parent: TAG}"),
        ("fa-Latn", "fa-Latn: {script: Latn, parent: TAG}"),
        ("qaa", "qaa: {script: CODE, parent: TAG}"),
    ],
)
def test_a_language_that_cldr_lacks_is_told_with_the_row_to_write(tag: str, hint: str) -> None:
    with pytest.raises(UnknownLanguageError, match="no language that CLDR knows") as caught:
        language(tag)
    assert "data/languages.yaml" in caught.value.hint
    assert hint in caught.value.hint


def test_what_narrows_a_row_down_is_set_as_the_row_is() -> None:
    german = Languages().with_rows(
        [Language("de", "Latn", leading=1.7, font="Own", hyphenate=True, name="D")]
    )
    assert german.find("de-AT") == Language(
        "de-AT", "Latn", leading=1.7, font="Own", hyphenate=True, name="D", formats="de_AT"
    )
    assert german.find("de-1901").cldr == "de"


def test_a_row_in_another_script_lends_nothing() -> None:
    rows = Languages().with_rows([Language("rhg", "Arab", leading=1.9, parent="ur", formats="ur")])
    assert rows.find("rhg-BD").script == "Arab"
    assert rows.find("rhg-BD").cldr == "ur"
    assert rows.find("rhg-Rohg").parent == ""


def test_tables_are_values_that_know_nothing_of_each_other() -> None:
    row = Language("th", "Thai", leading=2.0)
    changed = Languages().with_rows([row])
    assert changed.find("th") == row
    assert Languages().find("th") == language("th") in LISTED
    assert changed != Languages()
    assert changed == Languages().with_rows([row])


@pytest.mark.parametrize(
    ("folder", "tag"),
    [("zh_Hans", "zh-Hans"), ("es", "es"), ("ca_valencia", "ca-valencia"), ("es_419", "es-419")],
)
def test_a_folder_is_named_as_gettext_names_locales(folder: str, tag: str) -> None:
    found = Languages().from_locale(folder)
    assert (found.tag, found.locale) == (tag, folder)


@pytest.mark.parametrize(
    ("folder", "hint"), [("pt-BR", "pt_BR"), ("zh_hans", "zh_Hans"), ("ES", "es"), ("sr@latin", "such as")]
)
def test_a_folder_of_another_name_is_none(folder: str, hint: str) -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        Languages().from_locale(folder)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "direction"), [("ltr", "ltr"), ("rtl", "rtl"), ("", None), ("LTR", None), ("auto", None)]
)
def test_a_direction_is_spelt_as_in_html(text: str, direction: str | None) -> None:
    assert direction_of(text) == direction
