"""``leaflets catalog check`` for some leaflets or messages only."""

from __future__ import annotations

import json

import pytest

from leaflets.build import Job, find_messages
from leaflets.catalogs.message_ids import message_id
from tests.workspaces import open_session

PO = "locales/es/LC_MESSAGES/leaflets.po"


def found(run, *arguments: str) -> tuple[int, list[dict[str, object]]]:
    result = run("catalog", "check", "--language", "es", "--format", "json", *arguments)
    return result.exit_code, json.loads(result.stdout)["findings"]


@pytest.mark.parametrize("language", ["es", "ar", "zh-Hans"])
def test_the_messages_of_a_leaflet_are_those_that_it_says(document, session, language) -> None:
    for leaflet in session.leaflets:
        said = {(each.context, each.msgid) for each in document(leaflet, language).messages}
        assert set(find_messages(session, Job(leaflet, language))) == said


def test_the_messages_of_a_leaflet_are_known_before_any_is_translated(run, workspace) -> None:
    assert run("catalog", "init", "fr").exit_code == 0
    session = open_session(workspace)
    assert find_messages(session, Job("vertebroplasty", "fr")) == find_messages(
        session, Job("vertebroplasty", "es")
    )


def test_only_the_leaflets_that_are_named_are_told_of(run, workspace, spoil) -> None:
    session = open_session(workspace)
    messages = session.workspace.po_file(session.languages.find("es")).value
    assert messages is not None
    ours = find_messages(session, Job("vertebroplasty", "es"))
    others = find_messages(session, Job("spinal-fusion", "es"))
    first = next(each for each in messages.messages if each.key in ours and each.key not in others)
    last = next(each for each in messages.messages if each.key in others and each.key not in ours)
    for each in (first, last):
        spoil(PO, f'msgstr "{each.texts[0]}"', f'msgstr "{each.texts[0]} 77"')
    lines = {each.line for each in (first, last)}
    assert len(lines) == 2

    def wrong(*arguments: str) -> set[int]:
        code, findings = found(run, *arguments)
        assert code == 1
        return {int(str(each["line"])) - 1 for each in findings if each["severity"] == "error"}

    assert wrong() == lines
    assert wrong("vertebroplasty") == {first.line}
    assert wrong("spinal-fusion") == {last.line}
    assert wrong("vertebroplasty", "spinal-fusion") == lines
    assert wrong("--message", message_id(last.key).upper()) == {last.line}
    assert wrong("vertebroplasty", "--message", message_id(last.key)) == lines


def test_what_is_not_there_is_a_wrong_use(run) -> None:
    assert "there is no message" in run("catalog", "check", "--message", "0123456789ab").stderr
    assert run("catalog", "check", "--message", "0123456789ab").exit_code == 2
    result = run("catalog", "check", "vertebroplasti")
    assert result.exit_code == 2
    assert 'Did you mean "vertebroplasty"?' in result.stderr


def test_a_leaflet_whose_file_is_broken_is_told_with_its_line(run, spoil) -> None:
    line = spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    result = run("catalog", "check", "vertebroplasty", "--language", "es")
    assert result.exit_code == 1
    assert f"data/procedures/vertebroplasty.yaml:{line}: " in result.stderr
