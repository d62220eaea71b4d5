"""The script of each stretch of a text (UAX #24), as a typesetter needs it.

In: a text. Out: ranges with ISO 15924 codes. A common character (space, full stop,
bracket) has the script of the text before it, so that it comes from the same face; a closing
bracket has that of its opening one (UAX #24 5.1); Script_Extensions are respected. Beyond the
standard, European digits count as Latin, so that numbers look the same everywhere on the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fontTools.unicodedata import script, script_extension
from unicodedata2 import category, east_asian_width

# The Unicode scripts of the codes that languages use (UAX #24, table 6 and 4.2).
_UNICODE_SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Aran": "Arab"}

# As wide as an ideograph in languages of the styles below; elsewhere Latin punctuation.
_WIDE_SIGNS = frozenset("“”‘’…—·")
_WIDE_STYLES = frozenset({"Hans", "Hant", "Jpan"})
_SQUARE = frozenset({"Hani", "Yiii"})
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")

_PAIRS = dict(zip("([{«‹“‘„⟨⁅", ")]}»›”’“⟩⁆", strict=True))
_CLOSERS = frozenset(_PAIRS.values())

# A text is mapped to a string of these letters, so that one pattern finds the ranges.
_FOLLOWS, _OPENS, _CLOSES = "c", "o", "k"
_FIRST_SCRIPT, _FIRST_EXTENSION = 0x1000, 0x2000
_RANGE = re.compile("([\u1000-\u1fff])(?:\\1|c)*|c+|.", re.DOTALL)
_SCRIPT = re.compile("[\u1000-\u1fff]")


class _Letters(dict[int, str]):
    """A letter for each character, for ``str.translate``, computed on first use.

    Letters from U+1000 stand for one script, those from U+2000 for a set of them (Script_Extensions);
    ``scripts`` and ``extensions`` decode them. ``wide`` is for languages that write signs as wide as an
    ideograph.
    """

    def __init__(self, *, wide: bool) -> None:
        super().__init__()
        self._wide = wide
        self.scripts: dict[str, str] = {}
        self.extensions: dict[str, frozenset[str]] = {}
        self._named: dict[frozenset[str] | str, str] = {}

    def __missing__(self, code: int) -> str:
        self[code] = letter = self._letter(chr(code))
        return letter

    def _letter(self, char: str) -> str:
        # First: digits are Common, and would take the face of the word before them.
        if "0" <= char <= "9":
            return self._for_script("Latn")
        if self._wide and char in _WIDE_SIGNS:
            return self._for_script("Hani")
        own = script(char)
        if own not in ("Zyyy", "Zinh", "Zzzz"):
            return self._for_script(own)
        return _FOLLOWS if own == "Zinh" else self._common(char)

    def _common(self, char: str) -> str:
        if char in _PAIRS:
            return _OPENS
        if char in _CLOSERS:
            return _CLOSES
        extensions = script_extension(char)
        if not extensions & {"Zyyy", "Zinh", "Zzzz"}:
            return self._for_extension(frozenset(extensions))
        # Full-width punctuation fills the square of an ideograph (UAX #11) or of a Yi syllable.
        wide = east_asian_width(char) in "WF" and category(char)[0] in "PNZ"
        return self._for_extension(_SQUARE) if wide else _FOLLOWS

    def _for_script(self, code: str) -> str:
        if code not in self._named:
            self._named[code] = letter = chr(_FIRST_SCRIPT + len(self.scripts))
            self.scripts[letter] = code
        return self._named[code]

    def _for_extension(self, codes: frozenset[str]) -> str:
        if codes not in self._named:
            self._named[codes] = letter = chr(_FIRST_EXTENSION + len(self.extensions))
            self.extensions[letter] = codes
        return self._named[codes]


class ScriptRun(NamedTuple):
    """A stretch of text in one script, an ISO 15924 code."""

    start: int
    end: int
    script: str


class ScriptFinder:
    """Divides texts by script; caches the characters that it has seen."""

    def __init__(self) -> None:
        self._plain = _Letters(wide=False)
        self._wide = _Letters(wide=True)

    def runs(self, text: str, style: str) -> list[ScriptRun]:
        """Divide a text into runs of one script.

        ``style`` is the script code of the text's language, such as ``Hans``: the default for characters
        without a script.
        """
        wide = style in _WIDE_STYLES
        table = self._wide if wide else self._plain
        default = _UNICODE_SCRIPTS.get(style, style)
        letters = (_APOSTROPHE.sub("'", text) if wide else text).translate(table)
        runs: list[ScriptRun] = []
        resolver = _Resolver(text, letters, table, default)
        for match in _RANGE.finditer(letters):
            start = match.start()
            code = resolver.resolve(start, match[0][0])
            if runs and category(text[start])[0] == "M":
                # A mark stays with its base; a base without a script takes the mark's.
                if letters[start - 1] in table.scripts:
                    code = runs[-1].script
                else:
                    start -= 1
                    before = runs.pop()
                    if before.start < start:
                        runs.append(before._replace(end=start))
            if runs and runs[-1].script == code:
                start = runs.pop().start
            runs.append(ScriptRun(start, match.end(), code))
        return runs


class _Resolver:
    """The state of one pass over a text: the script before, and the open brackets."""

    def __init__(self, text: str, letters: str, table: _Letters, default: str) -> None:
        self._text = text
        self._letters = letters
        self._table = table
        self._default = default
        self._before = ""
        self._open: list[tuple[str, str]] = []

    def resolve(self, at: int, letter: str) -> str:
        """Decide the script of the stretch that begins with ``letter`` at an offset."""
        if letter in self._table.scripts:
            self._before = self._table.scripts[letter]
        elif letter in self._table.extensions:
            self._before = self._extended(at, self._table.extensions[letter])
        elif letter == _CLOSES:
            self._before = self._closed(at)
        else:
            self._before = self._before or self._next(at) or self._default
        if letter == _OPENS:
            self._open.append((_PAIRS[self._text[at]], self._before))
        return self._before

    def _next(self, at: int) -> str:
        """Find the script of the next character that has one; empty if none follows."""
        match = _SCRIPT.search(self._letters, at)
        return self._table.scripts[match[0]] if match else ""

    def _extended(self, at: int, scripts: frozenset[str]) -> str:
        for code in (self._before, self._next(at), self._default):
            if code in scripts:
                return code
        return min(scripts)

    def _closed(self, at: int) -> str:
        char = self._text[at]
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == char:
                code = self._open[depth][1]
                del self._open[depth:]
                return code
        return self._before or self._next(at) or self._default
