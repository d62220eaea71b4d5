from __future__ import annotations

import pytest
from jinja2.ext import babel_extract

from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.document.templates import Templates
from tests.dependencies import JINJA_NO_ATTRIBUTE, JINJA_RANGE, JINJA_UNDEFINED, JINJA_UNSAFE
from tests.workspaces import FIXED


def fault(source: str, **others: str) -> Diagnostic:
    with pytest.raises(LeafletsError) as caught:
        Templates({"t.j2": source, **others}).render("t.j2", {"value": 3})
    (problem,) = caught.value.diagnostics
    return problem


def test_templates_write_with_everything_escaped_and_each_tag_marked() -> None:
    text = Templates({"t.j2": "<p>\n{{ word }}</p>\n<p/>"}).render("t.j2", {"word": "<b>"})
    assert text == '<p line="templates/t.j2:1">\n&lt;b&gt;</p>\n<p line="templates/t.j2:3"/>'


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\n{{ nothing }}", 2, JINJA_UNDEFINED),
        ("a\n{{ value.nothing }}", 2, JINJA_NO_ATTRIBUTE),
        ("a\n{% if %}", 2, "the template is broken"),
        ("a\n\n{% endfi %}", 3, "the template is broken"),
        ("a\n{% for i in range(10 ** 9) %}{% endfor %}", 2, JINJA_RANGE),
        ("a\n{{ value.__class__ }}", 2, JINJA_UNSAFE),
        ("a\n{{ ''.__class__.__mro__ }}", 2, JINJA_UNSAFE),
        ("a\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ('a\n{% import "other.j2" as other %}', 2, 'there is no template "other.j2"'),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "RecursionError"),
    ],
)
def test_faults_are_told_with_their_line_and_a_hint(source: str, line: int, words: str) -> None:
    problem = fault(source)
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == ("templates/t.j2", line)
    assert words in problem.message
    assert problem.hint


def test_a_fault_in_an_imported_macro_stands_in_that_file() -> None:
    source = '{% import "o.j2" as o with context %}\n{{ o.m() }}'
    problem = fault(source, **{"o.j2": "{% macro m() %}\n\n{{ nothing }}{% endmacro %}"})
    assert str(problem.position) == "templates/o.j2:3"


def test_a_template_may_not_change_what_it_is_given() -> None:
    with pytest.raises(LeafletsError, match="may not"):
        Templates({"t.j2": "{{ values.append(1) }}"}).render("t.j2", {"values": []})


def test_messages_are_found_where_the_extractor_finds_them() -> None:
    for path in (FIXED / "templates").glob("*.j2"):
        with path.open("rb") as file:
            extracted = list(babel_extract(file, ("pgettext", "npgettext"), (), {}))
        templates = Templates({path.name: path.read_text(encoding="utf-8")})
        last = {message[:2]: line for line, _, message, _ in extracted}
        assert {key: templates.place(key[1], key[0]).line for key in last} == last


def test_markup_within_a_message_is_no_tag_of_the_page() -> None:
    templates = Templates({"t.j2": '<p>{{ pgettext("a", "do <strong>not</strong> drive") }}</p>'})
    said: list[str] = []
    templates.render("t.j2", {"pgettext": lambda _context, msgid: said.append(msgid)})
    assert said == ["do <strong>not</strong> drive"]


def test_macros_are_called_and_messages_are_found() -> None:
    source = '{% macro m(a) %}\n {{ pgettext("c", "say {a}", a=a) }}\n{% endmacro %}'
    templates = Templates({"t.j2": source})
    context = {"pgettext": lambda context, msgid, **values: f"{context}/{msgid}/{values['a']}"}
    assert templates.call("t.j2", "m", context, 3) == "c/say {a}/3"
    assert str(templates.place("say {a}", "c")) == "templates/t.j2:2"
    assert str(templates.place("nothing", "c")) == "templates"


def test_a_template_tells_which_macros_it_has() -> None:
    templates = Templates({"t.j2": "{% macro m() %}{% endmacro %}{{ n() }}", "broken.j2": "{% macro m() %}"})
    assert [templates.has_macro("t.j2", name) for name in ("m", "n", "")] == [True, False, False]
    # It is told as broken where it is used.
    assert not templates.has_macro("broken.j2", "m")
