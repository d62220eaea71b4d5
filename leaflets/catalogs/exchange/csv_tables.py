"""CSV for a spreadsheet: a row for each message or plural form (RFC 4180).

In: segments. Out: a file in UTF-8 with a byte order mark, by which Excel knows it, and back. Semicolons and
tabs are read as well, and UTF-16, which spreadsheets of other countries write. A cell that a spreadsheet
would take for a formula (OWASP, "CSV Injection") gets an apostrophe in front, and so does one that has
apostrophes before such a sign already: each comes back as it was. Ids begin with "#", because a spreadsheet
turns 123e45678901 into a number.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from leaflets.catalogs.exchange.units import FIELDS, ReadFile, Segment, State, is_wordless, split_id
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position, shortened

_ID, _FORM, _LANGUAGE, _SOURCE, _TARGET = "id", "form", "language", "source", "target"
_STATE, _NOTES, _COMMENTS = "state", "notes", "comments"
_COLUMNS = (_ID, _FORM, _LANGUAGE, "context", _SOURCE, _TARGET, _STATE, _NOTES, _COMMENTS,
            *(name for name in FIELDS if name != "context"))  # fmt: skip
_NEEDED = (_ID, _LANGUAGE, _SOURCE, _TARGET)
_DELIMITERS = ",;\t"
# Full-width signs are formulas, too, in Chinese and Japanese editions.
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_MARK = "#"


def write(segments: Iterable[Segment], language: str, source_language: str, original: str) -> bytes:
    """Write the segments of one catalog; a table does not say which catalog it comes from."""
    del source_language, original
    return write_table(_COLUMNS, (_cells(segment, language) for segment in segments))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write a table from the cells of its rows, by the names of their columns."""
    table = io.StringIO(newline="")
    written = csv.writer(table)
    written.writerow(columns)
    written.writerows([_guarded(row.get(name, "")) for name in columns] for row in rows)
    return codecs.BOM_UTF8 + table.getvalue().encode()


def read(content: bytes, file: str) -> Checked[tuple[ReadFile, ...]]:
    """Read a table: what it has for each language, and the rows that cannot be read.

    Raises:
        LeafletsError: it is no table that was exported, or its encoding cannot be told.
    """
    by_language: dict[str, list[Segment]] = {}
    problems: list[Diagnostic] = []
    for line, cells in read_table(content, file, _NEEDED):
        state = _state(cells.get(_STATE, ""), cells[_TARGET])
        if state is None:
            known = ", ".join(each.value for each in State)
            message = f'"{shortened(cells[_STATE])}" is no state'
            problems.append(Diagnostic(message, Position(file, line), f"write one of {known}", code="csv"))
            continue
        by_language.setdefault(cells[_LANGUAGE], []).append(_segment(cells, state, line))
    files = (ReadFile(language, tuple(found)) for language, found in by_language.items())
    return Checked(tuple(files), tuple(problems))


def read_table(content: bytes, file: str, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table by the names of its columns, each with its line.

    Raises:
        LeafletsError: it lacks a column, or its encoding cannot be told.
    """
    text = _decoded(content, file)
    head = text.partition("\n")[0]
    # Names of columns hold none of the three.
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    try:
        if missing := [name for name in needed if name not in (rows.fieldnames or ())]:
            message = f'the table has no column "{missing[0]}"'
            hint = "keep the first row as it was exported"
            raise LeafletsError(Diagnostic(message, Position(file, 1), hint, code="csv"))
        for row in rows:
            cells = {name: _unguarded(cell) for name, cell in row.items() if isinstance(cell, str)}
            yield rows.line_num, cells
    except csv.Error as error:
        message = f"the table cannot be read: {error}"
        hint = "export it again, and save it as CSV UTF-8"
        raise LeafletsError(Diagnostic(message, Position(file, rows.line_num), hint, code="csv")) from error


def _decoded(content: bytes, file: str) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = 'save it as "CSV UTF-8"'
        message = "the table is not UTF-8"
        raise LeafletsError(Diagnostic(message, Position(file, line), hint, code="encoding")) from error
    if "\0" in text:
        hint = "export it again"
        raise LeafletsError(Diagnostic("the file is no table", Position(file), hint, code="csv"))
    return text


def _cells(segment: Segment, language: str) -> dict[str, str]:
    exported = segment.fields.get("exported")
    return {
        **segment.fields,
        **id_cells(segment),
        _LANGUAGE: language,
        _SOURCE: segment.source,
        _TARGET: segment.target,
        _STATE: segment.state.value,
        _NOTES: "\n".join(segment.notes),
        _COMMENTS: "\n".join(segment.comments),
        **({"exported": f"{_MARK}{exported}"} if exported else {}),
    }


def _segment(cells: dict[str, str], state: State, line: int) -> Segment:
    fields = {name: cells[name] for name in FIELDS if cells.get(name)}
    if "exported" in fields:
        fields["exported"] = fields["exported"].removeprefix(_MARK)
    return Segment(
        segment_id(cells),
        cells[_SOURCE],
        cells[_TARGET],
        state,
        fields,
        tuple(filter(None, cells.get(_NOTES, "").split("\n"))),
        tuple(filter(None, cells.get(_COMMENTS, "").split("\n"))),
        line,
        state is State.TRANSLATED and cells.get(_STATE, "").strip().lower() == State.TRANSLATED.value,
    )


def id_cells(segment: Segment) -> dict[str, str]:
    """Write the id of a segment as the cells that :func:`segment_id` reads."""
    message, form = split_id(segment.id)
    return {_ID: f"{_MARK}{message}", _FORM: "" if form < 0 else str(form)}


def segment_id(cells: Mapping[str, str]) -> str:
    """Read the id of the segment that a row is about."""
    message, form = cells[_ID].strip().removeprefix(_MARK).lower(), cells.get(_FORM, "").strip()
    return f"{message}.{form}" if form else message


def _state(word: str, target: str) -> State | None:
    """Read a state; a row that has words is translated, though nobody has changed the word "missing"."""
    known = {"": State.MISSING, **{state.value: state for state in State}}
    state = known.get(word.strip().lower())
    if state is None or is_wordless(target):
        return state and State.MISSING
    return State.TRANSLATED if state is State.MISSING else state


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
