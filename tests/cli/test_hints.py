"""Every command that the program tells people to type exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leaflets.cli import cli

PACKAGE = Path(__file__).parents[2] / "leaflets"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/translators.md", "docs/signatures.md")
# A command begins a line or a quotation, or stands behind a colon, "see" or "with".
COMMAND = re.compile(r"""(?:^|[:("'`]|\bsee|\bwith)\s*leaflets((?: [a-z][a-z-]+){1,2})""", re.MULTILINE)
# What else stands behind the name of the program.
# "leaflets approval 1" begins a statement.
PROSE = frozenset({"itself", "are", "of", "do", "approval", "revocation", "note"})


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module; of those with values in them what is fixed.

    Docstrings are prose about the program, but those of commands, which click prints, stand in ``cli/``.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in prose and path.parent.name != "cli":
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (each.value if isinstance(each, ast.Constant) else "X" for each in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def commands(text: str) -> Iterator[tuple[str, ...]]:
    for match in COMMAND.finditer(text):
        words = tuple(match[1].split())
        if words[0] not in PROSE:
            yield words


def exists(words: tuple[str, ...]) -> bool:
    """Tell whether click knows a command; the word behind it may be its argument."""
    group: click.Command | None = cli
    for number, word in enumerate(words):
        if not isinstance(group, click.Group):
            return number > 0
        group = group.commands.get(word)
        if group is None:
            return False
    return True


def told() -> dict[tuple[str, ...], str]:
    found = {
        words: f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in strings(path)
        for words in commands(text)
    }
    code = re.compile(r"`([^`\n]+)`|^(leaflets .*)$", re.MULTILINE)
    for name in DOCUMENTS:
        text = (PACKAGE.parent / name).read_text(encoding="utf-8")
        found |= {words: name for one, two in code.findall(text) for words in commands(one or two)}
    return found


def test_every_command_that_is_named_exists() -> None:
    found = told()
    assert {("catalog", "init"), ("catalog", "update"), ("review", "show")} <= set(found)
    assert {words: place for words, place in found.items() if not exists(words)} == {}


def test_no_hint_sends_people_to_another_program() -> None:
    for path in [*sorted((PACKAGE / "cli").rglob("*.py")), PACKAGE / "workspace" / "reader.py"]:
        assert [text for _, text in strings(path) if "pybabel" in text] == []


@pytest.mark.parametrize("words", [("catalog", "begin"), ("compile",), ("review", "approve")])
def test_a_command_that_does_not_exist_is_found(words: tuple[str, ...]) -> None:
    assert not exists(words)
    assert list(commands(f"do it: leaflets {' '.join(words)} --language fr")) == [words]
