"""What the shell can complete: ids of leaflets and tags of languages, of the workspace that is meant.

Nothing is said and nothing fails here: whoever presses Tab wants words or none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from leaflets.press import Press


def leaflets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the ids that begin so and are not on the line yet, with their titles."""
    press = _press(ctx)
    if press is None or press.library is None:
        return []
    given = ctx.params.get(param.name or "") or ()
    found = press.library.leaflets
    return [
        CompletionItem(name, help=found[name].value.title if name in found else None)
        for name in press.leaflets
        if name.startswith(incomplete) and name not in given
    ]


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Give the tags that begin so, with the names of the languages."""
    del param
    press = _press(ctx)
    if press is None:
        return []
    from leaflets.cli.listing import name_of

    ours = press.library.site.value.languages if press.library else ()
    known = dict.fromkeys((*ours, *press.workspace.languages()))
    return [CompletionItem(tag, help=name_of(tag)) for tag in known if tag.startswith(incomplete)]


def _press(ctx: click.Context) -> Press | None:
    from leaflets.press import Press

    root = ctx.params.get("workspace") or Path()
    return Press(root) if (root / "data").is_dir() else None
