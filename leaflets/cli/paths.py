"""Paths and commands as a person or a program can use them: from the current folder, from the repository.

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

# The key of the opened workspace in the meta of click's outermost context.
_WORKSPACE = "leaflets.workspace"
# The place of a problem of a whole leaflet, as leaflets.build.Job writes it.
_LEAFLET = re.compile(r"[a-z0-9-]+ \[[A-Za-z0-9-]+\]")
# A command that takes --workspace, from its name to the end of the sentence. The names are those of the group
# in leaflets.cli but ``init``; that module imports this one, so it cannot be asked. A test holds the two
# together.
_COMMAND = re.compile(r"leaflets (build|catalog|check|list|preview|review|schema|show|trace)\b[^,;()]*$")


def remember_workspace(root: Path) -> None:
    """Note the workspace that the command has opened, for all functions of this module."""
    click.get_current_context().find_root().meta[_WORKSPACE] = root


def _opened_workspace() -> Path | None:
    """Look up the workspace that the command has opened; None before, or outside a command."""
    context = click.get_current_context(silent=True)
    return context.find_root().meta.get(_WORKSPACE) if context else None


def relative_to_current_folder(position: Position | None) -> Position | None:
    """Name a place as seen from the current folder, so that an editor or a terminal opens it."""
    if position is None:
        return None
    file, root = position.file, _opened_workspace()
    if root is not None and _is_inside(file):
        path = root / file
        # A path with many ".." is harder to read than a full one.
        file = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    return replace(position, file=printable(file))


def relative_to_repository(problem: Diagnostic, files: Mapping[str, str]) -> Diagnostic:
    """Name the place of a problem as seen from the root of the repository, with slashes on Windows, too.

    ``files`` are the data files of leaflets by id, for problems of a leaflet as a whole.
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
    """Name a file from the root of the repository around the workspace; one outside is named in full."""
    # The last step is not followed: a link is named as what it is.
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
        # Double quotes are what cmd.exe and PowerShell both understand; no name on Windows can hold one.
        return f'"{text}"' if re.search(r"[^\w.:\\/-]", text) else text
    return shlex.quote(text)


def printable(text: str) -> str:
    r"""Write a name so that it stays on its line: control characters become escapes such as ``\x0a``."""
    # Besides C0, DEL and C1 the two line separators of Unicode, which also begin a line in some programs.
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: f"\\x{ord(match[0]):02x}", text)


def _is_inside(file: str) -> bool:
    """Tell whether a position names a file of the workspace, from its root."""
    return file.partition("/")[0] in FOLDERS_READ
