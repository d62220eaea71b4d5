"""The checks of a catalog: one table, and the run over a PO file.

In: a PO file, the glossary's terms. Out: diagnostics with their lines in the PO file, and notes on
the checks that a language lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from leaflets.catalogs.plural_rules import PluralRule
from leaflets.catalogs.plurals import only_count
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import is_blank, without_markup
from leaflets.checks.base import CatalogView, Check, Finding, Pair, ReadText
from leaflets.checks.lexicon import Lexicon, lexicon
from leaflets.checks.table import certain, table
from leaflets.content.glossary import Term
from leaflets.diagnostics import Diagnostic, Position
from leaflets.languages import Language, language

if TYPE_CHECKING:
    from leaflets.checks.fit import Fitting

_MIN_LENGTH = 25


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
    fitting: Fitting | None = None
    measured: bool = True
    _sources: dict[str, ReadText] = field(default_factory=dict)

    @property
    def checks(self) -> tuple[Check, ...]:
        """Give the table of checks."""
        return table((self.fitting or _fitting()) if self.measured else None)

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
        both = list(pairs(message, po, self._source, known, ratio or relative_length(po)))
        found = (self._paired(check, pair, po) for check in self.checks if check.pair for pair in both)
        return tuple(problem for problems in found for problem in problems)

    def _made(self, check: Check, po: PoFile, known: Lexicon | None) -> Iterator[Diagnostic]:
        if check.catalog:
            sure = frozenset(each.id for each in self.checks if each.certain)
            for message, finding in check.catalog(CatalogView(po, self.terms, sure)):
                yield from _told(check, finding, po, message, 0)
            return
        ratio = relative_length(po)
        for message in po.messages:
            for pair in pairs(message, po, self._source, known, ratio):
                yield from self._paired(check, pair, po)

    def _paired(self, check: Check, pair: Pair, po: PoFile) -> Iterator[Diagnostic]:
        finished = not is_blank(without_markup(pair.target.text)) and not pair.message.fuzzy
        if check.pair is None or (not finished and not check.unfinished):
            return
        for finding in check.pair(pair):
            yield from _told(check, finding, po, pair.message, pair.form)

    def _source(self, text: str) -> ReadText:
        if text not in self._sources:
            self._sources[text] = ReadText(text, self.source, lexicon(self.source))
        return self._sources[text]


def _told(check: Check, finding: Finding, po: PoFile, message: PoMessage, form: int) -> Iterator[Diagnostic]:
    """Yield a finding as a diagnostic, unless a translator gave a reason why the check is wrong."""
    if not check.certain and message.ignored.get(check.id):
        return
    hint = finding.hint or check.hint.replace("{id}", check.id)
    place, severity = po.position(message, form), finding.severity or check.severity
    yield Diagnostic(finding.message, place, hint, severity, check.id, language=po.language.tag)


def pairs(
    message: PoMessage,
    po: PoFile,
    source: Callable[[str], ReadText],
    known: Lexicon | None = None,
    ratio: float = 1.0,
) -> Iterator[Pair]:
    """Yield each form of a message beside its source; ``source`` reads the latter."""
    rule = po.rule if message.plural else None
    for form, text in enumerate(message.texts):
        only = only_count(form, rule) if isinstance(rule, PluralRule) else None
        said = source(message.plural if message.plural and form else message.msgid)
        yield Pair(said, ReadText(text, po.language, known), message, form, ratio, only)


def certain_errors(message: PoMessage, po: PoFile) -> tuple[Diagnostic, ...]:
    """Give what cannot be right in the finished forms of a message; no lexicon is needed for it."""
    found: list[Diagnostic] = []
    checks = certain()
    for pair in pairs(message, po, _english):
        if is_blank(without_markup(pair.target.text)):
            continue
        for check in checks:
            for finding in check.pair(pair) if check.pair else ():
                found += _told(check, finding, po, message, pair.form)
    return tuple(dict.fromkeys(found))


def _english(text: str) -> ReadText:
    return ReadText(text, language("en"), None)


def _fitting() -> Fitting:
    from leaflets.checks.fit import Fitting

    return Fitting()


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
