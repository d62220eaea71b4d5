"""Changed messages written into a catalog that somebody else may be editing at the same time.

In: a catalog as it was read, and some of its messages as they should be. Out: the bytes of the file with
those messages changed and every other byte as it is now, or why a message is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflets.catalogs.po import Key, PoFile, PoMessage, by_key
from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.writing import with_changes
from leaflets.characters import describe_character
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position, shortened
from leaflets.output.writing import write_file
from leaflets.session import Session


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """What a catalog is to hold: ``content`` is None if it stays as it is; ``messages`` are those changed."""

    content: bytes | None = None
    messages: dict[Key, PoMessage] = field(default_factory=dict)


def prepare_change(session: Session, po: PoFile, changed: Mapping[Key, PoMessage]) -> Checked[CatalogChange]:
    """Put changed messages into the bytes of a catalog as it is now; ``po`` is what was read before.

    A message that somebody else changed since the catalog was read is left alone and reported.
    """
    content = session.workspace.po_bytes(po.language)
    if content.value is None:
        return Checked(CatalogChange(), content.problems)
    try:
        now = read_po_file(content.value, po.file, po.language)
    except LeafletsError as error:
        return Checked(CatalogChange(), error.diagnostics)
    before, present = by_key(po.messages), by_key(now.messages)
    free = {key: new for key, new in changed.items() if present.get(key) == before[key]}
    problems = [_changed_meanwhile(po, before[key]) for key in changed if key not in free]
    try:
        new = with_changes(content.value, now, free)
    except UnicodeEncodeError as error:
        return Checked(CatalogChange(), (*problems, _lacking_letter(po, error)))
    return Checked(CatalogChange(new if free else None, free), tuple(problems))


def write_catalog(
    session: Session, po: PoFile, changed: Mapping[Key, PoMessage]
) -> Checked[dict[Key, PoMessage]]:
    """Write changed messages into a catalog that was read before; all else keeps its bytes.

    Returns what was written. A message that somebody else changed since the catalog was read is left alone
    and reported.

    Raises:
        LeafletsError: the file cannot be written.
    """
    change, problems = prepare_change(session, po, changed)
    if change.content is not None:
        write_file(session.root / po.file, change.content)
    return Checked(change.messages, problems)


def _changed_meanwhile(po: PoFile, message: PoMessage) -> Diagnostic:
    text = f'"{shortened(message.msgid)}" was changed by somebody else in the meantime, and is left alone'
    return Diagnostic(text, po.position(message), "read it again, then repeat the step", code="changed")


def _lacking_letter(po: PoFile, error: UnicodeEncodeError) -> Diagnostic:
    letter = describe_character(error.object[error.start])
    message = f"{po.charset}, the charset of the catalog, lacks {letter}: nothing is taken"
    hint = f"make it UTF-8 first: leaflets catalog update --language {po.language.tag}"
    return Diagnostic(message, Position(po.file), hint, code="charset")
