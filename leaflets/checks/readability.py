"""Readability: how hard a leaflet is to read, for languages that have a formula.

English: Flesch-Kincaid grade (Kincaid 1975). Spanish: Fernández Huerta 1959. German: first Wiener
Sachtextformel (Bamberger & Vanecek 1984), a school grade. Only whole leaflets are measured,
because the formulas are meaningless for one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from leaflets.catalogs.po import PoMessage
from leaflets.characters import without_markup
from leaflets.checks.check import CatalogView, Finding
from leaflets.checks.sentences import sentences
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The formulas were made for samples of at least a hundred words.
_MIN_WORDS = 120
# Runs of letters that form one syllable. Spanish: a strong vowel joins the weak ones next to it, but an
# accented weak one (día) is a syllable. German: the diphthongs, and ie.
_VOWELS = {
    "en": re.compile(r"[aeiouy]+", re.IGNORECASE),
    "es": re.compile(r"[iuü]?[aeoáéóíú][iuy]?|[iuüy]+", re.IGNORECASE),
    "de": re.compile(r"ei|ai|eu|äu|au|ie|[aeiouyäöü]", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A readability formula for a language: its name, its limit, and its direction.

    ``value`` takes the words of a text and the number of its sentences. ``rises`` says that a harder text has
    a higher value, as with grades; measures of ease fall.
    """

    name: str
    value: Callable[[Sequence[str], int], float]
    limit: float
    rises: bool = True


def syllables(word: str, code: str) -> int:
    """Count the syllables of a word by its vowels, without a silent English e."""
    found = len(_VOWELS[code].findall(word))
    if code == "en" and found > 1 and re.search(r"[^aeiouyl]e$", word, re.IGNORECASE):
        found -= 1
    return max(1, found)


def flesch_kincaid(words: Sequence[str], count: int) -> float:
    """Grade an English text of ``count`` sentences by US school years."""
    number = sum(syllables(word, "en") for word in words)
    return 0.39 * len(words) / count + 11.8 * number / len(words) - 15.59


def fernandez_huerta(words: Sequence[str], count: int) -> float:
    """Measure the ease of a Spanish text of ``count`` sentences: 0 to 100, normal from 60 on."""
    number = sum(syllables(word, "es") for word in words)
    return 206.84 - 60 * number / len(words) - 1.02 * len(words) / count


def wiener_sachtext(words: Sequence[str], count: int) -> float:
    """Grade a German text of ``count`` sentences by school years, 4 to 15."""
    numbers = [syllables(word, "de") for word in words]
    # MS, SL, IW and ES of the formula: words of three or more syllables, words per sentence, words of more
    # than six letters, words of one syllable; all but SL in per cent.
    many = 100 * sum(number >= 3 for number in numbers) / len(words)
    one = 100 * sum(number == 1 for number in numbers) / len(words)
    long = 100 * sum(len(word) > 6 for word in words) / len(words)
    return 0.1935 * many + 0.1672 * len(words) / count + 0.1297 * long - 0.0327 * one - 0.875


# Reading age about 11 for the source; translations may be a little harder, never for specialists.
FORMULAS = {
    "en": Formula("Flesch-Kincaid grade", flesch_kincaid, 9.0),
    "es": Formula("Fernández Huerta", fernandez_huerta, 60.0, rises=False),
    "de": Formula("Wiener Sachtextformel", wiener_sachtext, 10.0),
}


def measure(texts: Sequence[str], language: Language) -> float | None:
    """Measure texts as one; None if the language has no formula or there are too few words.

    Placeholders are no words, because translators do not choose their values.
    """
    known = FORMULAS.get(language.code)
    bare = [PLACEHOLDER.sub(" ", without_markup(text)) for text in texts]
    words = [word for text in bare for word in _WORD.findall(text)]
    count = sum(len(sentences(text, language)) for text in bare)
    if known is None or len(words) < _MIN_WORDS:
        return None
    return known.value(words, max(1, count))


def hard_to_read(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find leaflets that are hard to read in the language; each is reported at its first message."""
    language = catalog.po.language
    known = FORMULAS.get(language.code)
    leaflets: dict[str, list[PoMessage]] = {}
    for message in catalog.po.messages:
        # Contexts of the data begin with the leaflet's id and a colon; those of page templates with a colon
        # ("figure: time") have too few words to be measured.
        if message.is_complete and message.context.count(":"):
            leaflets.setdefault(message.context.partition(":")[0], []).append(message)
    for name, messages in leaflets.items():
        value = measure([message.texts[0] for message in messages], language)
        if value is None or known is None or (value <= known.limit) == known.rises:
            continue
        bound = "at most" if known.rises else "at least"
        sentence = f"{name} is hard to read ({known.name} {value:.1f}; {bound} {known.limit:g} is wanted)"
        yield messages[0], Finding(sentence)
