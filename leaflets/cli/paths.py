"""Where things are, as a person or a program names them: from the current folder, from the repository.

In: positions of problems, which name files of the workspace from its root. Out: the same, so that an
editor or a code host opens them; commands that work when they are copied into a shell.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from leaflets.diagnostics import Diagnostic, Position
from leaflets.workspace.names import FOLDERS_READ

_ROOT = "leaflets.workspace.reader"

_LEAFLET = re.compile(r"[a-z0-9-]+ \[[A-Za-z0-9-]+\]")
_COMMAND = re.compile(r"leaflets (build|catalog|check|list|preview|review|schema|show|trace)\b[^,;()]*$")


def place_problems(root: Path) -> None:
    """Note where the workspace is."""
    click.get_current_context().find_root().meta[_ROOT] = root


def workspace() -> Path | None:
    """Give the folder of the workspace that was opened, if one was."""
    context = click.get_current_context(silent=True)
    return context.find_root().meta.get(_ROOT) if context else None


def from_here(position: Position | None) -> Position | None:
    """Name a place as seen from the current folder, so that an editor opens it."""
    if position is None:
        return None
    file, root = position.file, workspace()
    if root is not None and _is_inside(file):
        path = root / file
        file = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    return replace(position, file=printable(file))


def from_repository(problem: Diagnostic, files: Mapping[str, str]) -> Diagnostic:
    """Name the place of a problem as seen from the root of the repository, with slashes.

    ``files`` are the data files of leaflets by id, for problems of a leaflet as a whole.
    """
    place, root = problem.position, workspace() or Path()
    if place is not None and _LEAFLET.fullmatch(place.file):
        file = files.get(problem.leaflet)
        place = Position(file) if file else None
    if place is None:
        return replace(problem, position=None)
    path = root / place.file if _is_inside(place.file) else Path(place.file)
    return replace(problem, position=replace(place, file=in_repository(path)))


def in_repository(path: Path) -> str:
    """Name a file from the root of the repository; one outside is named in full."""
    # The last step is not followed: a link is named as what it is.
    full = Path(os.path.realpath(path.parent), path.name)
    base = _repository(Path(os.path.realpath(workspace() or Path())))
    return (full.relative_to(base) if full.is_relative_to(base) else full).as_posix()


def _repository(folder: Path) -> Path:
    """Find the folder around the workspace with ``.git`` (a file in a linked work tree); else give itself."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), folder)


def runnable(hint: str) -> str:
    """Complete a command at the end of a hint, so that it works from the current folder."""
    root = workspace()
    if root is None or root == Path() or "--workspace" in hint or not _COMMAND.search(hint):
        return hint
    return f"{hint} --workspace {quoted(root)}"


def quoted(path: Path) -> str:
    """Write a path as a word of a command line."""
    text = str(path)
    if os.name == "nt":
        return f'"{text}"' if re.search(r"[^\w.:\\/-]", text) else text
    return shlex.quote(text)


def printable(text: str) -> str:
    """Write a name so that it stays on its line: control characters become escapes."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: f"\\x{ord(match[0]):02x}", text)


def _is_inside(file: str) -> bool:
    return file.partition("/")[0] in FOLDERS_READ
