"""The progress of a catalog: messages and words, and what is left to translate, as agencies count it.

In: a PO file and its back-translations. Out: figures. Words are counted in the source, so that languages can
be compared. Each word is counted once: it is translated, fuzzy, repeated or new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from leaflets.catalogs.back_translations import BackTranslations, Currency
from leaflets.catalogs.headers import HUMAN, ORIGIN, REVIEW
from leaflets.catalogs.po import PoFile, PoMessage


@dataclass(frozen=True, slots=True)
class Words:
    """Words by the work that they are.

    ``translated`` were made by people, ``machine`` with a machine; ``fuzzy`` need to be revised. ``repeated``
    have no translation, but their whole source is elsewhere in the catalog, too; ``new`` are all others.
    """

    translated: int = 0
    machine: int = 0
    fuzzy: int = 0
    repeated: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        """All words of the source."""
        return self.translated + self.machine + self.fuzzy + self.repeated + self.new


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of one catalog, or of all together, whose ``language`` is empty."""

    language: str
    origin: str
    review: str
    messages: int
    translated: int
    fuzzy: int
    words: Words
    back_translations: int = 0
    stale: int = 0

    @property
    def missing(self) -> int:
        """How many messages have no translation, not even a fuzzy one."""
        return self.messages - self.translated - self.fuzzy

    @property
    def share(self) -> float:
        """The share of the words that are translated, 0 to 1; 1 for a catalog without words."""
        words = self.words
        return (words.translated + words.machine) / words.total if words.total else 1.0


def stats(po: PoFile, back: BackTranslations | None = None) -> Stats:
    """Count the messages and words of a catalog, without the obsolete ones."""
    # A missing field is shown as unknown here; elsewhere a missing origin counts as machine.
    origin, review = (po.header.get(name) or "unknown" for name in (ORIGIN, REVIEW))
    found = back or BackTranslations()
    currency = Counter(found.currency(message) for message in po.messages)
    counted: Counter[str] = Counter()
    for message, work in _works(po):
        counted[work] += len(message.msgid.split())
    return Stats(
        language=po.language.tag,
        origin=origin,
        review=review,
        messages=len(po.messages),
        translated=sum(message.is_finished for message in po.messages),
        fuzzy=sum(message.fuzzy for message in po.messages),
        words=Words(**counted),
        back_translations=currency[Currency.CURRENT],
        stale=currency[Currency.STALE],
    )


def total(found: Iterable[Stats]) -> Stats:
    """Add up the figures of several catalogs."""
    parts = tuple(found)
    words = {each.name: sum(getattr(part.words, each.name) for part in parts) for each in fields(Words)}
    return Stats(
        "",
        "",
        "",
        sum(each.messages for each in parts),
        sum(each.translated for each in parts),
        sum(each.fuzzy for each in parts),
        Words(**words),
        sum(each.back_translations for each in parts),
        sum(each.stale for each in parts),
    )


def _works(po: PoFile) -> Iterator[tuple[PoMessage, str]]:
    """Tell for each message which work its words are: a field of :class:`Words`."""
    # Whoever translates in the order of the file has seen these sources before.
    known = {message.msgid for message in po.messages if message.is_finished}
    for message in po.messages:
        if message.fuzzy:
            yield message, "fuzzy"
        elif message.is_finished:
            is_human = (message.origin or po.origin) == HUMAN
            yield message, "translated" if is_human else "machine"
        else:
            yield message, "repeated" if message.msgid in known else "new"
            known.add(message.msgid)
