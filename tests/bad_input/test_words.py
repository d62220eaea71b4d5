"""Planted words and numbers that nobody translated, and what prints nothing, through the command line."""

from __future__ import annotations

import pytest

from tests.planted import GUIDE, PROCEDURE, SITE, TEMPLATE, assert_intact, assert_told

PARTS = "templates/parts.html.j2"
BEFORE = '<section id="treats">'


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("file", "old", "new", "down", "words"),
    [
        (
            TEMPLATE,
            BEFORE,
            f"<section>\n<p>Stop warfarin 5 days before.</p></section>{BEFORE}",
            1,
            "Stop warfarin",
        ),
        (TEMPLATE, BEFORE, f"Take care.{BEFORE}", 0, '"Take care." is typed into the template'),
        (TEMPLATE, BEFORE, f'<section><p>{{{{ "Stop" }}}}</p></section>{BEFORE}', 0, '"Stop" is no message'),
        (
            TEMPLATE,
            BEFORE,
            f'{{% set x = "St" %}}<div><p>{{{{ x ~ "op" }}}}</p></div>{BEFORE}',
            0,
            '"Stop" is no',
        ),
        (TEMPLATE, BEFORE, f"<section><p>{{{{ 5 * 3 }}}}</p></section>{BEFORE}", 0, '"15" is no message'),
        (
            TEMPLATE,
            BEFORE,
            f"<section><p>{{{{ leaflet.issued }}}}</p></section>{BEFORE}",
            0,
            '"2026-11-23" is no',
        ),
        (
            TEMPLATE,
            BEFORE,
            f"<section><p><num>{{{{ 5 }}}}</num></p></section>{BEFORE}",
            0,
            '"5" is not what was said',
        ),
        (
            TEMPLATE,
            BEFORE,
            f"<section><p>{{{{ leaflet.relief.stated }}}}</p></section>{BEFORE}",
            0,
            "is no message",
        ),
        (
            TEMPLATE,
            BEFORE,
            f'<section><p>{{{{ pgettext("x", "in 5 days") }}}}</p></section>{BEFORE}',
            0,
            "a digit",
        ),
        (
            TEMPLATE,
            BEFORE,
            f'<section><p>{{{{ pgettext("x", "in {{n}}", n="a week") }}}}</p></section>{BEFORE}',
            0,
            '{n} in "in {n}" is given "a week", which is no message',
        ),
        (
            TEMPLATE,
            BEFORE,
            f'<section><p><a href="tel:999">{{{{ leaflet.title }}}}</a></p></section>{BEFORE}',
            0,
            'the link "tel:999" is not one that we allow',
        ),
        (
            PARTS,
            "<h1>{{ leaflet.title }}",
            "<h1>{{ leaflet.title|striptags|truncate(8) }}",
            0,
            "is no message",
        ),
        (PARTS, "<h1>{{ leaflet.title }}", "<h1>{{ leaflet.title|upper }}", 0, "is no message"),
        (
            PARTS,
            "<h1>{{ leaflet.title }}",
            '<h1>{{ leaflet.title|replace("o", "u") }}',
            0,
            "is not what was said",
        ),
        (
            PARTS,
            "<dd>{{ value }}",
            '<dd>{{ value|replace("1", "9")|replace("me", "m") }}',
            0,
            "is not what was said",
        ),
        (PARTS, "{{ phone.number }}", '{{ phone.number|replace("9", "8") }}', 0, "is no message"),
        (PARTS, "<author>", "<author>Dr Smith, ", 0, '"Dr Smith," is typed into the template'),
        (PARTS, "<author>{{", '<author>{{ "Dr Smith" }}{{', 0, '"Dr Smith" is no message'),
        (PARTS, "<stamp>", "<signed>{{ site.hospital }}</signed><stamp>", 0, "<signed> is not allowed here"),
        (PARTS, 'page="{page}"', 'page="1"', 0, '{page} in "Page {page} of {pages}" is given "1"'),
        (PARTS, 'data-high="{{ span.high }}"', 'data-high="3"', 0, 'data-high="3" is no number of the data'),
        (
            PARTS,
            'data-low="{{ span.low }}"',
            'data-low="{{ span.low }}0"',
            0,
            'data-low="10" is no number of',
        ),
        (PARTS, "<alt>", "<alt>Two lines. ", 0, '"Two lines." is typed into the template'),
        (PARTS, '<p class="department">', '<p class="department">\u200b</p><p>', 0, "<p> is empty"),
        (
            TEMPLATE,
            BEFORE,
            f'<section><table><thead><tr><th scope="col">{{{{ leaflet.title }}}}</th></tr></thead>'
            f"\n<tbody><tr></tr></tbody></table></section>{BEFORE}",
            1,
            "<tr> is empty",
        ),
        (
            TEMPLATE,
            BEFORE,
            f"<section><h2>{{{{ leaflet.title }}}}</h2></section>{BEFORE}",
            0,
            "nothing stands below",
        ),
    ],
)
def test_a_template_says_only_what_was_translated(
    workspace, spoil, build, file, old, new, down, words, language
) -> None:
    line = spoil(file, old, new) + down
    assert_told(build("nerve-root-block", "--language", language), f"{file}:{line}", words)
    assert_intact(workspace, "nerve-root-block", language)


