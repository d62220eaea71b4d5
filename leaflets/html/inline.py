"""The words inside a block, and attributes, as HTML; every value is escaped here.

In: runs with their marks. Out: phrasing content (HTML Living Standard 3.2.5.2.5). What is in another language
or direction keeps both, so that a screen reader changes its voice and the browser isolates it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from leaflets.document.nodes import Node, Run


def attributes(*more: tuple[str, str], **named: str) -> str:
    """Write attributes with a space before each, without those that are empty.

    Names that Python does not allow (``aria-labelledby``, ``class``) come as pairs, and stand last.
    """
    given = (*named.items(), *more)
    return "".join(f' {name}="{escape(value)}"' for name, value in given if value)


def common(node: Node, tag: str) -> str:
    """Write a start tag with what any node may have: class, id, language, direction, a cell's scope."""
    direction = node.direction or ""
    named = attributes(("class", node.style), id=node.id, lang=node.lang, dir=direction, scope=node.scope)
    return f"<{tag}{named}>"


def words(runs: Iterable[Run]) -> str:
    """Write words; neighbours that lead to the same place are one link, which is told and reached once."""
    return "".join(_linked(href, tuple(group)) for href, group in groupby(runs, lambda run: run.href))


def _linked(href: str, runs: tuple[Run, ...]) -> str:
    text = "".join(_run(run) for run in runs)
    return f"<a{attributes(href=href)}>{text}</a>" if href else text


def _run(run: Run) -> str:
    text = escape(run.text)
    direction = run.direction
    # "atomic" is never divided between lines; "dir" makes an isolate (HTML 15.3.5, UAX #9 2.4.2).
    marked = attributes(("class", "whole" if run.atomic else ""), lang=run.lang, dir=direction or "")
    if marked:
        # A phrase in another language is a span; what has a direction only, such as a number, is a "bdi".
        tag = "bdi" if direction and not run.lang else "span"
        text = f"<{tag}{marked}>{text}</{tag}>"
    return f"<strong>{text}</strong>" if run.strong else text
