"""One block of a leaflet to a row of its sheet: its source, what it rests on, and all that is known about it.

In: a session, and a leaflet in its language and in that of the source. Out: rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from leaflets.catalogs.back_translations import BackTranslations
from leaflets.catalogs.catalog import Catalog
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.po import Key, PoMessage
from leaflets.checks.checker import Found
from leaflets.content.sources import Passage
from leaflets.document.nodes import Document, Message, Run
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.reviewing.blocks import NamedBlock, list_blocks, list_control
from leaflets.reviewing.passages import find_passages
from leaflets.reviewing.placeholders import fill, holds, read_values
from leaflets.reviewing.sheet import Row, RowChange, SaidMessage
from leaflets.session import Session


class RowMaker:
    """Makes the rows of one leaflet in one language; ``changes`` are by the ids of blocks."""

    def __init__(
        self,
        session: Session,
        document: Document,
        source: Document,
        changes: Mapping[str, tuple[RowChange, ...]],
    ) -> None:
        self._session = session
        self._document = document
        self._source = source
        self._changes = changes
        catalog = session.catalog(document.lang)
        # The source and pseudo-languages have no catalog, so nobody translated, checked or put anything back.
        self._entries: Mapping[Key, PoMessage] = catalog.entries if isinstance(catalog, Catalog) else {}
        blocks = (*list_blocks(source), *list_control(source))
        self._sources = {block.id: block for block in blocks}

    def make(self, block: NamedBlock) -> Row:
        """Make the row of a block; its number is given later."""
        source = self._sources.get(block.id)
        # The source has no draft band once it is final; its message says the same.
        text = source.text if source else " ".join(self._document.messages[at].msgid for at in block.messages)
        messages = tuple(self._message(at, source) for at in block.messages)
        keys = dict.fromkeys(each.key for each in messages)
        return Row(
            0,
            block.id,
            source.what if source else block.what,
            text,
            () if self._document.lang == SOURCE_LANGUAGE else block.runs,
            messages,
            # Passages have no hash; each is told once.
            tuple({each.id: each for key in keys for each in self._passages.get(key, ())}.values()),
            tuple(found for key in keys for found in self._findings.get(key, ())),
            self._changes.get(block.id, ()),
        )

    def make_control(self, block: NamedBlock) -> Row:
        """Make the row of a text of document control, with those messages whose words it holds."""
        source = self._sources[block.id].text
        texts = {at: self._document.messages[at].msgid for at in block.messages}
        own = tuple(at for at, text in texts.items() if holds(source, text))
        return self.make(block._replace(messages=own))

    def words_of(self, heading: NamedBlock) -> tuple[str, tuple[Run, ...]]:
        """Give a heading in the source and in the translation, which is empty if there is none."""
        source = self._sources.get(heading.id, heading)
        return source.text, () if self._document.lang == SOURCE_LANGUAGE else heading.runs

    @cached_property
    def _passages(self) -> Mapping[Key, tuple[Passage, ...]]:
        return find_passages(self._session.require_library())

    @cached_property
    def _findings(self) -> Mapping[Key, tuple[Found, ...]]:
        report = self._session.findings(self._document.lang)
        by_key: dict[Key, tuple[Found, ...]] = {}
        for each in report.found if report else ():
            by_key[each.key] = (*by_key.get(each.key, ()), each)
        return by_key

    @cached_property
    def _back_translations(self) -> BackTranslations:
        return self._session.back_translations(self._document.lang)

    def _message(self, index: int, source: NamedBlock | None) -> SaidMessage:
        """Look up a message of the document; ``source`` is its block in the source."""
        said = self._document.messages[index]
        key = said.context, said.msgid
        entry = self._entries.get(key)
        if entry is None:
            return SaidMessage(message_id(key), key)
        form = _form(entry, said)
        found = self._back_translations.current(entry)
        back = found.texts[min(form, len(found.texts) - 1)] if found else ""
        values = self._values(entry, source) if source else {}
        return SaidMessage(
            message_id(key), key, entry, form, fill(back, values), self._back_translations.currency(entry)
        )

    def _values(self, entry: PoMessage, source: NamedBlock) -> dict[str, str]:
        """Read off what the placeholders of a message stand for in the source.

        The source may say another plural form than the translation. A message that begins or ends with a
        placeholder may reach beyond its own words, so the whole block is read if these are not enough.
        """
        said = self._source.messages
        own = {at for at in source.messages if (said[at].context, said[at].msgid) == entry.key}
        templates = [each for each in (entry.msgid, entry.plural) if each]
        texts = (source.text_of(own), source.text)
        found = (read_values(template, text) for text in texts for template in templates)
        return next(filter(None, found), {})


def _form(entry: PoMessage, said: Message) -> int:
    """Find which plural form a document says: the one on the line that it was taken from."""
    return entry.lines.index(said.position.line) if said.position.line in entry.lines else 0
