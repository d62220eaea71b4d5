"""The meaning of a translation: negations, sides, numbers, units, frequencies, opposites, by the lexicons.

The concepts of both texts are counted and compared, sentence by sentence if both have the same number. A
concept that turned into its opposite is always an error; one that is lost or gained is an error if a patient
would act on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.checks.check import Finding, Pair, PairCheck, quoted
from leaflets.checks.lexicon import ConceptCount, ConceptCounts
from leaflets.content.model import placeholders
from leaflets.diagnostics import Severity

_NONE = ConceptCount()


@dataclass(frozen=True, slots=True)
class Group:
    """Concepts that exclude each other; ``lost`` and ``gained`` are severities (None: not reported).

    A concept that became another one of its group is an error regardless. ``by_presence``: only whether a
    concept occurs is compared, because one language repeats the word where another does not ("two to three
    months", "two months to three months").
    """

    name: str
    lost: Severity | None = None
    gained: Severity | None = None
    by_presence: bool = False


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
# What a patient would act on is an error, lost or gained. What is often expressed in other words (modality,
# position) is reported only if it turned into its opposite.
NEGATION = (Group("negation", _ERROR, _ERROR),)
SIDE = (Group("side", _ERROR, _ERROR),)
UNIT = (Group("unit", _ERROR, _ERROR, by_presence=True),)
NUMBER = (Group("number", _ERROR, _ERROR, by_presence=True), Group("ordinal", _WARNING, _WARNING))
FREQUENCY = (Group("frequency", _ERROR, _ERROR), Group("hardly", _ERROR, _WARNING))
RESTRICTION = (Group("restriction", _ERROR, _WARNING),)
ANAESTHESIA = (
    Group("anaesthesia", _ERROR, _ERROR, by_presence=True),
    Group("awake", _ERROR, _ERROR, by_presence=True),
)
MODALITY = (Group("modality", None, None),)
ORDER = (
    Group("order", _WARNING, None),
    Group("day", _ERROR, _ERROR),
    Group("now", _ERROR),
    Group("time", _WARNING, None),
)
REGION = (Group("region", _ERROR, _ERROR, by_presence=True), Group("position"), Group("height"))
# Pairs of words: big and small, sure and uncertain. The loss of most of them is a matter of style.
OPPOSITES = tuple(
    Group(name, _ERROR if name in ("sure", "chance", "lasting", "safety") else None)
    for name in (
        "amount", "size", "length", "term", "width", "thickness", "strength", "severity", "complexity",
        "ease", "cost", "lasting", "sure", "chance", "safety", "care", "technique", "merit", "likeness",
        "health", "price", "condition", "scale", "effect", "state", "actual", "quantity", "spread",
        "put", "speed", "tissue", "tool",
    )
)  # fmt: skip


def compares(groups: tuple[Group, ...]) -> PairCheck:
    """Make a check that compares groups of concepts; it finds nothing if a lexicon lacks a group."""

    def check(pair: Pair) -> Iterator[Finding]:
        for group in groups:
            yield from _compared(pair, group)

    return check


def _compared(pair: Pair, group: Group) -> Iterator[Finding]:
    """Compare a group sentence by sentence, or over the whole text if the sentences do not match."""
    source, target = pair.source, pair.target
    if source.lexicon is None or target.lexicon is None or not _knows(pair, group):
        return
    found = list(_differences(source.total_counts, _without_count(pair), group))
    # Two sentences that exchanged their sides or negations have the same total. Between single sentences only
    # swaps count, because words may move from one to the next.
    if not found and 1 < len(source.sentence_counts) == len(target.sentence_counts):
        for one, other in zip(source.sentence_counts, target.sentence_counts, strict=True):
            found += [each for each in _differences(one, other, group) if each.swapped]
    for each in found:
        yield Finding(each.sentence(pair), severity=each.severity)


def _without_count(pair: Pair) -> ConceptCounts:
    """Count the concepts of a translation, without the number that its plural form implies.

    The Arabic dual means "two" and the form for zero "no operations", where the source has ``{number}``.
    """
    total = pair.target.total_counts
    omitted = set(placeholders(pair.source.text)) - set(placeholders(pair.target.text))
    if pair.only_count is None or not omitted:
        return total
    concepts = {f"number.{pair.only_count}", *(("negation",) if pair.only_count == 0 else ())}
    return {name: count for name, count in total.items() if name not in concepts}


def _knows(pair: Pair, group: Group) -> bool:
    lexicons = (pair.source.lexicon, pair.target.lexicon)
    return all(each is not None and group.name in each.groups for each in lexicons)


@dataclass(frozen=True, slots=True)
class _Difference:
    """Concepts of one group that are in one text only; both fields are set if one became the other."""

    group: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    severity: Severity

    @property
    def swapped(self) -> bool:
        # A negation has no opposite in its group, but its loss reverses the sentence.
        return bool(self.lost and self.gained) or self.group == "negation"

    def sentence(self, pair: Pair) -> str:
        lost, gained = (
            " and ".join(_display_name(name) for name in names) for names in (self.lost, self.gained)
        )
        text = quoted(pair.target.text)
        if lost and gained:
            return f'"{lost}" became "{gained}" in {text}'
        if lost:
            return f'"{lost}" of the source is lost in {text}'
        return f'"{gained}" is not in the source, but in {text}'


def _differences(source: ConceptCounts, target: ConceptCounts, group: Group) -> Iterator[_Difference]:
    """Yield the differences of a group: counts whose ranges do not overlap."""
    names = sorted(
        name for name in {*source, *target} if name == group.name or name.startswith(f"{group.name}.")
    )
    lost: list[str] = []
    gained: list[str] = []
    fewer: list[str] = []
    more: list[str] = []
    for name in names:
        one, other = source.get(name, _NONE), target.get(name, _NONE)
        if one.low > other.high:
            (fewer if other.high else lost).append(name)
        elif other.low > one.high:
            (more if one.high else gained).append(name)
    if not group.by_presence:
        lost, gained = lost + fewer, gained + more
    if lost and gained and len(names) > 1:
        yield _Difference(group.name, tuple(lost), tuple(gained), _ERROR)
    elif lost and group.lost:
        yield _Difference(group.name, tuple(lost), (), group.lost)
    elif gained and group.gained:
        yield _Difference(group.name, (), tuple(gained), group.gained)


def _display_name(name: str) -> str:
    """Name a concept in a message: by its pole, or by its group if it has none."""
    group, _, pole = name.partition(".")
    return f"{group} {pole}" if pole.isdigit() else pole or group
