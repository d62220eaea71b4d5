"""What the commands share: their options, and finding out which leaflets and languages are meant."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from leaflets.cli import completing
from leaflets.cli.paths import place_problems, printable
from leaflets.diagnostics import LeafletsError
from leaflets.workspace import names

if TYPE_CHECKING:
    from leaflets.session import Session


class _Folder(click.Path):
    """A folder, there or not; an empty name is a mistake (of a script), never the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Give the path."""
        text = os.fspath(value)
        if not text.strip():
            self.fail("it is empty: name a folder", param, ctx)
        if "\0" in text:
            self.fail("it holds a character that no name can have", param, ctx)
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Let the shell complete folders."""
        del ctx, param
        return [CompletionItem(incomplete, type="dir")]


_FOLDER = _Folder(path_type=Path)

workspace_option = click.option(
    "--workspace",
    type=_FOLDER,
    metavar="DIR",
    help="The folder with data/, templates/ and locales/. [default: .]",
)
languages_option = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    shell_complete=completing.languages,
    help="Only this language, such as zh-Hans; repeatable.",
)
language_option = click.option(
    "--language",
    required=True,
    metavar="TAG",
    shell_complete=completing.languages,
    help="A language, such as zh-Hans.",
)
ids_argument = click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=completing.leaflets)
id_argument = click.argument("leaflet", metavar="ID", shell_complete=completing.leaflets)
folder_type = _FOLDER


def open_workspace(folder: Path | None) -> Session:
    """Open the workspace in a folder, by default the current one.

    Raises:
        click.UsageError: there is none.
        LeafletsError: a file that everything rests on is wrong.
    """
    from leaflets.session import Session

    root = folder or Path()
    if not names.is_workspace(root):
        raise click.UsageError(
            f'there is no workspace in "{printable(_absolute(root))}": it has no folder data/.\n'
            "Name one with --workspace DIR, or make one: leaflets init DIR"
        )
    place_problems(root)
    session = Session(root)
    if session.library is None:
        raise LeafletsError(session.problems)
    return session


def _absolute(folder: Path) -> str:
    try:
        return str(folder.absolute())
    except OSError:  # the current folder is gone
        return str(folder)


def chosen_leaflets(session: Session, ids: Sequence[str]) -> tuple[str, ...]:
    """Give the leaflets that are meant: those named, else all.

    Raises:
        click.UsageError: there is none of that name.
    """
    closed = [problem for problem in session.problems if problem.code == "unreadable"]
    if closed and any(name not in session.leaflets for name in ids):
        raise LeafletsError(closed)  # it may be among what cannot be read
    return _chosen("leaflet", ids, session.leaflets) or session.leaflets


def chosen_languages(session: Session, tags: Sequence[str]) -> tuple[str, ...]:
    """Give the languages that are meant: those named, else the hospital's.

    Raises:
        click.UsageError: there is no catalog for one of them.
    """
    ours = session.site_languages
    return _chosen("language", tags, session.known_languages) or ours


def output_folder(session: Session, folder: Path | None) -> Path:
    """Give the folder to write to: the one named, else ``output/`` of the workspace.

    Raises:
        click.UsageError: it is the workspace itself, or stands among what is read from it.
    """
    where = folder or session.root / "output"
    real, root = Path(os.path.realpath(where)), Path(os.path.realpath(session.root))
    parts = [Path(os.path.realpath(root / part)) for part in names.FOLDERS_READ]
    if real == root or any(real.is_relative_to(part) for part in parts):
        raise click.UsageError(
            f'"{printable(str(where))}" is a part of the workspace.\n'
            "Name a folder for the leaflets alone, such as output."
        )
    return where


def _chosen(what: str, wanted: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    there = tuple(known)
    for name in wanted:
        if name not in there:
            raise click.UsageError(f'there is no {what} "{name}".\n{_meant(name, there)}')
    return tuple(dict.fromkeys(wanted))


def _meant(name: str, known: Sequence[str]) -> str:
    alike = {each.lower(): each for each in known}
    near = difflib.get_close_matches(name.lower().replace("_", "-"), alike, n=1)
    return f'Did you mean "{alike[near[0]]}"?' if near else f"There are: {', '.join(known)}"
