"""What a session takes over from one on an earlier state of the files: what is equal, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.workspaces import open_session

Spoil = Callable[[str, str, str], int]


def test_what_did_not_change_is_taken_over(workspace: Path, spoil: Spoil) -> None:
    before = open_session(workspace)
    engine, templates, checker = before.engine, before.templates, before.checker
    spoil("locales/es/LC_MESSAGES/leaflets.po", "msgstr", "msgstr")
    spoil("data/procedures/vertebroplasty.yaml", "title: Vertebroplasty", "title: Bone cement")
    now = open_session(workspace)
    now.reuse(before)
    assert (now.engine, now.templates, now.checker) == (engine, templates, checker)
    assert now.checker is checker
    assert now.library
    assert now.library.leaflets["vertebroplasty"].value.title == "Bone cement"


def test_other_templates_words_and_languages_are_read_anew(workspace: Path, spoil: Spoil) -> None:
    before = open_session(workspace)
    engine, templates, checker = before.engine, before.templates, before.checker
    spoil("templates/parts.html.j2", "<h1>", '<h1 class="other">')
    lexicon = workspace / "data" / "lexicons" / "es.yaml"
    lexicon.parent.mkdir()
    lexicon.write_text("language: es\nconcepts:\n  negation: [jamás]\n", encoding="utf-8")
    now = open_session(workspace)
    now.reuse(before)
    assert now.engine is engine
    assert now.templates is not templates
    assert now.checker is not checker
    (workspace / "data" / "languages.yaml").write_text("languages:\n  es: {leading: 2}\n", encoding="utf-8")
    other = open_session(workspace)
    other.reuse(now)
    assert other.engine is not engine


def test_a_workspace_that_breaks_and_is_mended_is_read_anew(workspace: Path, spoil: Spoil) -> None:
    before = open_session(workspace)
    _ = before.engine, before.templates, before.checker
    spoil("data/site.yaml", "hospital:", "hospitl:")
    broken = open_session(workspace)
    broken.reuse(before)
    assert broken.library is None
    assert broken.problems
    spoil("data/site.yaml", "hospitl:", "hospital:")
    mended = open_session(workspace)
    mended.reuse(broken)
    assert mended.checker is not None
    assert not [each for each in mended.problems if each.is_error]
