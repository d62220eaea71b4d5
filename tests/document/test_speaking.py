from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.speaking import Speaker, Translation, markup_problem
from leaflets.languages import Language, language

LINE = Position("locales/de/LC_MESSAGES/leaflets.po", 7)


class Fixed:
    """A catalog that has one text for everything."""

    def __init__(self, text: str | Diagnostic) -> None:
        self.text = text
        self.tag = "de"

    @property
    def language(self) -> Language:
        return language(self.tag)

    def find(self, _msgid: str, _context: str, _source: Position) -> Translation | Diagnostic:
        return self.text if isinstance(self.text, Diagnostic) else Translation(self.text, LINE)

    def find_plural(
        self, one: str, _many: str, context: str, _count: float, source: Position
    ) -> Translation | Diagnostic:
        return self.find(one, context, source)


def said(msgid: str, text: str | Diagnostic, **values: object) -> tuple[str, Speaker]:
    speaker = Speaker(Fixed(text), "leaflet")
    return str(speaker.say(msgid, "context", values)), speaker


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""),
        ("plain", ""),
        ("a <strong>b</strong>", ""),
        ("a &amp; b &lt; c", ""),
        ("&#233;&#x2013;", ""),
        ("<script>alert()</script>", "uses <script>, which is not allowed"),
        ("<em>a</em>", "uses <em>, which is not allowed"),
        ("<t>a</t>", "uses <t>, which is not allowed"),
        ("<num>a</num>", "uses <num>, which is not allowed"),
        ('<a href="https://x">a</a>', "uses <a>, which is not allowed"),
        ('<strong class="a">b</strong>', "gives <strong> an attribute"),
        ("<strong>a", "has broken markup"),
        ("a</strong>", "has broken markup"),
        ("</m><m>", "has broken markup"),
        ("a & b", "has broken markup"),
        ("&nbsp;", "has broken markup"),
        ("&foo;", "has broken markup"),
        ("a < b", "has broken markup"),
        ("<!-- a -->", "has markup that is not allowed"),
        ("<?a?>", "has markup that is not allowed"),
        ("<![CDATA[<script>]]>", "has markup that is not allowed"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>', "has broken markup"),
        ("a\x00b", "has broken markup"),
    ],
)
def test_the_markup_of_a_message_is_a_closed_subset(text: str, problem: str) -> None:
    assert markup_problem(text).startswith(problem)
    assert bool(markup_problem(text)) == bool(problem)


@given(st.text(max_size=40))
def test_markup_that_passes_is_harmless(text: str) -> None:
    if not markup_problem(text):
        assert text.replace("<strong>", "").replace("</strong>", "").replace("<strong/>", "").count("<") == 0


def test_a_message_names_itself_in_the_markup() -> None:
    text, speaker = said("about {amount}", "etwa {amount}", amount=Markup("6 &lt;mm&gt;"))
    assert text == '<t m="0">etwa 6 &lt;mm&gt;</t>'
    assert [(each.msgid, each.context, each.position) for each in speaker.messages] == [
        ("about {amount}", "context", LINE)
    ]
    assert speaker.problems == []


def test_what_a_catalog_lacks_is_gathered() -> None:
    lacking = Diagnostic("missing")
    text, speaker = said("a < b", lacking)
    assert text == "<v>a &lt; b</v>"
    assert speaker.problems == [lacking]


@pytest.mark.parametrize(
    ("msgid", "text", "problems"),
    [
        ("a {x}", "b {x}", []),
        ("a {x} {x}", "b {x}", []),
        ("a {x}", "b", ['the placeholder {x} is missing in "b"']),
        (
            "a {x}",
            "b {y}",
            [
                'the placeholder {y} is not one of the message "a {x}"',
                'the placeholder {x} is missing in "b {y}"',
            ],
        ),
        ("a", "b {x}", ['the placeholder {x} is not one of the message "a"']),
        (
            "a {x}",
            "b {x!r}",
            [
                'the placeholder {x!r} is not one of the message "a {x}"',
                'the placeholder {x} is missing in "b {x!r}"',
            ],
        ),
        ("a {x}", "b {x} {", ['a brace is open or alone in "b {x} {"']),
        ("a", "b }", ['a brace is open or alone in "b }"']),
        ("a {x}", "b {{x}}", ['a brace is open or alone in "b {{x}}"']),
    ],
)
def test_placeholders_must_be_those_of_the_message(msgid: str, text: str, problems: list[str]) -> None:
    _, speaker = said(msgid, text, x=Markup("6 mm"))
    assert [problem.message for problem in speaker.problems] == problems
    for problem in speaker.problems:
        assert (problem.position, problem.leaflet, problem.language) == (LINE, "leaflet", "de")
        assert problem.hint


