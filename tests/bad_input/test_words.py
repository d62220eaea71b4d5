"""Planted words and numbers that nobody translated, and what prints nothing, through the command line."""

from __future__ import annotations

import pytest

from tests.planted import GUIDE, PROCEDURE, SITE, TEMPLATE, TITLE, assert_intact, assert_told

PARTS = "templates/parts.html.j2"
# A place of the template between two sections, where a template may say something new.
BEFORE = '<section id="treats">'


# What is written before a section of the template, and at which of its lines what is told of it stands.
INSERTED = [
    ("<section>\n<p>Stop warfarin 5 days before.</p></section>", 1, "Stop warfarin"),
    ("Take care.", 0, '"Take care." is typed into the template'),
    ('<section><p>{{ "Stop" }}</p></section>', 0, '"Stop" is no message'),
    ('{% set x = "St" %}<div><p>{{ x ~ "op" }}</p></div>', 0, '"Stop" is no'),
    ("<section><p>{{ 5 * 3 }}</p></section>", 0, '"15" is no message'),
    ("<section><p>{{ leaflet.issued }}</p></section>", 0, '"2026-11-23" is no'),
    ("<section><p><num>{{ 5 }}</num></p></section>", 0, '"5" is not what was said'),
    ("<section><p>{{ leaflet.relief.stated }}</p></section>", 0, "is no message"),
    ('<section><p>{{ pgettext("x", "in 5 days") }}</p></section>', 0, "a digit"),
    (
        '<section><p>{{ pgettext("x", "in {n}", n="a week") }}</p></section>',
        0,
        '{n} in "in {n}" is given "a week"',
    ),
    (
        '<section><p><a href="tel:999">{{ leaflet.title }}</a></p></section>',
        0,
        'the link "tel:999" is not one',
    ),
    ("<section><h2>{{ leaflet.title }}</h2></section>", 0, "nothing stands below"),
    (
        '<section><table><thead><tr><th scope="col">{{ leaflet.title }}</th></tr></thead>'
        "\n<tbody><tr></tr></tbody></table></section>",
        1,
        "<tr> is empty",
    ),
]
# What stands in the parts that templates share, and what it is changed to.
REPLACED = [
    ("<h1>{{ leaflet.title }}", "<h1>{{ leaflet.title|striptags|truncate(8) }}", "is no message"),
    ("<h1>{{ leaflet.title }}", "<h1>{{ leaflet.title|upper }}", "is no message"),
    ("<h1>{{ leaflet.title }}", '<h1>{{ leaflet.title|replace("o", "u") }}', "is not what was said"),
    ("<dd>{{ value }}", '<dd>{{ value|replace("1", "9")|replace("me", "m") }}', "is not what was said"),
    ("{{ phone.number }}", '{{ phone.number|replace("9", "8") }}', "is no message"),
    ("<author>", "<author>Dr Smith, ", '"Dr Smith," is typed into the template'),
    ("<author>{{", '<author>{{ "Dr Smith" }}{{', '"Dr Smith" is no message'),
    ("<stamp>", "<signed>{{ site.hospital }}</signed><stamp>", "<signed> is not allowed here"),
    ('page="{page}"', 'page="1"', '{page} in "Page {page} of {pages}" is given "1"'),
    ('data-high="{{ span.high }}"', 'data-high="3"', 'data-high="3" is no number of the data'),
    ('data-low="{{ span.low }}"', 'data-low="{{ span.low }}0"', 'data-low="10" is no number of'),
    ("<alt>", "<alt>Two lines. ", '"Two lines." is typed into the template'),
    ('<p class="department">', '<p class="department">\u200b</p><p>', "<p> is empty"),
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("file", "old", "new", "down", "words"),
    [
        *((TEMPLATE, BEFORE, f"{new}{BEFORE}", down, words) for new, down, words in INSERTED),
        *((PARTS, old, new, 0, words) for old, new, words in REPLACED),
    ],
)
def test_a_template_says_only_what_was_translated(
    workspace, spoil, build, file, old, new, down, words, language
) -> None:
    line = spoil(file, old, new) + down
    assert_told(build("nerve-root-block", "--language", language), f"{file}:{line}", words)
    assert_intact(workspace, "nerve-root-block", language)


def test_a_word_beside_an_amount_is_told_in_every_leaflet(workspace, spoil, build) -> None:
    """Even one that this leaflet does not say, so that no change of its numbers brings it to light."""
    file, macro = "templates/amounts.html.j2", "{%- macro per_year("
    line = spoil(file, macro, f"{{% macro never() %}}each{{% endmacro %}}{macro}")
    result = build("nerve-root-block", "--language", "en")
    assert_told(result, f"{file}:{line}", '"each" is typed into the template')
    assert_intact(workspace, "nerve-root-block", "en")


