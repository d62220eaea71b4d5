"""From YAML text to plain data with a place for every value.

In: the bytes of a file. Out: dicts, tuples and scalars, and the place of each. PyYAML only parses; data are
built from its events here, because its own constructor keeps no places. YAML is treated as hostile: no
aliases (they can expand exponentially), no tags (they can build objects), no duplicate keys, bounded size and
depth. Plain scalars follow the core schema of YAML 1.2 (10.3.2), so that ``no`` is a word and not false; ISO
dates become dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NoReturn, TypeAlias

import yaml

from leaflets.content.model import DataPath
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

# A hundred times the largest shipped data file.
MAX_BYTES = 1_000_000
# More than twice the depth of any model. The builder recurses once per level and must not exhaust the stack.
MAX_DEPTH = 24

# Codes of diagnostics that :func:`_refuse_depth` looks for.
_DEPTH, _KEY = "yaml-depth", "yaml-key"
# Longer numbers are mistakes, and slow to convert.
_MAX_DIGITS = 15
# The core schema (YAML 1.2, 10.3.2) also has octal, hexadecimal, infinite and undefined numbers, and leading
# zeros. No leaflet prints such numbers; what begins with zero is a code or a telephone number, hence a text.
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
# The words that are not texts, in lower case only; YAML also has True and TRUE.
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Scalar = str | int | Decimal | bool | date | None
YamlData: TypeAlias = "dict[str, YamlData] | tuple[YamlData, ...] | Scalar"


@dataclass(frozen=True, slots=True)
class ParsedYaml:
    """Plain data and the place of each value.

    ``places`` has the line and column of every path, counted from 1; a value below a key has the place of the
    key, where a person looks for it.
    """

    data: YamlData
    file: str
    places: dict[DataPath, tuple[int, int]] = field(default_factory=dict)

    def at(self, path: DataPath) -> YamlData:
        """Look up the value of a path; None if the data has no such path."""
        found = self.data
        for part in path:
            if isinstance(found, dict) and isinstance(part, str):
                found = found.get(part)
            elif isinstance(found, tuple) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return None
        return found

    def position(self, path: DataPath) -> Position:
        """Find the place of a path, or of the nearest value around it, since a missing one has none."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (0, 0))
        return Position(self.file, line, column)