def test_only_the_form_for_a_single_number_may_leave_its_numeral_out() -> None:
    dual = Translation("zwei Monate", LINE, only_count=2)
    for count, problems in ((2, []), (3, ['the placeholder {number} is missing in "zwei Monate"'])):
        speaker = Speaker(Fixed(""), "leaflet")
        speaker.fill("{number} months", "amount", dual, {"number": Markup("x")}, count)
        assert [problem.message for problem in speaker.problems] == problems


def test_a_notice_in_another_language_is_written_in_its_own_direction() -> None:
    catalog = Fixed("اتصل 020 7946 0112")
    catalog.tag = "ar"
    said_in = Speaker(Fixed(""), "leaflet").say_in(catalog, "a", "b")
    assert said_in == '<t m="0">اتصل <num dir="ltr">020 7946 0112</num></t>'


def test_a_notice_that_is_faulty_in_another_language_is_left_out_and_blocks_only_its_own() -> None:
    class Faulty(Fixed):
        def find(self, _msgid: str, _context: str, _source: Position) -> Translation:
            return Translation("b", LINE, faults=(Diagnostic("wrong"),))

    faulty = Faulty("")
    ours, other = Speaker(faulty, "leaflet"), Speaker(Fixed(""), "leaflet")
    faulty.tag = "ar"
    assert other.say_in(faulty, "a", "context") is None
    assert other.problems == []
    assert ours.say_in(faulty, "a", "context") == "<v>a</v>"
    assert [problem.message for problem in ours.problems] == ["wrong"]


def test_forbidden_markup_is_told_and_defused() -> None:
    text, speaker = said("a", "<script>b</script>")
    assert text == "<v>&lt;script&gt;b&lt;/script&gt;</v>"
    (problem,) = speaker.problems
    assert (problem.position, problem.hint) == (LINE, "allowed: words, <strong>")


@pytest.mark.parametrize("text", ["\u200b", "<strong> </strong>", "&#160;", "\u2800\u3164"])
def test_a_translation_that_prints_nothing_is_refused(text: str) -> None:
    _, speaker = said("a", text)
    (problem,) = speaker.problems
    assert problem.position == LINE
    assert problem.message.endswith("is blank")


@pytest.mark.parametrize("value", ["5 tablets", "", 5, 2.5, None, False, ["a"]])
def test_a_placeholder_takes_no_bare_words(value: object) -> None:
    _, speaker = said("take {dose}", "nimm {dose}", dose=value)
    (problem,) = speaker.problems
    assert "which is no message" in problem.message
    assert problem.hint


def test_a_placeholder_that_is_filled_later_stands_for_itself() -> None:
    text, speaker = said("Page {page}", "Seite {page}", page="{page}")
    assert (text, speaker.problems) == ('<t m="0">Seite {page}</t>', [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("اتصل 020 7946 0112 الآن", "020 7946 0112"),
        ("اتصل +442079460112.", "+442079460112"),
        ("اتصل (020) 7946-0112!", "(020) 7946-0112"),
        ("اتصل ٠٢٠ ٧٩٤٦ ٠١١٢", "٠٢٠ ٧٩٤٦ ٠١١٢"),
        ("اتصل 030/123456", "030/123456"),
    ],
)
def test_a_telephone_number_in_a_right_to_left_text_is_isolated(text: str, number: str) -> None:
    catalog = Fixed(text)
    catalog.tag = "ar"
    speaker = Speaker(catalog, "leaflet")
    isolated = f'<num dir="ltr">{number}</num>'
    assert speaker.say("a", "b", {}) == f'<t m="0">{text.replace(number, isolated)}</t>'
    assert said("a", text)[0] == f'<t m="0">{text}</t>'


@pytest.mark.parametrize("text", ["في L4–L5", "&#233; و &#1234;", "اليوم 5", "{a_1} {b_2}"])
def test_other_numbers_keep_their_place(text: str) -> None:
    catalog = Fixed(text)
    catalog.tag = "ar"
    assert "dir=" not in Speaker(catalog, "leaflet").say("{a_1} {b_2}", "b", {"a_1": Markup("x")})


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        (Position("data/x.yaml", 3), "the placeholder {bleed} names no quantity", "there are: {x}"),
        (Position("templates/x.html.j2", 3), "the placeholder {bleed} is given no value", "bleed=…"),
    ],
)
@pytest.mark.parametrize("text", ["a {bleed} {x}", "eine {bleed} {x}"])
def test_a_placeholder_without_a_value_is_the_fault_of_the_source(place, message, hint, text) -> None:
    """One fault, told once, at its own place in every language: nobody reads that the message has {bleed}."""
    speaker = Speaker(Fixed(text), "leaflet")
    speaker.say("a {bleed} {x}", "context", {"x": Markup("6 mm")}, place)
    (problem,) = speaker.problems
    assert (problem.message, problem.position) == (message, place)
    assert problem.hint.endswith(hint)
