"""Catalogs brought up to the template: new messages added, changed ones made fuzzy, old ones kept.

In: the template and the bytes of a PO file. Out: the bytes it should have. Everything that a person
wrote stays: header fields, comments, translations (GNU msgmerge does the same).
"""

from __future__ import annotations

import io
from dataclasses import replace

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from leaflets.catalogs.headers import Header, plural_forms, read_header
from leaflets.catalogs.po import parse_po
from leaflets.catalogs.template import body, template_text
from leaflets.languages import Language

ORIGIN, REVIEW = "X-Leaflets-Origin", "X-Leaflets-Review"


def update(content: bytes, template: Catalog, file: str, language: Language) -> bytes:
    """Bring a catalog up to the template.

    A message that is like an old one takes its translation over and becomes fuzzy; comments of
    translators stay where they are.

    Raises:
        LeafletsError: the catalog is not a PO file.
    """
    catalog = parse_po(content, file, language)
    header = read_header(content.decode("utf-8-sig"))
    catalog.update(_fresh(template), update_creation_date=False)
    _keep_order(catalog)
    return f"{_completed(header, language)}\n{body(catalog)}".encode()


def new_catalog(template: Catalog, language: Language, origin: str = "human") -> bytes:
    """Make an empty catalog for a language."""
    plain = _fresh(template)
    # Babel writes as many plural forms as the header that it was given says.
    forms = plural_forms(language)
    plain.mime_headers = [("Plural-Forms", forms)] if forms else []
    for message in plain:
        if message.id and not isinstance(message.id, str):
            message.string = ("",) * plain.num_plurals
    comment = (
        f"# {_named(language)} translations for Leaflets.\n"
        "# Copyright (C) The Leaflets authors\n"
        "# This file is distributed under the same license as the Leaflets project.\n"
        "#\n"
    )
    fields = (
        ("Project-Id-Version", "Leaflets 1.0"),
        ("Report-Msgid-Bugs-To", ""),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", f"{language.locale} <LL@li.org>"),
        ("Language", language.locale),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        *((("Plural-Forms", forms),) if forms else ()),
        (ORIGIN, origin),
        (REVIEW, "none"),
    )
    return f"{Header(comment, fields)}\n{body(plain)}".encode()


def _fresh(template: Catalog) -> Catalog:
    """Give a copy of a template that an update may change."""
    return read_po(io.BytesIO(template_text(template)))


def _completed(header: Header, language: Language) -> Header:
    """Give a header all the fields that gettext's tools ask for; what is there stays."""
    header = replace(header.quiet(), fuzzy=False)
    wanted = (
        ("Language", language.locale),
        ("Plural-Forms", plural_forms(language)),
        (ORIGIN, "human"),
        (REVIEW, "none"),
    )
    for name, value in wanted:
        if value and not header.get(name):
            header = header.with_field(name, value)
    return header


def _keep_order(catalog: Catalog) -> None:
    """Sort obsolete messages by their text, so that an update twice gives the same file."""
    obsolete = sorted(catalog.obsolete.items(), key=lambda item: str(item[0]))
    catalog.obsolete.clear()
    catalog.obsolete.update(obsolete)


def _named(language: Language) -> str:
    from babel import Locale

    if language.name or language.parent:
        return language.name or language.tag
    return str(Locale.parse(language.cldr).english_name)
