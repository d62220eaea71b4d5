"""The real programs of gettext and of the Translate Toolkit take every file that we write."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from leaflets.catalogs.po import Template
from leaflets.catalogs.pot import extract_template, template_bytes
from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.update import new_catalog, update
from leaflets.languages import Languages, language
from tests.workspaces import FIXED


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where a program is not installed; in CI it has to be."""
    lacks = shutil.which(program) is None and not os.environ.get("CI")
    return pytest.mark.skipif(lacks, reason=f"{program} is not installed")


def ran(*command: str | Path) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


@pytest.fixture(scope="module")
def template() -> Template:
    return extract_template(FIXED)


@pytest.fixture(scope="module")
def catalogs(template: Template, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every catalog as our update leaves it, and one begun."""
    folder = tmp_path_factory.mktemp("po")
    (folder / "leaflets.pot").write_bytes(template_bytes(template))
    made = []
    for path in sorted((FIXED / "locales").glob("*/LC_MESSAGES/leaflets.po")):
        name = path.parts[-3]
        target = folder / f"{name}.po"
        target.write_bytes(update(path.read_bytes(), template, str(path), Languages().from_locale(name)))
        made.append(target)
    (folder / "pl.po").write_bytes(new_catalog(template, language("pl")))
    return [*made, folder / "pl.po"]


@needs("msgfmt")
def test_msgfmt_takes_every_file(catalogs: list[Path], tmp_path: Path) -> None:
    as_committed = sorted((FIXED / "locales").rglob("leaflets.po*"))
    assert len(as_committed) >= 6
    for path in (*as_committed, *catalogs):
        told = ran("msgfmt", "--check", "-o", tmp_path / "x.mo", path)
        # Only a file that nobody has worked on yet may have a header that nobody has filled in.
        assert path.suffix == ".pot" or path.stem == "pl" or "warning" not in told, told


@needs("msgmerge")
def test_msgmerge_finds_nothing_to_do_after_an_update(catalogs: list[Path], tmp_path: Path) -> None:
    for path in catalogs:
        merged = tmp_path / path.name
        ran("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, path, path.parent / "leaflets.pot")
        assert said(merged) == said(path)


def said(path: Path) -> list[tuple[object, ...]]:
    """Read what a PO file says, however its lines are broken."""
    with path.open("rb") as file:
        found = read_po(file)
    return [
        (each.context, each.id, each.string, each.fuzzy, tuple(each.auto_comments), tuple(each.locations))
        for each in found
        if each.id
    ]


@needs("msgmerge")
def test_a_file_of_msgmerge_keeps_its_previous_messages(
    catalogs: list[Path], template: Template, tmp_path: Path
) -> None:
    path = next(each for each in catalogs if each.stem == "es")
    (tmp_path / "es.po").write_bytes(path.read_bytes().replace(b'msgid "Before"', b'msgid "Befores"'))
    merged = tmp_path / "merged.po"
    ran("msgmerge", "--quiet", "--previous", "-o", merged, tmp_path / "es.po", path.parent / "leaflets.pot")
    assert b'#| msgid "Befores"' in merged.read_bytes()
    assert update(merged.read_bytes(), template, "x.po", language("es")) == merged.read_bytes()


@needs("msgfmt")
def test_msgfmt_takes_what_becomes_of_renamed_lost_and_revived_messages(
    catalogs: list[Path], template: Template, tmp_path: Path
) -> None:
    path = tmp_path / "x.po"
    for source in catalogs:
        content, steps = source.read_bytes(), (template[::2], template, _renamed(template), template)
        for step in steps:
            content = update(content, step, "x.po", language("es"))
            path.write_bytes(content)
            ran("msgfmt", "--check-format", "--check-domain", "-o", tmp_path / "x.mo", path)
        if source.stem != "pl":
            assert said(path) == said(source)


def _renamed(template: Template) -> Template:
    return tuple(
        replace(each, context=each.context.replace("vertebroplasty:", "cement:")) for each in template
    )


@needs("msgcat")
@pytest.mark.parametrize("how", [("--width=40",), ("--escape",), ("--no-wrap",), ("--sort-output",)])
def test_what_other_tools_write_is_read_alike(catalogs: list[Path], tmp_path: Path, how: tuple[str]) -> None:
    for path in catalogs:
        ran("msgcat", *how, "-o", tmp_path / path.name, path)
        tongue = Languages().from_locale(path.stem)
        ours, theirs = (
            read_po_file(each.read_bytes(), "x.po", tongue) for each in (path, tmp_path / path.name)
        )
        assert {(each.key, each.texts) for each in ours.messages} == {
            (each.key, each.texts) for each in theirs.messages
        }


@needs("pofilter")
def test_pofilter_takes_every_file(catalogs: list[Path], tmp_path: Path) -> None:
    for path in catalogs:
        out = tmp_path / path.name
        ran("pofilter", "-t", "pythonbraceformat", "-t", "xmltags", "--progress=none", path, out)
        with path.open("rb") as file:
            plurals = {each.id for each in read_po(file) if not isinstance(each.id, str)}
        found = [] if not out.exists() else [key[1] for key in said(out)]
        # A plural form may leave a number out ("a day"), which pofilter cannot know.
        assert [each for each in found if each not in plurals] == []
