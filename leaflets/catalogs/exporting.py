"""A catalog as units to exchange.

In: a PO file, and which of its messages. Out: units with all that a translator needs, and a fingerprint of
each translation, by which an import tells whether anybody changed it in the meantime.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from leaflets.catalogs.exchange.units import FIELDS, ExchangeUnit, State, segments_of
from leaflets.catalogs.exchange.xml_writing import unwritable
from leaflets.catalogs.headers import MACHINE
from leaflets.catalogs.message_ids import ID_DIGITS, id_collisions, message_id
from leaflets.catalogs.plurals import PluralRule, counts_of
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import describe_character
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, shortened

# Enough numbers to recognise a plural form by.
_SAMPLE = 8


def export_units(po: PoFile, messages: Iterable[PoMessage]) -> Checked[tuple[ExchangeUnit, ...]]:
    """Make a unit of each message, and report those that no file can hold.

    Raises:
        LeafletsError: two messages of the catalog have the same id.
    """
    if same := tuple(id_collisions(po.messages)):
        raise LeafletsError(same)
    units, problems = [], []
    for message in messages:
        unit = export_unit(message, po)
        if problem := _unwritable(unit, message, po):
            problems.append(problem)
        else:
            units.append(unit)
    return Checked(tuple(units), tuple(problems))


def export_unit(message: PoMessage, po: PoFile) -> ExchangeUnit:
    """Make the unit of a message."""
    return ExchangeUnit(
        message_id(message.key),
        message.msgid,
        message.context,
        message.plural,
        message.texts,
        state_of(message, po),
        tuple(filter(None, message.extracted_comments)),
        tuple(filter(None, message.translator_comments)),
        message.flags,
        " ".join(message.references),
        message.previous,
        origin_of(message, po),
        fingerprint(message.texts, fuzzy=message.fuzzy),
        _counts(po.rule) if message.plural else (),
        message.line,
    )


def state_of(message: PoMessage, po: PoFile) -> State:
    """Find how far the translation of a message is."""
    if message.fuzzy and not message.is_empty:
        return State.FUZZY if message.is_complete else State.MISSING
    if not message.is_complete:
        return State.MISSING
    return State.MACHINE if origin_of(message, po) == MACHINE else State.TRANSLATED


def origin_of(message: PoMessage, po: PoFile) -> str:
    """Find who made a translation: what its comment says, else the header."""
    return message.origin or po.origin


def fingerprint(texts: tuple[str, ...], *, fuzzy: bool) -> str:
    """Compute a short hash of a translation and its fuzzy mark, which changes when either does."""
    words = "\0".join((*texts, "fuzzy" if fuzzy else ""))
    return hashlib.sha256(words.encode()).hexdigest()[:ID_DIGITS]


def _counts(rule: PluralRule | str) -> tuple[str, ...]:
    """Describe the numbers that each plural form is for."""
    if isinstance(rule, str):
        return ()
    found = (counts_of(form, rule) for form in range(rule.nplurals))
    return tuple(
        f"for {', '.join(map(str, each[:_SAMPLE]))}{' …' if len(each) > _SAMPLE else ''}"
        if each
        else "for numbers with decimals"
        for each in found
    )


def _unwritable(unit: ExchangeUnit, message: PoMessage, po: PoFile) -> Diagnostic | None:
    """Report a message with a character that XML cannot hold."""
    texts = (
        text
        for segment in segments_of(unit)
        for text in (segment.source, segment.target, *segment.notes, *segment.comments,
                     *(segment.fields.get(name, "") for name in FIELDS))
    )  # fmt: skip
    char = next(filter(None, map(unwritable, texts)), "")
    if not char:
        return None
    reason = f'"{shortened(message.msgid)}" is left out: it holds {describe_character(char)}'
    hint = "take the character out: no exchange format can hold it"
    return Diagnostic(reason, po.position(message), hint, code="export", language=po.language.tag)
