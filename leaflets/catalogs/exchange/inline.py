"""What a translator must not retype: placeholders and tags, apart from the words around them.

In: the text of a message. Out: its pieces, words and :class:`Code` values; joined again they are the text,
letter by letter. Each format writes codes in its own way, and translators' tools show them as tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflets.content.model import PLACEHOLDER

_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>")
_CODE = re.compile(f"{PLACEHOLDER.pattern}|{_TAG.pattern}")


@dataclass(frozen=True, slots=True)
class Code:
    """A placeholder or a tag, with a number that it has in the source and in the target alike.

    ``kind`` is "placeholder", "start" or "end"; an end has the number of its start. A tag without its
    counterpart is ``alone``.
    """

    text: str
    number: int
    kind: str = "placeholder"
    alone: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether the code is a tag that makes words bold."""
        return self.text.strip("</> ") == "strong"


Piece = str | Code


def divide(text: str, source: str = "") -> list[Piece]:
    """Divide a text at its codes, which are numbered as in the ``source`` if that has them, too."""
    known: dict[tuple[str, int], int] = {}
    if source:
        codes = (piece for piece in divide(source) if isinstance(piece, Code))
        # The end of a pair has the number of its start.
        numbered = (code for code in codes if code.kind != "end" or code.alone)
        known = {key: code.number for key, code in _counted(numbered)}
    return list(_numbered(_tokens(text), known))


def join(pieces: Iterable[Piece]) -> str:
    """Join pieces to the text that they were divided from."""
    return "".join(piece.text if isinstance(piece, Code) else piece for piece in pieces)


def _counted(codes: Iterable[Code]) -> Iterator[tuple[tuple[str, int], Code]]:
    """Count how often each code came before: the second {low} is another code than the first."""
    seen: Counter[str] = Counter()
    for code in codes:
        yield (code.text, seen[code.text]), code
        seen[code.text] += 1


def _tokens(text: str) -> list[str | re.Match[str]]:
    """Divide a text into words and the matches of its codes."""
    tokens: list[str | re.Match[str]] = []
    start = 0
    for match in _CODE.finditer(text):
        tokens += [text[start : match.start()], match]
        start = match.end()
    return [each for each in (*tokens, text[start:]) if each]


def _numbered(tokens: list[str | re.Match[str]], known: dict[tuple[str, int], int]) -> Iterator[Piece]:
    """Yield the pieces of a text; codes that are not ``known`` get the next free numbers."""
    starts = _starts(tokens)
    seen: Counter[str] = Counter()
    numbers: dict[int, int] = {}
    free = max(known.values(), default=0)
    for place, token in enumerate(tokens):
        if isinstance(token, str):
            yield token
        elif starts.get(place, place) < place:
            yield Code(token[0], numbers[starts[place]], "end")
        else:
            number = known.get((token[0], seen[token[0]]))
            seen[token[0]] += 1
            if number is None:
                free = number = free + 1
            numbers[place] = number
            yield _code(token, number, alone=place not in starts)


def _code(token: re.Match[str], number: int, *, alone: bool) -> Code:
    if not token["name"]:
        return Code(token[0], number)
    return Code(token[0], number, "end" if token["slash"] else "start", alone)


def _starts(tokens: list[str | re.Match[str]]) -> dict[int, int]:
    """Find the place of the start tag for each tag that has a counterpart, also for the start itself."""
    opened: list[int] = []
    starts: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if isinstance(token, str) or not token["name"]:
            continue
        if not token["slash"]:
            opened.append(place)
        # Only pairs that are nested: the others cannot be elements of XLIFF 2.
        elif opened and _name(tokens[opened[-1]]) == token["name"]:
            start = opened.pop()
            starts[place] = starts[start] = start
    return starts


def _name(token: str | re.Match[str]) -> str:
    return "" if isinstance(token, str) else str(token["name"])
