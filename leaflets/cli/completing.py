"""Shell completion: ids of leaflets and tags of languages, from the workspace on the command line.

Problems are not reported here: pressing Tab gives completions or nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from leaflets.tags import english_name
from leaflets.workspace_files import is_workspace

if TYPE_CHECKING:
    from leaflets.session import Session


def leaflets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Find the ids that begin with what was typed and are not on the line yet, with their titles."""
    session = _session(ctx)
    if session is None or session.library is None:
        return []
    given = ctx.params.get(param.name or "") or ()
    found = session.library.leaflets
    return [
        # A leaflet with a broken file can be named too, but its title is unknown.
        CompletionItem(name, help=found[name].value.title if name in found else None)
        for name in session.leaflets
        if name.startswith(incomplete) and name not in given
    ]


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Find the tags that begin with what was typed, with the English names of the languages."""
    del param
    session = _session(ctx)
    if session is None:
        return []
    known = session.known_languages
    return [CompletionItem(tag, help=english_name(tag) or tag) for tag in known if tag.startswith(incomplete)]


def _session(ctx: click.Context) -> Session | None:
    """Open the workspace that the command line names so far, by default the current folder; None if none."""
    from leaflets.session import Session

    # --workspace counts only if it precedes the word to complete.
    root = ctx.params.get("workspace") or Path()
    return Session(root) if is_workspace(root) else None
