"""What the panel says of a message: its state, its source and how it changed, what is asked and answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leaflets.build import Job
from leaflets.diagnostics import Diagnostic, Position
from leaflets.web.differences import Part, Piece
from leaflets.web.preview import Preview
from leaflets.web.view import Filter, ShownMessage, State, View
from tests.web.conftest import JOB, PO
from tests.workspaces import TODAY, open_session

Edit = Callable[..., int]
TITLE = 'msgctxt "vertebroplasty: title"\nmsgid "Vertebroplasty"\nmsgstr "Vertebroplasty"'
# One of each kind of what is written above a message.
COMMENTED = (
    "# a remark of mine\n"
    "# leaflets: answered 0123456789ab negation by Ana on 2026-11-27: lapsed\n"
    "#. The name of the treatment, as it is\n#. written on the door\n#. at most about 20 letters\n"
    "#. {size}: 6–8 mm\n#, fuzzy\n"
    '#| msgctxt "vertebroplasty: name"\n#| msgid "Old vertebroplasty"\n'
)


def said(view: View, msgid: str) -> ShownMessage:
    return next(each for each in view.messages if each.msgid == msgid)


@pytest.mark.parametrize(
    ("new", "state", "filters"),
    [
        ("Cemento", State.FINISHED, {Filter.ALL, Filter.CHANGED}),
        ("", State.MISSING, {Filter.ALL, Filter.CHANGED, Filter.MISSING}),
        ("<b>Cemento</b>", State.FAULTY, {Filter.ALL, Filter.CHANGED, Filter.ERRORS}),
        ("Cemento {size}", State.FAULTY, {Filter.ALL, Filter.CHANGED, Filter.ERRORS}),
    ],
)
def test_the_state_of_a_message_and_the_filters_that_show_it(
    preview: Preview, edit: Edit, new: str, state: State, filters: set[Filter]
) -> None:
    edit(TITLE, TITLE.replace('msgstr "Vertebroplasty"', f'msgstr "{new}"'))
    message = said(preview.view(JOB), "Vertebroplasty")
    assert (message.state, set(message.filters) - {Filter.QUESTIONS}) == (state, filters)
    assert message.text_language == ("es" if state is State.FINISHED else "en")
    assert message.is_unfinished == (state is not State.FINISHED)
    # Each error once, although both the page and the checks find it.
    assert len({each.message for each in message.errors}) == len(message.errors)


def test_what_stands_above_a_message_is_told_apart(preview: Preview, edit: Edit) -> None:
    edit(TITLE, COMMENTED + TITLE)
    message = said(preview.view(JOB), "Vertebroplasty")
    entry = message.entry
    assert message.state is State.FUZZY
    assert entry.notes == (
        "The name of the treatment, as it is written on the door at most about 20 letters",
    )
    assert entry.remarks == ("a remark of mine",)
    assert (entry.texts, entry.previous_context) == (("Vertebroplasty",), "vertebroplasty: name")
    assert entry.previous == (
        Piece("Old vertebroplasty", Part.EARLIER),
        Piece("Vertebroplasty", Part.PRESENT),
    )


def test_placeholders_are_shown_with_what_they_stand_for(preview: Preview, edit: Edit) -> None:
    message = said(preview.view(JOB), "Page {page} of {pages}")
    assert [each.name for each in message.placeholders] == ["page", "pages"]
    edit(f'msgid "{message.msgid}"', f'#. {{page}}: 3\nmsgid "{message.msgid}"')
    preview.refresh()
    found = said(preview.view(JOB), message.msgid).placeholders
    assert [each.example for each in found] == ["3", ""]


def test_the_findings_are_those_of_the_session(preview: Preview) -> None:
    report = open_session(preview._session.root).findings("es")
    assert report
    view = preview.view(JOB)
    shown = {each.problem for message in view.each_message for each in message.findings}
    keys = {(each.context, each.msgid) for each in view.messages}
    assert shown == {each.problem for each in report.found if each.key in keys}
    assert shown


def test_an_answer_is_shown_with_its_question(preview: Preview, edit: Edit) -> None:
    message = next(each for each in preview.view(JOB).messages if each.questions)
    question = message.questions[0].problem
    comment = f"# leaflets: answered {question.id} {question.code} by Ana on {TODAY}: it is right"
    edit(f'msgctxt "{message.context}"\nmsgid "{message.msgid}"',
         f'{comment}\nmsgctxt "{message.context}"\nmsgid "{message.msgid}"')  # fmt: skip
    preview.refresh()
    now = said(preview.view(JOB), message.msgid)
    (answered,) = (each.answer for each in now.findings if each.problem.id == question.id)
    assert answered
    assert (answered.by, answered.reason) == ("Ana", "it is right")
    assert question.id not in {each.problem.id for each in now.questions}
    assert now.entry.remarks == ()


def test_marks_number_what_needs_somebody_in_the_order_of_the_pages() -> None:
    plain = ShownMessage("a", "A", "", "A", Position(PO, 1), "es", "ltr")
    wrong = replace(plain, name="b", problems=(_problem(),))
    view = View(JOB, 1, messages=(wrong, plain, wrong, replace(wrong, name="c")))
    assert view.marks == {"b": 1, "c": 2}
    assert [each.name for each in view.each_message] == ["b", "a", "c"]


def test_a_message_that_is_said_twice_is_listed_once_with_all_that_it_says() -> None:
    first = ShownMessage("a", "{n} days", "", "2 days", Position(PO, 1), "es", "ltr")
    view = View(JOB, 1, messages=(first, replace(first, text="3 days"), first))
    assert view.said == {"a": ("2 days", "3 days")}
    assert view.counts[Filter.ALL] == 1


def test_a_save_is_summed_up_in_words(preview: Preview, edit: Edit) -> None:
    before = preview.view(JOB)
    questions = sum(len(each.questions) for each in before.each_message)
    assert before.summary.startswith(f"No words changed. 0 unfinished messages, {questions} question")
    edit(TITLE, TITLE.replace('msgstr "Vertebroplasty"', 'msgstr "Cemento"'))
    preview.refresh()
    assert preview.view(JOB).summary.startswith("1 message changed: Cemento. 0 unfinished messages, ")


def test_a_notice_in_another_language_is_shown_in_it(preview: Preview) -> None:
    view = preview.view(Job("minimally-invasive-spine-surgery", "es"))
    notices = [each for each in view.messages if each.msgid.startswith("Do you need an interpreter?")]
    assert {each.language for each in notices} == {"en", "es"}
    assert len({each.name for each in notices}) == len({each.language for each in notices})
    assert all(not each.findings for each in notices if each.language == "en")


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("de", "ltr"), ("en", "ltr"), ("ar-XB", "rtl")]
)
def test_every_text_has_its_direction(preview: Preview, tag: str, direction: str) -> None:
    messages = preview.view(Job("vertebroplasty", tag)).messages
    assert messages
    assert {(each.language, each.direction) for each in messages} == {(tag, direction)}


def _problem() -> Diagnostic:
    return Diagnostic("it is not translated", Position(PO, 1), code="untranslated")
