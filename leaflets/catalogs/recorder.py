"""A stand-in for a catalog that records which messages a leaflet asks for, whatever has been translated.

In: the requests of a document that is being localised. Out: the keys of its messages. Every request is
answered with the source, so that a catalog with faults or gaps hides no message.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from leaflets.catalogs.po import Key
from leaflets.cldr import Count, is_singular
from leaflets.diagnostics import Position
from leaflets.document.speaking import Translation
from leaflets.languages import Language


@dataclass
class MessageRecorder:
    """Translations of one language that record the messages asked for, by context and msgid, in order.

    The language decides which messages are asked for in place of missing CLDR data.
    """

    language: Language
    keys: dict[Key, None] = field(default_factory=dict)

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        """Record a message; answer with its source."""
        self.keys[context, msgid] = None
        return Translation(msgid, source)

    def find_plural(self, one: str, many: str, context: str, count: Count, source: Position) -> Translation:
        """Record a message with a plural; answer with the source for the count."""
        self.keys[context, one] = None
        return Translation(one if is_singular(count) else many, source)
