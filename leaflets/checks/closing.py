"""The end of a text and its pairs: the mark at its end, brackets, quotation marks.

Sources: :mod:`leaflets.checks.end_marks` on the ends of sentences; CLDR's delimiters on quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.checks.check import Finding, Pair, ReadText
from leaflets.checks.end_marks import endings, habit
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import Language

_LONGEST_HEADING = 40
# A half-width bracket does not close a full-width one.
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"))
# The closing marks of each opening quotation mark (CLDR, delimiters): English “…”, Polish „…”, Danish »…«.
_CLOSERS = {"“": "”", "„": "”“", "«": "»", "»": "«"}
_GERMAN = {"„": "“", "«": "»", "»": "«"}
# One mark opens and closes; in CLDR, Hebrew and languages in Arabic script may also begin with ”.
_SAME = _CLOSERS | {"”": "”", "»": "»«"}
_TURNED = _CLOSERS | {"”": "“”", "“": "”"}
_CLOSERS_IN = {
    **dict.fromkeys(("de", "lb", "hsb", "dsb"), _GERMAN),
    **dict.fromkeys(("sv", "fi", "se", "smn", "sms", "kl", "fo", "da", "nb", "nn", "sr", "bs", "hr"), _SAME),
    **dict.fromkeys(
        ("he", "yi", "ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ks", "dv", "syr", "nqo"), _TURNED
    ),
}


def end_mark(pair: Pair) -> Iterator[Finding]:
    """Find a translation that ends differently from its source, such as a question made a statement."""
    known = habit(pair.language)
    if (lost := _questions(pair.source) - _questions(pair.target)) > 0:
        sentence = (
            "a question of the source asks nothing"
            if lost == 1
            else f"{lost} questions of the source ask nothing"
        )
        # A joined sentence may ask without a mark: "tell us if you are pregnant".
        is_joined = len(pair.target.sentences) < len(pair.source.sentences)
        if not (known.lenient or is_joined):
            yield Finding(sentence, subject="inside")
    source, target = (_ends(reading) for reading in (pair.source, pair.target))
    # Where marks may be left out, an exclamation may end as a statement does.
    if known.lenient and "!" in source:
        source |= {"."}
    if source & target:
        return
    sentence = f"the source ends with {_named(source)}, the translation with {_named(target)}"
    if source & {"?", ":"} or target & {"?", ":"}:
        # A heading may be a question in one language and a noun phrase, without a mark, in another.
        is_heading = "" in source | target and _is_heading(pair)
        if not (is_heading or (known.lenient and "?" in source)):
            yield Finding(sentence)
    elif "." in source | target:
        yield Finding(sentence)


def _questions(reading: ReadText) -> int:
    """Count the sentences before the last that ask, or may."""
    return sum("?" in endings(each, reading.language, each) for each in reading.sentences[:-1])


def _is_heading(pair: Pair) -> bool:
    """Tell whether a source may be a heading: one sentence, and as short as headings are."""
    return len(pair.source.sentences) == 1 and len(pair.source.text) < _LONGEST_HEADING


def _ends(reading: ReadText) -> frozenset[str]:
    """Find what the end of a text may mean; marks inside the text count only in its last sentence."""
    return endings(reading.bare, reading.language, reading.sentences[-1] if reading.sentences else "")


def _named(ends: frozenset[str]) -> str:
    return f'"{min(ends)}"' if min(ends) else '"no mark"'


def brackets(pair: Pair) -> Iterator[Finding]:
    """Find brackets and quotation marks that are opened and not closed."""
    text = PLACEHOLDER.sub("", pair.target.text)
    for opened, closed in _BRACKETS:
        if text.count(opened) != text.count(closed):
            yield Finding(f"{opened} and {closed} do not come in pairs")
    for marks in ("«»", "“”„"):
        if not _is_paired([each for each in text if each in marks], pair.language):
            yield Finding(f"{' and '.join(dict.fromkeys(marks))} do not come in pairs")


def _is_paired(marks: list[str], language: Language) -> bool:
    """Tell whether each quotation mark of a text opens, or closes what the one before it opened."""
    closers = _CLOSERS_IN.get(language.code, _CLOSERS)
    opened: list[str] = []
    for mark in marks:
        if opened and mark in closers[opened[-1]]:
            opened.pop()
        elif mark in closers:
            opened.append(mark)
        else:
            return False
    return not opened
