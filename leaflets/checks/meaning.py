"""The meaning of a translation: what it has lost, added or exchanged, by the lexicons.

Each check of this module tells the differences of some groups of concepts. The tables say how the concepts of
a group are compared; those of a group that has no row are told if they are lost, added or exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from leaflets.checks.check import Finding, Pair, PairCheck, quoted
from leaflets.checks.comparison import Difference, Group, compare, pole_of
from leaflets.checks.lexicon import Reading
from leaflets.content.model import placeholders

NEGATION = (Group("negation", counted=True),)
SIDE = (Group("side"),)
UNIT = (Group("unit"),)
NUMBER = (Group("number"), Group("ordinal"))
FREQUENCY = (Group("frequency", ordered=True), Group("hardly"))
RESTRICTION = (Group("restriction"), Group("addition"))
ANAESTHESIA = (Group("anaesthesia", ordered=True), Group("awake", ordered=True))
MODALITY = (Group("modality"),)
ORDER = (Group("order", ordered=True), Group("day"), Group("now"), Group("time", ordered=True))
REGION = (
    Group("region"), Group("position", ordered=True), Group("height", ordered=True),
    Group("direction", ordered=True),
)  # fmt: skip
# Pairs of words: big and small, sure and uncertain.
_ORDERED_OPPOSITES = frozenset({
    "severity", "complexity", "size", "length", "width", "amount", "cost", "technique", "state", "strength",
    "merit", "health", "safety",
})  # fmt: skip
OPPOSITES = tuple(
    Group(name, ordered=name in _ORDERED_OPPOSITES)
    for name in (
        "amount", "size", "length", "term", "width", "thickness", "strength", "severity", "complexity",
        "ease", "cost", "lasting", "sure", "chance", "safety", "care", "technique", "merit", "likeness",
        "health", "price", "condition", "scale", "effect", "state", "actual", "quantity", "spread",
        "speed", "newness", "commonness", "degree", "dimension",
    )
)  # fmt: skip
TREATMENT = (Group("treatment", apart=False, ordered=True),)
_GROUPS = {
    each.name: each
    for each in (
        *NEGATION, *SIDE, *UNIT, *NUMBER, *FREQUENCY, *RESTRICTION, *ANAESTHESIA, *MODALITY, *ORDER, *REGION,
        *OPPOSITES, *TREATMENT,
    )
}  # fmt: skip
_ADDRESS, _FOREIGN = "address", "foreign"  # of content.lexicons.TARGET_GROUPS


def compares(groups: tuple[Group, ...]) -> PairCheck:
    """Make a check that compares groups of concepts; it finds nothing if a lexicon lacks a group."""
    names = frozenset(each.name for each in groups)

    def check(pair: Pair) -> Iterator[Finding]:
        for each in _differences(pair):
            if each.group in names:
                yield _told(each, pair)

    return check


def other_words(pair: Pair) -> Iterator[Finding]:
    """Find words of any other group that are lost, added or exchanged: people, body, diseases, medicines."""
    for each in _differences(pair):
        if each.group not in (*_GROUPS, _ADDRESS, _FOREIGN) or each.group == "treatment":
            yield _told(each, pair)


def address(pair: Pair) -> Iterator[Finding]:
    """Find words that address the reader as one addresses a friend or a child."""
    for each in _differences(pair):
        if each.group == _ADDRESS:
            sentence = f'"{each.added_words}" does not address the reader as a patient is addressed'
            yield Finding(sentence, subject=each.added_words)


def foreign(pair: Pair) -> Iterator[Finding]:
    """Find words of a neighbouring language, and letters of another way to write the same one."""
    for each in _differences(pair):
        if each.group == _FOREIGN:
            name = pole_of(min(each.added)).capitalize()
            yield Finding(f'"{each.added_words}" is {name}', subject=each.added_words)


def _differences(pair: Pair) -> tuple[Difference, ...]:
    source, target, known = pair.source.reading, pair.target.reading, pair.target.lexicon
    if source is None or target is None or known is None:
        return ()
    return _compared(source, _without_count(target, pair), known.concepts)


@lru_cache(maxsize=4)
def _compared(source: Reading, target: Reading, covered: frozenset[str]) -> tuple[Difference, ...]:
    """Compare two texts; kept, because every check of this module asks for the same ones in turn."""
    return compare(source, target, covered, _GROUPS)


def _without_count(target: Reading, pair: Pair) -> Reading:
    """Leave out the number that the plural form of a translation implies.

    The Arabic dual means "two" and the form for zero "no operations", where the source has ``{number}``.
    """
    omitted = set(placeholders(pair.source.text)) - set(placeholders(pair.target.text))
    if pair.only_count is None or not omitted:
        return target
    implied = {f"number.{pair.only_count}", *(("negation",) if pair.only_count == 0 else ())}
    return target._replace(mentions=tuple(each for each in target.mentions if not each.certain & implied))


def _told(difference: Difference, pair: Pair) -> Finding:
    """Put a difference into words."""
    lost, added = (_named(each) for each in (difference.lost, difference.added))
    text = quoted(pair.target.text)
    subject = f"{'/'.join(sorted(difference.lost))}>{'/'.join(sorted(difference.added))}"
    if difference.moved:
        return Finding(
            f"{difference.lost_words} stand in another order in {text}", subject=f"order {subject}"
        )
    if lost and added:
        sentence = f'"{difference.lost_words}" ({lost}) became "{difference.added_words}" ({added}) in {text}'
    elif lost:
        sentence = f'"{difference.lost_words}" of the source ({lost}) is lost in {text}'
    else:
        sentence = f'"{difference.added_words}" ({added}) is not in the source, but in {text}'
    return Finding(sentence, subject=subject)


def _named(concepts: frozenset[str]) -> str:
    """Name concepts in a message, by their poles."""
    return " and ".join(pole_of(name) for name in sorted(concepts))
