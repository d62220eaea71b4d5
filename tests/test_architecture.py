"""ARCHITECTURE.md is true: its files are there, and its steps are those that a build takes."""

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
from leaflets.output.manifest import MANIFEST
from tests.workspaces import FIXED, REPOSITORY

PACKAGE = REPOSITORY / "leaflets"
PAGE = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
# A row: its number, file and function, and the number of the step that calls it.
STEP = re.compile(r"\| (\d+) \| `([\w/]+\.py)` \| `([\w.]+)` \| (\d*) \|")
MOST_STEPS = 25
# All pages for people, but for the log of changes, which may name what is gone.
PAGES = sorted({
    found.relative_to(REPOSITORY).as_posix()
    for pattern in ("*.md", "docs/*.md", "leaflets/assets/*/*.md")
    for found in REPOSITORY.glob(pattern)
} - {"CHANGELOG.md"})  # fmt: skip


class Step(NamedTuple):
    """A file, the function to read in it, and the file that calls it."""

    file: str
    function: str
    caller: str


def steps() -> list[Step]:
    """The steps of a build, in order; nobody calls the first."""
    rows = [found.groups() for found in STEP.finditer(PAGE)]
    files = [file for _, file, _, _ in rows]
    return [Step(file, function, files[int(come) - 1] if come else "") for _, file, function, come in rows]


def test_a_build_takes_few_steps_and_never_goes_back() -> None:
    files = [step.file for step in steps()]
    assert 20 <= len(files) <= MOST_STEPS
    assert len(set(files)) == len(files)
    assert all(step.caller in files[:number] for number, step in enumerate(steps()) if number)
    assert [int(found[1]) for found in STEP.finditer(PAGE)] == list(range(1, len(files) + 1))


def test_every_step_is_imported_by_one_before_it() -> None:
    reached: set[str] = set()
    for number, step in enumerate(steps()):
        assert not number or _module(step.file) in reached
        reached.update(imports(step.file))


def test_a_build_calls_every_step_from_the_one_that_is_named(tmp_path: Path) -> None:
    # Only the first step is missing: a test enters after it.
    missing = {(step.file, step.function): step.caller for step in steps()[1:]}

    def called(frame: FrameType, event: str, _argument: object) -> None:
        step = _file(frame), frame.f_code.co_qualname
        if event == "call" and step in missing and missing[step] == _nearest_step(frame):
            del missing[step]

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


def _nearest_step(frame: FrameType) -> str:
    """The listed file that called, passing over helpers that the list leaves out."""
    own, files = _file(frame), {step.file for step in steps()}
    while caller := frame.f_back:
        frame = caller
        if _file(frame) in files - {own}:
            return _file(frame)
    return ""


@pytest.mark.parametrize("page", PAGES)
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    missing = [name for name in named_files(text) if not any(_places(name)) and not name.endswith(MANIFEST)]
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
