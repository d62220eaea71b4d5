"""The table of checks: id, sentence, function, hint. What is not an error by itself says so.

Rows made by ``_certain`` (and messages that are not finished) cannot be right: they refuse a leaflet
wherever it is made. All other rows ask a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflets.checks import (
    closing,
    completeness,
    consistency,
    copies,
    difficulty,
    meaning,
    scripts,
    terms,
    tokens,
    typography,
    values,
)
from leaflets.checks.base import CatalogCheck, Check, PairCheck
from leaflets.diagnostics import Severity

if TYPE_CHECKING:
    from leaflets.checks.fit import Fitting

_WARNING = Severity.WARNING
_AGAIN = "read both again; if the translation is right, say why: # leaflets: ignore {id}: the reason"


def _pair(
    code: str, sentence: str, function: PairCheck, hint: str = "", severity: Severity = Severity.ERROR
) -> Check:
    return Check(code, sentence, severity, hint, pair=function)


def _certain(code: str, sentence: str, function: PairCheck, hint: str) -> Check:
    """Make a row for what cannot be right, whatever the language and whoever wrote it."""
    return Check(code, sentence, Severity.ERROR, hint, pair=function, certain=True)


def _whole(
    code: str, sentence: str, function: CatalogCheck, hint: str = "", severity: Severity = Severity.ERROR
) -> Check:
    return Check(code, sentence, severity, hint, catalog=function)


def _meant(code: str, sentence: str, groups: tuple[meaning.Group, ...]) -> Check:
    """Make a row for a comparison of concepts, which needs a lexicon that has them."""
    function = meaning.compares(groups)
    return Check(code, sentence, Severity.ERROR, _AGAIN, pair=function, needs=groups[0].name)


def _unfinished(code: str, sentence: str, function: PairCheck, hint: str) -> Check:
    return Check(code, sentence, Severity.ERROR, hint, pair=function, unfinished=True, certain=True)


_COMPLETE = (
    _unfinished("untranslated", "A message has no translation", completeness.untranslated, "translate it"),
    _unfinished(
        "fuzzy",
        "A translation was made for another source",
        completeness.fuzzy,
        "compare it with the source, then take the fuzzy mark out",
    ),
    _certain("wordless", "A translation has no word", completeness.wordless, "translate it"),
    _certain("far-too-long", "A translation holds something else", completeness.far_too_long, "cut it"),
    _certain("source-left", "A sentence was left in English", copies.source_left, "translate it"),
    _certain(
        "english-left",
        "English words were left in a text of another script",
        copies.english_left,
        "translate them; a term may stand in brackets behind its translation",
    ),
    _pair("copied", "The source was copied, not translated", completeness.copied, "translate it"),
    _pair("sentence-lost", "A sentence is lost", completeness.sentence_lost, "translate every sentence"),
    _whole(
        "plural-rule",
        "The plural rule is not the language's",
        completeness.plural_rule,
        severity=_WARNING,
    ),
)
_TOKENS = (
    _certain(
        "placeholder",
        "A placeholder is lost, added or doubled",
        tokens.placeholder,
        "every placeholder of the source stands in the translation as often",
    ),
    _certain("markup", "Markup is lost, added or broken", tokens.markup, "keep the tags of the source"),
    _certain(
        "number-added",
        "A number or its sign is not in the source",
        values.added_number,
        "take it out: numbers come from the data, by their placeholders",
    ),
    _certain(
        "touching",
        "Something touches a value and makes another one of it",
        values.touching,
        "put a space there, or take it out; an ending may follow an apostrophe or a hyphen",
    ),
    _pair("placeholder-order", "Two values have changed places", tokens.placeholder_order, _AGAIN),
    _pair("level", "A level of the spine is another one", tokens.level, "write the source's level"),
    _pair("phone", "A telephone number is another one", tokens.phone, "write the source's number"),
    _pair("number", "A number is lost", tokens.number, "write the source's number"),
    _pair("unit-sign", "The sign of a unit is another one", tokens.unit_sign, "write the source's unit"),
)
_LETTERS = (
    _pair(
        "script",
        "A text is not in the script of its language",
        scripts.wrong_script,
        "translate it; a foreign name may stand in brackets behind its translation",
    ),
    _pair("look-alike", "A letter only looks like the right one", scripts.look_alike),
    _pair("invisible", "A character cannot be seen", scripts.invisible, "take it out"),
    _certain("bidi-control", "A bidi control is open", scripts.bidi_controls, "close it, or take it out"),
    _pair(
        "punctuation",
        "Punctuation or spacing is not the language's",
        typography.punctuation,
        severity=_WARNING,
    ),
    _pair("end-mark", "The text ends otherwise", closing.end_mark, "end it as the source ends"),
    _pair("brackets", "Brackets do not come in pairs", closing.brackets, "close what is open"),
)
_MEANING = (
    _meant("negation", "A negation is lost or gained", meaning.NEGATION),
    _meant("restriction", "A restriction (only, mainly) is lost", meaning.RESTRICTION),
    _meant("frequency", "A frequency (usually, never) is another one", meaning.FREQUENCY),
    _meant("side", "Left or right is another side", meaning.SIDE),
    _meant("number-word", "A number in words is another one", meaning.NUMBER),
    _meant("unit", "A unit in words is another one", meaning.UNIT),
    _meant("anaesthesia", "The kind of anaesthesia is another one", meaning.ANAESTHESIA),
    _meant("modality", "What must be may be, or the other way round", meaning.MODALITY),
    _meant("order", "Before and after, or the day, are others", meaning.ORDER),
    _meant("region", "The part of the body is another one", meaning.REGION),
    _meant("opposite", "A word became its opposite", meaning.OPPOSITES),
)
_ACROSS = (
    _whole("term", "An agreed term is not used", terms.term_not_used, severity=_WARNING),
    _whole("forbidden-term", "A forbidden word is used", terms.forbidden_term),
    _whole(
        "two-translations",
        "One source has two translations",
        consistency.two_translations,
        "say it the same way, or keep both if the places differ",
        _WARNING,
    ),
    _whole(
        "origin",
        "A comment names an origin that nobody knows",
        consistency.unknown_origin,
        "write human, machine or machine-post-edited",
        _WARNING,
    ),
    _whole(
        "ignore-in-vain",
        "A check that cannot be wrong is switched off",
        consistency.certain_switched_off,
        "mend the translation, and take the comment out",
    ),
    _whole(
        "ignore-without-reason",
        "A check is switched off without a reason",
        consistency.exception_without_reason,
        "write: # leaflets: ignore id: the reason",
    ),
    _whole(
        "hard-to-read",
        "A leaflet is hard to read",
        difficulty.hard_to_read,
        "shorter sentences, plainer words",
        _WARNING,
    ),
)


def table(fitting: Fitting | None) -> tuple[Check, ...]:
    """Give all checks; without ``fitting``, those that need no layout."""
    found = (*_COMPLETE, *_TOKENS, *_LETTERS, *_MEANING, *_ACROSS)
    if fitting is None:
        return found
    return (*found, _whole("too-long", "A text does not fit its place", fitting.too_long, "say it shorter"))


def certain() -> tuple[Check, ...]:
    """Give the checks of a finished message that cannot be wrong."""
    return tuple(each for each in (*_COMPLETE, *_TOKENS, *_LETTERS) if each.certain and not each.unfinished)
