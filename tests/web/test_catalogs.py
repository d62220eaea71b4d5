"""A file that is read while an editor writes it: nothing counts as changed, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.reading import read_po_file
from leaflets.languages import language
from leaflets.web.catalogs import Baseline, messages_cut_off
from leaflets.web.preview import Preview
from leaflets.web.view import Filter, View
from tests.web.conftest import JOB, PO

Edit = Callable[..., int]
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WHOLE = read_po_file(
    (HEAD + "".join(f'\nmsgid "m{n}"\nmsgstr "t{n}"\n' for n in range(5))).encode(), "x.po", language("es")
)


def after(preview: Preview) -> View:
    preview.refresh()
    return preview.view(JOB)


def halves(content: bytes) -> dict[str, bytes]:
    """A file as it may be found while it is written."""
    entries = content.rstrip().split(b"\n\n")
    return {
        "empty": b"",
        "one byte": content[:1],
        "cut in a line": content[: len(content) // 2],
        "cut between messages": b"\n\n".join(entries[: len(entries) // 2]) + b"\n",
        "the header alone": entries[0] + b"\n",
        "one message less": b"\n\n".join(entries[:-1]) + b"\n",
    }


@pytest.mark.parametrize("half", halves(b"a\n\nb\n\nc"))
def test_a_half_written_file_changes_nothing_and_is_told(preview: Preview, catalog: Path, half: str) -> None:
    whole = catalog.read_bytes()
    before = preview.view(JOB)
    catalog.write_bytes(halves(whole)[half])
    view = after(preview)
    assert "that it held before" in view.note
    assert [each.position.file for each in view.problems if each.position and each.is_error] == [PO]
    assert (view.edited, view.counts[Filter.CHANGED], view.unfinished) == ((), 0, ())
    assert [each.text for each in view.messages] == [each.text for each in before.messages]
    new = whole.replace(b'msgstr "Vertebroplasty"', b'msgstr "Cemento"')
    catalog.write_bytes(new)
    view = after(preview)
    assert (view.note, [each.text for each in view.edited]) == ("", ["Cemento"])
    assert view.counts[Filter.CHANGED] == 1


@pytest.mark.parametrize("half", halves(b"a\n\nb\n\nc"))
def test_a_file_that_was_half_written_when_the_preview_was_opened_is_no_change_either(
    workspace: Path, catalog: Path, half: str
) -> None:
    whole = catalog.read_bytes()
    catalog.write_bytes(halves(whole)[half])
    preview = Preview(workspace, JOB)
    preview.view(JOB)
    catalog.write_bytes(whole)
    view = after(preview)
    assert (view.note, view.edited, view.counts[Filter.CHANGED], view.unfinished) == ("", (), 0, ())
    catalog.write_bytes(whole.replace(b'msgstr "Vertebroplasty"', b'msgstr "Cemento"'))
    assert [each.text for each in after(preview).edited] == ["Cemento"]
    assert preview.view(JOB).counts[Filter.CHANGED] == 1


def test_changes_are_counted_from_the_opening_and_may_be_taken_back(preview: Preview, edit: Edit) -> None:
    # Before the language was looked at, but after the preview was opened.
    edit('msgstr "Vertebroplasty"', 'msgstr "Cemento"')
    (changed,) = (each for each in preview.view(JOB).each_message if each.changed)
    assert changed.text == "Cemento"
    assert "".join(piece.text for piece in changed.entry.before[0]) == "VertebroplastyCemento"
    edit('msgstr "Page {page} of {pages}"', 'msgstr "Hoja {page} de {pages}"')
    assert after(preview).counts[Filter.CHANGED] == 2
    edit('msgstr "Cemento"', 'msgstr "Vertebroplasty"')
    assert after(preview).counts[Filter.CHANGED] == 1
    # A comment is no change of a translation.
    edit('msgctxt "vertebroplasty: title"', '# a remark\nmsgctxt "vertebroplasty: title"')
    assert after(preview).counts[Filter.CHANGED] == 1


def test_a_message_becomes_fuzzy_and_is_changed(preview: Preview, edit: Edit) -> None:
    edit('msgctxt "vertebroplasty: title"', '#, fuzzy\nmsgctxt "vertebroplasty: title"')
    view = preview.view(JOB)
    assert (view.counts[Filter.CHANGED], view.counts[Filter.FUZZY]) == (1, 1)


def test_in_the_source_language_new_words_are_changed(
    preview: Preview, spoil: Callable[[str, str, str], int]
) -> None:
    job = replace(JOB, language="en")
    assert preview.view(job).counts[Filter.CHANGED] == 0
    spoil("data/procedures/vertebroplasty.yaml", "title: Vertebroplasty", "title: Bone cement")
    preview.refresh()
    assert [each.text for each in preview.view(job).each_message if each.changed] == ["Bone cement"]


@given(st.integers(0, 5))
def test_a_file_that_ends_early_lacks_the_rest(kept: int) -> None:
    now = replace(WHOLE, messages=WHOLE.messages[:kept])
    assert messages_cut_off(WHOLE, now) == 5 - kept


@given(st.sets(st.integers(0, 4)).filter(lambda kept: kept != set(range(len(kept)))))
def test_a_message_taken_out_of_the_middle_was_taken_out_on_purpose(kept: set[int]) -> None:
    now = replace(WHOLE, messages=tuple(WHOLE.messages[n] for n in sorted(kept)))
    assert messages_cut_off(WHOLE, now) == 0


def test_an_update_that_drops_messages_cuts_nothing() -> None:
    *_, last = WHOLE.messages
    # Commands keep what was translated, at the end of the file, and drop what never was.
    obsolete = replace(WHOLE, messages=WHOLE.messages[:-1], obsolete=(replace(last, obsolete=True),))
    assert messages_cut_off(WHOLE, obsolete) == 0
    untranslated = replace(WHOLE, messages=(*WHOLE.messages[:-1], replace(last, texts=("",))))
    assert messages_cut_off(untranslated, replace(WHOLE, messages=WHOLE.messages[:-1])) == 0


def test_what_a_message_said_first_is_never_forgotten() -> None:
    baseline, (first, *_) = Baseline(), WHOLE.messages
    baseline.add([first])
    other = replace(first, texts=("other",))
    baseline.add([other])
    assert (baseline.changed(first), baseline.changed(other)) == (None, first)
    assert baseline.changed(WHOLE.messages[1]) is None
