"""The messages of a leaflet as a preview shows them.

In: a document, the catalog that it was made with, what the checks found in it. Out: for every message of the
document its words on the page, how far its translation is, what the catalog says of it, and what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from leaflets.catalogs.catalog import Catalog
from leaflets.catalogs.exporting import export_unit
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.po import Key, PoMessage
from leaflets.checks.answers import answers
from leaflets.checks.checker import Found, Report
from leaflets.content.model import placeholders
from leaflets.diagnostics import Diagnostic
from leaflets.document.nodes import Document, Message
from leaflets.languages import SOURCE_LANGUAGE, Language, language
from leaflets.web.catalogs import Baseline, ShownCatalog
from leaflets.web.differences import Piece, differences
from leaflets.web.fallback import FallbackTranslations
from leaflets.web.regions import spoken
from leaflets.web.view import Entry, Placeholder, ShownMessage

# A note of the program that says what a placeholder stands for.
_EXAMPLE = re.compile(r"\{(\w+)\}:\s*(.+)")


@dataclass(frozen=True, slots=True)
class Background:
    """What the messages of a view are shown against.

    ``report`` is what the checks found, None for a language without a catalog. ``languages`` are those of
    the site by the files of their catalogs: a guide has a notice in each. ``first_said`` are the messages
    that the leaflet said first, for a language without a catalog, whose texts are the messages themselves.
    """

    shown: ShownCatalog
    report: Report | None
    baseline: Baseline
    languages: Mapping[str, Language]
    first_said: frozenset[Key] = frozenset()


def shown_messages(
    document: Document, translations: FallbackTranslations, background: Background
) -> tuple[ShownMessage, ...]:
    """Show every message of a document, in the order in which regions count them."""
    words = spoken(document)
    found = _findings_by_key(background.report)
    return tuple(
        _shown_message(
            message,
            # The words of the footer belong to no node: they are shown as in the catalog.
            words.get(at) or translations.texts.get((message.context, message.msgid), ""),
            translations.problems(message),
            found,
            background,
        )
        for at, message in enumerate(document.messages)
    )


def with_edits(messages: Sequence[ShownMessage], before: Sequence[ShownMessage]) -> tuple[ShownMessage, ...]:
    """Mark the messages whose words differ from those of the view before; if none do, those marked last.

    A message that came into its catalog or left it is not marked: a file that is read half-written lacks
    many of them for a moment.
    """
    old = {each.key: each for each in before}
    changed = {each.key for each in messages if before and _is_edited(each, old.get(each.key))}
    edited = changed or {each.key for each in before if each.edited}
    return tuple(replace(each, edited=each.key in edited) for each in messages)


def _is_edited(now: ShownMessage, before: ShownMessage | None) -> bool:
    if before is None:
        return True
    return now.text != before.text and not (_is_absent(now) or _is_absent(before))


def _is_absent(message: ShownMessage) -> bool:
    return any(each.code == "not-in-catalog" for each in message.problems)


def _findings_by_key(report: Report | None) -> dict[Key, list[Found]]:
    found: dict[Key, list[Found]] = {}
    for each in report.found if report else ():
        found.setdefault(each.key, []).append(each)
    return found


def _shown_message(
    message: Message,
    text: str,
    problems: tuple[Diagnostic, ...],
    found: Mapping[Key, Sequence[Found]],
    background: Background,
) -> ShownMessage:
    key = (message.context, message.msgid)
    catalog, name = background.shown.catalog, message_id(key)
    if isinstance(catalog, Catalog) and message.position.file != catalog.po.file:
        # A notice in another language: its translator has to finish it, not this one. The source has no file.
        other = background.languages.get(message.position.file) or language(SOURCE_LANGUAGE)
        place = (message.position, other.tag, other.direction)
        return ShownMessage(f"{name}-{other.tag}", message.msgid, message.context, text, *place)
    told = {each.code for each in problems}
    shown = ShownMessage(
        name,
        message.msgid,
        message.context,
        text,
        message.position,
        catalog.language.tag,
        catalog.language.direction,
        _placeholders(message.msgid),
        problems,
        # An error that keeps a message from being printed is told once.
        tuple(
            each for each in found.get(key, ()) if not (each.problem.is_error and each.problem.code in told)
        ),
    )
    if not isinstance(catalog, Catalog):
        return replace(shown, changed=bool(background.first_said) and key not in background.first_said)
    entry = catalog.entries.get(key)
    return _with_entry(shown, entry, catalog, background.baseline) if entry else shown


def _with_entry(
    shown: ShownMessage, message: PoMessage, catalog: Catalog, baseline: Baseline
) -> ShownMessage:
    """Add what the catalog says of a message."""
    first = baseline.changed(message)
    notes = tuple(_notes(message.extracted_comments))
    answered = {each.as_comment() for each in answers(message).values()}
    entry = Entry(
        message.texts,
        export_unit(message, catalog.po).counts,
        message.plural,
        tuple(each for each in notes if not _EXAMPLE.fullmatch(each)),
        tuple(each for each in message.translator_comments if each.strip() and each not in answered),
        before=tuple(_before(message, first, catalog.language)) if first else (),
    )
    return replace(
        shown,
        placeholders=_placeholders(message.msgid, notes),
        entry=_with_previous(entry, message),
        changed=first is not None,
    )


def _with_previous(entry: Entry, message: PoMessage) -> Entry:
    """Add the comparison of the present source with the one that a fuzzy translation was made for."""
    previous = message.previous
    if previous is None:
        return entry
    source = language(SOURCE_LANGUAGE)
    return replace(
        entry,
        previous_context=previous.context if previous.context != message.context else "",
        previous=differences(previous.msgid, message.msgid, source),
        previous_plural=differences(previous.plural, message.plural, source),
    )


def _before(message: PoMessage, first: PoMessage, of: Language) -> Iterator[tuple[Piece, ...]]:
    """Compare each plural form of a translation with what it was first; one that has no words is left out."""
    for form, text in enumerate(message.texts):
        old = first.texts[form] if form < len(first.texts) else ""
        yield differences(old, text, of) if old else ()


def _notes(rows: Iterable[str]) -> Iterator[str]:
    """Join the rows of notes: a row that begins in lower case goes on with the one before."""
    note = ""
    for row in rows:
        if note and row[:1].islower():
            note = f"{note} {row}"
            continue
        if note:
            yield note
        note = row
    if note:
        yield note


def _placeholders(msgid: str, notes: Iterable[str] = ()) -> tuple[Placeholder, ...]:
    """Collect the placeholders of a message, each once, with the examples that notes give."""
    examples = {found[1]: found[2] for note in notes if (found := _EXAMPLE.fullmatch(note))}
    return tuple(Placeholder(name, examples.get(name, "")) for name in dict.fromkeys(placeholders(msgid)))
