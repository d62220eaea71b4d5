"""What the shell can complete: ids of leaflets and tags of languages, of the workspace that is meant.

Nothing is said and nothing fails here: whoever presses Tab wants words or none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from leaflets.workspace.names import is_workspace

if TYPE_CHECKING:
    from leaflets.session import Session


def leaflets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the ids that begin so and are not on the line yet, with their titles."""
    session = _session(ctx)
    if session is None or session.library is None:
        return []
    given = ctx.params.get(param.name or "") or ()
    found = session.library.leaflets
    return [
        CompletionItem(name, help=found[name].value.title if name in found else None)
        for name in session.leaflets
        if name.startswith(incomplete) and name not in given
    ]


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the tags that begin so, with the names of the languages."""
    del param
    session = _session(ctx)
    if session is None:
        return []
    from leaflets.cli.listing import name_of

    known = session.known_languages
    return [CompletionItem(tag, help=name_of(tag)) for tag in known if tag.startswith(incomplete)]


def _session(ctx: click.Context) -> Session | None:
    from leaflets.session import Session

    root = ctx.params.get("workspace") or Path()
    return Session(root) if is_workspace(root) else None
