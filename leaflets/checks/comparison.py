"""Two texts compared by what they mention: concepts lost, added, exchanged, or in another order.

In: what a source and its translation mention (:mod:`leaflets.checks.lexicon`), and the concepts that the
lexicon of the translation has words for. Out: :class:`Difference` values, which
:mod:`leaflets.checks.meaning` puts into words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from leaflets.checks.lexicon import Mention, Reading

_NONE: frozenset[str] = frozenset()
_SENTENCE = re.compile(r"[^.!?;:。！？；：।॥۔؟؛]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
# Two parts have changed places if this many more mentions fit the other part than their own.
_SURELY = 2
# The group of what is explained in several parts of a text.
_NAMED = "treatment"


@dataclass(frozen=True, slots=True)
class Difference:
    """Concepts of one group that only one of two texts mentions, or that they mention in another order.

    ``lost`` are the source's, ``added`` the translation's; both are set if one was exchanged for the other.
    ``words`` are those of the text that mentions them. ``moved`` says that they only changed places.
    """

    group: str
    lost: frozenset[str] = _NONE
    added: frozenset[str] = _NONE
    lost_words: str = ""
    added_words: str = ""
    moved: bool = False

    @property
    def is_exchange(self) -> bool:
        """Whether concepts of the source became others of their group."""
        return bool(self.lost and self.added) and not self.moved


def group_of(concept: str) -> str:
    """Find the group of a concept: the part of its name before the full stop."""
    return concept.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Group:
    """How the concepts of a group are compared.

    An exchange of one for another is always told. ``lost`` and ``added`` say that a concept that is only
    lost, or only added, is told. ``apart``: it counts by itself in a phrase that has others ("cannot" is a
    negation and a modality); else a phrase is kept if any of its concepts is. ``counted``: one mention less
    or more is told, too. ``ordered``: two that changed places.
    """

    name: str
    lost: bool = True
    added: bool = True
    apart: bool = True
    counted: bool = False
    ordered: bool = False


def compare(
    source: Reading, target: Reading, covered: Collection[str], groups: Mapping[str, Group]
) -> tuple[Difference, ...]:
    """Compare what two texts mention; what is lost and what is added in one group is exchanged.

    ``covered`` are the concepts that the lexicon of the translation has words for: others cannot be missed.
    """
    lost = list(_lost(source, target, frozenset(covered), groups))
    added = list(_added(source, target, groups))
    for name in (each.name for each in groups.values() if each.counted and each.name in covered):
        lost += _counted(source, target, name)
        added += (replace(each, lost=_NONE, lost_words="", added=each.lost, added_words=each.lost_words)
                  for each in _counted(target, source, name))  # fmt: skip
    surely = list(_paired(lost, added))
    # What the source only may mention is not missed; but if another of its group is added, it was exchanged.
    perhaps = _paired(_doubtful_losses(source, target, frozenset(covered)), [e for e in surely if not e.lost])
    found = [*(each for each in surely if each.lost), *(each for each in perhaps if each.added)]
    found += _moved(source, target, [each.name for each in groups.values() if each.ordered])
    found += _moved_between_sentences(source, target, [each.name for each in groups.values() if each.counted])
    told = (each for each in found if _is_told(each, groups.get(each.group)))
    return tuple(dict.fromkeys(told))


def _doubtful_losses(source: Reading, target: Reading, covered: frozenset[str]) -> Iterator[Difference]:
    """Yield what the source may mention and the translation surely does not: enough for an exchange."""
    there = mentioned(target.mentions)
    for each in source.mentions:
        if each.concepts <= covered and not each.concepts & there:
            for group in sorted({group_of(name) for name in each.concepts - each.certain}):
                own = _of_group(each.concepts - each.certain, group)
                yield Difference(group, lost=own, lost_words=source.words_of(each))


def _is_told(difference: Difference, group: Group | None) -> bool:
    if difference.moved or difference.is_exchange or group is None:
        return True
    return group.lost if difference.lost else group.added


def _paired(lost: Iterable[Difference], added: Iterable[Difference]) -> Iterator[Difference]:
    """Join what is lost and what is added in one group to exchanges."""
    rest = list(added)
    exchanged: list[Difference] = []
    for one in lost:
        other = next((each for each in rest if one.group in map(group_of, each.added)), None)
        if other is None:
            yield one
        else:
            exchanged.append(other)
            yield replace(one, added=other.added, added_words=other.added_words)
    yield from (each for each in rest if each not in exchanged)


def _lost(
    source: Reading, target: Reading, covered: frozenset[str], groups: Mapping[str, Group]
) -> Iterator[Difference]:
    """Yield the mentions of the source that the translation has no word for."""
    there = mentioned(target.mentions)
    for each in source.mentions:
        # If one of its concepts is not covered, a word that no entry knows may say it.
        if not each.certain or not each.concepts <= covered:
            continue
        words = source.words_of(each)
        by_itself = {name for name in map(group_of, each.certain) if name not in groups or groups[name].apart}
        for group in sorted(by_itself):
            if not _of_group(each.concepts, group) & there:
                yield Difference(group, lost=_of_group(each.certain, group), lost_words=words)
        rest = frozenset(name for name in each.certain if group_of(name) not in by_itself)
        if rest and not each.concepts & there:
            yield Difference(min(map(group_of, rest)), lost=rest, lost_words=words)


def _added(source: Reading, target: Reading, groups: Mapping[str, Group]) -> Iterator[Difference]:
    """Yield the mentions of the translation that say nothing of the source, each of a group that is told."""
    there = mentioned(source.mentions)
    for each in target.mentions:
        if each.certain and not each.concepts & there:
            words = target.words_of(each)
            named = sorted(map(group_of, each.certain))
            told = next((name for name in named if name not in groups or groups[name].added), named[0])
            yield Difference(told, added=each.certain, added_words=words)


def _counted(one: Reading, other: Reading, concept: str) -> Iterator[Difference]:
    """Yield a concept that a text surely mentions more often than another may, which mentions it, too."""
    surely = [each for each in one.mentions if concept in each.certain]
    perhaps = sum(concept in each.concepts for each in other.mentions)
    if 0 < perhaps < len(surely):
        words = one.words_of(surely[-1])
        yield Difference(group_of(concept), lost=frozenset({concept}), lost_words=words)


def _moved(source: Reading, target: Reading, groups: Iterable[str]) -> Iterator[Difference]:
    """Yield the groups of which the two texts mention the same concepts, each once, in another order."""
    shared = mentioned(source.mentions) & mentioned(target.mentions)
    for group in groups:
        one, other = (_sequence(each.mentions, group, shared) for each in (source, target))
        common = [name for name in one if one.count(name) == other.count(name) == 1]
        there = [name for name in other if name in common]
        if len(common) > 1 and there != common:
            names = frozenset(common)
            yield Difference(group, names, names, " … ".join(map(pole_of, common)), moved=True)


def _moved_between_sentences(
    source: Reading, target: Reading, concepts: Iterable[str]
) -> Iterator[Difference]:
    """Yield concepts that a sentence surely mentions and its translation cannot, but that of another does."""
    one, other = _parts(source, _SENTENCE), _parts(target, _SENTENCE)
    for concept in concepts if len(one) == len(other) else ():
        pairs = list(zip(one, other, strict=True))
        lost = any(_surely(here, concept) and concept not in mentioned(there) for here, there in pairs)
        added = any(_surely(there, concept) and concept not in mentioned(here) for here, there in pairs)
        if lost and added:
            names = frozenset({concept})
            yield Difference(group_of(concept), names, names, pole_of(concept), moved=True)


def _surely(part: Iterable[Mention], concept: str) -> bool:
    return any(concept in each.certain for each in part)


def pole_of(concept: str) -> str:
    """Find what distinguishes a concept in its group: the part of its name behind the full stop."""
    return concept.partition(".")[2] or concept


def exchanged_parts(source: Reading, target: Reading) -> Iterator[tuple[str, str]]:
    """Yield parts of the source whose translations have changed places, as pairs of their words.

    Parts are sentences, and what stands in brackets; they are compared if both texts have as many.
    """
    for part in (_SENTENCE, _BRACKETED):
        one, other = _parts(source, part), _parts(target, part)
        for (at, here), (then, there) in combinations(enumerate(one), 2) if len(one) == len(other) else ():
            kept = _likeness(here, other[at]) + _likeness(there, other[then])
            moved = _likeness(here, other[then]) + _likeness(there, other[at])
            if moved - kept >= _SURELY or _names_changed((here, there), (other[at], other[then])):
                yield source.text[here[0].start : here[-1].end], source.text[there[0].start : there[-1].end]


def _parts(reading: Reading, part: re.Pattern[str]) -> list[tuple[Mention, ...]]:
    """Divide the mentions of a text into parts; those without mentions are left out."""
    spans = [match.span() for match in part.finditer(reading.text)]
    found = [tuple(each for each in reading.mentions if start <= each.start < end) for start, end in spans]
    return [each for each in found if each]


def _names_changed(source: Sequence[tuple[Mention, ...]], target: Sequence[tuple[Mention, ...]]) -> bool:
    """Tell whether two parts begin with each other's treatment: "fixation means …" explains fusion."""
    one, two = (_first_of(part, _NAMED) for part in source)
    other, another = (_first_of(part, _NAMED) for part in target)
    return bool(one and two and one != two and one == another and two == other)


def _first_of(part: tuple[Mention, ...], group: str) -> frozenset[str]:
    """Find the first concepts of a group that a part surely mentions."""
    own = (_of_group(each.certain, group) for each in part)
    return next((each for each in own if each), _NONE)


def _likeness(one: tuple[Mention, ...], other: tuple[Mention, ...]) -> int:
    """Count the mentions of a part that another part has, too."""
    there = mentioned(other)
    return sum(bool(each.certain and each.concepts & there) for each in one)


def mentioned(mentions: Iterable[Mention]) -> frozenset[str]:
    """Collect all concepts that mentions may express."""
    return frozenset().union(*(each.concepts for each in mentions))


def _of_group(concepts: frozenset[str], group: str) -> frozenset[str]:
    return frozenset(name for name in concepts if group_of(name) == group)


def _sequence(mentions: Iterable[Mention], group: str, shared: frozenset[str]) -> list[str]:
    """List the shared concepts of a group in the order of a text, without ambiguous mentions."""
    found: list[str] = []
    for each in mentions:
        own = _of_group(each.certain & shared, group)
        if len(own) == 1:
            found += own
    return found
