"""The words inside a block, and attributes, as HTML; every value is escaped here.

In: runs with their marks. Out: phrasing content (HTML Living Standard 3.2.5.2.5). Text in another language or
direction is marked, so that a screen reader changes its voice and the browser isolates it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from leaflets.document.nodes import Node, Run


def attributes(*more: tuple[str, str], **named: str) -> str:
    """Write attributes, each after a space, without those that are empty.

    Names that Python does not allow (``aria-labelledby``, ``class``) are passed as pairs, and come last.
    """
    given = (*named.items(), *more)
    return "".join(f' {name}="{escape(value)}"' for name, value in given if value)


def start_tag(node: Node, tag: str, *more: tuple[str, str]) -> str:
    """Write a start tag with a node's class, id, language, direction and scope, then ``more`` attributes."""
    direction = node.direction or ""
    named = attributes(("class", node.style), id=node.id, lang=node.lang, dir=direction, scope=node.scope)
    return f"<{tag}{named}{attributes(*more)}>"


def words(runs: Iterable[Run]) -> str:
    """Write words; neighbouring runs with the same address are one link."""
    return "".join(_link(href, tuple(group)) for href, group in groupby(runs, lambda run: run.href))


def _link(href: str, runs: tuple[Run, ...]) -> str:
    text = "".join(_run(run) for run in runs)
    return f"<a{attributes(href=href)}>{text}</a>" if href else text


def _run(run: Run) -> str:
    text = escape(run.text)
    direction = run.direction
    # "dir" makes an isolate (HTML 15.3.5, UAX #9 2.4.2).
    marked = attributes(("class", "whole" if run.atomic else ""), lang=run.lang, dir=direction or "")
    if marked:
        tag = "bdi" if direction and not run.lang else "span"
        text = f"<{tag}{marked}>{text}</{tag}>"
    return f"<strong>{text}</strong>" if run.strong else text
