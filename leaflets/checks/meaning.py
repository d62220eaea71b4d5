"""The meaning of a translation: what it has lost, added or exchanged, by the lexicons.

Each check of this module tells the differences of some groups of concepts. The tables say how the concepts of
a group are compared; those of a group that has no row are told if they are lost, added or exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from leaflets.checks import comparison
from leaflets.checks.check import Finding, Pair, PairCheck, quoted
from leaflets.checks.comparison import Difference, Group, compare, pole_of
from leaflets.checks.lexicon import Reading
from leaflets.content.model import placeholders
from leaflets.diagnostics import shortened

NEGATION = (Group("negation", counted=True),)
SIDE = (Group("side", ordered=True),)
UNIT = (Group("unit"),)
NUMBER = (Group("number"), Group("ordinal", added=False))
FREQUENCY = (Group("frequency", ordered=True), Group("hardly"))
RESTRICTION = (Group("restriction"), Group("addition", added=False))
ANAESTHESIA = (Group("anaesthesia", ordered=True), Group("awake", ordered=True))
# Many languages put "may" where English has none: "it is possible to treat it", "so that you can move".
MODALITY = (Group("modality", added=False),)
ORDER = (
    Group("order", added=False, ordered=True), Group("day"), Group("now"),
    Group("time", added=False, ordered=True),
)  # fmt: skip
REGION = (
    Group("region"), Group("position", added=False, ordered=True), Group("height", ordered=True),
    Group("direction", ordered=True),
)  # fmt: skip
# Pairs of words: big and small, sure and uncertain. The first row is what patients would act on.
OPPOSITES = (
    *(Group(name, ordered=True) for name in (
        "severity", "complexity", "size", "length", "width", "amount", "cost", "state", "strength", "merit",
        "health", "safety",
    )),
    *(Group(name) for name in (
        "term", "thickness", "ease", "lasting", "sure", "chance", "price", "condition", "scale", "effect",
        "actual", "spread", "speed", "dimension",
    )),
    *(Group(name, added=False) for name in (
        "technique", "care", "likeness", "quantity", "newness", "commonness",
    )),
    Group("degree", lost=False, added=False),
)  # fmt: skip
# What a sentence is about (people, body, medicines) is hardly ever put in by a translator; how it is done,
# said or arranged often is, so of these only a loss or an exchange is told.
WORDS = (
    Group("treatment", added=False, apart=False),
    *(Group(name, added=False, apart=False) for name in (
        "act", "contact", "place", "work", "contrast", "conditional", "cause", "person",
    )),
    *(Group(name, lost=False, added=False, apart=False) for name in ("paper", "matter", "speech")),
    # Pronouns are dropped or repeated freely: only "I" that became "you" is told.
    Group("who", lost=False, added=False),
)  # fmt: skip
_GROUPS = {
    each.name: each
    for each in (
        *NEGATION, *SIDE, *UNIT, *NUMBER, *FREQUENCY, *RESTRICTION, *ANAESTHESIA, *MODALITY, *ORDER, *REGION,
        *OPPOSITES, *WORDS,
    )
}  # fmt: skip
_ADDRESS, _FOREIGN = "address", "foreign"  # of content.lexicons.TARGET_GROUPS
_ELSEWHERE = (frozenset(_GROUPS) | {_ADDRESS, _FOREIGN}) - {each.name for each in WORDS}


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
        if each.group not in _ELSEWHERE:
            yield _told(each, pair)


def exchanged_parts(pair: Pair) -> Iterator[Finding]:
    """Find sentences and parts in brackets that say what another part of the source says."""
    source, target = pair.source.reading, pair.target.reading
    for one, other in comparison.exchanged_parts(source, target) if source and target else ():
        sentence = f'what is said of "{shortened(one)}" and of "{shortened(other)}" seems exchanged'
        yield Finding(sentence, subject=f"{one} / {other}")


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
        return Finding(f"{difference.lost_words} stands elsewhere in {text}", subject=f"order {subject}")
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
