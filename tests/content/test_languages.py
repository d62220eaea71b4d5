"""Rows of data/languages.yaml make languages; one that is wrong refuses its own language and no other."""

from __future__ import annotations

import pytest

from leaflets.content.languages import LanguageRows, add_rows
from leaflets.content.reading import read
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.languages import Languages, language

FILE = "data/languages.yaml"


def made(rows: str) -> tuple[Languages, tuple[Diagnostic, ...]]:
    body = "".join(f"  {row}\n" for row in rows.splitlines())
    return add_rows(read(f"languages:\n{body}".encode(), FILE, LanguageRows))


def test_a_row_makes_a_language() -> None:
    languages, problems = made(
        "ksw:\n  name: S'gaw Karen\n  script: Mymr\n  parent: my\n  digits: mymr\n  leading: 2\n  font: F"
    )
    assert problems == ()
    found = languages.find("ksw")
    assert (found.script, found.direction, found.cldr, found.code) == ("Mymr", "ltr", "my", "my")
    assert (found.name, found.numbering, found.leading, found.font) == ("S'gaw Karen", "mymr", 2.0, "F")
    assert languages.find("ksw-TH").parent == "my"


def test_what_a_row_does_not_say_is_the_scripts_or_the_packages() -> None:
    languages, problems = made("ksw: {parent: my}\nar: {leading: 1.8}\nhnj: {script: Latn, parent: en}")
    assert problems == ()
    assert (languages.find("ksw").script, languages.find("ksw").leading) == ("Mymr", 1.85)
    assert (languages.find("ar").leading, languages.find("ar").cldr) == (1.8, "ar")
    assert languages.find("ar-EG").leading == 1.8
    assert (languages.find("hnj").script, languages.find("hnj").cldr) == ("Latn", "en_GB")


def test_a_row_overrides_the_packages() -> None:
    languages, problems = made(
        "ur: {script: Arab, direction: rtl}\nde: {hyphenation: false}\nen: {parent: en-US}"
    )
    assert problems == ()
    assert (languages.find("ur").script, languages.find("ur").leading) == ("Arab", 1.6)
    assert languages.find("ur").cldr == "ur"
    assert languages.find("de").hyphenate is False
    assert languages.find("en").cldr == "en_US"
    assert language("de").hyphenate is True


def test_a_direction_may_be_given() -> None:
    languages, problems = made("dyu-Nkoo: {parent: fr}\naz-Arab: {}\nen-ZZ: {direction: rtl}")
    assert problems == ()
    assert [languages.find(tag).direction for tag in ("dyu-Nkoo", "az-Arab", "en-ZZ")] == ["rtl"] * 3


def test_hyphenation_is_yes_no_or_the_name_of_patterns() -> None:
    languages, problems = made(
        "de: {hyphenation: de_CH}\nnl: {hyphenation: true}\nbar: {parent: de, hyphenation: true}"
    )
    assert problems == ()
    assert [(languages.find(tag).hyphenate, languages.find(tag).patterns) for tag in ("de", "nl", "bar")] == [
        (True, "de_CH"),
        (True, ""),
        (True, ""),
    ]


def test_protected_words_of_a_row_hold_for_what_narrows_it_down_and_for_its_children() -> None:
    languages, problems = made("de: {words: [Narkosearzt, Op-]}\nbar: {parent: de, words: [Spital, Op-]}")
    assert problems == ()
    assert languages.find("de-AT").protected_words == ("Narkosearzt", "Op-")
    assert languages.find("bar").protected_words == ("Narkosearzt", "Op-", "Spital")
    assert languages.find("en").protected_words == ()


def test_a_parent_may_be_a_row_itself_in_any_order() -> None:
    languages, problems = made("pwo: {parent: ksw}\nksw: {parent: my, digits: latn}")
    assert problems == ()
    pwo = languages.find("pwo")
    assert (pwo.parent, pwo.cldr, pwo.numbering, pwo.code) == ("my", "my", "latn", "my")


@pytest.mark.parametrize(
    ("rows", "line", "words", "hint"),
    [
        ("ksw: {script: Mymr}", 2, "its row names no parent", "parent: TAG"),
        ("ksw:\n  script: Mymr\n  parent: pwo", 4, 'the parent "pwo" is no language', "that CLDR has"),
        ("ksw: {parent: ksw}", 2, "cannot be its own parent: ksw → ksw", "another parent"),
        ("pwo: {parent: ksw}\nksw: {parent: pwo}", 3, "cannot be its own parent: pwo → ksw → pwo", "another"),
        ("qaa: {parent: en}", 2, '"qaa" is no script', "script: Latn"),
        ("qaa: {parent: en, script: Zyyy}", 2, '"Zyyy" is no script', "ISO 15924"),
        ("qaa:\n  parent: en\n  script: Abcd", 4, '"Abcd" is no script', "ISO 15924"),
        ("ksw: {parent: my, digits: roman}", 2, '"roman" is no numbering system with ten digits', "mymr"),
        ("ksw: {parent: my, digits: burmese}", 2, '"burmese" is no numbering system', "mymr"),
        ("nl: {hyphenation: nl_BE}", 2, 'no hyphenation patterns "nl_BE"', "nl_NL"),
        ("nl: {hyphenation: ''}", 2, 'no hyphenation patterns ""', "true or false"),
    ],
)
def test_a_row_that_is_wrong_refuses_its_language(rows: str, line: int, words: str, hint: str) -> None:
    languages, problems = made(f"{rows}\nth: {{leading: 1.9}}")
    first = problems[0]
    assert words in first.message
    assert hint in first.hint
    assert first.position is not None
    assert (first.position.file, first.position.line) == (FILE, line)
    assert first.language == rows.partition(":")[0] or "→" in first.message
    assert {problem.language for problem in problems} <= {row.partition(":")[0] for row in rows.splitlines()}
    assert languages.find("th").leading == 1.9


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("pt_BR: {}", 'is spelt "pt-BR", not "pt_BR"'),
        ("english: {}", 'is no language tag: "english"'),
        ("ksw: {parent: MY}", 'is spelt "my", not "MY"'),
        ("ksw: {script: mymr}", "is not written like that"),
        ("ksw: {leading: 0.5}", "should be"),
        ("ksw: {leading: .nan}", "should be"),
        ("ksw: {leading: high}", "should be a number"),
        ("ksw: {direction: up}", "should be"),
        ("ksw: {digits: Mymr}", "is not written like that"),
        ("ksw: {fonts: x}", '"fonts" is not known'),
        ("ksw: 5", "should be a mapping"),
        ("ksw: {font: ''}", "is empty"),
        ("true: {}", "is no language tag"),
        ("th: {words: ['']}", "is no word"),
        ("th: {words: [ผู้-, เส้น ประสาท]}", "has a space or an invisible sign in it"),
        ("th: {words: ['เส้น\u200bประสาท']}", "has a space or an invisible sign in it"),
        ('de: {words: ["Opera\u00adtion"]}', "has a space or an invisible sign in it"),
        ("de: {words: ['-']}", "is no word"),
        ("de: {words: ['...']}", "is no word"),
        ("my: {words: [-မှု-]}", "is no word"),
        ("de: {words: Operationssaal}", "should be a list"),
        ("5: {}", ""),
    ],
)
def test_a_file_that_is_wrong_says_where(rows: str, words: str) -> None:
    with pytest.raises(LeafletsError) as caught:
        made(rows)
    problem = caught.value.diagnostics[0]
    assert words in problem.message, problem
    assert problem.hint
    assert problem.position is not None
    assert problem.position.line == 2
