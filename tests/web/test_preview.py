from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.build import Job
from leaflets.web.preview import Preview
from leaflets.web.view import ShownMessage, View
from tests.planted import accented
from tests.web.conftest import JOB, PO

TITLE = 'msgstr "Vertebroplasty"'
Edit = Callable[..., int]


def after(preview: Preview, job: Job = JOB) -> View:
    preview.refresh()
    return preview.view(job)


def said(view: View, msgid: str) -> ShownMessage:
    return next(each for each in view.messages if each.msgid == msgid)


def test_a_leaflet_is_shown_with_its_messages(preview: Preview) -> None:
    view = preview.view(JOB)
    assert (view.note, view.problems, view.unfinished, view.edited) == ("", (), (), ())
    assert len(view.pages) >= 2
    title = said(view, "Vertebroplasty")
    assert (title.context, title.text, title.position.file) == ("vertebroplasty: title", "Vertebroplasty", PO)
    assert title.position.line > 20
    assert preview.view(JOB) is view  # nothing changed, so nothing is made again


def test_what_was_changed_is_told_until_something_else_is(preview: Preview, edit: Edit) -> None:
    preview.view(JOB)
    edit(TITLE, 'msgstr "Cemento"')
    (changed,) = after(preview).edited
    assert (changed.msgid, changed.text) == ("Vertebroplasty", "Cemento")
    # The catalog changes, its words do not: what was told stays.
    edit("# ", "# a remark: ")
    assert [each.text for each in after(preview).edited] == ["Cemento"]
    heading = 'msgctxt "heading"\nmsgid "What it is"\nmsgstr '
    edit(f'{heading}"{accented("What it is")}"', f'{heading}"Qué es"')
    assert [each.text for each in after(preview).edited] == ["Qué es"]


def test_the_first_pages_after_a_failure_are_no_change(
    preview: Preview, spoil: Callable[[str, str, str], int]
) -> None:
    spoil("data/site.yaml", "hospital:", "hospital: [")
    assert preview.view(JOB).messages == ()
    spoil("data/site.yaml", "hospital: [", "hospital:")
    view = after(preview)
    assert view.messages
    assert view.edited == ()


def test_a_change_at_the_foot_is_told_too(preview: Preview, edit: Edit) -> None:
    preview.view(JOB)
    edit('msgstr "Page {page} of {pages}"', 'msgstr "Hoja {page} de {pages}"')
    (changed,) = after(preview).edited
    assert changed.text == "Hoja {page} de {pages}"


def test_a_change_of_the_data_is_told(preview: Preview, spoil: Callable[[str, str, str], int]) -> None:
    job = Job("spinal-endoscopy", "en")
    before = preview.view(job)
    spoil("data/procedures/spinal-endoscopy.yaml", "title: Spinal endoscopy", "title: Keyhole surgery")
    view = after(preview, job)
    assert "Keyhole surgery" in {each.text for each in view.edited}
    assert before.pages != view.pages


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (TITLE, 'msgstr ""', "untranslated"),
        (
            'msgctxt "vertebroplasty: title"\nmsgid "Vertebroplasty"',
            '#, fuzzy\nmsgctxt "vertebroplasty: title"\nmsgid "Vertebroplasty"',
            "fuzzy",
        ),
        (
            'msgctxt "vertebroplasty: title"\nmsgid "Vertebroplasty"',
            'msgctxt "vertebroplasty: name"\nmsgid "Vertebroplasty"',
            "not-in-catalog",
        ),
        (TITLE, 'msgstr "<b>Cemento</b>"', "markup"),
        (TITLE, 'msgstr "Cemento {size}"', "placeholder"),
        # A face that is laughing: no font of ours has it.
        (TITLE, 'msgstr "Cemento \U0001f600"', "missing-glyph"),
    ],
)
def test_an_unfinished_message_shows_the_source(
    preview: Preview, edit: Edit, old: str, new: str, code: str
) -> None:
    edit(old, new)
    view = preview.view(JOB)
    (unfinished,) = view.unfinished
    assert (unfinished.msgid, unfinished.text) == ("Vertebroplasty", "Vertebroplasty")
    assert [problem.code for problem in unfinished.problems] == [code]
    assert unfinished.position.file == PO
    assert view.pages
    assert (view.note, view.problems) == ("", ())


