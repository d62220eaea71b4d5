"""What a link says of itself to whoever cannot see where it stands (ISO 14289-1 7.18.5, WCAG 2.2 2.4.4).

In: a document. Out: for every run that is a link its description, in the words of the document: a number in a
list of telephone numbers says whose it is, a bare address what it is the address of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leaflets.document.nodes import Document, Kind, Node, Run, isolated

Names = dict[tuple[str, int], str]
# Chinese and Japanese write a wide colon, French one behind a space; others write it close.
_COLONS = {"zh": "：", "yue": "：", "ja": "：", "fr": "\u00a0: "}


def link_names(document: Document) -> Names:
    """Give the description of every link, by the id of its node and the index of its run."""
    return _Namer(document).names()


class _Namer:
    """Goes through a document and remembers what a reader has met last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._heading = ""
        self._colon = _COLONS.get(document.lang.partition("-")[0], ": ")

    def names(self) -> Names:
        """Describe every link."""
        return dict(self._below(self._document.root, ""))

    def _below(self, node: Node, owner: str) -> Iterator[tuple[tuple[str, int], str]]:
        """Yield the descriptions below a node; ``owner`` is the term or the row that it belongs to."""
        if node.kind is Kind.HEADING:
            self._heading = self._text(node.runs)
        if node.kind in (Kind.FACT, Kind.ROW):
            first = next(
                (child for child in node.children if child.kind in (Kind.TERM, Kind.HEADER_CELL)), None
            )
            owner = self._text(first.runs) if first else ""
        yield from self._described(node, owner)
        for child in node.children:
            yield from self._below(child, owner)

    def _described(self, node: Node, owner: str) -> Iterator[tuple[tuple[str, int], str]]:
        for href, group in groupby(enumerate(node.runs), lambda pair: pair[1].href):
            if href:
                numbered = list(group)
                name = self._name(node, owner, href, tuple(run for _, run in numbered))
                yield from (((node.id, index), name) for index, _ in numbered)

    def _name(self, node: Node, owner: str, href: str, link: tuple[Run, ...]) -> str:
        words, whole = self._text(link), self._text(node.runs)
        if href.startswith("#") or not _is_bare(link):
            return words
        # Among other words of its sentence a bare number or address is described by them.
        named = owner or (self._heading if words == whole else "")
        if not named or named == whole:
            return whole
        colon = self._colon if not named.endswith((":", "：")) else " "
        return f"{named}{colon}{whole}"

    def _text(self, runs: tuple[Run, ...]) -> str:
        return isolated(runs, self._document.direction)


def _is_bare(link: tuple[Run, ...]) -> bool:
    """Tell whether a link's words are only a number or an address, which have a direction of their own."""
    return all((run.direction and not run.lang) or not run.text.strip() for run in link)
