"""The progress of a catalog: messages and words, translated, fuzzy, missing."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.catalogs.headers import ORIGIN, REVIEW
from leaflets.catalogs.po import PoFile, PoMessage


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of one catalog; words are counted in the source, so that languages can be compared."""

    language: str
    origin: str
    review: str
    messages: int
    translated: int
    fuzzy: int
    words: int
    words_translated: int

    @property
    def missing(self) -> int:
        """How many messages have no translation, not even a fuzzy one."""
        return self.messages - self.translated - self.fuzzy

    @property
    def share(self) -> float:
        """The share of the words that are translated, 0 to 1; 1 for a catalog without words."""
        return self.words_translated / self.words if self.words else 1.0


def stats(po: PoFile) -> Stats:
    """Count the messages and words of a catalog, without the obsolete ones."""
    done = [message for message in po.messages if message.is_finished]
    # A missing field is shown as unknown here; elsewhere a missing origin counts as machine.
    origin, review = (po.header.get(name) or "unknown" for name in (ORIGIN, REVIEW))
    return Stats(
        language=po.language.tag,
        origin=origin,
        review=review,
        messages=len(po.messages),
        translated=len(done),
        fuzzy=sum(message.fuzzy for message in po.messages),
        words=sum(map(_count_words, po.messages)),
        words_translated=sum(map(_count_words, done)),
    )


def _count_words(message: PoMessage) -> int:
    return len(message.msgid.split())
