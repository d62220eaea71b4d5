from __future__ import annotations

import pytest

from leaflets.content.leaflets import Guide, Procedure, Questions
from leaflets.content.model import Model
from leaflets.content.reading import read
from leaflets.content.site import Site
from leaflets.content.sources import Sources
from leaflets.diagnostics import LeafletsError

PROCEDURE = """\
id: test-procedure
version: "1.0"
issued: 2026-11-23
review: 2028-11-23
title: Title
short_title: Short
purpose: Purpose.
quantities:
  relief: {min: 1, max: 2, unit: month, source: a.b}
about: [{text: About., sources: [a.b]}]
treats: [{text: Treats., sources: [a.b]}]
treats_in_short: {text: Treats, sources: [a.b]}
expect: {}
anaesthesia: {stated: false}
mobility: {stated: true, same_day: true, text: Yes., sources: [a.b]}
relief: {stated: true, duration: relief, text: For {relief}., sources: [a.b]}
advantages: [{text: Good., sources: [a.b]}]
limitations: [{text: Bad., sources: [a.b]}]
""".replace("For {relief}.", '"For {relief}."')


def problems(text: str, model: type[Model]) -> list[tuple[int, str, str]]:
    with pytest.raises(LeafletsError) as caught:
        read(text.encode(), "data/x.yaml", model)
    found = caught.value.diagnostics
    assert all(
        each.hint and each.code and each.position and each.position.file == "data/x.yaml" for each in found
    )
    return [(each.position.line if each.position else 0, each.message, each.hint) for each in found]


def test_a_whole_file_is_read() -> None:
    found = read(PROCEDURE.encode(), "data/x.yaml", Procedure)
    assert found.value.id == "test-procedure"
    assert found.value.quantities["relief"].high.value == 2
    assert found.position(("quantities", "relief")).line == 9


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        (
            "title: Title",
            "tittle: Title\ntitle: Title",
            5,
            '"tittle" is not known here',
            'did you mean "title"?',
        ),
        (
            "title: Title",
            "zzz: 1\ntitle: Title",
            5,
            '"zzz" is not known here',
            "take it out, or look at the schema",
        ),
        (", unit: month", "", 9, '"relief" has no unit', "write {min: 1, max: 2, unit: month}"),
        ("unit: month", "unit: moon", 9, "\"unit\" should be 'millimeter'", "write {min: 1"),
        ("min: 1", "min: one", 9, '"min" should be a number, not "one"', "write a number"),
        ("min: 1", "min: -1", 9, '"min" should be 0 or more, not -1', "write a number of zero or more"),
        ("min: 1", "min: 3", 9, '"relief" has a min that is not below its max', "look at the schema"),
        ("min: 1, ", "", 9, '"relief" needs either a value, or both min and max', "look at the schema"),
        ('version: "1.0"', "version: 1.0", 2, '"version" should be text, not 1.0', "put it in quotes"),
        (
            'version: "1.0"',
            'version: "one"',
            2,
            '"version" is not written like that: "one"',
            "write a version",
        ),
        ("title: Title", "title:", 5, '"title" should be text, not empty', "look at the schema"),
        ("title: Title", 'title: ""', 5, '"title" is empty', "look at the schema"),
        ("title: Title", "title: [a]", 5, '"title" should be text, not a list', "put it in quotes"),
        (
            "issued: 2026-11-23",
            "issued: soon",
            3,
            '"issued" should be a date such as',
            "write the date of issue",
        ),
        (
            "review: 2028-11-23",
            "review: 2026-11-23",
            4,
            '"review" is not after the date of issue',
            "write the date of the next",
        ),
        (
            "stated: false",
            "stated: true, text: Words",
            14,
            '"anaesthesia" is stated, so it needs a text and its sources',
            "look",
        ),
        (
            "review: 2028",
            "review: 2020",
            4,
            '"review" is not after the date of issue',
            "write the date of the next",
        ),
        ("id: test-procedure", "id: Test", 1, '"id" is not written like that: "Test"', "write small letters"),
        ("stated: false", "stated: maybe", 14, '"stated" should be true or false, not "maybe"', "look at"),
        (
            "stated: false",
            "stated: true",
            14,
            '"anaesthesia" is stated, so it needs a text and its sources',
            "look",
        ),
        (
            "stated: false",
            "stated: false, text: Words",
            14,
            '"anaesthesia" is not stated, so it can have neither',
            "look at the schema",
        ),
        ("same_day: true, ", "", 15, '"mobility" says same_day if and only if it is stated', "look at"),
        (
            "duration: relief",
            "duration: other",
            16,
            '"duration" is "other", which is none of the quantities',
            "look at the schema",
        ),
        (
            "about: [{text: About., sources: [a.b]}]",
            "about: []",
            10,
            '"about" needs at least one item',
            "look at the schema",
        ),
        (
            "about: [{text: About., sources: [a.b]}]",
            "about: {}",
            10,
            '"about" should be a list, not a map',
            "look",
        ),
        ("About., sources: [a.b]", "About.", 10, '"about[1]" has no sources', "name the passages"),
        (
            "About., sources: [a.b]",
            "About., sources: []",
            10,
            '"sources" needs at least one item',
            "name the passages",
        ),
        (
            "About., sources: [a.b]",
            "About., sources: [1]",
            10,
            '"sources[1]" should be text, not 1',
            "put it in",
        ),
        ("text: About., ", "", 10, '"about[1]" has no text', "write text: and the sentence"),
    ],
)
def test_every_fault_is_a_sentence_with_its_line_and_a_hint(
    old: str, new: str, line: int, message: str, hint: str
) -> None:
    assert old in PROCEDURE
    ((found_line, found, advice),) = problems(PROCEDURE.replace(old, new, 1), Procedure)
    assert (found_line, found[: len(message)], advice[: len(hint)]) == (line, message, hint)


