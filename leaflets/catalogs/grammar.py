"""The grammar of PO, line by line: which entry each line belongs to, and every line that belongs to none.

GNU gettext manual, "The Format of PO Files". In: the lines of a file. Out: :class:`Entry` values, one per
message, each with its original lines, and all faults at once. Babel and polib drop a letter where a quote is
missing, and lose lines and previous messages, so the reader is our own; it accepts whatever ``msgfmt``
accepts, and also comments between the parts of an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from leaflets.catalogs.decoding import DecodedText, PoFault
from leaflets.diagnostics import shortened

# A keyword or a string. A line may hold several, as msgfmt allows; the look-ahead refuses "msgidx".
_TOKEN = re.compile(
    r"\s*(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\s*(?P<form>\d{1,3})\s*\])?)(?![\w\[])"
    r'|"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)")\s*'
)
# The keywords that may come directly before each keyword in an entry.
_FOLLOWS = {
    "msgid": ("msgctxt",),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
# Adjacent numbered escapes are matched together: several bytes make one character.
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f])|\\[0-7]{1,3})+)|\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
# What git leaves in a file whose versions it could not merge.
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})(\s|$)")
_QUOTES = 'a text stands in quotes on one line; a quote inside it is written \\"'


class _Token(NamedTuple):
    """A keyword, with the number of its plural form (-1 for none), or a string, whose keyword is empty."""

    keyword: str
    form: int
    string: str


@dataclass
class EntryPart:
    """A part of an entry: its keyword (``msgstr[]`` for plural forms), and the line that it begins on.

    ``strings`` are the strings after the keyword, which gettext joins; ``string_lines`` the line of each.
    ``form`` is the number of a plural form, -1 for all other keywords.
    """

    keyword: str
    form: int
    line: int
    strings: list[str] = field(default_factory=list)
    string_lines: list[int] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The text as it is written, with its escapes."""
        return "".join(self.strings)

    def add(self, string: str, line: int) -> None:
        """Add a string to the text."""
        self.strings.append(string)
        self.string_lines.append(line)


