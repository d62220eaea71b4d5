"""``leaflets list``: the leaflets of a workspace, their languages, and the state of each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import errors_in_format
from leaflets.cli.options import open_workspace, workspace_option
from leaflets.cli.report import print_problems
from leaflets.diagnostics import LeafletsError
from leaflets.tags import english_name

if TYPE_CHECKING:
    from leaflets.session import Session

_GAP = "  "
_DEFAULT_WIDTH = 100  # characters, if the output is not a terminal and COLUMNS is not set
# "final", "draft" or "refused", by leaflet and language.
Standings = Mapping[tuple[str, str], str]


@click.command("list")
@click.option(
    "--format", "output_format", type=click.Choice(("text", "json")), default="text", show_default=True
)
@workspace_option
@click.pass_context
def show_list(ctx: click.Context, output_format: str, workspace: Path | None) -> None:
    """List the leaflets and languages of a workspace, and how each stands.

    "final" is what is signed, "draft" what is not; "refused" is what its data or its catalog keep from
    being made (leaflets check says why, and looks at the pages, too).

    \b
    Examples:
      leaflets list
      leaflets list --workspace my-hospital --format json
    """  # noqa: D301
    with errors_in_format(output_format):
        session = open_workspace(workspace)
        tags = session.site_languages
        session.read(tags)
        standings = {(name, tag): _standing(session, name, tag) for tag in tags for name in session.leaflets}
        if output_format == "json":
            click.echo(_as_json(session, tags, standings), nl=False)
        else:
            for line in _table(session, tags, standings):
                click.echo(line)
            print_problems(problem for problem in session.problems if problem.is_error)
        # Broken files may be missing from the list, so a script must not treat it as complete.
        if any(problem.is_error for problem in session.problems):
            ctx.exit(PROBLEMS)


def _standing(session: Session, leaflet: str, tag: str) -> str:
    # The standing depends on the words alone, so nothing is typeset.
    from leaflets.build import Job, read_and_localise

    try:
        standing = read_and_localise(session, Job(leaflet, tag)).standing
    except LeafletsError:
        return "refused"
    return "final" if standing.is_final else "draft"


def _title(session: Session, name: str) -> tuple[str, str]:
    """Look up the title and version of a leaflet; an empty version if its file is broken."""
    found = session.require_library().leaflets.get(name)
    return (found.value.title, found.value.version) if found else ("cannot be read", "")


def _table(session: Session, tags: Sequence[str], standings: Standings) -> Iterator[str]:
    """Yield the lines of a table with a row for each leaflet and a column for each language.

    The titles come first, in a list of their own. Columns that do not fit the width continue below.
    """
    first = max(map(len, session.leaflets), default=0)
    titles = {name: " ".join(reversed(_title(session, name))).strip() for name in session.leaflets}
    for name in session.leaflets:
        yield f"{name:<{first}}{_GAP}{titles[name]}"
    width = shutil.get_terminal_size((_DEFAULT_WIDTH, 0)).columns
    names = {tag: english_name(tag) or tag for tag in tags}
    columns = {tag: max(len(names[tag]), len(tag), len("refused")) for tag in tags}
    for part in _parts(columns, width - first):
        yield ""
        for head in ({tag: names[tag] for tag in part}, {tag: tag for tag in part}):
            yield f"{'':<{first}}{_cells(columns, head)}".rstrip()
        for name in session.leaflets:
            yield f"{name:<{first}}{_cells(columns, {tag: standings[name, tag] for tag in part})}".rstrip()


def _cells(columns: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "".join(f"{_GAP}{word:<{columns[tag]}}" for tag, word in words.items())


def _parts(columns: Mapping[str, int], width: int) -> Iterator[list[str]]:
    """Divide the columns into parts that fit this width; a wider column is a part on its own."""
    part: list[str] = []
    used = 0
    for tag, wide in columns.items():
        if part and used + wide + len(_GAP) > width:
            yield part
            part, used = [], 0
        part.append(tag)
        used += wide + len(_GAP)
    if part:
        yield part


def _as_json(session: Session, tags: Sequence[str], standings: Standings) -> str:
    rows = []
    for name in session.leaflets:
        title, version = _title(session, name)
        entry = {"id": name, "title": title if version else None, "version": version or None}
        rows.append({**entry, "standing": {tag: standings[name, tag] for tag in tags}})
    said_tags = [{"tag": tag, "name": english_name(tag) or tag} for tag in tags]
    return json.dumps({"languages": said_tags, "leaflets": rows}, ensure_ascii=False, indent=2) + "\n"
