"""Running the checks on a catalog, or on one message of it.

In: a PO file, the glossary's terms. Out: diagnostics with their lines in the PO file, and the checks that the
lexicon of the language does not support.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from leaflets.catalogs.plurals import PluralRule, only_count
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import is_blank, without_markup
from leaflets.checks.check import CatalogView, Check, Finding, Pair, ReadText
from leaflets.checks.lexicon import Lexicon, lexicon
from leaflets.checks.table import CERTAIN_CHECKS, table
from leaflets.content.glossary import Term
from leaflets.diagnostics import Diagnostic, Position
from leaflets.languages import SOURCE_LANGUAGE, language

if TYPE_CHECKING:
    from leaflets.checks.fit import Fitting

# About a short sentence; the length of a heading or a label is not significant.
_MIN_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of a catalog; ``unsupported`` are the checks whose words the lexicon lacks."""

    po: PoFile
    problems: tuple[Diagnostic, ...]
    unsupported: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many of the problems are errors; the others are warnings."""
        return sum(problem.is_error for problem in self.problems)


@dataclass
class Checker:
    """Runs the checks; caches the parsed sources, which all languages share.

    ``fitting`` measures texts by the real layout; without it the check for room is left out, and no font is
    opened.
    """

    terms: tuple[Term, ...] = ()
    fitting: Fitting | None = None
    _sources: dict[str, ReadText] = field(default_factory=dict)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the table that this checker runs, in order."""
        return table(self.fitting)

    def run(self, po: PoFile) -> Report:
        """Run every check on a catalog; its problems are in the order of its lines, each once."""
        checks = self.checks
        known = lexicon(po.language)
        length_ratio = median_length_ratio(po)
        problems = [
            problem for message in po.messages for problem in self.check_message(message, po, length_ratio)
        ]
        certain = frozenset(each.id for each in checks if each.certain)
        view = CatalogView(po, self.terms, certain)
        for check in checks:
            for message, finding in check.catalog(view) if check.catalog else ():
                problems += _diagnostics(check, finding, po, message, 0)
        problems.sort(key=lambda each: (each.position or Position(""), each.code))
        # A check whose words a lexicon lacks finds nothing, which must be reported, or it looks like a pass.
        unsupported = tuple(
            each.id for each in checks if each.needs and not (known and each.needs in known.groups)
        )
        return Report(po, tuple(dict.fromkeys(problems)), unsupported)

    def check_message(self, message: PoMessage, po: PoFile, length_ratio: float) -> list[Diagnostic]:
        """Run the checks of single messages on one message; see :func:`median_length_ratio`."""
        problems: list[Diagnostic] = []
        for pair in pairs(message, po, self._read_source, lexicon(po.language), length_ratio):
            is_finished = not is_blank(without_markup(pair.target.text)) and not message.fuzzy
            # Measuring checks look at whole catalogs, so the table without them has all checks of pairs.
            for check in table(None):
                if is_finished or check.unfinished:
                    problems += _problems_of_pair(check, pair, po)
        return problems

    def _read_source(self, text: str) -> ReadText:
        if text not in self._sources:
            source = language(SOURCE_LANGUAGE)
            self._sources[text] = ReadText(text, source, lexicon(source))
        return self._sources[text]


def pairs(
    message: PoMessage,
    po: PoFile,
    read_source: Callable[[str], ReadText],
    known: Lexicon | None = None,
    length_ratio: float = 1.0,
) -> Iterator[Pair]:
    """Yield each form of a message with its source, which is the singular for the first form only."""
    rule = po.rule if message.plural else None
    for form, text in enumerate(message.texts):
        only = only_count(form, rule) if isinstance(rule, PluralRule) else None
        source = read_source(message.plural if message.plural and form else message.msgid)
        yield Pair(source, ReadText(text, po.language, known), message, form, length_ratio, only)


def certain_errors(message: PoMessage, po: PoFile) -> tuple[Diagnostic, ...]:
    """Run the certain checks on the finished forms of a message; they need no lexicon."""
    found = [
        problem
        for pair in pairs(message, po, _read_without_lexicon)
        if not is_blank(without_markup(pair.target.text))
        for check in CERTAIN_CHECKS
        for problem in _problems_of_pair(check, pair, po)
    ]
    return tuple(dict.fromkeys(found))


def _problems_of_pair(check: Check, pair: Pair, po: PoFile) -> Iterator[Diagnostic]:
    for finding in check.pair(pair) if check.pair else ():
        yield from _diagnostics(check, finding, po, pair.message, pair.form)


def _diagnostics(
    check: Check, finding: Finding, po: PoFile, message: PoMessage, form: int
) -> Iterator[Diagnostic]:
    """Yield a finding as a diagnostic, unless a translator disabled the check with a reason."""
    if not check.certain and message.ignored.get(check.id):
        return
    hint = finding.hint or check.hint.replace("{id}", check.id)
    place, severity = po.position(message, form), finding.severity or check.severity
    yield Diagnostic(finding.message, place, hint, severity, check.id, language=po.language.tag)


def _read_without_lexicon(text: str) -> ReadText:
    """Parse a source for the certain checks, which do not use the lexicon: it is slow to load."""
    return ReadText(text, language(SOURCE_LANGUAGE), None)


def median_length_ratio(po: PoFile) -> float:
    """Compute the median length of a catalog's translations relative to their sources; 1.0 without any.

    Chinese takes a third of the letters of English, German a fifth more, so "too short" depends on it.
    """
    parts = [
        len(message.texts[0]) / len(message.msgid)
        for message in po.messages
        if message.is_complete and len(message.msgid) >= _MIN_LENGTH
    ]
    return median(parts) if parts else 1.0
