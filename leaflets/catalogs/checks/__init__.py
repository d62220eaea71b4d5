"""The checks of a catalog: one table, and the run over a PO file.

In: a PO file, the glossary's terms. Out: diagnostics with their lines in the PO file, and notes on
the checks that a language lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from leaflets.catalogs.checks import (
    completeness,
    consistency,
    difficulty,
    meaning,
    scripts,
    terms,
    tokens,
    typography,
)
from leaflets.catalogs.checks.base import CatalogView, Check, Finding, Pair, Reading
from leaflets.catalogs.checks.fit import Fitting
from leaflets.catalogs.lexicon import Lexicon, lexicon
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.languages import Language, language
from leaflets.model.glossary import Term

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_MIN_LENGTH = 25


def _table(fitting: Fitting) -> tuple[Check, ...]:
    compares = meaning.compares
    read_again = "read both again; if the translation is right, say why: # leaflets: ignore {id}: the reason"
    return (
        Check("untranslated", "A message has no translation", _ERROR, "translate it",
              completeness.untranslated, unfinished=True),
        Check("fuzzy", "A translation was made for another source", _ERROR,
              "compare it with the source, then take the fuzzy mark out", completeness.fuzzy, unfinished=True),
        Check("copied", "The source was copied instead of translated", _ERROR, "translate it", completeness.copied),
        Check("sentence-lost", "A sentence of the source is not in the translation", _ERROR,
              "translate every sentence", completeness.sentence_lost),
        Check("plural-rule", "The plural rule is not the language's", _WARNING, "", catalog=completeness.plural_rule),
        Check("placeholder", "A placeholder is lost, added or doubled", _ERROR,
              "every placeholder of the source stands in the translation once", tokens.placeholder),
        Check("placeholder-order", "Two values have changed places", _ERROR, read_again, tokens.placeholder_order),
        Check("markup", "Markup is lost, added or broken", _ERROR, "keep the tags of the source", tokens.markup),
        Check("level", "A level of the spine is another one", _ERROR, "write the level of the source", tokens.level),
        Check("phone", "A telephone number is another one", _ERROR, "write the number of the source", tokens.phone),
        Check("number", "A number is another one", _ERROR, "write the number of the source", tokens.number),
        Check("unit-sign", "The sign of a unit is another one", _ERROR, "write the unit of the source", tokens.unit_sign),
        Check("script", "A text is not in the script of its language", _ERROR,
              "translate it; a foreign name may stand in brackets behind its translation", scripts.wrong_script),
        Check("look-alike", "A letter only looks like the right one", _ERROR, "", scripts.look_alike),
        Check("invisible", "A character cannot be seen", _ERROR, "take it out", scripts.invisible),
        Check("bidi-control", "A bidi control is open", _ERROR, "close it, or take it out", scripts.bidi_controls),
        Check("punctuation", "Punctuation or spacing is not the language's", _WARNING, "", typography.punctuation),
        Check("end-mark", "The translation ends otherwise than the source", _ERROR, "end it as the source ends",
              typography.end_mark),
        Check("brackets", "Brackets or quotation marks do not come in pairs", _ERROR, "close what is open",
              typography.brackets),
        Check("negation", "A negation is lost or gained", _ERROR, read_again, compares(meaning.NEGATION), needs="negation"),
        Check("restriction", "A restriction (only, mainly) is lost", _ERROR, read_again,
              compares(meaning.RESTRICTION), needs="restriction"),
        Check("frequency", "A frequency (usually, never) is another one", _ERROR, read_again,
              compares(meaning.FREQUENCY), needs="frequency"),
        Check("side", "Left or right is another side", _ERROR, read_again, compares(meaning.SIDE), needs="side"),
        Check("number-word", "A number in words is another one", _ERROR, read_again, compares(meaning.NUMBER), needs="number"),
        Check("unit", "A unit in words is another one", _ERROR, read_again, compares(meaning.UNIT), needs="unit"),
        Check("anaesthesia", "The kind of anaesthesia is another one", _ERROR, read_again,
              compares(meaning.ANAESTHESIA), needs="anaesthesia"),
        Check("modality", "What must be may be, or the other way round", _ERROR, read_again,
              compares(meaning.MODALITY), needs="modality"),
        Check("order", "Before and after, or the day, are others", _ERROR, read_again, compares(meaning.ORDER), needs="order"),
        Check("region", "The part of the body is another one", _ERROR, read_again, compares(meaning.REGION), needs="region"),
        Check("opposite", "A word became its opposite", _ERROR, read_again, compares(meaning.OPPOSITES), needs="amount"),
        Check("term", "An agreed term is not used", _WARNING, "", catalog=terms.term_not_used),
        Check("forbidden-term", "A forbidden word is used", _ERROR, "", catalog=terms.forbidden_term),
        Check("two-translations", "One source has two translations", _WARNING, "say it the same way, or keep both if the places differ",
              catalog=consistency.two_translations),
        Check("ignore-without-reason", "A check is switched off without a reason", _ERROR,
              "write: # leaflets: ignore id: the reason", catalog=consistency.exception_without_reason),
        Check("hard-to-read", "A leaflet is hard to read", _WARNING, "shorter sentences, plainer words",
              catalog=difficulty.hard_to_read),
        Check("too-long", "A text does not fit its place", _ERROR, "say it shorter", catalog=fitting.too_long),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a catalog; ``lacking`` are the checks that the language's lexicon cannot make."""

    po: PoFile
    problems: tuple[Diagnostic, ...]
    lacking: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(problem.is_error for problem in self.problems)


