"""What came back in a Word file, as a proposal for the catalog: nothing is written, everything is told.

In: a sheet that was read, the catalog, the ids that the leaflet has now. Out: the messages that would change,
and what is wrong with the rest. A row is compared with the catalog as any file of exchange is
(:mod:`leaflets.catalogs.importing`): what changed there in the meantime is a conflict and stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from leaflets.catalogs.exchange.joining import join_segments
from leaflets.catalogs.exchange.units import Segment, State, is_wordless, split_id
from leaflets.catalogs.exporting import state_of
from leaflets.catalogs.importing import Imported, ImportRules, import_units
from leaflets.catalogs.message_ids import by_id
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.writing import file_bytes, message_lines
from leaflets.checks.checker import certain_errors
from leaflets.content.spacing import collapsed
from leaflets.diagnostics import Checked, Diagnostic, Position, Severity, shortened
from leaflets.reviewing.word.reading import WordRow, WordSheet

_LISTED = 5  # ids in one sentence


def propose_changes(
    po: PoFile, found: WordSheet, present: Collection[str], file: str, rules: ImportRules
) -> Imported:
    """Compare what came back with a catalog; ``present`` are the ids of the leaflet's messages now."""
    known = by_id(po.messages)
    rows, problems = _usable(found, file)
    segments = [_segment(row, known.get(split_id(row.id)[0]), po) for row in rows]
    joined = join_segments(segments, file)
    imported = import_units(po, joined.value, file, rules, certain_errors)
    told = (*problems, *joined.problems, *_missing(found, present, file), *imported.problems)
    return replace(imported, problems=told)


def with_proposal(po: PoFile, imported: Imported) -> PoFile:
    """Return the catalog as it would be with a proposal in it, for the checks."""
    return replace(po, messages=tuple(imported.changed.get(each.key, each) for each in po.messages))


def write_proposal(po: PoFile, imported: Imported) -> bytes:
    """Write a proposal as a PO file of its own: the catalog's header, and the changed messages."""
    header = po.original_header.lines if po.original_header else ()
    lines = [*header]
    for message in imported.changed.values():
        lines += ["", *message_lines(replace(message, original=None))]
    return file_bytes(lines, charset=po.charset)


def _usable(found: WordSheet, file: str) -> Checked[list[WordRow]]:
    """Leave out the rows whose id is there twice: which is meant nobody can tell. Tell which are empty."""
    times = Counter(row.id for row in found.rows)
    rows = [row for row in found.rows if times[row.id] == 1]
    doubled = [
        _problem(
            file,
            f'the message "{shortened(name)}" has {number} rows',
            "keep one of them, with its id, and take the file again",
        )
        for name, number in times.items()
        if number > 1
    ]
    emptied = [
        _problem(
            file,
            f'the row of "{shortened(row.id)}" has no translation any more',
            "the catalog keeps what it has; write what should stand there",
            Severity.WARNING,
        )
        for row in rows
        if is_wordless(row.translation)
    ]
    return Checked(rows, (*doubled, *emptied))


def _segment(row: WordRow, message: PoMessage | None, po: PoFile) -> Segment:
    """Make a segment of exchange of a row; one that is not in the catalog is told by the import."""
    form = max(0, split_id(row.id)[1])
    if message is None or form >= len(message.texts):
        return Segment(row.id, "", row.translation, State.TRANSLATED, {})
    source = message.plural if message.plural and form else message.msgid
    # Word and the reader collapse white space: that alone is no change.
    text = message.texts[form]
    target = text if collapsed(text) == row.translation else row.translation
    fields = {"exported": row.exported, "plural": message.plural}
    return Segment(row.id, source, target, state_of(message, po), fields, comments=row.comments)


def _missing(found: WordSheet, present: Collection[str], file: str) -> Iterator[Diagnostic]:
    """Report the messages of the leaflet that have no row, once for all."""
    there = {split_id(row.id)[0] for row in found.rows}
    missing = [name for name in present if name not in there]
    if missing:
        names = ", ".join(missing[:_LISTED]) + (" …" if len(missing) > _LISTED else "")
        noun = "message" if len(missing) == 1 else "messages"
        sentence = f"the file has no row for {len(missing)} {noun} of the leaflet: {names}"
        yield _problem(file, sentence, "they stay as they are in the catalog", Severity.WARNING)


def _problem(file: str, sentence: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(sentence, Position(file), hint, severity, "word")