def test_a_word_in_the_guide_refuses_the_guide_alone(spoil, build) -> None:
    line = spoil("templates/guide.html.j2", "<article>", "<article><section><p>Loose</p></section>")
    result = build("--language", "en")
    assert_told(result, f"templates/guide.html.j2:{line}", '"Loose" is typed into the template')
    assert "5 leaflets made" in result.output


def test_a_number_in_a_message_may_have_a_reason(spoil, build) -> None:
    spoil(TEMPLATE, BEFORE, f'<section><p>{{{{ pgettext("x", "Level L5") }}}}</p></section>{BEFORE}')
    assert build("vertebroplasty", "--language", "en").exit_code == 1
    spoil(
        "data/exceptions.yaml", "digits: []", "digits:\n  - {text: Level L5, reason: the name of a vertebra}"
    )
    assert build("vertebroplasty", "--language", "en").exit_code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "hint"),
    [
        (PROCEDURE, "title: Vertebroplasty", 'title: " "', '"title" is blank', "says nothing"),
        (PROCEDURE, "title: Vertebroplasty", 'title: "\\u200b\\u00a0"', '"title" is blank', "says nothing"),
        (
            PROCEDURE,
            "title: Vertebroplasty",
            'title: "<strong> </strong>"',
            '"title" is blank',
            "says nothing",
        ),
        (PROCEDURE, "title: Vertebroplasty", "title: Vertebroplasty ½", "a digit stands in", "quantity"),
        (PROCEDURE, "title: Vertebroplasty", "title: Vertebroplasty &#53;", "a digit stands in", "quantity"),
        (PROCEDURE, "title: Vertebroplasty", "title: Vertebroplasty Ⅱ", "a digit stands in", "quantity"),
        (SITE, "label: In an emergency", 'label: "\\u2800"', '"label" is blank', "says nothing"),
        (SITE, "hospital: Example Hospital", 'hospital: "\\u3164"', '"hospital" is blank', "says nothing"),
        (SITE, '"020 7946 0112"', '"020 7946 0112-0119"', '"number" looks like several', "entry of its own"),
        (SITE, '"020 7946 0112"', '"020 7946 0112 x5"', '"number" holds letters', 'extension: "5"'),
        (SITE, '"020 7946 0112"', '"+44 20 7946 01121"', '"number" cannot be a number of', "compare it"),
        (SITE, '"020 7946 0112"', '"0044 20 7946 0112"', '"number" begins with 00', "write it with +"),
        (
            SITE,
            '"020 7946 0145"}',
            '"020 7946 0145", extension: x5}',
            '"extension" is not written',
            "in quotes",
        ),
        (SITE, "department:", "region: UK\ndepartment:", '"UK" is no region that has numbers', "GB"),
        (
            SITE,
            "web: https://hospital.example/spine",
            "web: hospital.example",
            '"web" is not',
            "https://hospital",
        ),
        (
            SITE,
            "web: https://hospital.example/spine",
            'web: "https://a b.example"',
            '"web" holds a space',
            "copy",
        ),
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


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "sections:\n",
            "sections:\n  - {id: empty, heading: Nothing}\n",
            '"sections[1]" has a heading and nothing',
        ),
        ("ladder: [", "ladder: [] # [", '"shows" is a ladder without steps'),
    ],
)
def test_a_section_of_nothing_is_refused_in_the_data(spoil, build, old, new, words) -> None:
    line = spoil(GUIDE, old, new)
    result = build("minimally-invasive-spine-surgery", "--language", "en")
    place = (
        f"{GUIDE}:{line + 1}"
        if "sections" in old
        else next(each.partition(": ")[0] for each in result.stderr.splitlines() if words in each)
    )
    assert_told(result, place, words)