@dataclass
class Entry:
    """A message as it is written in a file.

    ``lines`` are all its lines, with the blank ones and comments before it; ``comments`` those that begin
    with ``#``, ``body`` those with its keywords and strings. ``previous`` is the source that a fuzzy
    translation was made for (``#|``). Only the first fault of a ``broken`` entry is reported.
    """

    obsolete: bool = False
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    parts: list[EntryPart] = field(default_factory=list)
    previous: list[EntryPart] = field(default_factory=list)
    broken: bool = False


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The entries of a file, the lines after the last one, and what is wrong."""

    entries: tuple[Entry, ...]
    trailing: tuple[str, ...]
    faults: tuple[PoFault, ...]


def parse(text: DecodedText) -> ParsedText:
    """Divide the lines of a file into its entries; every line is in an entry or trails the last one."""
    reader = _EntryReader()
    for number, line in enumerate(text.lines, 1):
        reader.read(number, line)
    return reader.finished()


@dataclass
class _EntryReader:
    """The state of the reader: the entry that has not ended yet, and the lines after it.

    Only the next keyword shows whether a comment is between two parts of one entry or before the next
    entry. Comments and blank lines wait until then.
    """

    entries: list[Entry] = field(default_factory=list)
    faults: list[PoFault] = field(default_factory=list)
    entry: Entry | None = None
    waiting: list[str] = field(default_factory=list)
    previous: list[EntryPart] = field(default_factory=list)

    def read(self, number: int, line: str) -> None:
        bare = line.strip()
        # "#~" alone is a blank line among obsolete entries.
        if bare in ("", "#~") or (bare.startswith("#") and not bare.startswith(("#~", "#|"))):
            self.waiting.append(line)
        elif bare.startswith(("#|", "#~|")):
            self.waiting.append(line)
            self._read_previous(number, bare.partition("|")[2])
        else:
            obsolete = bare.startswith("#~")
            self._read_body(number, line, bare.removeprefix("#~"), obsolete)

    def finished(self) -> ParsedText:
        self._end()
        return ParsedText(tuple(self.entries), tuple(self.waiting), tuple(self.faults))

    def _read_previous(self, number: int, bare: str) -> None:
        for token in self._tokens(number, bare) or ():
            if token.keyword:
                self.previous.append(EntryPart(token.keyword, token.form, number))
            elif self.previous:
                self.previous[-1].add(token.string, number)

    def _read_body(self, number: int, line: str, bare: str, obsolete: bool) -> None:
        """Read a line with keywords or strings; it belongs to the current entry or begins the next."""
        tokens = self._tokens(number, bare)
        is_kept = False
        for at, token in enumerate(tokens or ()):
            if token.keyword in ("msgctxt", "msgid") and not self._continues(token.keyword, obsolete):
                if at:
                    self._fault(number, "two messages stand on one line", "give each its own lines")
                self._end()
                self.entry, is_kept = Entry(obsolete), False
            if not is_kept:
                self._keep(line)
                is_kept = True
            self._take(token, number, obsolete)
        # An unreadable line is kept with its entry, whose further faults are not reported.
        if not tokens:
            self._keep(line).broken |= tokens is None

    def _continues(self, keyword: str, obsolete: bool) -> bool:
        """Tell whether a keyword that may begin an entry belongs to the current one."""
        entry = self.entry
        if entry is None or entry.obsolete != obsolete or not entry.parts:
            return False
        return entry.parts[-1].keyword in _FOLLOWS.get(keyword, ())

    def _keep(self, line: str) -> Entry:
        """Add a line, and the lines that waited before it, to the current entry."""
        if self.entry is None:
            self.entry = Entry()
        entry = self.entry
        entry.lines += [*self.waiting, line]
        entry.comments += [each.strip() for each in self.waiting if each.strip()]
        entry.body.append(line)
        entry.previous += self.previous
        self.waiting, self.previous = [], []
        return entry

    def _take(self, token: _Token, number: int, obsolete: bool) -> None:
        """Add a keyword, or a string to the part before it; report a fault if it is out of place."""
        entry = self.entry
        assert entry is not None  # noqa: S101 - _keep made one
        if token.keyword:
            last = entry.parts[-1].keyword if entry.parts else ""
            begins = not entry.parts and token.keyword in ("msgctxt", "msgid")
            if not begins and last not in _FOLLOWS.get(token.keyword, ()) and not entry.broken:
                self._fault(number, f"{token.keyword.replace('[]', '[…]')} stands where it has no message")
                entry.broken = True
            entry.parts.append(EntryPart(token.keyword, token.form, number))
        elif entry.parts and entry.obsolete == obsolete:
            entry.parts[-1].add(token.string, number)
        elif not entry.broken:
            self._fault(number, f'"{shortened(token.string)}" belongs to no message')
            entry.broken = True

    def _tokens(self, number: int, bare: str) -> list[_Token] | None:
        """Read the keywords and strings of a line; None, with a fault, if it has anything else."""
        at = 0
        found: list[_Token] = []
        while match := _TOKEN.match(bare, at):
            form = int(match["form"]) if match["form"] else -1
            keyword = "msgstr[]" if form >= 0 else match["keyword"] or ""
            found.append(_Token(keyword, form, match["string"] or ""))
            at = match.end()
        if at == len(bare):
            return found
        conflict = _CONFLICT.match(bare)
        hint = "two versions of the file were merged and left undecided: keep one" if conflict else _QUOTES
        self._fault(number, f'"{shortened(bare.strip())}" is no line of a catalog', hint)
        return None

    def _end(self) -> None:
        """End the current entry, which must be complete."""
        entry = self.entry
        if entry is None:
            return
        self.entry = None
        self.entries.append(entry)
        if not entry.broken:
            self.faults += _incomplete(entry.parts)

    def _fault(self, line: int, message: str, hint: str = "see what stands before it") -> None:
        self.faults.append(PoFault(line, message, hint))


def _incomplete(parts: list[EntryPart]) -> Iterable[PoFault]:
    """Yield the faults of an incomplete entry: a keyword without string, no msgstr, a gap in plural forms."""
    for part in (part for part in parts if not part.strings):
        yield PoFault(part.line, f"{part.keyword.replace('[]', f'[{part.form}]')} has no text", _QUOTES)
    last = parts[-1]
    if not last.keyword.startswith("msgstr"):
        hint = 'write its translation, or msgstr ""'
        yield PoFault(last.line, f'"{shortened(last.raw)}" has no msgstr', hint)
    forms = [part for part in parts if part.keyword == "msgstr[]"]
    if [part.form for part in forms] != list(range(len(forms))):
        numbers = ", ".join(f"msgstr[{part.form}]" for part in forms)
        yield PoFault(forms[0].line, f"the plural forms are {numbers}", "number them from 0 on, in order")


def unescaped(part: EntryPart, charset: str) -> str:
    r"""Resolve the escapes of a part's text; ``\x`` and ``\ooo`` are bytes of the file's charset.

    Raises:
        UnicodeDecodeError: the bytes of numbered escapes are no characters of the charset.
        ValueError: an escape is not one of C; its text is the escape.
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
