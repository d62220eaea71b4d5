"""How far a catalog is: messages and words, translated, fuzzy, missing."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.catalogs.po import PoFile, PoMessage


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of one catalog; words are those of the source."""

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
        """Count the messages without a translation."""
        return self.messages - self.translated - self.fuzzy

    @property
    def share(self) -> float:
        """Give the translated part of the words, 0 to 1."""
        return self.words_translated / self.words if self.words else 1.0


def stats(po: PoFile) -> Stats:
    """Count a catalog."""
    done = [message for message in po.messages if message.is_translated and not message.fuzzy]
    fuzzy = sum(message.fuzzy for message in po.messages)
    origin, review = (po.header.get(f"X-Leaflets-{name}") or "unknown" for name in ("Origin", "Review"))
    return Stats(
        po.language.tag, origin, review, len(po.messages), len(done), fuzzy,
        sum(map(_words, po.messages)), sum(map(_words, done)),
    )  # fmt: skip


def _words(message: PoMessage) -> int:
    return len(message.msgid.split())
