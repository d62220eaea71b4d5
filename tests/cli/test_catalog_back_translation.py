"""``leaflets catalog back-translation`` as people run it, and what check and stats say of it."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from leaflets.catalogs.message_ids import message_id

FILE = Path("locales/es/back-translations.jsonl")
PO = "locales/es/LC_MESSAGES/leaflets.po"
ADVANTAGES = message_id(("heading", "Advantages"))
COMMAND = ("catalog", "back-translation", "--language", "es")
ONE = (*COMMAND, "--message", ADVANTAGES, "--text", "Benefits", "--by", "Ana")


def entries() -> list[dict[str, object]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def test_one_message_is_put_back_by_hand(run) -> None:
    result = run(*ONE)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "es       1 back-translation recorded, 0 as they were, 0 lacking\n"
    (entry,) = entries()
    assert (entry["id"], entry["by"], entry["texts"]) == (ADVANTAGES, "Ana", ["Benefits"])
    before = FILE.read_bytes()
    other = run(*COMMAND, "--message", ADVANTAGES, "--text", "Pros", "--by", "Ben")
    assert other.exit_code == 1
    assert re.search(
        rf"{PO}:\d+: \"Advantages\" has a current back-translation already, by Ana", other.stderr
    )
    assert FILE.read_bytes() == before
    assert (
        run(*COMMAND, "--message", ADVANTAGES, "--text", "Pros", "--by", "Ben", "--overwrite").exit_code == 0
    )
    assert [each["texts"] for each in entries()] == [["Pros"]]


def test_changed_words_make_it_stale_and_check_and_stats_say_so(run, spoil) -> None:
    run(*ONE)
    assert "back-translations: 1 current, 0 stale" in run("catalog", "stats", "--language", "es").stdout
    assert "of other words" not in run("catalog", "check", "--language", "es").stderr
    line = spoil(PO, 'msgstr "Ventajas"', 'msgstr "Atouts"')
    result = run("catalog", "check", "--language", "es", "--message", ADVANTAGES)
    assert f'{PO}:{line}: warning: the back-translation of "Advantages" is of other words' in result.stderr
    sarif = run("catalog", "check", "--language", "es", "--format", "sarif").stdout
    assert '"ruleId": "stale-back-translation"' in sarif
    (figures, *_) = json.loads(run("catalog", "stats", "--language", "es", "--format", "json").stdout)[
        "catalogs"
    ]
    assert (figures["back_translations"], figures["stale"]) == (0, 1)
    # A stale one is replaced without a question.
    assert run(*ONE).exit_code == 0
    assert "1 current, 0 stale" in run("catalog", "stats", "--language", "es").stdout


def test_a_sheet_goes_out_and_comes_back(run) -> None:
    result = run(*COMMAND, "vertebroplasty", "--sheet", "sheet.csv")
    assert result.exit_code == 0, result.stderr
    number = int(re.findall(r"sheet\.csv: (\d+) messages", result.stdout)[0])
    assert 10 < number < 205
    sheet = Path("sheet.csv")
    before = sheet.read_bytes()
    assert run(*COMMAND, "--sheet", "sheet.csv").exit_code == 1
    assert sheet.read_bytes() == before
    sheet.write_bytes(before.replace(b",Ventajas,", b",Ventajas,Benefits"))
    result = run(*COMMAND, "--from", "sheet.csv", "--by", "Ana")
    assert result.exit_code == 0, result.stderr
    assert [each["texts"] for each in entries()] == [["Benefits"]]


def test_a_command_is_asked_only_for_what_lacks(run) -> None:
    run(*ONE)
    script = (
        "import json, sys\nfor line in sys.stdin:\n e = json.loads(line)\n"
        " print(json.dumps(dict(id=e['id'], target=e['language'] + ' ' + e['source'])), flush=True)"
    )
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(script)}"
    result = run(*COMMAND, "--command", command, "--by", "Example MT")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "es       204 back-translations recorded, 1 as they were, 0 lacking\n"
    by_id = {str(each["id"]): each for each in entries()}
    assert by_id[ADVANTAGES]["by"] == "Ana"
    assert len(by_id) == 205
    assert run(*COMMAND, "--command", "no-such-program", "--by", "x").exit_code == 0


def test_a_file_that_is_broken_is_told_and_never_written_over(run) -> None:
    FILE.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    for command in (ONE, ("catalog", "check", "--language", "es"), ("catalog", "stats", "--language", "es")):
        result = run(*command)
        assert result.exit_code == 1
        assert f"{FILE}:1: the back-translation is broken: it is no JSON" in result.stderr
    assert FILE.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_the_file_is_one_that_a_workspace_may_hold(run) -> None:
    run(*ONE)
    assert "unknown-file" not in run("check", "--format", "json").stdout
    FILE.rename(FILE.with_name("back-translation.jsonl"))
    assert "the file is none that we know" in run("check").stderr


def test_what_is_not_finished_cannot_be_put_back(run, spoil) -> None:
    spoil(PO, 'msgstr "Ventajas"', 'msgstr ""')
    result = run(*ONE)
    assert result.exit_code == 1
    assert "the translation is not finished" in result.stderr
    assert not FILE.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--text", "x", "--by", "Ana"),
        ("--message", ADVANTAGES, "--text", "x"),
        ("--message", ADVANTAGES, "--text", "x", "--by", "A\u202ena"),
        ("--from", "a.csv", "--command", "x", "--by", "Ana"),
        ("--message", "0" * 12, "--text", "x", "--by", "Ana"),
    ],
)
def test_a_wrong_use_is_told(run, arguments: tuple[str, ...]) -> None:
    assert run(*COMMAND, *arguments).exit_code == 2


def test_a_file_that_is_not_there_and_too_many_texts_are_told(run) -> None:
    result = run(*COMMAND, "--from", "gone.csv", "--by", "Ana")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, "gone.csv: the file cannot be read: No such file or directory",
    )  # fmt: skip
    result = run(*ONE, "--text", "two")
    assert result.exit_code == 1
    assert "the message has 1 plural form, and there are 2 texts" in result.stderr