def parse(content: bytes, file: str) -> ParsedYaml:
    """Read one YAML document.

    Raises:
        LeafletsError: it is not UTF-8, not YAML, or uses a refused feature.
    """
    text = _decoded(content, file)
    try:
        return _built(text, file)
    except yaml.MarkedYAMLError as error:
        _refuse_depth(error, text, file)
        raise LeafletsError(_syntax(error, text, file)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = (
            f"the character U+{ord(text[error.position]):04X}"
            if error.position < len(text)
            else "a character"
        )
        raise LeafletsError(
            Diagnostic(f"{what} is not allowed in YAML", Position(file, line), "take it out", code="yaml")
        ) from error


def _built(text: str, file: str) -> ParsedYaml:
    # libyaml's parser if PyYAML was built with it: the same events, many times faster.
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    return _Builder(file, yaml.parse(text, Loader=loader)).document()


def _refuse_depth(error: yaml.MarkedYAMLError, text: str, file: str) -> None:
    """Refuse values that are nested too deep, if that is the cause of a parser's error.

    A parser scans up to 1,024 characters ahead of its events (YAML 1.2, 7.4.2) and may hit a limit of its
    own there, before the builder has seen the depth. The text before the error is parsed again.

    Raises:
        LeafletsError: they are, or a list or mapping is used as a key before that.
    """
    if error.problem_mark is None:
        return
    try:
        _built(text[: error.problem_mark.index], file)
    except LeafletsError as refused:
        # Other problems may be artefacts of the cut: a truncated key may equal an earlier one.
        if any(problem.code in (_DEPTH, _KEY) for problem in refused.diagnostics):
            raise
    except yaml.YAMLError:
        return


def _decoded(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        raise LeafletsError(Diagnostic(message, Position(file), "split it", code="yaml-size"))
    try:
        return content.decode("utf-8-sig")  # editors on Windows write a byte order mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        hint = "save the file with the encoding UTF-8"
        raise LeafletsError(Diagnostic(message, Position(file, line), hint, code="encoding")) from error


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    last = text.rstrip().count("\n") + 1
    if mark and mark.line >= last:
        mark = error.context_mark or mark  # what is not closed is reported where it was opened
    place = Position(file, min(mark.line + 1, last), mark.column + 1) if mark else Position(file)
    problem = " ".join(part for part in (error.context, error.problem) if part)
    line = text.splitlines()[mark.line : mark.line + 1] if mark else []
    # libyaml only says that a token cannot begin here; the tab before it is the reason.
    if "\t" in "".join(line)[: mark.column + 1 if mark else 0]:
        return Diagnostic(
            "a tab stands where YAML wants spaces", place, "indent with spaces", code="yaml-tab"
        )
    return Diagnostic(f"this is not YAML: {problem}", place, "quotes around a text often help", code="yaml")


class _Builder:
    """Builds data from parser events, in the order of the file; keeps the place of each value."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self._file = file
        self._events = events
        self._places: dict[DataPath, tuple[int, int]] = {}

    def document(self) -> ParsedYaml:
        next(self._events)  # stream start
        if isinstance(event := next(self._events), yaml.StreamEndEvent):
            self._refuse(event, "the file is empty", "put the file back", "yaml-empty")
        data = self._value(next(self._events), ())
        next(self._events)  # document end
        if not isinstance(event := next(self._events), yaml.StreamEndEvent):
            self._refuse(event, "a second document begins here", "keep one document in a file", "yaml")
        return ParsedYaml(data, self._file, self._places)

    def _value(self, event: yaml.Event, path: DataPath) -> YamlData:
        if len(path) > MAX_DEPTH:
            self._refuse(
                event, f"values are nested deeper than {MAX_DEPTH} levels", "close the brackets", _DEPTH
            )
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, f'the alias "*{anchor}" is not allowed', "write the value again", "yaml-alias"
            )
        if anchor:
            self._refuse(event, f'the anchor "&{anchor}" is not allowed', "take it out", "yaml-alias")
        tag = getattr(event, "tag", None)
        # "!" alone names no type (YAML 1.2, 6.9.1), so it is harmless.
        if tag not in (None, "!"):
            self._refuse(event, f'the tag "{tag}" is not allowed', "write plain values only", "yaml-tag")
        self._places.setdefault(path, _place(event))  # a mapping's key has set it before its value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the parser has no other event here
        return self._scalar(event)

    def _mapping(self, path: DataPath) -> dict[str, YamlData]:
        found: dict[str, YamlData] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self._refuse(event, "a key is not a simple word", "write word: value", _KEY)
            key: str = event.value
            if key in found:
                self._refuse(event, f'"{key}" stands here twice', "keep one of them", "yaml-duplicate")
            self._places[(*path, key)] = _place(event)
            found[key] = self._value(next(self._events), (*path, key))
        return found

    def _sequence(self, path: DataPath) -> tuple[YamlData, ...]:
        found: list[YamlData] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return tuple(found)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text: str = event.value
        if not event.implicit[0]:  # quoted, or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        if len(text) > _MAX_DIGITS and (_INT.match(text) or _FLOAT.match(text)):
            self._refuse(event, "the number is too long", "put it in quotes if it is a text", "yaml-number")
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return Decimal(text)  # never a float: the digits of a dose stay exact
        return self._date(event) if _DATE.match(text) else text

    def _date(self, event: yaml.ScalarEvent) -> date:
        try:
            return date.fromisoformat(event.value)
        except ValueError:
            self._refuse(
                event, f'"{event.value}" is no date of the calendar', "write year-month-day", "yaml-date"
            )

    def _refuse(self, event: yaml.Event, message: str, hint: str, code: str) -> NoReturn:
        line, column = _place(event)
        raise LeafletsError(Diagnostic(message, Position(self._file, line, column), hint, code=code))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
