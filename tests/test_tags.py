"""Tags are read as RFC 5646 spells them, and what CLDR knows of one is never another language's."""

from __future__ import annotations

import re

import pytest
from fontTools.unicodedata import script_horizontal_direction
from hypothesis import given
from hypothesis import strategies as st

from leaflets.languages import RTL_SCRIPTS, Languages, UnknownLanguageError, language
from leaflets.tags import (
    TAG_PATTERN,
    Tag,
    cldr_locale,
    likely_script,
    nearest_tag,
    parse_tag,
    script_name,
    shorter_tags,
)

RIGHT = (
    "en", "ksw", "prs", "pt-BR", "es-419", "sr-Latn", "zh-Hant-HK", "ca-valencia", "de-1901",
    "sl-rozaj-biske", "be-tarask", "sr-Latn-RS", "de-CH-1996",
)  # fmt: skip
SPELT_OTHERWISE = {
    "pt_BR": "pt-BR",
    "ZH-hans": "zh-Hans",
    "EN": "en",
    "es_419": "es-419",
    "sr-latn-rs": "sr-Latn-RS",
    "ca-VALENCIA": "ca-valencia",
    "zh_Hant-hk": "zh-Hant-HK",
}
WRONG = (
    "", " ", "e", "english", "Chinese", "en-", "-en", "en--GB", "en-GB-", "en GB", "zh-Hans-Hant", "en-G",
    "pt-BR\n", "de.UTF-8", "sr@latin", "x-private", "en-x-ward", "ещё", "en-１２３", "fr/..", "a" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_a_tag_is_its_own_spelling(text: str) -> None:
    assert str(parse_tag(text)) == text
    assert re.match(TAG_PATTERN, text)


@pytest.mark.parametrize(("text", "right"), SPELT_OTHERWISE.items())
def test_another_spelling_is_told_with_the_right_one(text: str, right: str) -> None:
    assert str(parse_tag(text)) == right
    assert not re.match(TAG_PATTERN, text)
    with pytest.raises(UnknownLanguageError) as caught:
        language(text)
    assert caught.value.hint == f"write {right}"
    assert right in Languages()


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_tag_is_none(text: str) -> None:
    assert parse_tag(text) is None
    assert text not in Languages()


@given(st.text(st.sampled_from("aAzZ09-_"), max_size=14))
def test_a_spelling_is_found_once(text: str) -> None:
    tag = parse_tag(text)
    assert (tag is not None) >= bool(re.fullmatch(TAG_PATTERN, text))
    if tag:
        assert parse_tag(str(tag)) == tag
        assert re.fullmatch(TAG_PATTERN, str(tag))


def test_shorter_tags_come_nearest_first() -> None:
    tag = parse_tag("zh-Hant-HK-pinyin")
    assert tag
    assert [str(each) for each in shorter_tags(tag)] == ["zh-Hant-HK", "zh-Hant", "zh"]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("en", "Latn"), ("ur", "Aran"), ("ur-PK", "Aran"), ("ur-Arab", "Arab"), ("zh", "Hans"),
        ("zh-HK", "Hant"), ("sr", "Cyrl"), ("sr-ME", "Latn"), ("uz-AF", "Arab"), ("ja", "Jpan"),
        ("ko", "Kore"), ("bo", "Tibt"),
        ("ksw", "Mymr"), ("prs", ""), ("aii", "Syrc"), ("har", "Ethi"), ("qaa", ""),
    ],
)  # fmt: skip
def test_the_script_is_the_one_named_else_the_likely_one(text: str, script: str) -> None:
    assert likely_script(parse_tag(text) or Tag("")) == script


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("es-MX", "es_MX"), ("es-XX", "es"), ("zh-HK", "zh_Hant_HK"),
        ("zh-Hant-HK", "zh_Hant_HK"), ("sr", "sr"), ("sr-Latn", "sr_Latn"), ("sr-ME", "sr_Latn_ME"),
        ("ca-valencia", "ca"), ("pa-PK", "pa_Arab_PK"), ("ur", "ur"),
        # What is written otherwise has no words of its own in the other script.
        ("de-Cyrl", ""), ("fa-Latn", ""), ("hi-Beng", ""), ("ksw", ""), ("prs", ""), ("qaa-Latn-GB", ""),
    ],
)  # fmt: skip
def test_cldr_is_asked_for_the_language_itself_in_its_script(text: str, locale: str) -> None:
    assert cldr_locale(parse_tag(text) or Tag("")) == locale


def test_names_of_scripts() -> None:
    assert [script_name(code) for code in ("Tibt", "Mymr", "Aran", "Hans", "Nkoo")] == [
        "Tibetan", "Myanmar", "Arabic (Nastaliq)", "Chinese (simplified)", "Nko",
    ]  # fmt: skip
    assert [script_name(code) for code in ("Zyyy", "Zzzz", "Zinh", "Xxxx", "tibt", "")] == [""] * 6


def test_scripts_that_run_from_right_to_left_are_unicodes() -> None:
    assert all(script_horizontal_direction(code, "LTR") == "RTL" for code in RTL_SCRIPTS - {"Aran"})


@pytest.mark.parametrize(
    ("given", "known", "meant"),
    [
        ("es", ("ar", "es"), "es"),
        ("ES", ("es",), "es"),
        ("es-ES", ("es",), "es"),
        ("es_MX", ("es", "es-MX"), "es-MX"),
        ("zh-CN", ("zh-Hant", "zh-Hans"), "zh-Hans"),
        ("zh-TW", ("zh-Hant", "zh-Hans"), "zh-Hant"),
        ("sr-Latn", ("sr",), ""),
        ("pt", ("es",), ""),
        ("", ("es",), ""),
        ("no tag", ("es",), ""),
    ],
)
def test_the_tag_of_a_tool_is_ours_if_it_means_the_same(
    given: str, known: tuple[str, ...], meant: str
) -> None:
    assert nearest_tag(given, known) == meant
