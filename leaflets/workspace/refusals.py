"""Which problem of a workspace's files keeps which leaflet from being made.

In: problems, which say what they refuse (:class:`~leaflets.diagnostics.Diagnostic`). Out: those that touch a
leaflet in a language. A file that is wrong costs what rests on it and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from leaflets.diagnostics import Diagnostic

_FONT = "font-file"  # the code of a file in fonts/ that cannot be used
# Errors of a file on which no leaflet rests: they are reported, but every leaflet is made.
_HARMLESS = frozenset({"unknown-file", "no-file", "unused-figure", _FONT})


def touches(
    problem: Diagnostic, leaflets: Collection[str], languages: Collection[str], *, has_font: bool = True
) -> bool:
    """Tell whether a problem affects any of these leaflets in any of these languages.

    ``leaflets`` holds what they rest on as well, as a guide rests on its procedures. ``has_font`` says that
    each language has a font that can be used: a font that cannot costs only the languages without another.
    """
    harmless = _HARMLESS if has_font else _HARMLESS - {_FONT}
    # A problem that names no leaflet or no language affects them all.
    return (
        problem.code not in harmless
        and (not problem.leaflet or problem.leaflet in leaflets)
        and (not problem.language or problem.language in languages)
    )


def prevent_localising(problems: Iterable[Diagnostic]) -> bool:
    """Tell whether a leaflet cannot even be localised any more, to find out what else is wrong with it."""
    # A template that is wrong would fail for every leaflet again; without a font every character would.
    return any(
        problem.code == "no-font"
        or (problem.position is not None and problem.position.file.partition("/")[0] == "templates")
        for problem in problems
    )
