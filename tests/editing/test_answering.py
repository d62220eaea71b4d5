"""An answer is written beside its translation, with the word that it teaches: both, or neither."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.po import PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.writing import message_lines
from leaflets.checks.answers import Answer, answers, with_answer
from leaflets.diagnostics import LeafletsError
from leaflets.editing.answering import Reply, answer, find_faults
from leaflets.languages import language
from tests.editing.conftest import Question, first_question
from tests.workspaces import TODAY

REPLY = Reply("Ana Ruiz", "the verb says it")
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_an_answer_is_the_only_change_of_the_catalog(question: Question, catalog: Path) -> None:
    session, po, found = question
    before = catalog.read_text(encoding="utf-8").splitlines()
    written, problems = answer(session, po, found, REPLY)
    assert (written and written.catalog, problems) == (po.file, ())
    after = catalog.read_text(encoding="utf-8").splitlines()
    comment = f"# leaflets: answered {found.problem.id} {found.problem.code} by Ana Ruiz on {TODAY}: "
    assert [line for line in after if line not in before] == [comment + "the verb says it"]
    assert [line for line in after if not line.startswith("# leaflets:")] == before
    _, _, following = first_question(session.root)
    assert following.problem.id != found.problem.id


def test_a_word_is_taught_with_the_answer(question: Question) -> None:
    session, po, found = question
    written, problems = answer(session, po, found, Reply("Ana Ruiz", "a synonym", "cojinete", "cushion"))
    assert problems == ()
    assert written
    assert written.lexicon == "data/lexicons/es.yaml"
    text = (session.root / written.lexicon).read_text(encoding="utf-8")
    assert f'word: "cojinete", concept: {written.concepts[0]}, by: "Ana Ruiz", on: {TODAY}' in text


def test_a_word_that_no_lexicon_knows_leaves_both_files(question: Question, catalog: Path) -> None:
    session, po, found = question
    before = catalog.read_bytes()
    written, (problem,) = answer(session, po, found, Reply("Ana", "so", "cojinete", "xylophonist"))
    assert (written, problem.code) == (None, "taught")
    assert catalog.read_bytes() == before
    assert not (session.root / "data" / "lexicons").exists()


@pytest.mark.parametrize("content", ["language: es\nconcepts: [", "language: es\ntaught: []\nspaced: true\n"])
def test_a_lexicon_that_cannot_be_added_to_leaves_the_catalog(
    question: Question, catalog: Path, content: str
) -> None:
    session, po, found = question
    _ = session.checker  # made before the file was spoilt, as in a preview that is open
    lexicon = session.root / "data" / "lexicons" / "es.yaml"
    lexicon.parent.mkdir()
    lexicon.write_text(content, encoding="utf-8")
    before = catalog.read_bytes()
    with pytest.raises(LeafletsError):
        answer(session, po, found, Reply("Ana", "so", "cojinete", "cushion"))
    assert (catalog.read_bytes(), lexicon.read_text(encoding="utf-8")) == (before, content)


def test_what_somebody_else_changed_meanwhile_is_left_alone(question: Question, catalog: Path) -> None:
    session, po, found = question
    message = next(each for each in po.messages if each.key == found.key)
    old = f'msgid "{message.msgid}"\nmsgstr "'
    text = catalog.read_text(encoding="utf-8")
    assert old in text
    catalog.write_text(text.replace(old, f"{old}Otra cosa: "), encoding="utf-8")
    before = catalog.read_bytes()
    written, (problem,) = answer(session, po, found, REPLY)
    assert (written, problem.code) == (None, "changed")
    assert catalog.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b'msgid "half', None])
def test_a_catalog_that_cannot_be_read_now_is_left_alone(
    question: Question, catalog: Path, content: bytes | None
) -> None:
    session, po, found = question
    catalog.unlink() if content is None else catalog.write_bytes(content)
    written, problems = answer(session, po, found, REPLY)
    assert written is None
    assert problems
    assert (catalog.read_bytes() if content is not None else None) == content


def test_what_is_asked_of_the_whole_catalog_has_no_place_for_an_answer(
    question: Question, catalog: Path
) -> None:
    session, _, _ = question
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r"; plural=[^;]*;", "; plural=(n > 2);", text), encoding="utf-8")
    po = session.workspace.po_file(language("es")).value
    assert po
    found = next(each for each in session.checker.run(po).found if each.problem.code == "plural-rule")
    written, (problem,) = answer(session, po, found, REPLY)
    assert (written, problem.code) == (None, "header")
    assert "CLDR's is" in problem.hint


@pytest.mark.parametrize(
    ("reply", "field", "said"),
    [
        (Reply("", "so"), "by", "nothing"),
        (Reply("Ana", " \n "), "reason", "nothing"),
        (Reply("Ana", "\u0301"), "reason", "nothing"),
        (Reply("Ana", "<b></b>"), "reason", "nothing"),
        (Reply("Ana\x07", "so"), "by", "cannot be seen"),
        (Reply("Ana", "so\u202eos"), "reason", "cannot be seen"),
        (Reply("Ana", "\ud800"), "reason", "cannot be seen"),
        (Reply("A" * 101, "so"), "by", "101 letters"),
        (Reply("Ana", "so " * 300), "reason", "letters"),
        (Reply("Ana", "so", word="cojinete"), "source_word", "belong together"),
        (Reply("Ana", "so", source_word="cushion"), "word", "belong together"),
        (Reply("Ana on 2026-01-01: no", "so"), "by", "more than a name"),
    ],
)
def test_a_reply_that_cannot_be_written_is_told_by_its_field(reply: Reply, field: str, said: str) -> None:
    faults = find_faults(reply.cleaned())
    assert list(faults) == [field]
    assert said in faults[field]


def test_all_that_is_wrong_with_a_reply_is_told_at_once() -> None:
    assert set(find_faults(Reply("", "", "cojinete"))) == {"by", "reason", "source_word"}


def test_persian_is_spelt_with_its_joiners() -> None:
    assert find_faults(Reply("علی", "می\u200cشود").cleaned()) == {}


@given(st.builds(Reply, st.text(), st.text()))
def test_every_reply_without_faults_comes_back_from_the_file(reply: Reply) -> None:
    cleaned = reply.cleaned()
    if find_faults(cleaned):
        return
    said = Answer("ab" * 6, "negation", cleaned.by, TODAY, cleaned.reason)
    message = with_answer(PoMessage("", "No.", "", ("Sí.",), (1,)), said)
    po = read_po_file((HEAD + "\n".join(message_lines(message)) + "\n").encode(), "x.po", language("es"))
    assert answers(po.messages[0]) == {said.finding: said}
