"""What the tests of bad input share: the files that faults are planted in, and what each fault must show."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import Result

PROCEDURE = "data/procedures/vertebroplasty.yaml"
BLOCK = "data/procedures/nerve-root-block.yaml"
GUIDE = "data/guides/minimally-invasive-spine-surgery.yaml"
SITE, QUESTIONS, SOURCES = "data/site.yaml", "data/questions.yaml", "data/sources.yaml"
TEMPLATE = "templates/procedure.html.j2"
CATALOG = "locales/es/LC_MESSAGES/leaflets.po"
TITLE = "title: Vertebroplasty\n"
# What an earlier build left in the place of every leaflet: no build makes these bytes.
EARLIER = b"%PDF-1.7 made earlier"
_ACCENTS = str.maketrans("aeiou", "àéîöû")


def accented(text: str) -> str:
    """Put accents on a text of three words or more, but not into its placeholders and tags."""
    # With a group in the pattern, words and what is not to be touched take turns: words come first.
    parts = re.split(r"(\{[^{}]*\}|<[^<>]*>)", text)
    # Shorter texts may be the same in two languages, and are let pass; longer ones would be refused.
    if len(" ".join(parts[::2]).split()) < 3:
        return text
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    return "".join(parts)


def assert_told(result: Result, place: str, words: str, hint: str = "") -> None:
    """Hold that a problem is told at a place, with a hint on the line below, and nothing worse happened."""
    assert result.exit_code == 1, result.output
    # Neither a fault of ours, however it is told.
    assert "Traceback" not in result.output
    assert "itself failed" not in result.output
    assert "the program failed" not in result.output
    lines = result.stderr.splitlines()
    found = [n for n, line in enumerate(lines) if line.startswith(f"{place}: ") and words in line]
    assert found, f"no {place}: …{words}… in:\n{result.stderr}"
    assert re.fullmatch(r"    \S.*", lines[found[0] + 1]), "there is no hint"
    assert hint in lines[found[0] + 1]


def assert_intact(workspace: Path, leaflet: str, language: str) -> None:
    """Hold that what was built earlier is there, whole and in the manifest."""
    output = workspace / "output"
    assert (output / language / f"{leaflet}.pdf").read_bytes() == EARLIER
    entries = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert f"{language}/{leaflet}.pdf" in {entry["path"] for entry in entries}
    # Temporary files are renamed or taken away.
    assert list(output.rglob(".leaflets-*")) == []
