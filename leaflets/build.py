"""The five verbs, in order: read, localise, compose, write, keep.

A :class:`~leaflets.session.Session` holds what the leaflets of one process share. :func:`make` takes one
leaflet through the first four verbs in one language; :func:`keep` puts the outcome into the output
folder. Nothing else in the program knows the whole way.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.session import Job, Session

if TYPE_CHECKING:
    from leaflets.output.folder import Output


@dataclass(frozen=True, slots=True)
class Made:
    """A leaflet that is right: its file's bytes (none if it was only checked), and what the manifest says.

    ``page`` is its HTML twin, empty unless the job asks for it.
    """

    job: Job
    content: bytes
    version: str
    pages: int
    content_hash: str
    draft: bool
    warnings: tuple[Diagnostic, ...] = ()
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    """A leaflet that is not made, and why; ``trace`` is there if the fault is the program's own."""

    job: Job
    problems: tuple[Diagnostic, ...]
    trace: str = ""


Outcome = Made | Refused


def make(session: Session, job: Job, *, dry: bool = False) -> Outcome:
    """Take a leaflet from its data to its bytes; ``dry`` stops before the writing.

    Whatever happens becomes an outcome: one leaflet that is wrong never stops another.
    """
    from leaflets.document.digest import content_hash

    try:
        document = session.localise(job)
        pages = session.compose(document)
        content = b"" if dry else session.write(document, pages)
        page = session.twin(document) if job.twin and not dry else b""
        told = session.warnings(document)
    except LeafletsError as error:
        return Refused(job, error.diagnostics)
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one leaflet, and is told as ours
        return Refused(job, (_fault(job, error),), traceback.format_exc())
    control, hashed = document.control, content_hash(document)
    return Made(job, content, control.version, len(pages), hashed, bool(control.draft), told, page)


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
                job.leaflet, job.language, outcome.content, version=outcome.version, pages=outcome.pages,
                hashed=outcome.content_hash, draft=outcome.draft, page=outcome.page,
            )  # fmt: skip
        except LeafletsError as error:
            outcome = Refused(job, error.diagnostics)
    if isinstance(outcome, Refused):
        output.refuse(job.leaflet, job.language)
    return outcome


def jobs(leaflets: Iterable[str], languages: Iterable[str]) -> tuple[Job, ...]:
    """Give every leaflet in every language, by language, so that neighbours share fonts."""
    ids = tuple(leaflets)
    return tuple(Job(leaflet, tag) for tag in languages for leaflet in ids)


def _fault(job: Job, error: Exception) -> Diagnostic:
    message = f"the program failed ({type(error).__name__}: {error})"
    hint = "this is our fault, not yours: please report it; leaflets --debug shows where"
    place = Position(f"{job.leaflet} [{job.language}]")
    return Diagnostic(message, place, hint, code="bug", leaflet=job.leaflet, language=job.language)
