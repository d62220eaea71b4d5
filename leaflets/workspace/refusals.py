"""Which problems of a workspace's files prevent which leaflets from being made.

In: problems, which say what they refuse (:class:`~leaflets.diagnostics.Diagnostic`). Out: those that affect a
leaflet in a language. A faulty file refuses only what depends on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from leaflets.diagnostics import Diagnostic
from leaflets.workspace_files import TEMPLATES

_FONT = "font-file"  # the code of a file in fonts/ that cannot be used
# Errors of files that no leaflet depends on: they are reported, but refuse nothing.
_HARMLESS = frozenset({"unknown-file", "no-file", "unused-figure", _FONT})


def affects(
    problem: Diagnostic, leaflets: Collection[str], languages: Collection[str], *, has_font: bool = True
) -> bool:
    """Tell whether a problem affects any of these leaflets in any of these languages.

    ``leaflets`` includes what they depend on, as a guide depends on its procedures. ``has_font`` says that
    each language has a usable font: one that cannot be used refuses only the languages that have no other.
    """
    harmless = _HARMLESS if has_font else _HARMLESS - {_FONT}
    # A problem that names no leaflet or no language affects all of them.
    return (
        problem.code not in harmless
        and (not problem.leaflet or problem.leaflet in leaflets)
        and (not problem.language or problem.language in languages)
    )


def prevent_localising(problems: Iterable[Diagnostic]) -> bool:
    """Tell whether problems rule out even localising a leaflet to find out what else is wrong with it."""
    # A broken template would fail again for every leaflet. Without a font nothing can be made in a language,
    # so nothing else is told of it.
    return any(
        problem.code == "no-font"
        or (problem.position is not None and problem.position.file.partition("/")[0] == TEMPLATES)
        for problem in problems
    )
