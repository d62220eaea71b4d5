"""``leaflets catalog pretranslate`` as people run it, with the very example of the documentation."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from leaflets.catalogs.reading import read_po_file
from leaflets.languages import language
from tests.workspaces import REPOSITORY

PO = Path("locales/fr/LC_MESSAGES/leaflets.po")
PYTHON = shlex.quote(sys.executable)


@pytest.fixture
def french(run) -> None:
    assert run("catalog", "init", "fr").exit_code == 0


def said() -> dict[str, tuple[str, str]]:
    """The translations that there are, by their sources, with their origins."""
    po = read_po_file(PO.read_bytes(), "fr.po", language("fr"))
    return {each.msgid: (each.texts[0], each.origin) for each in po.messages if not each.is_empty}


@pytest.mark.usefixtures("french")
def test_the_example_of_the_documentation_works(run) -> None:
    page = (REPOSITORY / "docs" / "translators.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(example.splitlines()) <= 10
    Path("translate.py").write_text(example, encoding="utf-8")
    result = run("catalog", "pretranslate", "--command", f"{PYTHON} translate.py", "--language", "fr")
    assert result.exit_code == 0, result.stderr
    assert re.search(r"^fr +2 messages filled, \d+ without an answer$", result.stdout)
    assert said() == {"Advantages": ("Avantages", "machine"), "Limitations": ("Limites", "machine")}


ECHO = """
import json, sys
for line in sys.stdin:
    each = json.loads(line)
    if each["source"] in {answers}:
        print(json.dumps(dict(id=each["id"], target={answers}[each["source"]])), flush=True)
{more}
"""


def answering(more: str = "", **answers: str) -> str:
    script = ECHO.format(answers=answers, more=more)
    return f"{PYTHON} -c {shlex.quote(script)}"


@pytest.mark.usefixtures("french")
def test_what_was_right_is_kept_when_the_command_fails(run) -> None:
    command = answering("sys.exit('no credit')", Advantages="Avantages", Limitations="Limites 2")
    result = run("catalog", "pretranslate", "--command", command, "--language", "fr", "--quiet")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "ended with exit code 1: no credit" in result.stderr
    assert re.search(rf"{PO}:\d+: the answer \"Limites 2\" for \"Limitations\" is not taken: ", result.stderr)
    assert said() == {"Advantages": ("Avantages", "machine")}


@pytest.mark.usefixtures("french")
def test_the_checks_say_what_they_find_and_a_dry_run_changes_nothing(run) -> None:
    before = PO.read_bytes()
    command = answering(Advantages="Avantages  et plus")
    arguments = ("catalog", "pretranslate", "--command", command, "--language", "fr")
    for more in (("--dry-run",), ()):
        assert (PO.read_bytes() == before) is True
        result = run(*arguments, *more)
        assert re.search(rf"{PO}:\d+: ", result.stderr)
        assert "1 message" in result.stdout
    assert said() == {"Advantages": ("Avantages  et plus", "machine")}


def test_no_catalog_is_touched_that_has_all_its_words(run, workspace) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*.po")}
    result = run("catalog", "pretranslate", "--command", "no-such-program", "--fuzzy")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("0 messages filled") == 5
    assert {path: path.read_bytes() for path in workspace.rglob("*.po")} == before


@pytest.mark.usefixtures("french")
def test_only_the_messages_of_a_leaflet_are_asked_for(run) -> None:
    command = answering(Advantages="Avantages", **{"Spinal fusion": "Fusion"})
    result = run("catalog", "pretranslate", "vertebroplasty", "--command", command, "--language", "fr")
    assert result.exit_code == 0, result.stderr
    assert said() == {"Advantages": ("Avantages", "machine")}


@pytest.mark.usefixtures("french")
def test_what_somebody_translated_in_the_meantime_stays(run) -> None:
    # The command itself stands for the person: it writes into the catalog while it is asked.
    write = (
        f"p = __import__('pathlib').Path({str(PO)!r}); b = p.read_bytes()\n"
        "old, new = ('msgid \"Advantages\"\\nmsgstr \"%s\"' % text for text in ('', 'Atouts'))\n"
        "p.write_bytes(b.replace(old.encode(), new.encode()))"
    )
    command = answering(write, Advantages="Avantages", Limitations="Limites")
    result = run("catalog", "pretranslate", "--command", command, "--language", "fr")
    assert result.exit_code == 1
    assert '"Advantages" was changed by somebody else in the meantime' in result.stderr
    assert said() == {"Advantages": ("Atouts", ""), "Limitations": ("Limites", "machine")}


@pytest.mark.usefixtures("french")
def test_a_wrong_use_is_told(run) -> None:
    for arguments in ((), ("--command", "x", "--timeout", "0"), ("--command", "x", "--language", "it")):
        assert run("catalog", "pretranslate", *arguments).exit_code == 2
    result = run("catalog", "pretranslate", "--command", "no-such-program", "--language", "fr")
    assert result.exit_code == 1
    assert 'the command "no-such-program" cannot be run: ' in result.stderr
