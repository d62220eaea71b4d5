"""Checks for completeness: untranslated, fuzzy, wordless, too long, sentences lost, the plural rule."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.catalogs.headers import PLURAL_FORMS
from leaflets.catalogs.plurals import plural_forms, same_plurals
from leaflets.catalogs.po import PoMessage
from leaflets.characters import is_blank, says_something, without_markup
from leaflets.checks.check import CatalogView, Finding, Pair, quoted
from leaflets.checks.sentences import marks_every_end
from leaflets.content.model import PLACEHOLDER

# Below this part of its expected length a translation is taken to be cut (measured on 680 messages in seven
# languages: the shortest complete one has 0.65).
_CUT = 0.55
# Joined sentences are shorter than expected, most of all in Chinese, which joins them with a comma; where a
# sentence is lost, the text is shorter still.
_MERGED, _MERGED_WITHOUT_SPACES = 0.75, 0.6
# A sentence that is divided in two makes a text little longer; one that is put in makes it much longer.
_LONGER, _MUCH_LONGER = 1.5, 1.8
# In a shorter source one word is a tenth of the length, so the measure is unreliable.
_LONG_ENOUGH = 50
# No language needs ten times as many letters; a whole file pasted into a message has them.
_LONG, _TIMES = 1000, 10


def untranslated(pair: Pair) -> Iterator[Finding]:
    """Find a message, or a plural form of one, that would print nothing."""
    if is_blank(without_markup(pair.target.text)):
        form = f"plural form {pair.form} of " if pair.message.plural else ""
        yield Finding(f"{form}{quoted(pair.source.text)} is not translated")


def wordless(pair: Pair) -> Iterator[Finding]:
    """Find a translation of punctuation alone, whose source has words."""
    # A placeholder says something by its name.
    if not says_something(without_markup(pair.target.text)) and says_something(pair.source.text):
        yield Finding(f"{quoted(pair.target.text)} has no word")


def far_too_long(pair: Pair) -> Iterator[Finding]:
    """Find a translation so much longer than its source that it must contain something else."""
    size, source = len(pair.target.text), len(pair.source.text)
    if size > _LONG and size > _TIMES * source:
        yield Finding(f"the translation has {size:,} letters, its source {source:,}")


def fuzzy(pair: Pair) -> Iterator[Finding]:
    """Find a translation that was made for another source; reported once per message."""
    if pair.message.fuzzy and pair.form == 0:
        yield Finding(f"the translation of {quoted(pair.source.text)} is fuzzy")


def sentence_lost(pair: Pair) -> Iterator[Finding]:
    """Find a translation with fewer sentences than its source, or one much too short for it."""
    source, target = len(pair.source.sentences), len(pair.target.sentences)
    length = _relative_length(pair)
    if target < source and marks_every_end(pair.language):
        enough = _MERGED if pair.language.sentence_space else _MERGED_WITHOUT_SPACES
        if length <= enough:
            yield Finding(f"the source has {source} sentences, the translation {target}")
    elif target < source:
        # Without marks only an upper bound is known, so fewer than in the source are too few.
        yield Finding(f"the source has {source} sentences, the translation {target} parts")
    elif len(pair.source.text) >= _LONG_ENOUGH and length < _CUT:
        yield Finding(f"{quoted(pair.target.text)} is much shorter than its source lets expect")


def sentence_added(pair: Pair) -> Iterator[Finding]:
    """Find a translation with more sentences than its source that is also much longer than it."""
    source, target = len(pair.source.sentences), len(pair.target.sentences)
    length = _relative_length(pair)
    # Without marks only an upper bound of sentences is known.
    if target > source and length > _LONGER and marks_every_end(pair.language):
        yield Finding(f"the source has {source} sentences, the translation {target}, and is much longer")
    elif len(pair.source.text) >= _LONG_ENOUGH and length > _MUCH_LONGER:
        yield Finding(f"{quoted(pair.target.text)} is much longer than its source lets expect")


def _relative_length(pair: Pair) -> float:
    """Measure the length of a translation without its placeholders; 1.0 is the expected length."""
    expected = len(PLACEHOLDER.sub("", pair.source.text)) * pair.length_ratio
    return len(PLACEHOLDER.sub("", pair.target.text)) / max(1.0, expected)


def plural_rule(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find a Plural-Forms that does not group counts as CLDR does."""
    language, given = catalog.po.language, catalog.po.header.get(PLURAL_FORMS)
    right = plural_forms(language)
    if right and not same_plurals(given, right):
        line = catalog.po.header_lines.get(PLURAL_FORMS.casefold(), catalog.po.header_line)
        # To gettext the header is a message, with an empty msgid.
        header = PoMessage("", "", "", ("",), (line,))
        shown = f'"{given}"' if given else "missing"
        yield header, Finding(f"the plural rule of the catalog is {shown}", f"CLDR's is {right}")
