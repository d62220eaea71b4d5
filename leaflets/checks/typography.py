"""Punctuation and spacing by the conventions of each language.

A rule is a pattern of what is wrong, a sentence and a hint; rules are grouped by language.
Sources: RAE, Ortografía 2010 (es); GB/T 15834 (zh); Duden, DIN 5008 (de); W3C text layout requirements
(Arabic, Devanagari, Thai, Chinese).

The patterns are compiled at first use: only the checks of a catalog need them, builds do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from leaflets.characters import without_markup
from leaflets.checks.check import VALUE_OBJECT, Finding, Pair
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import Language

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_ARABIC = r"[\u0620-\u06ff]"
_DEVA = r"[\u0900-\u0963\u0966-\u097f]"
_THAI = r"[\u0e00-\u0e7f]"
_ARABIC_LETTER = r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]"
# In the alphabets that have capitals; "MRIs" and "USA" are none of these.
_TWO_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{2}[a-zß-öø-ÿα-ωа-я]{2,}\w*", re.UNICODE)
_SPACE_INSIDE = "a space stands inside brackets or quotation marks"
# French puts a space before ; : ! ? and inside «…», and so do these other languages.
_FRENCH = frozenset({
    "bm", "br", "co", "dyo", "fr", "frp", "gcr", "kab", "kg", "ln", "lu", "mg", "oc", "pcd", "sg", "wa", "wo",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong in a language's punctuation: a pattern of it, a sentence, what to write."""

    pattern: re.Pattern[str]
    sentence: str
    hint: str = ""


def _rules(*rows: tuple[str, str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), sentence, hint) for pattern, sentence, hint in rows)


@cache
def _of_all() -> tuple[Rule, ...]:
    """Rules of every language."""
    return _rules(
        (r"  +", "two spaces stand together", ""),
        (r"^\s|\s$", "a space stands at the beginning or the end", ""),
        (r"[ ][,.،؛؟۔。，；：！？](?=\s|$)", "a space stands before a punctuation mark", ""),
        # Russian writes ?.. and !.. where a sentence trails off.
        (r"([,;:،؛，；：。।])\1|(?<![.?!])\.\.(?!\.)", "a punctuation mark is doubled", ""),
        (r"[(\[（„]\s|\s[)\]）](?=\s|$|[.,])", _SPACE_INSIDE, ""),
        (r"\.\.\.", "three full stops stand for an ellipsis", "write …"),
        # A stretched letter is for calligraphy, or joins a prefix to a figure.
        ("\u0640(?!\u0640*\ufffc)", "a letter is stretched (kashida)", "take it out"),
    )


@cache
def _unlike_french() -> tuple[Rule, ...]:
    """Rules of the languages that, unlike French, write no space before a colon."""
    return _rules(
        (r"[ ][;:!?](?=\s|$)", "a space stands before a punctuation mark", ""),
        # The first of « and » is the opening one; where both ends use the same mark (»…»), neither is.
        (r"^[^«»]*«(?:.*«)?\s|^[^«»]*«.*\s»(?=\s|$|[.,])", _SPACE_INSIDE, ""),
        (r"^[^«»]*»(?=.*«)(?:.*»)?\s|^[^«»]*».*\s«(?=\s|$|[.,])", _SPACE_INSIDE, ""),
    )


@cache
def _of_script(script: str) -> tuple[Rule, ...]:
    """Rules of a script, for languages without their own: Latin marks instead of those of the script."""
    arabic = _rules(
        (
            f"(?<={_ARABIC_LETTER})[,;?]|[,;?](?={_ARABIC_LETTER})",
            "a mark is not that of the script",
            "write ، ؛ ؟",
        )
    )
    return {
        "Arab": arabic,
        "Aran": arabic,
        "Grek": _rules(
            (r"(?<=[\u0370-\u03ff\u1f00-\u1fff])\?", "a question does not end with the Greek mark", "write ;")
        ),
        "Armn": _rules(
            (
                r"(?<=[\u0561-\u0587])\?",
                "a question is not marked as in Armenian",
                "write ՞ behind the stressed vowel, and ։ at the end",
            )
        ),
        "Hebr": _rules(("\u05c3", "a sof pasuq (U+05C3) stands for another mark", "write : or .")),
        **dict.fromkeys(
            ("Beng", "Deva", "Guru", "Gujr", "Orya"),
            _rules((r"(?<=[\u0900-\u0b7f])\s?\|(?=\s|$)", "a bar stands for a danda", "write ।")),
        ),
    }.get(script, ())


@cache
def _swiss() -> tuple[Rule, ...]:
    """Rules of German as Switzerland and Liechtenstein print it, with «…»."""
    straight = (r"\"", "the quotation marks are straight", "write «…»")
    return _rules(straight, (r"\w - \w", "a hyphen stands for a dash", "write –"))


