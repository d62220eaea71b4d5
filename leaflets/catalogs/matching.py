"""Which old message a new one comes from: moved to another context, or reworded.

In: the messages that a catalog has, and the keys that the template still has. Out: for each new message, the
translation to start from, and whether a person has to review it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from leaflets.catalogs.po import Key, PoMessage

# The default cutoff of difflib, which Babel uses too.
_CUTOFF = 0.6
# Comparing a new message with ten thousand old ones is too slow (difflib is quadratic in the
# length of texts), so it is only compared with those that share its rarest trigrams.
_RAREST, _CANDIDATES = 24, 12


@dataclass(frozen=True, slots=True)
class Match:
    """An old message whose translation a new one reuses; not ``fuzzy`` if only its place changed."""

    message: PoMessage
    fuzzy: bool


class Matcher:
    """Finds matches among the messages of a catalog; each message that moved is used for one new message."""

    def __init__(self, messages: Iterable[PoMessage], kept: frozenset[Key]) -> None:
        self._old = [each for each in messages if not each.is_empty]
        self._kept = kept
        self._taken: set[Key] = set()
        self._same: dict[tuple[str, str], list[PoMessage]] = {}
        self._by_trigram: dict[str, list[int]] = {}
        for number, each in enumerate(self._old):
            self._same.setdefault((each.msgid, each.plural), []).append(each)
            for trigram in _trigrams(each.msgid):
                self._by_trigram.setdefault(trigram, []).append(number)

    def find(self, new: PoMessage) -> Match | None:
        """Find the old message that a new one comes from; None if nothing is like it."""
        same = self._same.get((new.msgid, new.plural), [])
        moved = next((each for each in same if self._is_free(each)), None)
        # A short word may have several translations, so it is fuzzy unless all places agree.
        if moved and self._agree(same):
            self._taken.add(moved.key)
            return Match(moved, fuzzy=False)
        found = moved or next(iter(same), None) or self._most_similar(new.msgid)
        return Match(found, fuzzy=True) if found else None

    def _is_free(self, old: PoMessage) -> bool:
        return old.key not in self._kept and old.key not in self._taken and not old.fuzzy

    def _agree(self, same: list[PoMessage]) -> bool:
        """Tell whether a source has one translation in all its places, fuzzy ones aside."""
        return len({each.texts for each in same if not each.fuzzy}) == 1

    def _most_similar(self, msgid: str) -> PoMessage | None:
        """Find the old message whose source is most like a text; None if none is like it at all."""
        # SequenceMatcher caches its second sequence, so the new text is that.
        matcher = SequenceMatcher(None, "", msgid.lower(), autojunk=False)
        best, found = _CUTOFF, None
        for number in self._candidates(msgid):
            matcher.set_seq1(self._old[number].msgid.lower())
            # quick_ratio is a fast upper bound.
            ratio = matcher.ratio() if matcher.quick_ratio() >= best else 0.0
            if ratio > best or (found is None and ratio == best):
                best, found = ratio, self._old[number]
        return found

    def _candidates(self, msgid: str) -> Iterator[int]:
        """Yield the numbers of the old messages that share most of a text's rare trigrams."""
        index = self._by_trigram
        known = sorted((len(index[trigram]), trigram) for trigram in _trigrams(msgid) if trigram in index)
        shared = Counter(number for _, trigram in known[:_RAREST] for number in index[trigram])
        yield from (number for number, _ in shared.most_common(_CANDIDATES))


def _trigrams(text: str) -> set[str]:
    text = f" {text.lower()} "  # so that trigrams cover the ends of the text
    return {text[at : at + 3] for at in range(len(text) - 2)}