def test_all_faults_of_a_file_are_told_together() -> None:
    text = (
        PROCEDURE.replace("title: Title", "tittle: x")
        .replace(", unit: month", "")
        .replace("same_day: true, ", "")
    )
    assert sorted((line, message) for line, message, _ in problems(text, Procedure)) == [
        (1, "the file has no title"),
        (5, '"tittle" is not known here'),
        (9, '"relief" has no unit'),
        (15, '"mobility" says same_day if and only if it is stated'),
    ]


@pytest.mark.parametrize("model", [Procedure, Guide, Questions, Site, Sources])
@pytest.mark.parametrize("text", ["- a", "words", "1"])
def test_a_file_of_the_wrong_shape_is_one_problem(model: type[Model], text: str) -> None:
    ((line, message, _),) = problems(text, model)
    assert line == 1
    assert message.startswith("the file should be a mapping, not ")


def test_a_passage_that_is_named_twice_is_told_at_the_second() -> None:
    text = "document: {title: T}\npassages:\n" + "  - {id: a, place: p, states: s}\n" * 2
    assert problems(text, Sources) == [
        (4, '"id" is "a", which is taken', "write small letters, digits and single hyphens, and no id twice")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("en, zh-Hans", "english", '"languages[1]" is no language tag: "english"'),
        ("en, zh-Hans", "zh_Hans", '"languages[1]" is spelt "zh-Hans", not "zh_Hans"'),
        ("020 7946 0112", "ring us", '"number" holds letters: "ring us"'),
        ("020 7946 0112", "020 7946 0112, extension: 12", '"extension" should be text, not 12'),
        ("label: L", 'label: " "', '"label" is blank'),
        ("department: D", 'department: "\\u200b\\u3164"', '"department" is blank'),
        ("https://", "http://", '"web" is not written like that: "http://a.example"'),
        ("https://", "javascript:", '"web" is not written like that: "javascript:a.example"'),
        ("https://a.example", "https://a", '"web" names a host that cannot be: "https://a"'),
        ("hospital: H", "hospital: H\nregion: gb", '"region" is not written like that: "gb"'),
    ],
)
def test_a_site_is_checked(old: str, new: str, message: str) -> None:
    text = (
        "hospital: H\ndepartment: D\nphones: [{label: L, number: 020 7946 0112}]\n"
        "web: https://a.example\nlanguages: [en, zh-Hans]\n"
    )
    assert read(text.encode(), "f", Site).value.languages == ("en", "zh-Hans")
    ((_, found, _),) = problems(text.replace(old, new), Site)
    assert found == message
