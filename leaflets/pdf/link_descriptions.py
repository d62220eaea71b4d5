"""The descriptions of links, for readers who cannot see their context (ISO 14289-1 7.18.5, WCAG 2.2 2.4.4).

In: a document. Out: for every run that is a link, its description in the words of the document: whose number
it is in a list of telephone numbers, or what a bare address is the address of. The annotation itself is
written in :mod:`leaflets.pdf.navigation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias

from leaflets.document.nodes import Document, Kind, Node, Run, isolated
from leaflets.pdf.structure import RunId

LinkDescriptions: TypeAlias = dict[RunId, str]

# Chinese and Japanese use a full-width colon, French a no-break space before it.
_COLONS = {"zh": "：", "yue": "：", "ja": "：", "fr": "\u00a0: "}


def describe_links(document: Document) -> LinkDescriptions:
    """Describe every link of a document, whether or not it is on a page.

    A link of several runs has its whole description under each of them.
    """
    return dict(_LinkDescriber(document).describe_below(document.root, ""))


class _LinkDescriber:
    """Walks through a document and tracks the latest heading."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._heading = ""
        self._colon = _COLONS.get(document.lang.partition("-")[0], ": ")

    def describe_below(self, node: Node, owner: str) -> Iterator[tuple[RunId, str]]:
        """Yield the descriptions below a node; ``owner`` is the term or the row that it belongs to."""
        if node.kind is Kind.HEADING:
            self._heading = self._text(node.runs)
        if node.kind in (Kind.FACT, Kind.ROW):
            first = next(
                (child for child in node.children if child.kind in (Kind.TERM, Kind.HEADER_CELL)), None
            )
            owner = self._text(first.runs) if first else ""
        yield from self._describe_runs(node, owner)
        for child in node.children:
            yield from self.describe_below(child, owner)

    def _describe_runs(self, node: Node, owner: str) -> Iterator[tuple[RunId, str]]:
        # Neighbouring runs with one address are one link, of which a word may be bold.
        for href, group in groupby(enumerate(node.runs), lambda pair: pair[1].href):
            if href:
                numbered = list(group)
                description = self._describe(node, owner, href, tuple(run for _, run in numbered))
                yield from (((node.id, index), description) for index, _ in numbered)

    def _describe(self, node: Node, owner: str, href: str, link: tuple[Run, ...]) -> str:
        words, whole = self._text(link), self._text(node.runs)
        if href.startswith("#") or not _is_bare(link):
            return words
        # Alone in its block, a bare number or address belongs to its term or row, else to the heading above.
        named = owner or (self._heading if words == whole else "")
        if not named or named == whole:
            return whole
        colon = self._colon if not named.endswith((":", "：")) else " "
        return f"{named}{colon}{whole}"

    def _text(self, runs: tuple[Run, ...]) -> str:
        # Contents is a text string, so only isolates can give the direction of a number.
        return isolated(runs, self._document.direction)


def _is_bare(link: tuple[Run, ...]) -> bool:
    """Tell whether a link's text is only a number or an address, which have a direction of their own."""
    return all((run.direction and not run.lang) or not run.text.strip() for run in link)
