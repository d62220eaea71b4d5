"""What has changed since people signed: for every block, against the words of each who has to sign again.

In: a document, its standing, the files of signed words. Out: changes by the ids of blocks. Those who signed
the same words are named together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leaflets.approval.changes import Change, EditedError, Said, compare, list_said, read_words
from leaflets.approval.standing import Standing
from leaflets.approval.statements import Approval
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.nodes import Document
from leaflets.reviewing.sheet import ChangeKind, RowChange
from leaflets.session import Session
from leaflets.workspace.approvals import read_signed_words
from leaflets.workspace_files import signed_path

_GONE = "(gone)"  # what compare calls a part without an id
_CONTROL = "control."


@dataclass(frozen=True, slots=True)
class SinceSigned:
    """What has changed, by the ids of blocks; what is ``gone``; and whose words were not kept."""

    by_id: Mapping[str, tuple[RowChange, ...]] = field(default_factory=dict)
    gone: tuple[RowChange, ...] = ()
    unkept: tuple[Approval, ...] = ()


def find_changes(session: Session, document: Document, standing: Standing) -> SinceSigned:
    """Compare a document with the words of all signatures that have lapsed.

    Raises:
        LeafletsError: a file of signed words was edited since.
    """
    by_id: dict[str, tuple[RowChange, ...]] = {}
    gone: list[RowChange] = []
    unkept: list[Approval] = []
    now = list_said(document)
    for approvals in _by_words(standing):
        before = _read_signed(session, document.lang, approvals[0].words)
        if before is None:
            unkept += approvals
            continue
        for change in compare(before, now):
            told = _told(change, approvals)
            if change.id == _GONE:
                gone.append(told)
            else:
                by_id[change.id] = (*by_id.get(change.id, ()), told)
    return SinceSigned(by_id, tuple(gone), tuple(unkept))


def _by_words(standing: Standing) -> Iterator[tuple[Approval, ...]]:
    """Yield the approvals that have lapsed, those of the same words together, the latest first."""
    groups: dict[str, list[Approval]] = {}
    for each in sorted((signed.approval for signed in standing.lapsed), key=_latest_first):
        groups.setdefault(each.words, []).append(each)
    yield from map(tuple, groups.values())


def _latest_first(approval: Approval) -> int:
    return -approval.date.toordinal()


def _told(change: Change, approvals: tuple[Approval, ...]) -> RowChange:
    kind = ChangeKind.CHANGED
    if not change.before:
        kind = ChangeKind.NEW
    elif not change.after:
        kind = ChangeKind.GONE
    where = change.id.removeprefix(_CONTROL) if change.id.startswith(_CONTROL) else ""
    return RowChange(approvals, kind, change.before, change.after, where)


def _read_signed(session: Session, language: str, words: str) -> tuple[Said, ...] | None:
    """Read the words that were signed, by the hash of a statement; None if they were not kept."""
    digits = words.removeprefix("sha256:")
    spoken = session.languages.find(language)
    content = read_signed_words(session.root, spoken, digits)
    if content is None:
        return None
    try:
        return read_words(content, digits)
    except EditedError as error:
        hint = "restore it from where it was signed: what it shows now nobody signed"
        place = Position(signed_path(spoken.locale, digits).as_posix())
        raise LeafletsError(Diagnostic(str(error), place, hint, code="signed-words-edited")) from error
