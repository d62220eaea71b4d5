"""The files of approvals: a statement, and below it the signature; each is written once and never changed.

In: a file's name and bytes, which are not trusted. Out: an :class:`Entry`, or the reason why it is none. Two
people write two files, so nothing is lost when they sign at the same moment and no merge ever conflicts.
Line ends of Windows (as git may make them) are read as line feeds: they change no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from leaflets.approval.sshsig import BEGIN
from leaflets.approval.statements import (
    Approval,
    Note,
    Revocation,
    Statement,
    StatementError,
    hash_statement,
    parse_statement,
    write_statement,
)
from leaflets.diagnostics import Position
from leaflets.workspace_files import approvals_path

MAX_BYTES = 40_000
SUFFIXES = tuple(f".{kind.KIND}" for kind in (Approval, Revocation, Note))
_SHORT = 12  # digits of a statement's hash in the name of its file


# Without slots, which leave no room for the cached hash.
@dataclass(frozen=True)
class Entry:
    """A file of approvals: its path in the workspace, what it states, and the signature below it.

    ``armour`` is empty for a note. Whether the signature holds is another question
    (:mod:`leaflets.approval.judging`).
    """

    file: str
    statement: Statement
    armour: str = ""

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return PurePosixPath(self.file).name

    @property
    def signer(self) -> str:
        """The id of the person who signed, as the statement has it; empty for a note."""
        return getattr(self.statement, "reviewer", "")

    @property
    def text(self) -> str:
        """The text of the file."""
        return write_statement(self.statement) + self.armour

    @cached_property
    def hash(self) -> str:
        """The hash of the statement, by which a revocation names it."""
        return hash_statement(self.statement)

    def position(self, key: str = "") -> Position:
        """Find the line of a key of the statement; without one the file as a whole."""
        lines = write_statement(self.statement).split("\n") if key else []
        line = next((number for number, each in enumerate(lines, 1) if each.startswith(f"{key}: ")), 0)
        return Position(self.file, line)


def file_name(statement: Statement) -> str:
    """Build the one name that the file of a statement may have."""
    # A revocation has no role, a note no reviewer.
    who = (getattr(statement, "role", ""), getattr(statement, "reviewer", ""))
    short = hash_statement(statement).removeprefix("sha256:")[:_SHORT]
    return ".".join([statement.leaflet, *filter(None, who), short, statement.KIND])


def make_entry(locale: str, statement: Statement, armour: str = "") -> Entry:
    """Make the entry of a statement, in the place of its file.

    Raises:
        StatementError: a value cannot stand in a statement.
    """
    return Entry((approvals_path(locale) / file_name(statement)).as_posix(), statement, armour)


def parse_entry(file: str, content: bytes) -> Entry:
    """Read a file of approvals.

    Raises:
        StatementError: it is none; with the line and a sentence.
    """
    if len(content) > MAX_BYTES:
        raise StatementError(f"the file is larger than {MAX_BYTES:,} bytes", 0)
    try:
        text = content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise StatementError("the file is not UTF-8", content.count(b"\n", 0, error.start) + 1) from None
    at = text.find(f"\n{BEGIN}\n") + 1
    statement = parse_statement(text[:at] if at else text)
    if isinstance(statement, Note) == bool(at):
        raise StatementError("a note has no signature, all else has one", text.count("\n", 0, at) + 1)
    return Entry(file, statement, text[at:] if at else "")
