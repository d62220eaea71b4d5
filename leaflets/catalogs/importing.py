"""Units that came back, taken into a catalog: only what was translated, and nothing in silence.

In: a PO file, units, and how far the import may go. Out: the messages that change, and every unit that was
not taken, with the reason. A unit belongs to the message with its id. What changed in the catalog after the
export is a conflict and stays. New words count as a machine's unless the importer says who made them: a
machine's words never become a person's on their way through a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import unicodedata2 as unicodedata

from leaflets.catalogs.catalog import FindErrors
from leaflets.catalogs.exchange.units import ExchangeUnit, State, is_wordless
from leaflets.catalogs.exporting import fingerprint, origin_of
from leaflets.catalogs.headers import HUMAN, MACHINE, POST_EDITED
from leaflets.catalogs.message_ids import by_id
from leaflets.catalogs.plurals import PluralRule
from leaflets.catalogs.po import Key, PoFile, PoMessage
from leaflets.characters import describe_character, first_undrawable
from leaflets.diagnostics import Diagnostic, Position, Severity, shortened

# What a comment may not bring along: it would switch checks off, or say who translated.
_COMMANDS = ("leaflets:", "origin:")
_EXPORT_AGAIN = "export the catalog again, and translate the message there"


@dataclass(frozen=True, slots=True)
class ImportRules:
    """How far an import may go.

    ``origin`` is who made the new words, empty if nobody says. ``overwrite`` takes also what changed in the
    catalog after the export. ``accept_changed`` takes new words as finished even if the file still calls
    them fuzzy, because some tools never change a state.
    """

    origin: str = ""
    overwrite: bool = False
    accept_changed: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the changed messages, and what is wrong with the units that were not taken.

    ``untranslated`` counts the units without a translation, ``same`` those that say what the catalog says.
    """

    changed: Mapping[Key, PoMessage]
    problems: tuple[Diagnostic, ...]
    same: int
    untranslated: int


class _NotTakenError(Exception):
    """A unit is not taken; ``problems`` say why."""

    def __init__(self, *problems: Diagnostic) -> None:
        self.problems = problems
        super().__init__(*problems)


def import_units(
    po: PoFile, units: Iterable[ExchangeUnit], file: str, rules: ImportRules, find_errors: FindErrors
) -> Imported:
    """Take units into a catalog; ``file`` is where they are from, for problems."""
    importer = _Importer(po, file, rules, find_errors)
    known = by_id(po.messages)
    changed: dict[Key, PoMessage] = {}
    problems: list[Diagnostic] = []
    same = untranslated = 0
    for unit in units:
        try:
            message = importer.message_of(unit, known.get(unit.id))
            if _is_untranslated(unit, message):
                untranslated += 1
                continue
            new = importer.taken(unit, message)
        except _NotTakenError as error:
            problems += error.problems
            continue
        noted, warnings = importer.with_notes(new, unit, message.translator_comments)
        problems += warnings
        same += noted == message
        if noted != message:
            changed[message.key] = noted
    return Imported(changed, tuple(problems), same, untranslated)


