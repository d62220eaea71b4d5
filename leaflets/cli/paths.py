"""Paths and commands that work where they are used: from the current folder or from the repository.

In: positions of problems, whose paths are relative to the workspace. Out: positions that an editor or a code
host can open; commands that work when they are copied into a shell.
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
from leaflets.workspace_files import FOLDERS_READ

# A key of ``meta`` in click's outermost context.
_WORKSPACE = "leaflets.workspace"
# The position of a problem of a whole leaflet, in the form of str(leaflets.build.Job).
_LEAFLET = re.compile(r"[a-z0-9-]+ \[[A-Za-z0-9-]+\]")
# A command that takes --workspace, up to the end of the sentence. The names are those in leaflets.cli but
# ``init``; that module imports this one, so they are repeated here. A test compares them.
_COMMAND = re.compile(r"leaflets (build|catalog|check|list|preview|review|schema|show|trace)\b[^,;()]*$")


def remember_workspace(root: Path) -> None:
    """Store the workspace that the command has opened, for all functions of this module."""
    click.get_current_context().find_root().meta[_WORKSPACE] = root


def _opened_workspace() -> Path | None:
    """Look up the workspace that the command has opened; None before, or outside a command."""
    context = click.get_current_context(silent=True)
    return context.find_root().meta.get(_WORKSPACE) if context else None


def relative_to_current_folder(position: Position | None) -> Position | None:
    """Make a position relative to the current folder, so that an editor or a terminal can open it."""
    if position is None:
        return None
    file, root = position.file, _opened_workspace()
    if root is not None and _is_inside(file):
        path = root / file
        # Outside the current folder in full: a path with many ".." is hard to read.
        file = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    return replace(position, file=printable(file))


def relative_to_repository(problem: Diagnostic, files: Mapping[str, str]) -> Diagnostic:
    """Make the position of a problem relative to the root of the repository, with slashes even on Windows.

    ``files`` maps the ids of leaflets to their data files, for problems of a leaflet as a whole.
    """
    place, root = problem.position, _opened_workspace() or Path()
    if place is not None and _LEAFLET.fullmatch(place.file):
        file = files.get(problem.leaflet)
        place = Position(file) if file else None
    if place is None:
        return replace(problem, position=None)
    path = root / place.file if _is_inside(place.file) else Path(place.file)
    return replace(problem, position=replace(place, file=path_in_repository(path)))


def path_in_repository(path: Path) -> str:
    """Make a path relative to the root of the workspace's repository, or absolute outside of it."""
    # If the file itself is a link, it is not followed.
    full = Path(os.path.realpath(path.parent), path.name)
    base = _repository(Path(os.path.realpath(_opened_workspace() or Path())))
    return (full.relative_to(base) if full.is_relative_to(base) else full).as_posix()


def _repository(folder: Path) -> Path:
    """Find the folder with ``.git`` (a file in a linked work tree) nearest above a folder; else return it."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), folder)


def runnable(hint: str) -> str:
    """Complete a command at the end of a hint, so that it works from the current folder."""
    root = _opened_workspace()
    if root is None or root == Path() or "--workspace" in hint or not _COMMAND.search(hint):
        return hint
    return f"{hint} --workspace {quoted(root)}"


def quoted(path: Path) -> str:
    """Quote a path as one word of a command line, for the shell of this system."""
    text = str(path)
    if os.name == "nt":
        # Both cmd.exe and PowerShell take double quotes, which no file name on Windows can hold.
        return f'"{text}"' if re.search(r"[^\w.:\\/-]", text) else text
    return shlex.quote(text)


def printable(text: str) -> str:
    r"""Escape control characters (``\x0a``), so that a name stays on one line."""
    # C0, DEL, C1, and the line separators of Unicode, which also break lines in some programs.
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: f"\\x{ord(match[0]):02x}", text)


def _is_inside(file: str) -> bool:
    """Tell whether a path is that of a file of the workspace, relative to its root."""
    return file.partition("/")[0] in FOLDERS_READ
