"""What the commands share: their options, and finding out which leaflets and languages are meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.report import place_problems
from leaflets.diagnostics import LeafletsError

if TYPE_CHECKING:
    from leaflets.press import Press

_FOLDER = click.Path(path_type=Path)

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
    help="Only this language, such as zh-Hans; repeatable.",
)
language_option = click.option(
    "--language", required=True, metavar="TAG", help="A language, such as zh-Hans."
)
ids_argument = click.argument("ids", nargs=-1, metavar="[ID]...")
id_argument = click.argument("leaflet", metavar="ID")
folder_type = _FOLDER


def open_workspace(folder: Path | None, *, html: bool = False) -> Press:
    """Open the workspace in a folder, by default the current one.

    Raises:
        click.UsageError: there is none.
        LeafletsError: a file that everything rests on is wrong.
    """
    from leaflets.press import Press

    root = folder or Path()
    if not (root / "data").is_dir():
        raise click.UsageError(
            f'there is no workspace in "{root.absolute()}": it has no folder data/.\n'
            "Name one with --workspace DIR, or make one: leaflets init DIR"
        )
    place_problems(root)
    press = Press(root, html=html)
    if press.library is None:
        raise LeafletsError(press.problems)
    return press


def chosen_leaflets(press: Press, ids: Sequence[str]) -> tuple[str, ...]:
    """Give the leaflets that are meant: those named, else all.

    Raises:
        click.UsageError: there is none of that name.
    """
    return _chosen("leaflet", ids, press.leaflets) or press.leaflets


def chosen_languages(press: Press, tags: Sequence[str]) -> tuple[str, ...]:
    """Give the languages that are meant: those named, else the hospital's.

    Raises:
        click.UsageError: there is no catalog for one of them.
    """
    assert press.library is not None  # noqa: S101 - open_workspace sees to it
    ours = press.library.site.value.languages
    known = dict.fromkeys((*ours, *press.workspace.languages()))
    return _chosen("language", tags, known) or ours


def _chosen(what: str, names: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    there = tuple(known)
    for name in names:
        if name not in there:
            raise click.UsageError(f'there is no {what} "{name}".\n{_meant(name, there)}')
    return tuple(dict.fromkeys(names))


def _meant(name: str, known: Sequence[str]) -> str:
    alike = {each.lower(): each for each in known}
    near = difflib.get_close_matches(name.lower().replace("_", "-"), alike, n=1)
    return f'Did you mean "{alike[near[0]]}"?' if near else f"There are: {', '.join(known)}"