@cache
def _rules_of(language: Language) -> tuple[Rule, ...]:
    """Collect the rules of a language: those of all languages, then its own, else those of its script."""
    unlike_french = () if language.code in _FRENCH else _unlike_french()
    own = _swiss() if language.tag in ("de-CH", "de-LI") else _of_language(language.code)
    return (*_of_all(), *unlike_french, *(own or _of_script(language.script)))


@cache
def _of_language(code: str) -> tuple[Rule, ...]:
    """Rules of the shipped languages; empty for others."""
    return {
        "es": _rules(
            (r"^[^¿]*\?", "a question is not opened with ¿", "write ¿ where the question begins"),
            (r"^[^¡]*!", "an exclamation is not opened with ¡", ""),
            (r"\"|“|”|„", "the quotation marks are not Spanish", "write «…» (RAE)"),
        ),
        "de": _rules(
            (r"\"|(?<!\w)”|“\w", "the quotation marks are not German", "write „…“"),
            (r"«|»", "the quotation marks are not those of the other messages", "write „…“"),
            (r"\w - \w", "a hyphen stands for a dash", "write –"),
        ),
        "zh": _rules(
            (
                f"{_HAN}[,;:!?](?!\\d)|{_HAN}\\.(?!\\d)|[,;:!?]{_HAN}",
                "a mark is not full-width",
                "write ，。；：！？",
            ),
            (
                f"{_HAN}[ ]+{_HAN}|{_HAN} (?=[，。；：！？])",
                "a space stands between characters",
                "take it out",
            ),
            (f"{_HAN}\\(|\\){_HAN}|\\({_HAN}", "the brackets are not full-width", "write （…）"),
            (f"\"|(?<={_HAN})'", "the quotation marks are not Chinese", "write “…”"),
        ),
        "ar": _rules(
            (f"(?<={_ARABIC})[,;?]|[,;?](?={_ARABIC})", "a mark is not Arabic", "write ، ؛ ؟"),
            (r"\"|“|”", "the quotation marks are not those of the other messages", "write «…»"),
            (f"[،؛](?={_ARABIC})", "no space stands after a comma", ""),
            ("[۔]", "the full stop is not Arabic", "write ."),
        ),
        "ur": _rules(
            (f"(?<={_ARABIC})[,;?]|[,;?](?={_ARABIC})", "a mark is not Urdu", "write ، ؛ ؟"),
            (f"(?<={_ARABIC})\\.(?=\\s|$)", "the full stop is not Urdu", "write ۔"),
            (f"[،؛](?={_ARABIC})", "no space stands after a comma", ""),
        ),
        "hi": _rules(
            # Not a rule of the script: other languages often have a space before a danda.
            (r"[ ]।(?=\s|$)", "a space stands before a punctuation mark", ""),
            (
                f"(?<={_DEVA})\\.(?=\\s|$)|(?<={_DEVA})\\|(?=\\s|$)",
                "a sentence does not end with a danda",
                "write ।",
            ),
            (r"\"", "the quotation marks are straight", "write “…”"),
        ),
        "th": _rules(
            (f"(?<={_THAI}{{3}})\\.(?=\\s|$)", "a sentence ends with a full stop", "Thai has none"),
            (f"(?<={_THAI}),(?=\\s|$|{_THAI})", "a comma stands between Thai words", "write a space"),
            (f"{_THAI}ๆ|ๆ{_THAI}", "no space stands beside ๆ", "write a space before and after ๆ"),
            (r"\"", "the quotation marks are straight", "write “…”"),
        ),
    }.get(code, ())


def punctuation(pair: Pair) -> Iterator[Finding]:
    """Find wrong marks and spaces, the first place for each rule."""
    # Next to a value a space is neither required nor wrong.
    text = PLACEHOLDER.sub(VALUE_OBJECT, without_markup(pair.target.text))
    if not text.strip():
        return
    for rule in _rules_of(pair.language):
        if match := rule.pattern.search(text):
            place = text[max(0, match.start() - 8) : match.end() + 8].replace(VALUE_OBJECT, "{…}")
            yield Finding(f'{rule.sentence}: "{place}"', rule.hint)


def line_ends(pair: Pair) -> Iterator[Finding]:
    """Find a translation with more or fewer line ends than its source, which would be set as other lines."""
    source, target = (each.text.count("\n") for each in (pair.source, pair.target))
    if source != target:
        yield Finding(f"the source has {source} line ends, the translation {target}")


def capitals(pair: Pair) -> Iterator[Finding]:
    """Find words that begin with two capitals and go on in small letters, as from a finger left on a key."""
    for word in dict.fromkeys(_TWO_CAPITALS.findall(pair.target.bare)):
        if word not in pair.source.bare:
            yield Finding(f'"{word}" begins with two capitals', subject=word)
