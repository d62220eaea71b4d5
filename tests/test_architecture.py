"""ARCHITECTURE.md is true: its files are there, and its walk is the one that a build takes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from leaflets.cli import cli
from tests.workspaces import FIXED, REPOSITORY

PACKAGE = REPOSITORY / "leaflets"
PAGE = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
# A row: its number, file and function, and the number of the stay that calls it.
STAY = re.compile(r"\| (\d+) \| `([\w/]+\.py)` \| `([\w.]+)` \| (\d*) \|")
MOST_STAYS = 25


class Stay(NamedTuple):
    """A file of the walk, the function to read in it, and the file that calls it."""

    file: str
    function: str
    caller: str


def stays() -> list[Stay]:
    """The stays of the walk, in order; nobody calls the first."""
    rows = [found.groups() for found in STAY.finditer(PAGE)]
    files = [file for _, file, _, _ in rows]
    return [Stay(file, function, files[int(come) - 1] if come else "") for _, file, function, come in rows]


def test_the_walk_is_short_and_goes_down_only() -> None:
    files = [stay.file for stay in stays()]
    assert 20 <= len(files) <= MOST_STAYS
    assert len(set(files)) == len(files)
    assert all(stay.caller in files[:number] for number, stay in enumerate(stays()) if number)
    assert [int(found[1]) for found in STAY.finditer(PAGE)] == list(range(1, len(files) + 1))


def test_every_stay_is_imported_by_one_before_it() -> None:
    reached: set[str] = set()
    for number, stay in enumerate(stays()):
        assert not number or _module(stay.file) in reached
        reached.update(imports(stay.file))


def test_a_build_calls_every_stay_from_the_one_that_is_named(tmp_path: Path) -> None:
    # Only the command line's entry is not met: a test enters behind it.
    missing = {(stay.file, stay.function): stay.caller for stay in stays()[1:]}

    def called(frame: FrameType, event: str, _argument: object) -> None:
        stay = _file(frame), frame.f_code.co_qualname
        if event == "call" and stay in missing and missing[stay] == _nearest_stay(frame):
            del missing[stay]

    command = ["build", "vertebroplasty", "--language", "ar", "--jobs", "1"]
    sys.setprofile(called)
    try:
        result = CliRunner().invoke(cli, [*command, "--workspace", str(FIXED), "--output", str(tmp_path)])
    finally:
        sys.setprofile(None)
    assert result.exit_code == 0, result.output
    assert missing == {}


def _file(frame: FrameType) -> str:
    return frame.f_code.co_filename.removeprefix(f"{PACKAGE}/")


def _nearest_stay(frame: FrameType) -> str:
    """The file of the walk that called, passing over helpers that the walk leaves out."""
    own, files = _file(frame), {stay.file for stay in stays()}
    while caller := frame.f_back:
        frame = caller
        if _file(frame) in files - {own}:
            return _file(frame)
    return ""


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "docs/decisions.md", "CONTRIBUTING.md"])
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    missing = [name for name in named_files(text) if not any(_places(name))]
    assert missing == []


def named_files(text: str) -> Iterator[str]:
    yield from re.findall(r"`([\w./-]+(?:\.py|\.md|\.json|\.toml|/))`", text)


def _places(name: str) -> Iterator[Path]:
    """Yield where a name may stand: from the root, from the package, or anywhere inside it."""
    yield from (place for place in (REPOSITORY / name, PACKAGE / name) if place.exists())
    if "/" not in name.rstrip("/"):
        yield from PACKAGE.rglob(name.rstrip("/"))


def imports(file: str) -> Iterator[str]:
    """Yield the modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((PACKAGE / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _module(file: str) -> str:
    return "leaflets." + file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