def test_a_word_in_the_guide_refuses_the_guide_alone(spoil, build) -> None:
    line = spoil("templates/guide.html.j2", "<article>", "<article><section><p>Loose</p></section>")
    result = build("--language", "en")
    assert_told(result, f"templates/guide.html.j2:{line}", '"Loose" is typed into the template')
    assert "4 leaflets made" in result.output


def test_a_number_in_a_message_may_have_a_reason(spoil, build) -> None:
    spoil(TEMPLATE, BEFORE, f'<section><p>{{{{ pgettext("x", "Level L5") }}}}</p></section>{BEFORE}')
    assert build("vertebroplasty", "--language", "en").exit_code == 1
    spoil(
        "data/exceptions.yaml", "digits: []", "digits:\n  - {text: Level L5, reason: the name of a vertebra}"
    )
    assert build("vertebroplasty", "--language", "en").exit_code == 0


BLANK, DIGIT = ('"title" is blank', "says nothing"), ("a digit stands in", "quantity")
WARD, WEB = '"020 7946 0112"', "web: https://hospital.example/spine"


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "hint"),
    [
        (PROCEDURE, TITLE, 'title: " "\n', *BLANK),
        (PROCEDURE, TITLE, 'title: "\\u200b\\u00a0"\n', *BLANK),
        (PROCEDURE, TITLE, 'title: "<strong> </strong>"\n', *BLANK),
        # A digit is a digit in any form: a fraction, a character reference, a Roman numeral of one character.
        (PROCEDURE, TITLE, "title: Vertebroplasty ½\n", *DIGIT),
        (PROCEDURE, TITLE, "title: Vertebroplasty &#53;\n", *DIGIT),
        (PROCEDURE, TITLE, "title: Vertebroplasty Ⅱ\n", *DIGIT),
        # A Braille pattern without dots and a Hangul filler: no white space to Unicode, blank on paper.
        (SITE, "label: In an emergency", 'label: "\\u2800"', '"label" is blank', "says nothing"),
        (SITE, "hospital: Example Hospital", 'hospital: "\\u3164"', '"hospital" is blank', "says nothing"),
        (SITE, WARD, '"020 7946 0112-0119"', '"number" looks like several', "entry of its own"),
        (SITE, WARD, '"020 7946 0112 x5"', '"number" holds letters', 'extension: "5"'),
        (SITE, WARD, '"+44 20 7946 01121"', '"number" cannot be a number of', "compare it"),
        (SITE, WARD, '"0044 20 7946 0112"', '"number" begins with 00', "write it with +"),
        (SITE, WARD, f"{WARD}, extension: x5", '"extension" is not written', "in quotes"),
        (SITE, "department:", "region: UK\ndepartment:", '"UK" is no region that has numbers', "GB"),
        (SITE, WEB, "web: hospital.example", '"web" is not', "https://hospital"),
        (SITE, WEB, 'web: "https://a b.example"', '"web" holds a space', "copy"),
    ],
)
def test_data_that_says_nothing_or_dials_wrong_is_refused(
    workspace, spoil, build, file, old, new, words, hint
) -> None:
    line = spoil(file, old, new)
    assert_told(build("vertebroplasty", "--language", "en"), f"{file}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "en")


def test_all_numbers_that_are_wrong_are_told_together(spoil, build) -> None:
    places = [spoil(SITE, '"020 7946 0112"', '"+44 20 7946"'), spoil(SITE, '"020 7946 0145"', '"00 44 1"')]
    result = build("--language", "en")
    for line in places:
        assert_told(result, f"{SITE}:{line}", '"number"')


def test_a_section_of_nothing_is_refused_in_the_data(spoil, build) -> None:
    line = spoil(GUIDE, "sections:\n", "sections:\n  - {id: empty, heading: Nothing}\n") + 1
    result = build("minimally-invasive-spine-surgery", "--language", "en")
    assert_told(result, f"{GUIDE}:{line}", '"sections[1]" has a heading and nothing')


def test_a_ladder_without_steps_is_told_where_it_is_to_be_shown(spoil, build) -> None:
    spoil(GUIDE, "ladder: [", "# ladder: [")
    line = spoil(GUIDE, "shows: ladder", "shows: ladder")
    result = build("minimally-invasive-spine-surgery", "--language", "en")
    assert_told(result, f"{GUIDE}:{line}", '"shows" is a ladder without steps')
