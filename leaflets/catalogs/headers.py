"""The header of a PO file: its comment and its fields, kept as they are; and the plural rule of CLDR.

GNU gettext manual, "Filling in the Header Entry". Babel forgets fields that it does not know, so the
header is read and written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel.messages.plurals import get_plural
from babel.messages.pofile import denormalize
from babel.plural import PluralRule, to_gettext

from leaflets.catalogs.plurals import COUNTS, parse_forms
from leaflets.cldr import category, plural_rules
from leaflets.languages import Language

# Fields that change with the clock or the tool and say nothing: they would make noise in every diff.
NOISE = frozenset({"POT-Creation-Date", "Generated-By"})
# As the GNU gettext manual and the translators' tools spell them ("Plural forms").
_FAMILIAR = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a PO file: the comment lines above it, and its fields in order."""

    comment: str
    fields: tuple[tuple[str, str], ...]
    fuzzy: bool = False

    def get(self, name: str) -> str:
        """Give a field; empty if it is not there."""
        return dict(self.fields).get(name, "")

    def with_field(self, name: str, value: str) -> Header:
        """Set a field, at its place or at the end."""
        if name not in dict(self.fields):
            return replace(self, fields=(*self.fields, (name, value)))
        fields = tuple((key, value if key == name else old) for key, old in self.fields)
        return replace(self, fields=fields)

    def quiet(self) -> Header:
        """Leave out the fields that only make noise."""
        return replace(self, fields=tuple(each for each in self.fields if each[0] not in NOISE))

    def __str__(self) -> str:
        escape = {'"': '\\"', "\\": "\\\\"}
        fields = (
            "".join(escape.get(letter, letter) for letter in f"{name}: {value}")
            for name, value in self.fields
        )
        quoted = "".join(f'"{field}\\n"\n' for field in fields)
        flag = "#, fuzzy\n" if self.fuzzy else ""
        return f'{self.comment}{flag}msgid ""\nmsgstr ""\n{quoted}'


def read_header(text: str) -> Header:
    """Read the header of a PO file from its text; a file without one has an empty header."""
    rows = iter(text.splitlines())
    comment: list[str] = []
    flags = ""
    quoted: list[str] = []
    for row in rows:
        if row.startswith("#,"):
            flags += row
        elif row.startswith("#"):
            comment.append(row)
        elif row.startswith("msgid"):
            quoted = list(_strings(rows)) if row.strip() == 'msgid ""' else []
            break
    value = denormalize("\n".join(quoted)) if quoted else ""
    fields = tuple(
        (name.strip(), field.strip())
        for name, mark, field in (line.partition(":") for line in value.split("\n"))
        if mark
    )
    own = "".join(f"{row}\n" for row in comment) if fields else ""
    return Header(own, fields, "fuzzy" in flags)


def _strings(rows: Iterator[str]) -> Iterator[str]:
    """Yield the quoted lines of a msgstr, up to the first line that is none."""
    for row in rows:
        quoted = row.removeprefix("msgstr").strip()
        if not quoted.startswith('"'):
            return
        yield quoted


def plural_forms(language: Language) -> str:
    """Give the Plural-Forms of a language by CLDR, in the short spelling that tools know where there is one.

    Categories that no whole number below a million takes (Spanish "many") are left out: leaflets do not
    count millions. Empty if CLDR has no plural rule of the language: its translator must write one.
    """
    rules = plural_rules(language.cldr)
    if rules is None:
        return ""
    used = {category(language.cldr, count) for count in COUNTS}
    exact = to_gettext(PluralRule({name: rule for name, rule in rules.items() if name in used}))
    count, expression, *_ = get_plural(language.cldr)
    for candidate in (*_FAMILIAR, f"nplurals={count}; plural={expression};"):
        if _chosen(candidate) == _chosen(exact):
            return candidate
    return exact


def same_plurals(first: str, second: str) -> bool:
    """Tell whether two Plural-Forms keep the same counts together; the forms may be numbered otherwise."""
    one, two = _chosen(first), _chosen(second)
    pairs = set(zip(one, two, strict=False))
    return bool(one and two) and len(pairs) == len(set(one)) == len(set(two))


def _chosen(forms: str) -> tuple[int, ...]:
    """Give the forms that a Plural-Forms chooses for a row of counts; none if it is broken."""
    choose = parse_forms(forms)
    return tuple(choose(count) for count in COUNTS) if choose else ()
