from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from leaflets.catalogs.extract import extract_data
from leaflets.diagnostics import LeafletsError
from tests.workspaces import FIXED

PYBABEL = "from babel.messages.frontend import main; main()"


def pybabel(*arguments: str, folder: Path) -> None:
    command = [sys.executable, "-c", PYBABEL, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What plain ``pybabel extract`` finds in the fixed workspace."""
    target = tmp_path_factory.mktemp("pot") / "leaflets.pot"
    pybabel("extract", "-F", "babel.cfg", "-c", "NOTE:", "-o", str(target), ".", folder=FIXED)
    return target


def messages(path: Path) -> dict[tuple[str, object], tuple[set[str], tuple[str, ...]]]:
    """Read the messages of a catalog with their files and comments, without dates and lines."""
    with path.open("rb") as file:
        catalog: Catalog = read_po(file)
    return {
        (each.context or "", each.id): ({name for name, _ in each.locations}, tuple(each.auto_comments))
        for each in catalog
        if each.id
    }


def test_pybabel_finds_the_messages_of_data_and_templates(extracted: Path) -> None:
    found = messages(extracted)
    assert len(found) > 150
    files = {name for names, _ in found.values() for name in names}
    assert {"data/site.yaml", "data/questions.yaml", "templates/parts.html.j2"} <= files
    assert ("amount", ("{number} time", "{number} times")) in found
    assert ("spinal-endoscopy: title", "Spinal endoscopy") in found


def test_the_committed_template_is_what_pybabel_finds(extracted: Path) -> None:
    """If this fails, extract again and update the catalogs (see CONTRIBUTING.md)."""
    committed, now = messages(FIXED / "locales" / "leaflets.pot"), messages(extracted)
    assert set(committed) == set(now)
    for key, (files, comments) in now.items():
        # Examples and length budgets are added to what the extractors know.
        assert (files, comments) == (committed[key][0], committed[key][1][: len(comments)])


def test_places_are_lines_where_the_message_stands(extracted: Path) -> None:
    with extracted.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        words = (message.id[0] if isinstance(message.id, tuple) else message.id).split()
        for name, line in message.locations if message.id else ():
            lines = (FIXED / name).read_text(encoding="utf-8").splitlines()
            near = " ".join(lines[line - 1 : line + 2])
            # YAML and Jinja2 write quotes and braces in their own ways: the first plain word will do.
            word = next(each for each in words if re.fullmatch(r"[\w-]+", each) or each == words[-1])
            assert word.strip('"') in near, (name, line, message.id)


def test_a_translator_is_told_what_a_placeholder_stands_for(extracted: Path) -> None:
    comments = {
        name: comment
        for (_, msgid), (_, lines) in messages(extracted).items()
        for name in re.findall(r"\{(\w+)\}", str(msgid))
        if (comment := " ".join(lines)).startswith(f"{{{name}}}")
    }
    assert comments["incision"] == "{incision}: 6–8 mm"
    assert comments["experience"].startswith("{experience}: more than 20 years")
    assert comments["experience"].endswith("{volume}: more than 1,000 operations a year")


def test_a_translator_is_told_what_a_text_of_the_data_is(extracted: Path) -> None:
    comments = {context: lines for (context, _), (_, lines) in messages(extracted).items()}
    assert comments["vertebroplasty: title"] == ("Title of the leaflet",)
    assert comments["vertebroplasty: short_title"] == ("Short name, for tables and figures",)
    assert comments["questions: safe question"] == ("A frequent question",)


def test_every_msgid_is_free_of_digits(extracted: Path) -> None:
    assert [key for key in messages(extracted) if re.search(r"\d", str(key[1]))] == []


def test_files_of_other_kinds_hold_no_messages(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text("a: b", encoding="utf-8")
    with path.open("rb") as file:
        assert list(extract_data(file, (), (), {})) == []


def test_a_broken_file_stops_extraction_with_its_line(workspace: Path) -> None:
    path = workspace / "data" / "site.yaml"
    path.write_text("hospital: [", encoding="utf-8")
    with path.open("rb") as file, pytest.raises(LeafletsError, match=r"site\.yaml:1: "):
        list(extract_data(file, (), (), {}))


def test_catalogs_can_be_made_and_updated(extracted: Path, tmp_path: Path) -> None:
    arguments = ("-i", str(extracted), "-D", "leaflets", "-d", str(tmp_path), "-l", "de")
    pybabel("init", *arguments, folder=tmp_path)
    pybabel("update", *arguments, folder=tmp_path)
    made = tmp_path / "de" / "LC_MESSAGES" / "leaflets.po"
    assert set(messages(made)) == set(messages(extracted))
