"""The catalogs of a preview, while editors save them: the last good one of each language, and the first.

In: a session on the files as they are now. Out: the catalog to show, with a note if it is not what the file
holds, and which messages are others than when the preview was opened. Editors write a file in two steps, and
it may be read between them: empty, cut in a line (then it is no PO file), or cut between two messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.catalogs.po import Key, PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import UnknownLanguageError
from leaflets.session import Session
from leaflets.workspace.reader import AnyCatalog

_OLD = "The catalog cannot be read: these are the words that it held before."
_CUT = "The catalog ends early, as if it were being saved: these are the words that it held before."
_NONE = "The catalog cannot be read: these are the words of the source."


@dataclass(frozen=True, slots=True)
class ShownCatalog:
    """The catalog that a view shows.

    ``catalog`` gives the words. ``is_current`` says whether it is what the file holds now; if not, ``note``
    says why, and ``problems`` what is wrong that the session does not report itself.
    """

    catalog: AnyCatalog
    is_current: bool = True
    note: str = ""
    problems: tuple[Diagnostic, ...] = ()

    @property
    def po(self) -> PoFile | None:
        """The PO file; None for the source and pseudo-languages, which have none."""
        return self.catalog.po if isinstance(self.catalog, Catalog) else None


class Catalogs:
    """Keeps the last good catalog of each language, and what each message said first."""

    def __init__(self, session: Session) -> None:
        self._last: dict[str, AnyCatalog] = {}
        self._first: dict[str, Baseline] = {}
        # Only bytes: a language is parsed when it is looked at, but is compared with what it was now.
        self._opened = {
            tag: session.workspace.po_bytes(session.languages.find(tag)).value
            for tag in session.translated_languages
        }

    def show(self, session: Session, tag: str) -> ShownCatalog:
        """Choose the catalog to show: that of the file, else the last good one, else the source.

        Raises:
            LeafletsError: the language is unknown.
        """
        found, last = session.catalog(tag), self._last.get(tag)
        if found is None:
            if last is not None:
                return ShownCatalog(last, is_current=False, note=_OLD)
            return ShownCatalog(_source(session, tag), is_current=False, note=_NONE)
        if isinstance(found, Catalog) and isinstance(last, Catalog):
            lost = messages_cut_off(last.po, found.po)
            if lost:
                problem = _cut_off(found.po, lost, len(last.po.messages))
                return ShownCatalog(last, is_current=False, note=_CUT, problems=(problem,))
        self._last[tag] = found
        return ShownCatalog(found)

    def baseline(self, session: Session, tag: str) -> Baseline:
        """Find what the messages of a language said when the preview was opened."""
        if tag not in self._first:
            self._first[tag] = Baseline()
            content = self._opened.pop(tag, None)
            try:
                if content is not None:
                    po = read_po_file(content, "", session.languages.find(tag))
                    self._first[tag].add(po.messages)
            except (LeafletsError, UnknownLanguageError):
                pass  # broken from the start: what is good first is compared with
        return self._first[tag]


class Baseline:
    """What the messages of a catalog said first: when the preview was opened, or when they were first seen.

    A message that is missing for a while, because its file was read half-written, loses nothing.
    """

    def __init__(self) -> None:
        self._messages: dict[Key, PoMessage] = {}

    def add(self, messages: Iterable[PoMessage]) -> None:
        """Remember messages that have not been seen before."""
        for each in messages:
            self._messages.setdefault(each.key, each)

    def changed(self, message: PoMessage) -> PoMessage | None:
        """Return what a message was first, if its translation has changed since; else None."""
        first = self._messages.get(message.key)
        if first is None or (first.texts, first.fuzzy) == (message.texts, message.fuzzy):
            return None
        return first


def messages_cut_off(before: PoFile, now: PoFile) -> int:
    """Count the messages that a file lacks at its end and had before; 0 if it is not just shorter.

    Commands keep translations that are no longer used as obsolete messages, so a file that ends early and
    lost a translation was cut: by an editor that is still writing it, or by hand.
    """
    old, new = (*before.messages, *before.obsolete), (*now.messages, *now.obsolete)
    kept = [each.key for each in new]
    if len(new) >= len(old) or kept != [each.key for each in old[: len(new)]]:
        return 0
    rest = old[len(new) :]
    return 0 if all(each.is_empty for each in rest) else len(rest)


def _cut_off(po: PoFile, lost: int, total: int) -> Diagnostic:
    message = f"the catalog ends early: {lost} of its {total} messages are gone"
    hint = "save it again; if they were taken out on purpose, start the preview anew"
    line = po.messages[-1].lines[-1] if po.messages else 0
    return Diagnostic(message, Position(po.file, line), hint, code="cut", language=po.language.tag)


def _source(session: Session, tag: str) -> SourceCatalog:
    """Make a catalog that says the source in a language.

    Raises:
        LeafletsError: the language is unknown.
    """
    try:
        return SourceCatalog(session.languages.find(tag))
    except UnknownLanguageError as error:
        raise LeafletsError(Diagnostic(str(error), hint=error.hint)) from error