@dataclass
class Checker:
    """Makes the checks; owns what is read of the sources, which all languages share."""

    terms: tuple[Term, ...] = ()
    source: Language = field(default_factory=lambda: language("en"))
    fitting: Fitting = field(default_factory=Fitting)
    measured: bool = True
    _sources: dict[str, Reading] = field(default_factory=dict)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Give the table of checks."""
        found = _table(self.fitting)
        return found if self.measured else tuple(each for each in found if each.id != "too-long")

    def run(self, po: PoFile) -> Report:
        """Make every check on a catalog."""
        checks = self.checks
        known = lexicon(po.language)
        problems = [problem for check in checks for problem in self._made(check, po, known)]
        problems.sort(key=lambda each: (each.position or Position(""), each.code))
        lacking = tuple(
            each.id for each in checks if each.needs and not (known and each.needs in known.groups)
        )
        return Report(po, tuple(dict.fromkeys(problems)), lacking)

    def message(self, message: PoMessage, po: PoFile, ratio: float | None = None) -> tuple[Diagnostic, ...]:
        """Make the checks of single messages on one message."""
        known = lexicon(po.language)
        pairs = list(self._pairs(message, po.language, known, ratio or relative_length(po)))
        found = (self._paired(check, pair, po) for check in self.checks if check.pair for pair in pairs)
        return tuple(problem for problems in found for problem in problems)

    def _made(self, check: Check, po: PoFile, known: Lexicon | None) -> Iterator[Diagnostic]:
        if check.catalog:
            for message, finding in check.catalog(CatalogView(po, self.terms)):
                yield from _told(check, finding, po, message, 0)
            return
        ratio = relative_length(po)
        for message in po.messages:
            for pair in self._pairs(message, po.language, known, ratio):
                yield from self._paired(check, pair, po)

    def _paired(self, check: Check, pair: Pair, po: PoFile) -> Iterator[Diagnostic]:
        finished = pair.target.text.strip() and not pair.message.fuzzy
        if check.pair is None or (not finished and not check.unfinished):
            return
        for finding in check.pair(pair):
            yield from _told(check, finding, po, pair.message, pair.form)

    def _pairs(
        self, message: PoMessage, tongue: Language, known: Lexicon | None, ratio: float
    ) -> Iterator[Pair]:
        for form, text in enumerate(message.texts):
            source = self._source(message.plural if message.plural and form else message.msgid)
            yield Pair(source, Reading(text, tongue, known), message, form, ratio)

    def _source(self, text: str) -> Reading:
        if text not in self._sources:
            self._sources[text] = Reading(text, self.source, lexicon(self.source))
        return self._sources[text]


def _told(check: Check, finding: Finding, po: PoFile, message: PoMessage, form: int) -> Iterator[Diagnostic]:
    """Yield a finding as a diagnostic, unless a translator gave a reason against the check."""
    if message.ignored.get(check.id):
        return
    hint = finding.hint or check.hint.replace("{id}", check.id)
    place, severity = po.position(message, form), finding.severity or check.severity
    yield Diagnostic(finding.message, place, hint, severity, check.id, language=po.language.tag)


def relative_length(po: PoFile) -> float:
    """Give how long the translations of a catalog are, as the median part of their sources."""
    parts = [
        len(message.texts[0]) / len(message.msgid)
        for message in po.messages
        if message.is_translated and len(message.msgid) >= _MIN_LENGTH
    ]
    return median(parts) if parts else 1.0


def run_all(
    files: Iterable[PoFile], terms: Sequence[Term] = (), *, measured: bool = True
) -> tuple[Report, ...]:
    """Check catalogs; ``measured`` says whether the real layout is asked for room."""
    checker = Checker(tuple(terms), measured=measured)
    return tuple(checker.run(each) for each in files)
