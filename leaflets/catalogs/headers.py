"""The header of a PO file: its comment and its fields, kept as they are.

GNU gettext manual, "Filling in the Header Entry". Babel forgets fields that it does not know, so the
header is read and written here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# Fields that change with the clock or the tool and say nothing: they would make noise in every diff.
NOISE = frozenset({"POT-Creation-Date", "Generated-By"})
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a PO file: the comment lines above it, and its fields in order.

    A line that is no field is kept as one without a name.
    """

    comment: str
    fields: tuple[tuple[str, str], ...]
    fuzzy: bool = False

    def get(self, name: str) -> str:
        """Give a field, however its name is spelled; empty if it is not there."""
        wanted = name.casefold()
        return next((value for key, value in self.fields if key.casefold() == wanted), "")

    def with_field(self, name: str, value: str) -> Header:
        """Set a field, at its place or at the end."""
        known = {key.casefold() for key, _ in self.fields}
        if name.casefold() not in known:
            return replace(self, fields=(*self.fields, (name, value)))
        fields = ((key, value if key.casefold() == name.casefold() else old) for key, old in self.fields)
        return replace(self, fields=tuple(fields))

    def quiet(self) -> Header:
        """Leave out the fields that only make noise."""
        return replace(self, fields=tuple(each for each in self.fields if each[0] not in NOISE))

    @property
    def twice(self) -> tuple[str, ...]:
        """Give the names of fields that stand more than once."""
        names = [key.casefold() for key, _ in self.fields if key]
        return tuple(key for at, (key, _) in enumerate(self.fields) if key and key.casefold() in names[:at])

    def __str__(self) -> str:
        fields = (f"{name}: {value}" if name else value for name, value in self.fields)
        quoted = "".join(f'"{field.translate(_ESCAPES)}\\n"\n' for field in fields)
        flag = "#, fuzzy\n" if self.fuzzy else ""
        return f'{self.comment}{flag}msgid ""\nmsgstr ""\n{quoted}'


def header_of(value: str, comment: str = "", fuzzy: bool = False) -> Header:
    """Read the fields of a header from its text, as the msgstr of the empty msgid gives it."""
    fields = []
    for line in value.removesuffix("\n").split("\n") if value else ():
        name, mark, rest = line.partition(":")
        fields.append((name.strip(), rest.strip()) if mark and name.strip() else ("", line))
    return Header(comment, tuple(fields), fuzzy)
