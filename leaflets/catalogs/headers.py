"""The header of a PO file: its comment and its fields, kept as they are, and the header of a new file.

GNU gettext manual, "Filling in the Header Entry". Babel drops fields that it does not know, so the header is
read and written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

Field = tuple[str, str]
# The fields that the program reads; gettext reserves names that begin with X- for users.
LANGUAGE, PLURAL_FORMS, ORIGIN, REVIEW = "Language", "Plural-Forms", "X-Leaflets-Origin", "X-Leaflets-Review"
CONTENT_TYPE: Field = ("Content-Type", "text/plain; charset=UTF-8")
# Who wrote a translation: stated in the header and, where it differs, in a translator's comment
# (``# origin: human``). The default is machine, so that a missing field demands a signature.
HUMAN, MACHINE, POST_EDITED = "human", "machine", "machine-post-edited"
ORIGINS = (HUMAN, MACHINE, POST_EDITED)

# Fields that change with every run of a tool, and would clutter diffs.
_NOISE = frozenset({"POT-Creation-Date", "Generated-By"})
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a PO file: the comment lines above it, and its fields in order.

    A line that is no field is kept as a field without a name. Names are compared without regard to case, as
    in e-mail headers; the spelling of the file is kept.
    """

    comment: str
    fields: tuple[Field, ...]
    fuzzy: bool = False

    def get(self, name: str) -> str:
        """Look up the value of a field; empty if it is not there."""
        wanted = name.casefold()
        return next((value for key, value in self.fields if key.casefold() == wanted), "")

    def with_field(self, name: str, value: str) -> Header:
        """Set a field, in place if it exists, else at the end."""
        known = {key.casefold() for key, _ in self.fields}
        if name.casefold() not in known:
            return replace(self, fields=(*self.fields, (name, value)))
        fields = ((key, value if key.casefold() == name.casefold() else old) for key, old in self.fields)
        return replace(self, fields=tuple(fields))

    def without_noise(self) -> Header:
        """Leave out the fields that tools rewrite on each run."""
        return replace(self, fields=tuple((name, value) for name, value in self.fields if name not in _NOISE))

    @property
    def repeated(self) -> tuple[str, ...]:
        """The names that an earlier field has already, as spelled the second time."""
        names = [key.casefold() for key, _ in self.fields if key]
        return tuple(key for at, (key, _) in enumerate(self.fields) if key and key.casefold() in names[:at])

    def __str__(self) -> str:
        fields = (f"{name}: {value}" if name else value for name, value in self.fields)
        quoted = "".join(f'"{field.translate(_ESCAPES)}\\n"\n' for field in fields)
        flag = "#, fuzzy\n" if self.fuzzy else ""
        return f'{self.comment}{flag}msgid ""\nmsgstr ""\n{quoted}'


def parse_header(value: str, comment: str = "", fuzzy: bool = False) -> Header:
    """Read the fields of a header from its text, which is the msgstr of the empty msgid."""
    fields = []
    for line in value.removesuffix("\n").split("\n") if value else ():
        name, mark, rest = line.partition(":")
        fields.append((name.strip(), rest.strip()) if mark and name.strip() else ("", line))
    return Header(comment, tuple(fields), fuzzy)


def new_header(title: str, locale: str = "", more: Iterable[Field] = (), *, fuzzy: bool = False) -> Header:
    """Build the header of a new file, with the same fields and blanks as gettext's tools.

    It has no date, so that equal data give equal bytes. Without a ``locale`` it is the header of a template,
    which gettext marks ``fuzzy``.
    """
    comment = (
        f"# {title} for Leaflets.\n"
        "# Copyright (C) The Leaflets authors\n"
        "# This file is distributed under the same license as the Leaflets project.\n"
        "#\n"
    )
    fields = (
        ("Project-Id-Version", "Leaflets 1.0"),
        ("Report-Msgid-Bugs-To", ""),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", f"{locale or 'LANGUAGE'} <LL@li.org>"),
        (LANGUAGE, locale),
        ("MIME-Version", "1.0"),
        CONTENT_TYPE,
        ("Content-Transfer-Encoding", "8bit"),
    )
    return Header(comment, (*fields, *more), fuzzy)
