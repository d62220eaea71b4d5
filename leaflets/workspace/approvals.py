"""The files of a workspace about who signed what, read as they are; nothing here judges them.

In: a workspace's folder and a language. Out: the entries below ``approvals/``, the words below ``signed/``,
the record of an older release, each with its problems. A file that cannot be read is told as a warning: it
makes nothing final, and hinders no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leaflets.approval.entries import MAX_BYTES, SUFFIXES, Entry, parse_entry
from leaflets.approval.old_record import OldRecord
from leaflets.approval.statements import StatementError
from leaflets.content.reading import Located, read
from leaflets.content.reviewers import Reviewers, find_ambiguities
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position, Severity
from leaflets.files import is_there, names_in, read_file
from leaflets.languages import Language
from leaflets.workspace.unread_files import unreadable_problem
from leaflets.workspace_files import approvals_path, is_hidden, review_path, signed_path

# The leaflet in the name of a file whose words cannot be read.
_LEAFLET = re.compile(r"([a-z][a-z0-9-]{0,63})\.")


def read_approvals(root: Path, language: Language) -> Checked[tuple[Entry, ...]]:
    """Read all entries of a language, sorted by name."""
    folder = approvals_path(language.locale)
    found: list[Entry] = []
    problems: list[Diagnostic] = []
    try:
        names = names_in(root / folder)
    except OSError as error:
        names = ()
        problems.append(unreadable_problem(root / folder, root, error, what="folder"))
    for name in names:
        if name.endswith(SUFFIXES) and not is_hidden(name):
            entry = _read_entry(root, folder / name)
            if isinstance(entry, Entry):
                found.append(entry)
            else:
                problems.append(entry)
    problems += _old_approvals(root, language)
    warnings = (replace(each, severity=Severity.WARNING, language=language.tag) for each in problems)
    return Checked(tuple(found), tuple(warnings))


def read_signed_words(root: Path, language: Language, content_hash: str) -> bytes | None:
    """Read the file of signed words by their hash, unchecked; None if they were not kept."""
    try:
        return read_file(root / signed_path(language.locale, content_hash))
    except OSError:
        return None


def read_old_record(root: Path, language: Language) -> Located[OldRecord] | None:
    """Read the record of sign-offs that an older release wrote; None if there is none.

    Raises:
        LeafletsError: it is wrong; with all its problems.
    """
    path = review_path(language.locale)
    if not is_there(root / path):
        return None
    try:
        return read(read_file(root / path), path.as_posix(), OldRecord)
    except OSError as error:
        raise LeafletsError(unreadable_problem(root / path, root, error)) from error


def read_reviewers(path: Path) -> Reviewers:
    """Read a list of reviewers that is kept outside the workspace.

    Raises:
        LeafletsError: it cannot be read, or is wrong; with all its problems.
    """
    try:
        content = read_file(path)
    except OSError as error:
        raise LeafletsError(unreadable_problem(path, path.parent, error)) from error
    found = read(content, str(path), Reviewers)
    if problems := tuple(find_ambiguities(found)):
        raise LeafletsError(problems)
    return found.value


def _read_entry(root: Path, path: Path) -> Entry | Diagnostic:
    """Read one file, or say why it is no entry."""
    name = _LEAFLET.match(path.name)
    leaflet = name[1] if name else ""
    try:
        return parse_entry(path.as_posix(), read_file(root / path, MAX_BYTES + 1))
    except OSError as error:
        return replace(unreadable_problem(root / path, root, error), leaflet=leaflet)
    except StatementError as error:
        message = f"the file does not count: {error}"
        hint = "it was edited or cut short: restore it, or take it away and sign again"
        place = Position(path.as_posix(), error.line)
        return Diagnostic(message, place, hint, code="approval-unreadable", leaflet=leaflet)


def _old_approvals(root: Path, language: Language) -> Iterator[Diagnostic]:
    """Yield that the record of an older release holds sign-offs, which anybody could write."""
    hint = "make notes of them: leaflets review migrate"
    try:
        record = read_old_record(root, language)
    except LeafletsError as error:
        yield from error.diagnostics
        return
    if record and record.value.approvals:
        message = "the sign-offs in this file count as notes only: nothing proves who wrote them"
        yield Diagnostic(message, record.position(("approvals",)), hint, code="old-approvals")
