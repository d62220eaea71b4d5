"""The files of a workspace that are not read because of their name.

In: a workspace's folder. Out: a problem for every file that looks as if it was meant to be read and that
nothing reads: ``eye.YAML``, ``eye.yml``, ``parts.html.J2``, ``leaflets.PO``. A file marked as a copy
(``eye.yaml.bak``) only gets a warning.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from leaflets.approval.entries import SUFFIXES
from leaflets.content.files import FOLDERS, OPTIONAL, REQUIRED
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.files import kind_of
from leaflets.workspace_files import (
    APPROVALS,
    BACK_TRANSLATIONS_IN_LOCALE,
    DATA,
    LEXICONS,
    LOCALES,
    PO_IN_LOCALE,
    POT,
    REVIEW_IN_LOCALE,
    SCHEMAS,
    SIGNED,
    TEMPLATE,
    TEMPLATES,
    YAML,
    is_hidden,
)

_SINGLES = tuple(f"{name}{YAML}" for name in sorted({*REQUIRED, *OPTIONAL}))
_NOT_OURS = frozenset({SCHEMAS.name, SIGNED, "__pycache__"})
# Endings by which people and programs mark a copy or a disabled file.
_COPIES = frozenset(
    {"bak", "backup", "copy", "disabled", "dist", "off", "old", "orig", "rej", "save", "swp", "tmp"}
)
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_EXPECTED = {
    DATA: (*_SINGLES, *(f"{name}/*{YAML}" for name in (*FOLDERS, LEXICONS))),
    TEMPLATES: (f"*{TEMPLATE}",),
    LOCALES: (
        POT.name,
        f"<locale>/{PO_IN_LOCALE.as_posix()}",
        f"<locale>/{REVIEW_IN_LOCALE}",
        f"<locale>/{BACK_TRANSLATIONS_IN_LOCALE}",
        *(f"<locale>/{APPROVALS}/*{suffix}" for suffix in SUFFIXES),
    ),
}
# Parts of a name, in lower case, that make it look like a file that is read.
_MEANT = {
    DATA: frozenset({"yaml", "yml"}),
    TEMPLATES: frozenset({"j2", "jinja", "jinja2", "html"}),
    LOCALES: frozenset({"po", "pot", "yaml", "yml", "jsonl", "approval", "revocation"}),
}


def _pattern_of(paths: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for the paths of a list above."""
    return re.compile("|".join(re.sub(r"<locale>|\\\*", "[^/]+", re.escape(path)) for path in paths))


# Gettext programs write a compiled catalog beside the one that is read.
_COMPILED = f"<locale>/{PO_IN_LOCALE.with_suffix('.mo').as_posix()}"
_KNOWN = {area: _pattern_of((*paths, _COMPILED)) for area, paths in _EXPECTED.items()}


def find_unread_files(root: Path) -> Iterator[Diagnostic]:
    """Report the files of a workspace that look as if they were meant to be read and that nothing reads."""
    for area, known in _KNOWN.items():
        for found in _below(root / area):
            if isinstance(found, OSError):
                yield unreadable_problem(Path(str(found.filename)), root, found, what="folder")
            elif is_hidden(found.name) or not known.fullmatch(found.as_posix()):
                yield from _unread(root, area, found)


def unreadable_problem(path: Path, root: Path, error: OSError, *, what: str = "file") -> Diagnostic:
    """Report a file or folder that the operating system does not let us read; ``what`` is its noun."""
    message = f"the {what} cannot be read: {error.strerror or error}"
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    hint = f"see that it is a {what} that you may read"
    return Diagnostic(message, Position(place), hint, code="unreadable")


def _below(folder: Path) -> Iterator[PurePosixPath | OSError]:
    """Yield the files below a folder, relative to it, and the errors of folders that could not be read."""
    faults: list[OSError] = []
    for path, folders, names in os.walk(folder, onerror=faults.append):
        # os.walk descends into what is left in this list, in its order.
        folders[:] = sorted(name for name in folders if name not in _NOT_OURS and not is_hidden(name))
        inside = PurePosixPath(Path(path).relative_to(folder).as_posix())
        yield from (inside / name for name in sorted(names))
    # The reader that needs a missing folder reports it.
    yield from (fault for fault in faults if not isinstance(fault, FileNotFoundError))


def _unread(root: Path, area: str, path: PurePosixPath) -> Iterator[Diagnostic]:
    """Report a file that nothing reads, if it is harmful or looks as if it was meant to be read."""
    try:
        kind = kind_of(root / area / path)
    except OSError as error:
        # Emacs marks an unsaved file by a hidden, dangling link.
        kind = "" if is_hidden(path.name) else error.strerror or str(error)
    if kind:
        # Babel opens every file when it extracts messages, and would wait for ever on a pipe.
        hint = "take it away: other programs open it and wait for ever"
        yield Diagnostic(f"the file cannot be read: {kind}", Position(f"{area}/{path}"), hint, code="no-file")
    elif _is_meant(area, path):
        yield _unknown_file(area, path)


def _is_meant(area: str, path: PurePosixPath) -> bool:
    """Tell whether a name looks as if its file should be read."""
    is_readable = path.name.endswith((YAML, TEMPLATE)) and not path.name.startswith(("._", ".#"))
    # ".eye.yaml" may be a slip; "._eye.yaml" (macOS) and ".#eye.yaml" (a lock of Emacs) are not.
    if is_hidden(path.name) and not is_readable:
        return False
    if area == DATA and path.parts[0] in FOLDERS:
        return True  # any file among the leaflets is meant to be one
    # The first word is the name; the others are extensions, of which "eye.yaml.txt" has two.
    return not _MEANT[area].isdisjoint(_BETWEEN_WORDS.split(path.name.lower())[1:])


def _unknown_file(area: str, path: PurePosixPath) -> Diagnostic:
    last = _BETWEEN_WORDS.split(path.name.lower())[-1]
    is_copy = last in _COPIES or path.name.endswith("~")
    name = f"{area}/{path}"
    expected = f"expected: {', '.join(_EXPECTED[area])}"
    near = _readable_name(area, path)
    hint = f'name it "{near}"; {expected}' if near and not is_copy else expected
    message = "the file is none that we know"
    # Trailing white space is invisible in a listing, so the name is shown in quotation marks.
    if path.name != path.name.strip():
        message += f', with the white space in its name: "{path.name}"'
    if is_copy:
        message = "the file is a copy that is not read"
    severity = Severity.WARNING if is_copy else Severity.ERROR
    return Diagnostic(message, Position(name), hint, severity, "unknown-file")


def _readable_name(area: str, path: PurePosixPath) -> str:
    """Find the name by which the file would be read, if it differs only in case or extension; else empty."""
    # Windows hides extensions, so "site.yaml" saved from Notepad is really "site.yaml.txt".
    name = re.sub(r"\.(yml|yaml\.txt)$", YAML, path.name.strip().lower())
    name = re.sub(r"\.(jinja2?|j2\.txt)$", TEMPLATE, name)
    name = re.sub(r"\.po\.txt$", PO_IN_LOCALE.suffix, name)
    right = str(path.with_name(name)) if name else ""
    return right if right != str(path) and _KNOWN[area].fullmatch(right) else ""
