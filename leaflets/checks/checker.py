"""Running the checks on a catalog, or on some of its messages.

In: a PO file, the glossary's terms, the lexicons. Out: diagnostics with their lines in the PO file, the
answers that hold, and what the lexicon of the language does not cover.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from leaflets.catalogs.plurals import PluralRule, only_count
from leaflets.catalogs.po import Key, PoFile, PoMessage
from leaflets.characters import is_blank, without_markup
from leaflets.checks.answers import Answer, answers, finding_id, unreadable
from leaflets.checks.check import CatalogView, Check, Finding, Pair, ReadText
from leaflets.checks.lexicon import Lexicon, Lexicons
from leaflets.checks.table import CERTAIN_CHECKS, table
from leaflets.content.glossary import Term
from leaflets.diagnostics import Diagnostic, Position, Severity, shortened
from leaflets.languages import SOURCE_LANGUAGE, language

if TYPE_CHECKING:
    from leaflets.checks.fit import Fitting

# About a short sentence; the length of a heading or a label is not significant.
_MIN_LENGTH = 25
# The key of what is about the catalog as a whole: in gettext its header is the message without a text.
_HEADER: Key = ("", "")
_ANSWER_HINT = "if it is right, say why: leaflets catalog answer {id}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found in a message; ``answer`` is a person's, if it is a question that was answered."""

    key: Key
    problem: Diagnostic
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for other words or an answer."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the lexicon of a language does not cover.

    ``checks`` are those whose words it lacks; ``concepts`` those of the sources that it has no word for;
    ``words`` are the words of the translations that no entry knows, the most frequent first.
    """

    checks: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a catalog, in the order of its lines."""

    po: PoFile
    found: tuple[Found, ...]
    coverage: Coverage = Coverage()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The errors, the questions that nobody has answered, and the warnings."""
        return tuple(each.problem for each in self.found if each.is_open)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def questions(self) -> int:
        """How many questions nobody has answered."""
        return sum(problem.is_question for problem in self.problems)

    def open_questions(self, keys: Collection[Key]) -> tuple[Diagnostic, ...]:
        """Collect the open questions about some messages, and about the catalog as a whole."""
        return tuple(
            each.problem
            for each in self.found
            if each.is_open and each.problem.is_question and (each.key in keys or each.key == _HEADER)
        )


@dataclass
class Checker:
    """Runs the checks; caches the parsed sources, which all languages share.

    ``fitting`` measures texts by the real layout; without it the check for room is left out, and no font is
    opened.
    """

    terms: tuple[Term, ...] = ()
    fitting: Fitting | None = None
    lexicons: Lexicons = field(default_factory=Lexicons)
    _sources: dict[str, ReadText] = field(default_factory=dict)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the table that this checker runs, in order."""
        return table(self.fitting)

    def run(self, po: PoFile, only: Collection[Key] | None = None) -> Report:
        """Run every check on a catalog; ``only`` limits what is told to the messages with these keys."""
        length_ratio = median_length_ratio(po)
        found: list[Found] = []
        chosen = [each for each in po.messages if only is None or each.key in only]
        for message in chosen:
            told = (*self.check_message(message, po, length_ratio), *_unreadable_answers(message, po))
            found += (_answered(message, each) for each in told)
        view = CatalogView(po, self.terms, self.lexicons)
        for check in self.checks:
            for message, finding in check.catalog(view) if check.catalog else ():
                if only is None or message.key in only or message.key == _HEADER:
                    found.append(_answered(message, _diagnostic(check, finding, po, message, 0)))
        found.sort(key=lambda each: (each.problem.position or Position(""), each.problem.code))
        return Report(po, tuple(dict.fromkeys(found)), self._coverage(po, chosen))

    def check_message(self, message: PoMessage, po: PoFile, length_ratio: float) -> list[Diagnostic]:
        """Run the checks of single messages on one message, whatever has been answered.

        See :func:`median_length_ratio`.
        """
        problems: list[Diagnostic] = []
        for pair in pairs(message, po, self._read_source, self.lexicons.find(po.language), length_ratio):
            is_finished = not is_blank(without_markup(pair.target.text)) and not message.fuzzy
            # Measuring checks look at whole catalogs, so the table without them has all checks of pairs.
            for check in table(None):
                if is_finished or check.unfinished:
                    problems += _problems_of_pair(check, pair, po)
        return problems

    def _read_source(self, text: str) -> ReadText:
        if text not in self._sources:
            source = language(SOURCE_LANGUAGE)
            self._sources[text] = ReadText(text, source, self.lexicons.find(source))
        return self._sources[text]

    def _coverage(self, po: PoFile, messages: Collection[PoMessage]) -> Coverage:
        """Collect what the lexicon does not cover: what it does not know it cannot find."""
        known = self.lexicons.find(po.language)
        groups = known.groups if known else frozenset()
        checks = tuple(each.id for each in self.checks if each.needs and each.needs not in groups)
        if known is None:
            return Coverage(checks)
        lacking: set[str] = set()
        unknown: Counter[str] = Counter()
        for message in messages:
            for pair in pairs(message, po, self._read_source, known) if message.is_finished else ():
                source, target = pair.source.reading, pair.target.reading
                if source and target:
                    lacking |= frozenset().union(*(each.certain for each in source.mentions)) - known.concepts
                    unknown.update(target.unknown)
        return Coverage(checks, tuple(sorted(lacking)), tuple(word for word, _ in unknown.most_common()))


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


def _answered(message: PoMessage, problem: Diagnostic) -> Found:
    """Join what was found in a message with the answer to it, if there is one."""
    return Found(message.key, problem, answers(message).get(problem.id) if problem.is_question else None)


def _unreadable_answers(message: PoMessage, po: PoFile) -> Iterator[Diagnostic]:
    """Yield the comments that look like answers and are none, as warnings: they answer nothing."""
    for comment in unreadable(message):
        sentence = f'the comment "{shortened(comment)}" is not an answer and changes nothing'
        hint = "take it out, and answer the question: leaflets catalog answer"
        place = po.position(message)
        yield Diagnostic(sentence, place, hint, Severity.WARNING, "no-answer", language=po.language.tag)


def _problems_of_pair(check: Check, pair: Pair, po: PoFile) -> Iterator[Diagnostic]:
    for finding in check.pair(pair) if check.pair else ():
        yield _diagnostic(check, finding, po, pair.message, pair.form)


def _diagnostic(check: Check, finding: Finding, po: PoFile, message: PoMessage, form: int) -> Diagnostic:
    """Place a finding; a question gets an id, by which it is answered."""
    place, hint, name = po.position(message, form), finding.hint or check.hint, ""
    if not check.is_certain:
        name = finding_id(check.id, finding.subject or finding.message, message, form, po.language.tag)
        hint = "; ".join(filter(None, (hint, _ANSWER_HINT.format(id=name))))
    return Diagnostic(
        finding.message, place, hint, check.severity, check.id, language=po.language.tag, id=name
    )


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
