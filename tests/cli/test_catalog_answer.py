"""``leaflets catalog answer``: a question is asked no more when a named person has said why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def question(run: Run, fill_catalog: Callable[[str], Path]) -> str:
    """The id of a question of the Spanish catalog."""
    fill_catalog("es")
    found = json.loads(run("catalog", "check", "--language", "es", "--format", "json").stdout)["findings"]
    return next(each["id"] for each in found if each["severity"] == "question" and each["check"] != "term")


def reply(run: Run, question: str, *more: str) -> Result:
    return run("catalog", "answer", question, "--by", "Ana Ruiz", "--reason", "it is right", *more)


def test_an_answered_question_is_not_asked_again(run: Run, question: str, workspace: Path) -> None:
    result = reply(run, question[:8])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "locales/es/LC_MESSAGES/leaflets.po: answered for Ana Ruiz: it is right\n"
    assert question not in run("catalog", "check", "--language", "es").stderr
    assert "by Ana Ruiz on" in (workspace / "locales/es/LC_MESSAGES/leaflets.po").read_text(encoding="utf-8")


def test_a_taught_word_is_told(run: Run, question: str, workspace: Path) -> None:
    result = reply(run, question, "--word", "cojinete", "--for", "cushion")
    assert result.exit_code == 0
    assert result.stdout.startswith('data/lexicons/es.yaml: "cojinete" says ')
    assert (workspace / "data" / "lexicons" / "es.yaml").is_file()


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--word", "cojinete"), 2, "--for: a word that is right"),
        (("--word", "cojinete", "--for", "xylophonist"), 1, 'no lexicon knows "xylophonist"'),
        (("--reason", " "), 2, "--reason: it says nothing"),
        (("--by", "Ana\u202e"), 2, "--by: it holds a character that cannot be seen"),
    ],
)
def test_a_reply_that_cannot_be_written_changes_nothing(
    run: Run, question: str, workspace: Path, more: tuple[str, ...], code: int, said: str
) -> None:
    catalog = workspace / "locales/es/LC_MESSAGES/leaflets.po"
    before = catalog.read_bytes()
    result = reply(run, question, *more)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert catalog.read_bytes() == before


@pytest.mark.parametrize("wrong", ["", "zzzz", "0123456789ab", "../../etc"])
def test_an_unknown_question_is_told(run: Run, question: str, wrong: str) -> None:
    assert question
    result = reply(run, wrong)
    assert result.exit_code == 2
    assert "there is no question" in result.stderr
