"""The table of checks. To add a check, write its function and add a row here.

A row has the id, one sentence that says what is wrong, and what to do about it; then the function, as
``pair`` if it looks at one translation and its source, as ``catalog`` if it looks at a whole catalog; then
what is not the default. Checks ask questions, which people answer; those with ``severity=_ERROR`` find what
cannot be right, in any language, and refuse a leaflet wherever it is made. ``needs`` is the group of
concepts that a lexicon must have; ``unfinished`` ones also look at untranslated messages. Each check of a
pair needs a right and a wrong example in ``tests/data/checks/checks.yaml``, one that gives errors also a
fault in ``certain.yaml`` beside it; ``leaflets catalog check`` then says what it finds in the catalogs that
are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflets.checks import (
    closing,
    completeness,
    consistency,
    copies,
    meaning,
    readability,
    scripts,
    slips,
    terms,
    tokens,
    typography,
    values,
)
from leaflets.checks.check import Check
from leaflets.checks.meaning import compares
from leaflets.diagnostics import Severity

if TYPE_CHECKING:
    from leaflets.checks.fit import Fitting

_ERROR = Severity.ERROR
_AGAIN = "read both again"

_COMPLETENESS = (
    Check("untranslated", "A message has no translation", "translate it",
          pair=completeness.untranslated, severity=_ERROR, unfinished=True),
    Check("fuzzy", "A translation was made for another source",
          "compare it with the source, then take the fuzzy mark out",
          pair=completeness.fuzzy, severity=_ERROR, unfinished=True),
    Check("wordless", "A translation has no word", "translate it",
          pair=completeness.wordless, severity=_ERROR),
    Check("far-too-long", "A translation holds something else", "cut it",
          pair=completeness.far_too_long, severity=_ERROR),
    Check("source-left", "A sentence was left in English", "translate it",
          pair=copies.source_left, severity=_ERROR),
    Check("english-left", "English words were left in a text of another script",
          "translate them; a term may stand in brackets behind its translation",
          pair=copies.english_left, severity=_ERROR),
    Check("copied", "The source was copied, not translated", "translate it",
          pair=copies.copied),
    Check("sentence-lost", "A sentence is lost", "translate every sentence",
          pair=completeness.sentence_lost),
    Check("sentence-added", "A sentence is added", "say what the source says, and no more",
          pair=completeness.sentence_added),
    Check("plural-rule", "The plural rule is not the language's",
          catalog=completeness.plural_rule),
)  # fmt: skip
_TOKENS = (
    Check("placeholder", "A placeholder is lost, added or doubled",
          "every placeholder of the source stands in the translation as often",
          pair=tokens.placeholder, severity=_ERROR),
    Check("markup", "Markup is lost, added or broken", "keep the tags of the source",
          pair=tokens.markup, severity=_ERROR),
    Check("number-added", "A number or its sign is not in the source",
          "take it out: numbers come from the data, by their placeholders",
          pair=values.added_number, severity=_ERROR),
    Check("touching", "Something touches a value and makes another one of it",
          "put a space there, or take it out; an ending may follow an apostrophe or a hyphen",
          pair=values.touching, severity=_ERROR),
    Check("placeholder-order", "Two values have changed places", _AGAIN, pair=tokens.placeholder_order),
    Check("level", "A level of the spine is another one", "write the source's level", pair=tokens.level),
    Check("phone", "A telephone number is another one", "write the source's number", pair=tokens.phone),
    Check("number", "A number is lost", "write the source's number", pair=tokens.number),
    Check("unit-sign", "The sign of a unit is another one", "write the source's unit",
          pair=tokens.unit_sign),
)  # fmt: skip
_CHARACTERS = (
    Check("script", "A text is not in the script of its language",
          "translate it; a foreign name may stand in brackets behind its translation",
          pair=scripts.wrong_script),
    Check("look-alike", "A letter only looks like the right one", pair=scripts.look_alike),
    Check("invisible", "A character cannot be seen", "take it out", pair=scripts.invisible),
    Check("bidi-control", "A bidi control is open", "close it, or take it out",
          pair=scripts.bidi_controls, severity=_ERROR),
    Check("punctuation", "Punctuation or spacing is not the language's",
          pair=typography.punctuation),
    Check("line-ends", "The text has other line ends", "end lines where the source does",
          pair=typography.line_ends),
    Check("capitals", "A word begins with two capitals", "write one", pair=typography.capitals),
    Check("end-mark", "The text ends otherwise", "end it as the source ends", pair=closing.end_mark),
    Check("brackets", "Brackets do not come in pairs", "close what is open", pair=closing.brackets),
)  # fmt: skip
# The id, what is wrong, and the groups of concepts to compare; a lexicon must have the first.
_MEANING = tuple(
    Check(name, sentence, _AGAIN, pair=compares(groups), needs=groups[0].name)
    for name, sentence, groups in (
        ("negation", "A negation is lost or gained", meaning.NEGATION),
        ("restriction", "A restriction (only, mainly) is lost", meaning.RESTRICTION),
        ("frequency", "A frequency (usually, never) is another one", meaning.FREQUENCY),
        ("side", "Left or right is another side", meaning.SIDE),
        ("number-word", "A number in words is another one", meaning.NUMBER),
        ("unit", "A unit in words is another one", meaning.UNIT),
        ("anaesthesia", "The kind of anaesthesia is another one", meaning.ANAESTHESIA),
        ("modality", "What must be may be, or the other way round", meaning.MODALITY),
        ("order", "Before and after, or the day, are others", meaning.ORDER),
        ("region", "The part of the body is another one", meaning.REGION),
        ("opposite", "A word became its opposite", meaning.OPPOSITES),
    )
)
_WORDS = (
    Check("other-word", "A word of the source is lost, added or another one", _AGAIN,
          pair=meaning.other_words, needs="tissue"),
    Check("exchanged", "Two explanations have changed places", _AGAIN,
          pair=meaning.exchanged_parts, needs="tissue"),
    Check("doubled", "A word stands twice", "take one out", pair=slips.doubled_word),
    Check("said-twice", "A sentence is said twice", "take one out", pair=slips.doubled_sentence),
    Check("address", "The reader is addressed like a friend or a child", "address a patient as hospitals do",
          pair=meaning.address, needs="address"),
    Check("other-language", "A word of another language stands in the text", "say it in the language",
          pair=meaning.foreign, needs="foreign"),
)  # fmt: skip
_CONSISTENCY = (
    Check("term", "An agreed term is not used",
          catalog=terms.term_not_used),
    Check("forbidden-term", "A forbidden word is used", catalog=terms.forbidden_term),
    Check("two-translations", "One source has two translations",
          "say it the same way, or keep both if the places differ",
          catalog=consistency.two_translations),
    Check("one-for-two", "One translation stands for two sources",
          "see that each says what its source says", catalog=consistency.one_for_two),
    Check("origin", "A comment names an origin that nobody knows",
          "write human, machine or machine-post-edited",
          pair=consistency.unknown_origin, severity=_ERROR),
    Check("hard-to-read", "A leaflet is hard to read", "shorter sentences, plainer words",
          catalog=readability.hard_to_read),
)  # fmt: skip


_WITHOUT_LAYOUT = (*_COMPLETENESS, *_TOKENS, *_CHARACTERS, *_MEANING, *_WORDS, *_CONSISTENCY)
# For messages that are translated: a catalog reports untranslated and fuzzy ones before it uses these.
CERTAIN_CHECKS = tuple(each for each in _WITHOUT_LAYOUT if each.is_certain and not each.unfinished)


def table(fitting: Fitting | None) -> tuple[Check, ...]:
    """List all checks; without ``fitting``, those that need no layout."""
    if fitting is None:
        return _WITHOUT_LAYOUT
    # Not a constant like the others, because its function needs the text engine.
    fit = Check("too-long", "A text does not fit its place", "say it shorter", catalog=fitting.too_long)
    return (*_WITHOUT_LAYOUT, fit)