def test_a_catalog_that_breaks_leaves_the_words_that_it_held(preview: Preview, edit: Edit) -> None:
    edit(TITLE, 'msgstr "Cemento"')
    preview.view(JOB)
    line = edit('msgstr "Cemento"', 'msgstr Cemento"')
    view = after(preview)
    assert "held before" in view.note
    assert said(view, "Vertebroplasty").text == "Cemento"
    (problem,) = view.problems
    assert str(problem.position) == f"{PO}:{line}"
    edit('msgstr Cemento"', 'msgstr "Cementado"')
    mended = after(preview)
    assert (mended.note, mended.problems) == ("", ())
    assert [each.text for each in mended.edited] == ["Cementado"]


def test_a_catalog_that_was_never_right_leaves_the_source(preview: Preview, catalog: Path) -> None:
    catalog.write_bytes(b"\xff\x00 no catalog")
    view = preview.view(JOB)
    assert "words of the source" in view.note
    assert said(view, "Vertebroplasty").text == "Vertebroplasty"
    assert [str(problem.position) for problem in view.problems] == [f"{PO}:1"]
    catalog.unlink()
    assert [problem.code for problem in after(preview).problems] == ["missing-file"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/procedures/vertebroplasty.yaml", "title: Vertebroplasty", "title: [Vertebroplasty"),
        ("data/site.yaml", "hospital:", "hospitl:"),
        ("templates/procedure.html.j2", "<article>", "<article>{{ nothing.at.all }}"),
        ("templates/procedure.html.j2", "<article>", "<article>{% if"),
        ("templates/parts.html.j2", "<h1>", "<h7>"),
    ],
)
def test_what_cannot_be_made_leaves_the_last_pages(
    preview: Preview, spoil: Callable[[str, str, str], int], file: str, old: str, new: str
) -> None:
    before = preview.view(JOB)
    spoil(file, old, new)
    view = after(preview)
    assert view.pages == before.pages
    assert view.messages == before.messages
    assert "last pages" in view.note
    assert any(problem.position and problem.position.file == file for problem in view.problems)
    assert all(problem.code != "bug" for problem in view.problems)
    # What is shown can still be chosen, whatever became of its file.
    assert JOB.leaflet in preview.leaflets
    assert JOB.language in preview.languages
    spoil(file, new, old)
    assert (after(preview).note, after(preview).problems) == ("", ())


def test_without_any_page_the_problems_are_shown(
    preview: Preview, spoil: Callable[[str, str, str], int]
) -> None:
    spoil("data/site.yaml", "hospital:", "hospitl:")
    view = preview.view(JOB)
    assert (view.pages, bool(view.problems), "No page" in view.note) == ((), True, True)
    assert (preview.leaflets, preview.languages) == (("vertebroplasty",), ("es",))


@pytest.mark.parametrize(
    "job", [Job("no-such", "es"), Job("vertebroplasty", "x!"), Job("vertebroplasty", "eo")]
)
def test_what_is_not_there_is_a_problem(preview: Preview, job: Job) -> None:
    view = preview.view(job)
    assert view.problems
    assert all(problem.code != "bug" for problem in view.problems)


def test_a_fault_of_the_program_is_told_and_does_not_end_it(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr("leaflets.web.preview.regions", fail)
    (problem,) = preview.view(JOB).problems
    assert (problem.code, "RuntimeError: oh" in problem.message) == ("bug", True)


def test_pseudo_languages_are_offered_last(preview: Preview) -> None:
    assert preview.languages[-2:] == ("en-XA", "ar-XB")
    view = preview.view(Job("vertebroplasty", "en-XA"))
    assert (view.problems, view.unfinished) == ((), ())


def test_the_guide_s_notices_in_other_languages_are_not_ours_to_finish(preview: Preview, edit: Edit) -> None:
    job = Job("minimally-invasive-spine-surgery", "es")
    assert preview.view(job).unfinished == ()
    notice = accented("Do you need an interpreter? Please ask us. It is free for you.")
    edit(f'msgstr "{notice}"', 'msgstr ""')
    assert [each.position.file for each in after(preview, job).unfinished] == [PO]