@dataclass(frozen=True, slots=True)
class _Importer:
    """Takes one unit after another from a file into a catalog."""

    po: PoFile
    file: str
    rules: ImportRules
    find_errors: FindErrors

    def message_of(self, unit: ExchangeUnit, message: PoMessage | None) -> PoMessage:
        """Check that a message is the one that a unit was made of.

        Raises:
            _NotTakenError: it is not in the catalog, or has another source or other plural forms.
        """
        if message is None:
            raise self._refusal(unit, "is of no message that the catalog has", _EXPORT_AGAIN)
        is_same = unit.source.split() == message.msgid.split()
        if unit.plural:
            is_same &= unit.plural.split() == message.plural.split()
        if not is_same:
            raise self._refusal(unit, "has another source than the catalog", _EXPORT_AGAIN)
        forms = self.po.rule.nplurals if message.plural and isinstance(self.po.rule, PluralRule) else 1
        if len(unit.targets) != forms:
            hint = f"the language has {forms} where a message has a plural"
            raise self._refusal(unit, f"has {len(unit.targets)} plural forms", hint)
        return message

    def taken(self, unit: ExchangeUnit, message: PoMessage) -> PoMessage:
        """Make the message that the catalog should have; the same if the unit says nothing new.

        Raises:
            _NotTakenError: the catalog has changed since the export, or the words cannot be right.
        """
        is_new = unit.targets != message.texts
        fuzzy = self._is_fuzzy(unit, message, is_new=is_new)
        if (not is_new and fuzzy == message.fuzzy) or self._is_as_exported(unit):
            return message
        self._refuse_conflict(unit, message)
        previous = message.previous if fuzzy else None
        new = replace(message, texts=unit.targets, fuzzy=fuzzy, previous=previous)
        if is_new:
            new = with_known_origin(new, self._origin(unit, message), self.po)
        if char := first_undrawable("".join(new.texts)) if is_new else "":
            hint = "take it out: no leaflet can print it"
            raise self._refusal(unit, f"holds {describe_character(char)}", hint)
        if errors := () if fuzzy else self.find_errors(new, self.po):
            raise _NotTakenError(*(self._as_told(each, unit) for each in errors))
        return new

    def with_notes(
        self, message: PoMessage, unit: ExchangeUnit, known: tuple[str, ...]
    ) -> tuple[PoMessage, list[Diagnostic]]:
        """Add the notes that are new in the file, and warn of those that would be commands."""
        lines = [line.strip() for note in unit.comments for line in note.splitlines()]
        new = [each for each in dict.fromkeys(lines) if each and each not in known]
        commands = [each for each in new if any(word in each.lower() for word in _COMMANDS)]
        comments = (*message.translator_comments, *(each for each in new if each not in commands))
        hint = "write it into the catalog itself, if it is right"
        warnings = [
            self._problem(
                unit, f'has the note "{shortened(each)}", which is not taken', hint, Severity.WARNING
            )
            for each in commands
        ]
        return replace(message, translator_comments=comments), warnings

    def _is_fuzzy(self, unit: ExchangeUnit, message: PoMessage, *, is_new: bool) -> bool:
        if unit.state is State.FUZZY:
            return not (is_new and self.rules.accept_changed)
        # Unchanged words stay fuzzy until the file says that somebody compared them.
        return message.fuzzy and not is_new and not unit.done

    def _is_as_exported(self, unit: ExchangeUnit) -> bool:
        """Tell whether nobody changed a unit, so that a change of the catalog is no conflict."""
        fuzzy = unit.state is State.FUZZY
        return bool(unit.exported) and fingerprint(unit.targets, fuzzy=fuzzy) == unit.exported

    def _refuse_conflict(self, unit: ExchangeUnit, message: PoMessage) -> None:
        known = fingerprint(message.texts, fuzzy=message.fuzzy)
        is_changed = known != unit.exported if unit.exported else not message.is_empty
        if is_changed and not self.rules.overwrite:
            why = "was changed in the catalog, too" if unit.exported else "has a translation in the catalog"
            reason = f"{why} ({self.po.position(message)})"
            raise self._refusal(unit, reason, "compare the two; --overwrite takes those of the file")

    def _origin(self, unit: ExchangeUnit, message: PoMessage) -> str:
        """Decide who made new words; a machine's are not a person's because a tool changed a space."""
        if _letters(unit.targets) == _letters(message.texts):
            return origin_of(message, self.po)
        if unit.state is not State.MACHINE or self.rules.origin != HUMAN:
            return self.rules.origin or MACHINE
        return MACHINE if message.is_empty else POST_EDITED

    def _as_told(self, error: Diagnostic, unit: ExchangeUnit) -> Diagnostic:
        message = f'the unit "{unit.id}" is not taken: {error.message}'
        return replace(error, message=message, position=Position(self.file, unit.line))

    def _refusal(self, unit: ExchangeUnit, reason: str, hint: str) -> _NotTakenError:
        return _NotTakenError(self._problem(unit, reason, hint))

    def _problem(
        self, unit: ExchangeUnit, reason: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        message = f'the unit "{unit.id}" ("{shortened(unit.source, 40)}") {reason}'
        place = Position(self.file, unit.line)
        return Diagnostic(message, place, hint, severity, "import", language=self.po.language.tag)


def with_known_origin(message: PoMessage, origin: str, po: PoFile) -> PoMessage:
    """State who made a translation, unless the header says the same; what a machine made always says so."""
    return message.with_origin("" if origin == po.origin != MACHINE else origin)


def _letters(texts: tuple[str, ...]) -> list[str]:
    """Reduce texts to what a tool does not change by itself: no white space, normal form C (UAX #15)."""
    return ["".join(unicodedata.normalize("NFC", each).split()) for each in texts]


def _is_untranslated(unit: ExchangeUnit, message: PoMessage) -> bool:
    """Tell whether a unit has no translation: no words, or the source where a tool had nothing else."""
    if all(is_wordless(each) for each in unit.targets):
        return True
    is_source = all(text == unit.source_of(form) for form, text in enumerate(unit.targets))
    return is_source and message.is_empty and not unit.done


def propose(
    po: PoFile, units: Iterable[ExchangeUnit], file: str, rules: ImportRules, find_errors: FindErrors
) -> Imported:
    """Fill messages without a translation from a memory, by equal sources; each is a fuzzy proposal.

    Of several translations the one with the message's context comes first. Plural messages are left out:
    a memory does not know which count a text is for.
    """
    importer = _Importer(po, file, rules, find_errors)
    memory: dict[str, list[ExchangeUnit]] = {}
    for unit in units:
        memory.setdefault(unit.source, []).append(unit)
    changed: dict[Key, PoMessage] = {}
    problems: list[Diagnostic] = []
    for message in _proposable(po):
        found = sorted(memory.get(message.msgid, []), key=lambda each: each.context != message.context)
        if not found:
            continue
        try:
            proposal = importer.taken(replace(found[0], exported=""), message)
        except _NotTakenError as error:
            problems += error.problems
        else:
            changed[message.key] = replace(proposal, fuzzy=True)
    return Imported(changed, tuple(problems), 0, 0)


def _proposable(po: PoFile) -> Iterator[PoMessage]:
    return (each for each in po.messages if each.is_empty and not each.plural)
