"""The grammar of PO, line by line: which message each line belongs to, and every line that belongs to none.

GNU gettext manual, "The Format of PO Files". In: the lines of a file. Out: :class:`Entry` values, one a
message, each with its lines as they stand, and all faults at once. Babel and polib read a lost quote as a
lost letter and forget lines and previous messages, so the reader is our own; it takes whatever
``msgfmt`` takes, and comments between the parts of a message as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from leaflets.catalogs.decoding import PoFault, Text

_TOKEN = re.compile(
    r"\s*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\s*(?P<form>\d{1,3})\s*\])?)(?![\w\[])"
    r'|"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)")\s*'
)
# What may stand before a part of a message: the part before it.
_AFTER = {
    "msgid": ("msgctxt",),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f])|\\[0-7]{1,3})+)|\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})(\s|$)")
_QUOTES = 'a text stands in quotes on one line; a quote inside it is written \\"'


@dataclass
class EntryPart:
    """A part of a message: its keyword (``msgstr[]`` for plural forms), the line it begins on, its text.

    ``pieces`` are the texts in quotes, ``rows`` the lines that they stand on.
    """

    word: str
    form: int
    line: int
    pieces: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """Give the text as it is written, escapes and all."""
        return "".join(self.pieces)


@dataclass
class Entry:
    """A message as it stands in a file.

    ``lines`` are all its lines, with the blank ones and comments before it; ``comments`` those that begin
    with ``#``, ``said`` those with its words. ``previous`` is the source that a fuzzy translation was made
    for (``#|``).
    """

    obsolete: bool = False
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    parts: list[EntryPart] = field(default_factory=list)
    previous: list[EntryPart] = field(default_factory=list)
    broken: bool = False


@dataclass
class Entries:
    """The blocks of a file, the lines after the last one, and what is wrong."""

    blocks: list[Entry] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    faults: list[PoFault] = field(default_factory=list)


def parse(text: Text) -> Entries:
    """Divide a file into its messages."""
    reader = _EntryReader(Entries())
    for number, line in enumerate(text.lines, 1):
        reader.read(number, line)
    return reader.finished()


@dataclass
class _EntryReader:
    """Where the reading is: the message that is not yet ended, and what stands between it and the next."""

    found: Entries
    block: Entry | None = None
    waiting: list[str] = field(default_factory=list)
    previous: list[EntryPart] = field(default_factory=list)

    def read(self, number: int, line: str) -> None:
        bare = line.strip()
        if bare in ("", "#~") or (bare.startswith("#") and not bare.startswith(("#~", "#|"))):
            self.waiting.append(line)
        elif bare.startswith(("#|", "#~|")):
            self.waiting.append(line)
            self._previous(number, bare.partition("|")[2])
        else:
            obsolete = bare.startswith("#~")
            self._said(number, line, bare.removeprefix("#~"), obsolete)

    def finished(self) -> Entries:
        self._end()
        self.found.rest += self.waiting
        return self.found

    def _previous(self, number: int, bare: str) -> None:
        for word, form, text in self._tokens(number, bare) or ():
            if word:
                self.previous.append(EntryPart(word, form, number))
            elif self.previous:
                self.previous[-1].pieces.append(text)
                self.previous[-1].rows.append(number)

    def _said(self, number: int, line: str, bare: str, obsolete: bool) -> None:
        """Take a line with keywords or texts; it belongs to the present message or begins the next."""
        tokens = self._tokens(number, bare)
        begun = False
        for at, (word, form, text) in enumerate(tokens or ()):
            if word in ("msgctxt", "msgid") and not self._goes_on(word, obsolete):
                if at:
                    self._fault(number, "two messages stand on one line", "give each its own lines")
                self._end()
                self.block, begun = Entry(obsolete), False
            if not begun:
                self._keep(line)
                begun = True
            self._take(EntryPart(word, form, number), text, obsolete)
        if not tokens:
            self._keep(line).broken |= tokens is None

    def _goes_on(self, word: str, obsolete: bool) -> bool:
        """Tell whether a keyword that may begin a message belongs to the present one."""
        block = self.block
        if block is None or block.obsolete != obsolete or not block.parts:
            return False
        return block.parts[-1].word in _AFTER.get(word, ())

    def _keep(self, line: str) -> Entry:
        """Note a line, and what stood before it, with the present message."""
        if self.block is None:
            self.block = Entry()
        block = self.block
        block.lines += [*self.waiting, line]
        block.comments += [each.strip() for each in self.waiting if each.strip()]
        block.said.append(line)
        block.previous += self.previous
        self.waiting, self.previous = [], []
        return block

    def _take(self, part: EntryPart, text: str, obsolete: bool) -> None:
        block = self.block
        assert block is not None  # noqa: S101 - _keep made one
        if part.word:
            last = block.parts[-1].word if block.parts else ""
            begins = not block.parts and part.word in ("msgctxt", "msgid")
            if not begins and last not in _AFTER.get(part.word, ()) and not block.broken:
                self._fault(part.line, f"{part.word.replace('[]', '[…]')} stands where it has no message")
                block.broken = True
            block.parts.append(part)
        elif block.parts and block.obsolete == obsolete:
            block.parts[-1].pieces.append(text)
            block.parts[-1].rows.append(part.line)
        elif not block.broken:
            self._fault(part.line, f'"{_short(text)}" belongs to no message')
            block.broken = True

    def _tokens(self, number: int, bare: str) -> list[tuple[str, int, str]] | None:
        """Give keyword, form and text of what stands on a line; None, and a fault, if it is none of PO's."""
        at = 0
        found: list[tuple[str, int, str]] = []
        while match := _TOKEN.match(bare, at):
            form = int(match["form"]) if match["form"] else -1
            found.append(("msgstr[]" if form >= 0 else match["word"] or "", form, match["text"] or ""))
            at = match.end()
        if at == len(bare):
            return found
        conflict = _CONFLICT.match(bare)
        hint = "two versions of the file were merged and left undecided: keep one" if conflict else _QUOTES
        self._fault(number, f'"{_short(bare.strip())}" is no line of a catalog', hint)
        return None

    def _end(self) -> None:
        """End the present message: it has to be whole."""
        block = self.block
        if block is None:
            return
        self.block = None
        self.found.blocks.append(block)
        if not block.broken:
            self._judge(block.parts)

    def _judge(self, parts: list[EntryPart]) -> None:
        """Tell what a message lacks: a text, its translation, a plural form."""
        for part in (part for part in parts if not part.pieces):
            self._fault(part.line, f"{part.word.replace('[]', f'[{part.form}]')} has no text", _QUOTES)
        last = parts[-1]
        if not last.word.startswith("msgstr"):
            hint = 'write its translation, or msgstr ""'
            self._fault(last.line, f'"{_short(last.raw)}" has no msgstr', hint)
        forms = [part for part in parts if part.word == "msgstr[]"]
        if [part.form for part in forms] != list(range(len(forms))):
            told = ", ".join(f"msgstr[{part.form}]" for part in forms)
            self._fault(forms[0].line, f"the plural forms are {told}", "number them from 0 on, in order")

    def _fault(self, line: int, message: str, hint: str = "see what stands before it") -> None:
        self.found.faults.append(PoFault(line, message, hint))


def unescaped(part: EntryPart, charset: str) -> str:
    r"""Give the text of a part, escapes resolved; ``\x`` and ``\ooo`` are bytes of the file's charset.

    Raises:
        ValueError: an escape is none of C's.
    """
    raw = part.raw
    if "\\" not in raw:
        return raw

    def meant(match: re.Match[str]) -> str:
        if match[1]:
            return bytes(_numbers(match[1])).decode(charset)
        if match[2] not in _LETTERS:
            raise ValueError(match[0])
        return _LETTERS[match[2]]

    return _ESCAPE.sub(meant, raw)


def _numbers(escapes: str) -> Iterable[int]:
    for one in escapes.split("\\")[1:]:
        yield int(one[1:], 16) if one.startswith("x") else int(one, 8)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
