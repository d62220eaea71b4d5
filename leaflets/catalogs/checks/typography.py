"""Punctuation and spacing, as each language wants them.

A rule is a pattern of what is wrong, a sentence and a hint; rules of one language stand together.
Sources: RAE, Ortografía 2010 (es); GB/T 15834 (zh); Duden, DIN 5008 (de); W3C text layout requirements
(Arabic, Devanagari, Thai, Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from leaflets.catalogs.checks.base import BRACES, Finding, Pair
from leaflets.characters import without_markup
from leaflets.diagnostics import Severity

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_ARABIC = r"[\u0620-\u06ff]"
_DEVA = r"[\u0900-\u0963\u0966-\u097f]"
_THAI = r"[\u0e00-\u0e7f]"
# A placeholder stands for a number or a word: no space is missing beside it, none is too many.
_VALUE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong in a language's punctuation, said once."""

    pattern: re.Pattern[str]
    sentence: str
    hint: str = ""


def _rules(*rows: tuple[str, str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), sentence, hint) for pattern, sentence, hint in rows)


@cache
def _everywhere() -> tuple[Rule, ...]:
    return _rules(
        (r"  +", "two spaces stand together", ""),
        (r"^\s|\s$", "a space stands at the beginning or the end", ""),
        (r"[ ][,.;:!?،؛؟۔।。，；：！？](?=\s|$)", "a space stands before a punctuation mark", ""),
        (r"([,;:،؛，；：。।])\1|(?<!\.)\.\.(?!\.)", "a punctuation mark is doubled", ""),
        (r"[(\[（«„]\s|\s[)\]）»](?=\s|$|[.,])", "a space stands inside brackets or quotation marks", ""),
    )


@cache
def _of_language(code: str) -> tuple[Rule, ...]:
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


_ENDS = {
    "?": "?؟？",
    ":": ":：",
    ".": ".。।۔",
    "!": "!！",
}
# Languages whose sentences end without a mark (Thai), or whose questions may.
_NO_STOP = frozenset({"th", "lo", "km"})


def punctuation(pair: Pair) -> Iterator[Finding]:
    """Find marks and spaces that the language does not want."""
    text = BRACES.sub(_VALUE, without_markup(pair.target.text))
    if not text.strip():
        return
    for rule in (*_everywhere(), *_of_language(pair.language.code)):
        if match := rule.pattern.search(text):
            place = text[max(0, match.start() - 8) : match.end() + 8].replace(_VALUE, "{…}")
            yield Finding(f'{rule.sentence}: "{place}"', rule.hint)


def end_mark(pair: Pair) -> Iterator[Finding]:
    """Find a translation that ends otherwise than its source: a question that asks nothing."""
    source, target = (_end(reading.bare) for reading in (pair.source, pair.target))
    if source == target or (pair.language.code in _NO_STOP and {source, target} <= {".", ""}):
        return
    if "?" in (source, target) or ":" in (source, target):
        asks = source == "?" and target == "" and pair.language.code in _NO_STOP
        # A heading may ask in one language and name in another.
        severity = Severity.WARNING if asks or _is_heading(pair) else None
        yield Finding(
            f'the source ends with "{source or "no mark"}", the translation with "{target or "no mark"}"',
            severity=severity,
        )
    elif "." in (source, target):
        message = (
            f'the source ends with "{source or "no mark"}", the translation with "{target or "no mark"}"'
        )
        yield Finding(message, severity=Severity.WARNING)


def _is_heading(pair: Pair) -> bool:
    return len(pair.source.sentences) == 1 and len(pair.source.text) < 40


def _end(text: str) -> str:
    last = text.rstrip("\"'”’»“ )）」").removesuffix("¤")[-1:]
    return next((mark for mark, same in _ENDS.items() if last and last in same), "")


def brackets(pair: Pair) -> Iterator[Finding]:
    """Find brackets and quotation marks that are opened and not closed."""
    text = BRACES.sub("", pair.target.text)
    for opened, closed in (("(", ")"), ("（", "）"), ("«", "»"), ("[", "]"), ("《", "》")):
        if text.count(opened) != text.count(closed):
            yield Finding(f"{opened} and {closed} do not come in pairs")
    pairs = ("„", "“") if pair.language.code == "de" else ("“", "”")
    if text.count(pairs[0]) != text.count(pairs[1]):
        yield Finding(f"{pairs[0]} and {pairs[1]} do not come in pairs")
