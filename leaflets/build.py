"""The whole way of a leaflet, by five verbs: read, localise, compose, write, keep.

A :class:`~leaflets.session.Session` holds what the leaflets of one process share. :func:`make` takes one
leaflet through the first four verbs in one language; :func:`keep` puts the outcome into the output folder.
Nothing else in the program knows the whole way; whoever wants a part of it (``show``, the preview) calls the
same functions.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from leaflets.approval import standing as approval
from leaflets.approval.reviews import Reviews
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.localise import localise
from leaflets.workspace.names import review_file
from leaflets.workspace.refusals import leave_no_words, touches

if TYPE_CHECKING:
    from leaflets.content.library import Library
    from leaflets.document.nodes import Document
    from leaflets.document.speaking import Translations
    from leaflets.output.folder import Output
    from leaflets.session import Session
    from leaflets.workspace.reader import AnyCatalog


@dataclass(frozen=True, slots=True)
class Job:
    """One leaflet to be made in one language, perhaps with its web page."""

    leaflet: str
    language: str
    html: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A leaflet that is right: its file's bytes (none if it was only checked), and what the manifest says.

    ``html`` is its web page, empty unless the job asks for it.
    """

    job: Job
    pdf: bytes
    version: str
    pages: int
    content_hash: str
    draft: bool
    warnings: tuple[Diagnostic, ...] = ()
    html: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    """A leaflet that is not made, and why; ``trace`` is there if the fault is the program's own."""

    job: Job
    problems: tuple[Diagnostic, ...]
    trace: str = ""


Outcome = Made | Refused


class Localised(NamedTuple):
    """What a leaflet says in a language, and how its words stand: final, or a draft and why."""

    document: Document
    standing: approval.Standing


def jobs(leaflets: Iterable[str], languages: Iterable[str]) -> tuple[Job, ...]:
    """List every leaflet in every language, by language, so that neighbours share fonts."""
    ids = tuple(leaflets)
    return tuple(Job(leaflet, tag) for tag in languages for leaflet in ids)


def make(session: Session, job: Job, *, dry: bool = False) -> Outcome:
    """Take a leaflet from its data to its bytes; ``dry`` stops before the writing.

    Whatever happens becomes an outcome: one leaflet that is wrong never stops another.
    """
    # Here, because commands that only read and say leaflets need not wait for the typesetter's libraries.
    from leaflets.html.page import as_html
    from leaflets.layout.compose import compose
    from leaflets.pdf.writer import write

    try:
        document, standing = localised(session, job)
        pages = compose(document, session.engine)
        pdf = b"" if dry else write(document, pages, session.store)
        html = as_html(document, session.languages).encode() if job.html and not dry else b""
        told = warnings(session, document, standing)
    except LeafletsError as error:
        return Refused(job, error.diagnostics)
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one leaflet, and is told as ours
        return Refused(job, (_fault(job, error),), traceback.format_exc())
    control = document.control
    return Made(job, pdf, control.version, len(pages), document.content_hash, bool(control.draft), told, html)


def localised(session: Session, job: Job) -> Localised:
    """Read what a leaflet rests on and say it in its language; a draft unless its words are final.

    Raises:
        LeafletsError: a file that it rests on is wrong, or its words are; with all that is wrong at once.
    """
    session.read((job.language,))
    library, catalog = session.library, session.catalog(job.language)
    found = refusals(session, job)
    if library is None or catalog is None or job.leaflet not in library.leaflets or leave_no_words(found):
        raise LeafletsError(found)
    try:
        document = localise(
            library, job.leaflet, catalog, session.templates, everyone=lambda: catalogs(session)
        )
    except LeafletsError as error:
        raise LeafletsError((*found, *error.diagnostics)) from error
    if found:
        raise LeafletsError(found)
    standing = standing_of(session, document, library, catalog)
    return Localised(approval.as_it_stands(document, standing), standing)


def refusals(session: Session, job: Job) -> tuple[Diagnostic, ...]:
    """Collect what is wrong with the files that a leaflet rests on."""
    library, lacking = session.library, session.without_font(job.language)
    leaflets = {job.leaflet, *(library.named_by(job.leaflet) if library else ())}
    return tuple(
        problem
        for problem in (*session.problems, *((lacking,) if lacking else ()))
        if problem.is_error and touches(problem, leaflets, {job.language}, has_font=lacking is None)
    )


def catalogs(session: Session) -> list[Translations]:
    """Collect the catalogs of all the site's languages that can be read and printed, for notices in each."""
    tags = session.site_languages
    return [found for tag in tags if (found := session.catalog(tag)) and not session.without_font(tag)]


def standing_of(
    session: Session, document: Document, library: Library, catalog: AnyCatalog, *, unfinished: bool = False
) -> approval.Standing:
    """Find how the words of a document stand, by the signatures of its language."""
    said = ((message.context, message.msgid) for message in document.messages)
    demanded = approval.demands(
        library.site.value,
        document.lang,
        machine_made=catalog.is_machine_made(said),
        unfinished=unfinished,
    )
    record = session.reviews(document.lang)
    return approval.standing(record.value if record else Reviews(), document, demanded, session.today)


def warnings(session: Session, document: Document, standing: approval.Standing) -> tuple[Diagnostic, ...]:
    """Collect what a person should know of a document: how it was made, its sign-offs and dates."""
    record, library = session.reviews(document.lang), session.library
    file = review_file(session.languages.find(document.lang)).as_posix()
    leaflet = library.leaflets.get(document.leaflet) if library else None
    due = leaflet.position(("review",)) if leaflet else Position(file)
    places = approval.Places(record, file, due)
    return (*document.remarks, *approval.warnings(standing, document, places, session.today))


def released(outcome: Outcome) -> Outcome:
    """Refuse a draft: a release holds only words that were signed."""
    if isinstance(outcome, Refused) or not outcome.draft:
        return outcome
    job = outcome.job
    problem = Diagnostic(
        f"{job.leaflet} is not approved in {job.language}",
        Position(f"{job.leaflet} [{job.language}]"),
        f"see what it lacks: leaflets review show {job.leaflet} --language {job.language}",
        code="not-approved",
        leaflet=job.leaflet,
        language=job.language,
    )
    return Refused(job, (*outcome.warnings, problem))


def keep(outcome: Outcome, output: Output) -> Outcome:
    """Put a leaflet that is right into the output folder; one that cannot be kept is refused."""
    job = outcome.job
    if isinstance(outcome, Made):
        try:
            output.keep(
                job.leaflet, job.language, outcome.pdf, version=outcome.version, pages=outcome.pages,
                hashed=outcome.content_hash, draft=outcome.draft, html=outcome.html,
            )  # fmt: skip
        except LeafletsError as error:
            outcome = Refused(job, error.diagnostics)
    if isinstance(outcome, Refused):
        output.refuse(job.leaflet, job.language)
    return outcome


def _fault(job: Job, error: Exception) -> Diagnostic:
    message = f"the program failed ({type(error).__name__}: {error})"
    hint = "this is our fault, not yours: please report it; leaflets --debug shows where"
    place = Position(f"{job.leaflet} [{job.language}]")
    return Diagnostic(message, place, hint, code="bug", leaflet=job.leaflet, language=job.language)
