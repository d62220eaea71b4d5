from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from markupsafe import Markup, escape

from leaflets.content.model import Verbatim
from leaflets.document.ledger import Datum, Ledger


@pytest.fixture
def ledger() -> Ledger:
    """A ledger of one message, one quantity, one value."""
    made = Ledger()
    made.message("about <num>6 mm</num> &amp; more")
    made.numbers(Markup('<t m="0"><num>1–2 months</num></t>'))
    made.value("020 7946 0112", Verbatim("ltr", atomic=True))
    return made


@pytest.mark.parametrize(
    "markup",
    [
        '<t m="0">about 6 mm &amp; more</t>',
        '<t m="0">about\n  <num>6 mm</num> &amp; more </t>',
        "<num>1–2 months</num>",
        '<num dir="ltr">020\u00a07946\u00a00112</num>',
        "<v>020\u00a07946\u00a00112</v>",
    ],
)
def test_what_was_said_is_known(ledger: Ledger, markup: str) -> None:
    assert ledger.has_said(fromstring(markup))  # noqa: S314


@pytest.mark.parametrize(
    "markup",
    [
        '<t m="0">about 7 mm &amp; more</t>',
        '<t m="0">about 6 mm</t>',
        '<t m="1">about 6 mm &amp; more</t>',
        '<t m="-1">about 6 mm &amp; more</t>',
        '<t m="²">about 6 mm &amp; more</t>',
        '<t m="x">about 6 mm &amp; more</t>',
        "<t>about 6 mm &amp; more</t>",
        "<num>6 mm</num>",  # it was said within a message, not alone
        "<num>2–2 months</num>",
        "<v>about 6 mm &amp; more</v>",
        "<num/>",
    ],
)
def test_what_was_not_said_is_not(ledger: Ledger, markup: str) -> None:
    assert not ledger.has_said(fromstring(markup))  # noqa: S314


def test_a_value_is_plain_to_logic_and_marked_on_the_page() -> None:
    value = Ledger().value("<a> & b", Verbatim("ltr"))
    assert (value, value == "<a> & b", value.startswith("<a>")) == ("<a> & b", True, True)
    assert str(escape(value)) == '<v dir="ltr">&lt;a&gt; &amp; b</v>'
    assert type(value.replace("a", "b")) is str
    assert str(escape(Datum("a", "<v>b</v>"))) == "<v>b</v>"


def test_targets_and_what_was_told_are_remembered(ledger: Ledger) -> None:
    assert ledger.target("+44;ext=1") == "+44;ext=1"
    assert ledger.has_target("+44;ext=1")
    assert not ledger.has_target("+44")
    ledger.note_refused(" two \n words ")
    assert ledger.was_refused("two words")
    assert not ledger.was_refused("two")


def test_what_is_whole_is_printed_with_spaces_that_do_not_break() -> None:
    """The value itself, from which a telephone dials and a template decides, stays as it is written."""
    for text, mark, printed in (
        ("+44 (0)20 7946", Verbatim("ltr", atomic=True), '<num dir="ltr">+44\u00a0(0)20\u00a07946</num>'),
        ("116 117", Verbatim(atomic=True), "<num>116\u00a0117</num>"),
        ("https://a.example b", Verbatim("ltr"), '<v dir="ltr">https://a.example b</v>'),
    ):
        value = Ledger().value(text, mark)
        assert str(value) == text
        assert value.__html__() == printed
