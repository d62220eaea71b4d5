"""The files that are read: every leaflet of the workspace in every language, and other text in many more.

In: the workspace, the texts. Out: :class:`Sample` values, each a file's bytes with the blocks that a reader
ought to give back. Everything is made by the program itself, from the document on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaflets.build import Job, read_and_localise
from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import Document
from leaflets.languages import UnknownLanguageError
from leaflets.layout.compose import compose
from leaflets.pdf.writer import write
from leaflets.session import Session
from tools.clients import texts
from tools.clients.blocks import Block, blocks

# A draft band that came or went with the calendar would change the figures: the day is fixed.
DAY = date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file: its name, its language and script, whether it is a leaflet, its bytes and blocks."""

    name: str
    language: str
    script: str
    leaflet: bool
    content: bytes
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A language that no file is made in, and why."""

    language: str
    reason: str


def made(session: Session, document: Document, *, leaflet: bool) -> Sample:
    """Compose and write a document."""
    pages = compose(document, session.engine)
    script = session.languages.find(document.lang).script
    content = write(document, pages, session.pdf_cache)
    name = f"{document.leaflet}-{document.lang}"
    return Sample(name, document.lang, script, leaflet, content, blocks(document, pages))


def leaflets(session: Session, only: frozenset[str] = frozenset()) -> Iterator[Sample]:
    """Make every leaflet of the workspace in every language of the site, or in those asked for."""
    library = session.library
    if library is None:
        raise ValueError("the data of the workspace cannot be read: run leaflets check")
    for tag in library.site.value.languages:
        if not only or tag in only:
            for leaflet in session.leaflets:
                yield made(session, read_and_localise(session, Job(leaflet, tag)).document, leaflet=True)


def others(session: Session, cache: Path, only: frozenset[str] = frozenset()) -> Iterator[Sample | Passed]:
    """Set the declaration in every language of the table that has a face, or in those asked for."""
    for tag in texts.LANGUAGES:
        if only and tag not in only:
            continue
        # A language that cannot be set is told in the report and stops no other.
        try:
            language = session.languages.find(tag)
            if lacking := session.missing_font(tag):
                yield Passed(tag, str(lacking))
                continue
            yield made(session, texts.declaration(language, cache), leaflet=False)
        except (LeafletsError, UnknownLanguageError) as error:
            yield Passed(tag, str(error))
