"""Makes the review sheet of a leaflet in a language.

In: a session and a leaflet. Out: a :class:`~leaflets.reviewing.sheet.ReviewSheet`. Blocks and their sources
are matched by the ids of their nodes. What all leaflets of a kind have in common is found by comparing them
and stands together at the end, so that who reviews several leaflets can pass over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.build import Job, find_back_translation, find_warnings, read_and_localise
from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import Document
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.reviewing.blocks import NamedBlock, list_blocks, list_control
from leaflets.reviewing.rows import RowMaker
from leaflets.reviewing.sheet import ReviewSheet, Row, RowChange, SheetSection
from leaflets.reviewing.since import SinceSigned, find_changes
from leaflets.session import Session
from leaflets.tags import english_name

_SECTION = 2  # the level of the headings that divide a leaflet


def make_sheet(session: Session, job: Job) -> ReviewSheet:
    """Make the review sheet of a leaflet in a language.

    Raises:
        LeafletsError: the leaflet cannot be made, or words that were signed were edited since.
    """
    document, standing = read_and_localise(session, job)
    source = read_and_localise(session, Job(job.leaflet, SOURCE_LANGUAGE)).document
    since = find_changes(session, document, standing)
    maker = RowMaker(session, document, source, since.by_id)
    sections, common = _numbered(*_divide(maker, document, _find_common(session, source)))
    rows = [*(row for section in sections for row in section.rows), *common]
    told = {each.problem for row in rows for each in row.findings}
    return ReviewSheet(
        document,
        standing,
        source.title,
        source.control.author,
        english_name(job.language) or job.language,
        sections,
        common,
        further=(*_other_changes(since, rows), *since.gone),
        unkept=since.unkept,
        remarks=tuple(each for each in find_warnings(session, document, standing) if each not in told),
        back_translation=find_back_translation(session, document).content_hash or "",
    )


def _divide(
    maker: RowMaker, document: Document, common: frozenset[tuple[str, str]]
) -> tuple[list[SheetSection], list[Row]]:
    """Divide the rows into sections, and those that every leaflet has."""
    sections: list[SheetSection] = []
    shared: list[Row] = []
    for heading, blocks in _by_heading(list_blocks(document)):
        rows: list[Row] = []
        for row in map(maker.make, blocks):
            (shared if (row.what, row.source) in common else rows).append(row)
        if rows:
            sections.append(SheetSection(*maker.words_of(heading), tuple(rows)))
    return sections, [*shared, *map(maker.make_control, list_control(document))]


def _by_heading(blocks: Iterable[NamedBlock]) -> Iterator[tuple[NamedBlock, list[NamedBlock]]]:
    """Yield the blocks of each section with its heading; what comes first is headed by the title."""
    heading: NamedBlock | None = None
    group: list[NamedBlock] = []
    for block in blocks:
        if block.level == _SECTION and heading and group:
            yield heading, group
            heading, group = block, []
        elif heading is None or (block.level and heading.level != _SECTION):
            heading = block
        group.append(block)
    if heading:
        yield heading, group


def _numbered(
    sections: Iterable[SheetSection], common: Iterable[Row]
) -> tuple[tuple[SheetSection, ...], tuple[Row, ...]]:
    """Number the rows in the order in which a sheet has them, from 1."""
    number = 0

    def count(rows: Iterable[Row]) -> Iterator[Row]:
        nonlocal number
        for row in rows:
            number += 1
            yield replace(row, number=number)

    divided = tuple(replace(each, rows=tuple(count(each.rows))) for each in sections)
    return divided, tuple(count(common))


def _find_common(session: Session, source: Document) -> frozenset[tuple[str, str]]:
    """Find what all other leaflets of the same kind say, too: what each block is, and its words.

    The only one of its kind is compared with all others; a leaflet that cannot be made is passed over.
    """
    leaflets = session.require_library().leaflets
    others = [name for name in leaflets if name != source.leaflet]
    kind = type(leaflets[source.leaflet].value)
    alike = [name for name in others if isinstance(leaflets[name].value, kind)] or others
    said = [found for name in alike if (found := _said_by(session, name))]
    return frozenset.intersection(*said) if said else frozenset()


def _said_by(session: Session, leaflet: str) -> frozenset[tuple[str, str]]:
    try:
        document = read_and_localise(session, Job(leaflet, SOURCE_LANGUAGE)).document
    except LeafletsError:
        return frozenset()
    return frozenset((block.what, block.text) for block in list_blocks(document))


def _other_changes(since: SinceSigned, rows: Iterable[Row]) -> Iterator[RowChange]:
    """Yield the changes that no row shows."""
    ids = {row.id for row in rows}
    for name, changes in since.by_id.items():
        if name not in ids:
            yield from changes
