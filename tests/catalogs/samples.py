"""What the tests of catalogs share: messages of a template, small catalogs to read and to update."""

from __future__ import annotations

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.update import update
from leaflets.languages import language

GERMAN_FILE = "locales/de/LC_MESSAGES/leaflets.po"
GERMAN_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
ES = language("es")
HOUSE = """\
#. a note
#: data/a.yaml:3
msgctxt "old: title"
msgid "Two words"
msgstr "Dos palabras"
"""


def wanted(context: str, msgid: str, plural: str = "", **more: tuple[str, ...]) -> PoMessage:
    """A message as a template has it."""
    return PoMessage(context, msgid, plural, ("", "") if plural else ("",), (0,), **more)


def po(messages: str, fields: str = "") -> bytes:
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    rest = '"X-Leaflets-Origin: human\\n"\n"X-Leaflets-Review: none\\n"\n'
    head = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return f"{head}{plural}{rest}{fields}\n{messages}".encode()


def updated(content: bytes, *template: PoMessage) -> PoFile:
    """Update a catalog, twice to the same; give what it says then."""
    once = update(content, template, "x.po", ES)
    assert update(once, template, "x.po", ES) == once
    return read_po_file(once, "x.po", ES)
