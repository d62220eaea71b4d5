from __future__ import annotations

import pytest

from leaflets.document.ledger import Ledger
from leaflets.document.template_checks import mark_lines
from leaflets.document.templates import Templates


def found(source: str, **others: str) -> list[tuple[int, str]]:
    """List the faults of a template as line and sentence."""
    faults = Templates({"t.j2": source, **others}).faults("t.j2")
    assert all(each.problem.hint and each.problem.position for each in faults)
    return [(each.problem.position.line, each.problem.message) for each in faults if each.problem.position]


def test_each_tag_is_marked_with_its_line() -> None:
    text = mark_lines("<p>\n<strong >a</strong></p><hr/><h1", "t", 7)
    assert text == '<p line="t:7">\n<strong line="t:8" >a</strong></p><hr line="t:8"/><h1 line="t:8"'


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>Stop warfarin.</p>", 1, "Stop warfarin."),
        ("<p>\n\n  Stop\n  now </p>", 3, "Stop now"),
        ("<p>{{ a }} and {{ b }}</p>", 1, "and"),
        ("{% if a %}\n<p>Stop</p>{% endif %}", 2, "Stop"),
        ("{% if a %}<p>·</p>{% elif b %}\n<p>b</p>{% else %}<p>–</p>{% endif %}", 2, "b"),
        ("{% for a in b %}\n{% else %}\nnone\n{% endfor %}", 3, "none"),
        ("{% macro m() %}\nwords\n{% endmacro %}", 2, "words"),
        ("{% set x %}\nwords{% endset %}", 2, "words"),
        ("{% macro m() %}<p{% endmacro %}\nwords", 2, "words"),
        ("{% if a %}<p{% else %}\nwords{% endif %}", 2, "words"),
        ("{% call m() %}\nwords{% endcall %}", 2, "words"),
        ("{% raw %}\nwords{% endraw %}", 2, "words"),
        ("{% block b %}\nwords{% endblock %}", 2, "words"),
        ("{%- if a -%}\n\n words {%- endif %}", 3, "words"),
        ('<p class="a">5</p>', 1, "5"),
        ("<p class='{{ a }}' id=\"b\">5\u00a0mg</p>", 1, "5 mg"),
        ("<p>&#83;top</p>", 1, "&#83;top"),
        ("<p>½</p>", 1, "½"),
        ("<p>{{ a }} %</p>", 1, "%"),
        ("<p>≥ {{ a }}</p>", 1, "≥"),
        ("<p>药</p>", 1, "药"),
        ("<p>دواء</p>", 1, "دواء"),
        ("<t>a</t>", 1, "a"),
    ],
)
def test_words_typed_into_a_template_are_found(source: str, line: int, words: str) -> None:
    assert found(source) == [(line, f'"{words}" is typed into the template')]


@pytest.mark.parametrize(
    "source",
    [
        "<p>{{ a }} · – ( ) : • → | “”</p>",
        "{# Stop 5 days before #}<p>{{ a }}</p>",
        '<p{% if a %} class="wide"{% else %} class=\'b\'{% endif %} id="a>b">{{ a }}</p>',
        '{% macro m() %} class="wide" id="b"{% endmacro %}<p{{ m() }}>{{ a }}</p>',
        "{{ pgettext('a', 'Stop <strong>now</strong>') }}",
        '{{ npgettext("a", "{n} day", "{n} days", 2, n=x) }}',
        '{{ pgettext("step 2", "{dose_1} a day") }}',
        "<p>&amp;&#160;</p>",
    ],
)
def test_what_is_no_word_is_left_alone(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('pgettext("a", "b" ~ c)', "pgettext is given a text that is put together"),
        ('pgettext("a", c)', "pgettext is given a text that is put together"),
        ('pgettext(c, "b")', "pgettext is given a text that is put together"),
        ('pgettext("a")', "pgettext is given a text that is put together"),
        ('pgettext("a", 5)', "pgettext is given a text that is put together"),
        ('pgettext(context="a", msgid="b")', "pgettext is given a text that is put together"),
        ('npgettext("a", "b", c, 2)', "npgettext is given a text that is put together"),
        ("in_every_language(c, d)", "in_every_language is given a text that is put together"),
        ('[pgettext][0]("a", c)', "pgettext is given another name"),
        ('pgettext|attr("x")', "pgettext is given another name"),
        ('pgettext("", "b")', "a message has no context or no text"),
        ('pgettext("a", "\u200b")', "a message has no context or no text"),
        ('pgettext("a", " b")', 'the message " b" begins or ends with a space'),
        ('pgettext("a", "b\u00a0")', 'the message "b\u00a0" begins or ends with a space'),
        ('pgettext("a", "b 5")', 'a digit stands in "b 5"'),
        ('pgettext("a", "٥ b")', 'a digit stands in "٥ b"'),
        ('pgettext("a", "{n} %")', 'a digit stands in "{n} %"'),
        ('pgettext("a", "&#53; b")', 'a digit stands in "&#53; b"'),
        ('npgettext("a", "1 day", "{n} days", 2)', 'a digit stands in "1 day"'),
        ('in_every_language("a", "b")', 'no catalog has "b" for every language'),
        # Calls inside the arguments of a call are read, too.
        (
            'npgettext("a", "b", "{n} days", pgettext("a", c), n=x)',
            "pgettext is given a text that is put together",
        ),
        ('pgettext("a", "{n} days", n=pgettext("a", c))', "pgettext is given a text that is put together"),
    ],
)
def test_messages_that_cannot_be_translated_are_found(call: str, message: str) -> None:
    assert found(f"<p>\n{{{{ {call} }}}}</p>") == [(2, message)]


def test_escaping_stays_on() -> None:
    assert found("\n{% autoescape false %}{% endautoescape %}") == [(2, "the template switches escaping off")]


def test_only_a_number_may_have_a_reason() -> None:
    source = '<p>words {{ pgettext("a", "b 5") }}</p>'
    assert [(each.words, each.excusable) for each in Templates({"t.j2": source}).faults("t.j2")] == [
        ("words ", False),
        ("b 5", True),
    ]


def test_templates_that_are_used_are_read_and_others_are_not() -> None:
    source = '{% import "a.j2" as a %}{% include "b.j2" %}'
    others = {"a.j2": '{% from "c.j2" import m %}', "b.j2": "two", "c.j2": "\nthree", "d.j2": "four"}
    assert sorted(found(source, **others)) == [
        (1, '"two" is typed into the template'),
        (2, '"three" is typed into the template'),
    ]
    assert found("{% if %}") == []  # a template that cannot be read is told when it is rendered


def test_a_value_in_an_attribute_is_plain() -> None:
    value = Ledger().value('a "b"')
    templates = Templates({"t.j2": '<p id="{{ v }}" class="x-{{ v ~ v }}">{{ v }}</p>'})
    assert templates.render("t.j2", {"v": value}) == (
        '<p line="templates/t.j2:1" id="a &#34;b&#34;" class="x-a &#34;b&#34;a &#34;b&#34;">'
        "<v>a &quot;b&quot;</v></p>"
    )


def test_no_filter_makes_markup() -> None:
    for name in ("safe", "tojson", "urlize", "xmlattr"):
        with pytest.raises(Exception, match="No filter named"):
            Templates({"t.j2": f"{{{{ a|{name} }}}}"}).render("t.j2", {"a": "<num>5</num>"})
