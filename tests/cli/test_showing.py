"""``leaflets list``, ``show`` and ``trace``: looking without making files."""

from __future__ import annotations

import json
import re

import pytest

from tests.people import AMINA, sign_in


@pytest.mark.usefixtures("hospital")
def test_list_names_leaflets_and_languages_and_how_each_stands(run, spoil, workspace) -> None:
    spoil("data/site.yaml", "languages: [", "languages: [en, es, ar]\n#")
    sign_in(workspace, "vertebroplasty", "en", (AMINA, "clinician"))
    (workspace / "locales" / "ar" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    result = run("list")
    assert result.exit_code == 1
    assert "locales/ar/LC_MESSAGES/leaflets.po:1: " in result.stderr
    titles, _, table = result.stdout.partition("\n\n")
    assert "vertebroplasty                    1.0 Vertebroplasty" in titles.splitlines()
    names, tags, *rows = [line.split() for line in table.splitlines()]
    assert (names, tags) == (["English", "Spanish", "Arabic"], ["en", "es", "ar"])
    assert ["vertebroplasty", "final", "draft", "refused"] in rows
    assert ["spinal-fusion", "draft", "draft", "refused"] in rows
    spoil("data/site.yaml", "[en, es, ar]", "[en]")
    assert run("list").exit_code == 0
    place = spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    result = run("list")
    assert result.exit_code == 1
    assert re.search(r"^vertebroplasty +cannot be read$", result.stdout, re.MULTILINE)
    assert re.search(r"^vertebroplasty +refused$", result.stdout, re.MULTILINE)
    assert f"data/procedures/vertebroplasty.yaml:{place}: " in result.stderr
    said = json.loads(run("list", "--format", "json").stdout)
    assert said["languages"] == [{"tag": "en", "name": "English"}]
    assert said["leaflets"][-1] == {
        "id": "vertebroplasty", "title": None, "version": None, "standing": {"en": "refused"},
    }  # fmt: skip


def test_languages_that_are_too_many_for_the_page_go_on_below(run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("list").stdout.splitlines()
    assert max(map(len, lines[lines.index("") :])) <= 60
    assert sum(line.startswith("vertebroplasty ") for line in lines) == 1 + lines.count("")


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_show_gives_a_document_in_three_forms(run, form) -> None:
    result = run("show", "vertebroplasty", "--language", "en", "--format", form)
    assert result.exit_code == 0
    if form == "text":
        assert "# Vertebroplasty\n" in result.stdout
        assert "Anaesthesia: Usually local\n" in result.stdout
        assert "In an emergency: 020\u00a07946\u00a00999\n" in result.stdout
    assert "Vertebroplasty" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)["leaflet"] == "vertebroplasty"
    if form == "html":
        assert result.stdout.startswith("<!DOCTYPE html>")


def test_show_of_a_leaflet_that_is_wrong_ends_with_1(run, spoil) -> None:
    line = spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    result = run("show", "vertebroplasty", "--language", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"data/procedures/vertebroplasty.yaml:{line}: " in result.stderr


def test_trace_gives_the_places_of_lines(run) -> None:
    result = run("trace", "vertebroplasty", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("page 1 ")
    line = next(line for line in result.stdout.splitlines() if "|Vertebroplasty|" in line)
    assert line.endswith("|Vertebroplasty|")
    result = run("trace", "vertebroplasty", "--language", "en", "--glyphs")
    assert re.search(r"\|Vertebroplasty\|( \d+){14}$", result.stdout, re.MULTILINE)
