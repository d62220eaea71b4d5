"""A review sheet as a value: every block of a leaflet beside its source, and all that is known about it.

Whatever shows a leaflet to a reviewer (a terminal, a PDF, a web page, a Word file) is written from this value
and from nothing else, so that all of them say the same. Texts are as they are printed unless stated
otherwise; what the sheet itself says is English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from leaflets.approval.standing import Standing
from leaflets.approval.statements import Approval
from leaflets.catalogs.back_translations import Currency
from leaflets.catalogs.po import Key, PoMessage
from leaflets.checks.checker import Found
from leaflets.content.sources import Passage
from leaflets.diagnostics import Diagnostic
from leaflets.document.nodes import Document, Run
from leaflets.languages import SOURCE_LANGUAGE


class ChangeKind(Enum):
    """How a block differs from what was signed."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "taken out"


@dataclass(frozen=True, slots=True)
class RowChange:
    """How a block differs from what some people signed.

    ``approvals`` are theirs, all for the same words; ``before`` is what they signed, empty if it is new;
    ``after`` is what stands there now, empty if it is gone. ``where`` names it if it is no block of its own,
    such as the date of issue.
    """

    approvals: tuple[Approval, ...]
    kind: ChangeKind
    before: str
    after: str
    where: str = ""

    @property
    def since(self) -> str:
        """Who signed, in which role and when."""
        return ", ".join(f"{each.name} ({each.role}) signed on {each.date}" for each in self.approvals)


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """A message that a block says.

    ``entry`` is its entry in the catalog, None for the source and pseudo-languages; ``form`` is the number of
    its plural form. ``back`` is what its present words say, put back, with the numbers filled in as in the
    source; it is empty unless ``currency`` is current.
    """

    id: str
    key: Key
    entry: PoMessage | None = None
    form: int = 0
    back: str = ""
    currency: Currency | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the leaflet.

    ``id`` is that of its node; ``what`` says what the block is, in English. ``passages`` are those that the
    source sentence rests on, none for words that state nothing. ``changes`` is empty if nobody signed other
    words.
    """

    number: int
    id: str
    what: str
    source: str
    translation: tuple[Run, ...]
    messages: tuple[SaidMessage, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Found, ...] = ()
    changes: tuple[RowChange, ...] = ()

    @property
    def text(self) -> str:
        """The words of the translation."""
        return "".join(run.text for run in self.translation)

    @property
    def currency(self) -> Currency | None:
        """Whether all messages of the block are put back, as they are now; None if there are none."""
        found = {each.currency for each in self.messages} - {None}
        order = (Currency.STALE, Currency.LACKING, Currency.CURRENT)
        return next((each for each in order if each in found), None)

    @property
    def back(self) -> str:
        """What the block says, put back; empty if any of its messages has no current back-translation."""
        if self.currency is not Currency.CURRENT:
            return ""
        return " ".join(each.back for each in self.messages if each.back)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Rows below one heading of the leaflet, which is given in the source and in the translation."""

    heading: str
    translation: tuple[Run, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """All that a reviewer of a leaflet in one language has to see.

    ``document`` is what is reviewed, ``title`` its title in the source, ``publisher`` who hands it out, and
    ``language`` the English name of its language. ``common`` are the rows that every leaflet has, and the
    footer. ``further`` are changes that no row shows: what was taken out, or moved without a change of words;
    ``unkept`` are signers whose words were not kept and cannot be compared. ``remarks`` are about the
    leaflet or the catalog as a whole. ``back_translation`` is the hash that who does not read the language
    signs, empty unless all messages are put back.
    """

    document: Document
    standing: Standing
    title: str
    publisher: str
    language: str
    sections: tuple[SheetSection, ...]
    common: tuple[Row, ...]
    further: tuple[RowChange, ...] = ()
    unkept: tuple[Approval, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    back_translation: str = ""

    @property
    def leaflet(self) -> str:
        """The id of the leaflet."""
        return self.document.leaflet

    @property
    def tag(self) -> str:
        """The tag of the language that is reviewed."""
        return self.document.lang

    @property
    def version(self) -> str:
        """The version of the leaflet."""
        return self.document.control.version

    @property
    def words(self) -> str:
        """The hash of the words that are reviewed, as 64 hexadecimal digits."""
        return self.document.content_hash

    @property
    def hashes(self) -> tuple[str, ...]:
        """What is signed, a line each: the words, and the back-translation if it is whole."""
        back = f"Back-translation: sha256:{self.back_translation}"
        return (f"Words: sha256:{self.words}", *((back,) if self.back_translation else ()))

    @property
    def is_source(self) -> bool:
        """Whether the leaflet is in the language of the source, so that there is no translation."""
        return self.tag == SOURCE_LANGUAGE

    @property
    def has_back_translations(self) -> bool:
        """Whether anybody has put any of it back, currently or not."""
        return any(row.currency in (Currency.CURRENT, Currency.STALE) for row in self.rows())

    @property
    def message_ids(self) -> tuple[str, ...]:
        """The ids of all messages that its rows say, each once."""
        return tuple(dict.fromkeys(each.id for row in self.rows() for each in row.messages))

    @property
    def was_signed(self) -> bool:
        """Whether anybody signed earlier words that the present ones are compared with."""
        return bool(self.standing.lapsed)

    def rows(self) -> Iterator[Row]:
        """Yield all rows in their order."""
        for section in self.sections:
            yield from section.rows
        yield from self.common

    def only_changed(self) -> ReviewSheet:
        """Return the sheet with only those rows that changed since somebody signed, under their numbers."""
        kept = (replace(each, rows=tuple(row for row in each.rows if row.changes)) for each in self.sections)
        sections = tuple(each for each in kept if each.rows)
        return replace(self, sections=sections, common=tuple(row for row in self.common if row.changes))
