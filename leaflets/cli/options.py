"""Options that commands share, and the workspace, leaflets and languages that they select."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from leaflets.cli import completing
from leaflets.cli.paths import printable, remember_workspace
from leaflets.diagnostics import LeafletsError
from leaflets.workspace_files import FOLDERS_READ, OUTPUT, is_workspace

if TYPE_CHECKING:
    from leaflets.build import Job
    from leaflets.session import Session


# Those of content.site.Role, repeated so that commands need not import pydantic; a test compares them.
ROLES = ("translator", "second-translator", "clinician")


class _Folder(click.Path):
    """A folder, which need not exist; an empty name is an error, never the current folder."""

    noun, completed_as = "folder", "dir"

    # To pathlib "" is the current folder, so an unset variable in a script would build in the wrong place.

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Check a path and convert it; it need not exist."""
        text = os.fspath(value)
        if not text.strip():
            self.fail(f"it is empty: name a {self.noun}", param, ctx)
        if "\0" in text:
            self.fail("it holds a character that no name can have", param, ctx)
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Let the shell itself complete paths."""
        del ctx, param
        return [CompletionItem(incomplete, type=self.completed_as)]


class _File(_Folder):
    """A file, which need not exist."""

    noun, completed_as = "file", "file"


folder_type, file_type = _Folder(path_type=Path), _File(path_type=Path)

workspace_option = click.option(
    "--workspace",
    type=folder_type,
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
messages_option = click.option(
    "--message",
    "message_ids",
    multiple=True,
    metavar="ID",
    help="Only this message, by the id that exported files have; repeatable.",
)
ids_argument = click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=completing.leaflets)
id_argument = click.argument("leaflet", metavar="ID", shell_complete=completing.leaflets)
role_option = click.option("--role", required=True, type=click.Choice(ROLES), help="In which role.")
reviewer_option = click.option(
    "--reviewer", required=True, metavar="ID", help="Who signs: an id of data/reviewers.yaml."
)
key_option = click.option(
    "--key",
    "key_file",
    required=True,
    type=file_type,
    metavar="FILE",
    help="Your key; or a .pub file, if an agent holds the key.",
)
since_option = click.option(
    "--since",
    type=click.Choice(("last-signature",)),
    help="Only what changed since the words were last signed; everything if nobody signed.",
)
reviewers_option = click.option(
    "--reviewers",
    type=file_type,
    metavar="FILE",
    help="A list of reviewers to trust in place of the workspace's own data/reviewers.yaml.",
)


class Selection(NamedTuple):
    """What a command works on: an opened workspace, ids of leaflets, tags of languages."""

    session: Session
    leaflets: tuple[str, ...]
    languages: tuple[str, ...]


def open_workspace(folder: Path | None, reviewers: Path | None = None) -> Session:
    """Open the workspace in a folder, by default the current one; ``reviewers`` is a list to trust instead.

    Raises:
        click.UsageError: there is none.
        LeafletsError: a file that everything depends on is wrong.
    """
    from leaflets.session import Session

    root = folder or Path()
    if not is_workspace(root):
        raise click.UsageError(
            f'there is no workspace in "{printable(_absolute(root))}": it has no folder data/.\n'
            "Name one with --workspace DIR, or make one: leaflets init DIR"
        )
    remember_workspace(root)
    session = Session(root, reviewers_file=reviewers)
    # No command works without the data; most work with a broken leaflet.
    session.require_library()
    return session


def open_selection(
    workspace: Path | None, ids: Sequence[str], tags: Sequence[str], reviewers: Path | None = None
) -> Selection:
    """Open a workspace and select leaflets and languages: those named, else all.

    Raises:
        click.UsageError: there is no workspace, or no leaflet or language with a given name.
        LeafletsError: a file that everything depends on is wrong.
    """
    session = open_workspace(workspace, reviewers)
    return Selection(session, chosen_leaflets(session, ids), chosen_languages(session, tags))


def open_leaflet(
    workspace: Path | None, leaflet: str, language: str, reviewers: Path | None = None
) -> tuple[Session, Job]:
    """Open a workspace for one leaflet in one language; see :func:`open_selection` for the errors."""
    from leaflets.build import Job

    session, (name,), (tag,) = open_selection(workspace, (leaflet,), (language,), reviewers)
    return session, Job(name, tag)


def _absolute(folder: Path) -> str:
    try:
        return str(folder.absolute())
    except OSError:  # the current folder is gone
        return str(folder)


def chosen_leaflets(session: Session, ids: Sequence[str]) -> tuple[str, ...]:
    """Select leaflets: those named, each once, else all.

    Raises:
        click.UsageError: there is no leaflet with a given name.
        LeafletsError: a named leaflet is unknown, but some files cannot be read.
    """
    closed = [problem for problem in session.problems if problem.code == "unreadable"]
    if closed and any(name not in session.leaflets for name in ids):
        # The leaflet may be in a file that cannot be read, so it may exist.
        raise LeafletsError(closed)
    return _chosen("leaflet", ids, session.leaflets) or session.leaflets


def chosen_languages(session: Session, tags: Sequence[str]) -> tuple[str, ...]:
    """Select languages: those named, each once, else the hospital's.

    Raises:
        click.UsageError: there is no catalog for one of them.
    """
    return _chosen("language", tags, session.known_languages) or session.site_languages


def output_folder(session: Session, folder: Path | None) -> Path:
    """Find the folder to write to: the one named, else ``output/`` of the workspace.

    Raises:
        click.UsageError: it is the workspace itself, or is inside a folder that is read.
    """
    where = folder or session.root / OUTPUT
    # Resolved, so that a symbolic link cannot bypass the check.
    real, root = Path(os.path.realpath(where)), Path(os.path.realpath(session.root))
    parts = [Path(os.path.realpath(root / part)) for part in FOLDERS_READ]
    if real == root or any(real.is_relative_to(part) for part in parts):
        raise click.UsageError(
            f'"{printable(str(where))}" is a part of the workspace.\n'
            "Name a folder for the leaflets alone, such as output."
        )
    return where


def _chosen(what: str, wanted: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the wanted names, each once; an unknown one is a usage error."""
    there = tuple(known)
    for name in wanted:
        if name not in there:
            raise click.UsageError(f'there is no {what} "{name}".\n{_suggestion(name, there)}')
    return tuple(dict.fromkeys(wanted))


def _suggestion(name: str, known: Sequence[str]) -> str:
    # People write zh-hans, ZH_Hans and spinal_fusion.
    alike = {each.lower(): each for each in known}
    near = difflib.get_close_matches(name.lower().replace("_", "-"), alike, n=1)
    return f'Did you mean "{alike[near[0]]}"?' if near else f"There are: {', '.join(known)}"
