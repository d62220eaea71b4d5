"""How a leaflet is made, from data to files, in five steps: read, localise, compose, write, keep.

A :class:`~leaflets.session.Session` holds what the leaflets of one process share. :func:`make` takes one
leaflet through the first four in one language; :func:`keep` puts the outcome into the output folder. Between
the two an outcome may travel from one process to another (:mod:`leaflets.batch`). No other module knows the
whole sequence; callers that need a part of it (``show``, the preview) use the same functions.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from leaflets.approval.demands import find_demands
from leaflets.approval.standing import Signed, Standing, Subject, apply_standing, determine_standing
from leaflets.approval.statements import sha256
from leaflets.approval.telling import list_fields, list_warnings
from leaflets.catalogs.back_translations import LeafletBackTranslation, of_leaflet
from leaflets.catalogs.catalog import Catalog
from leaflets.catalogs.recorder import MessageRecorder
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.localise import localise
from leaflets.workspace.refusals import affects, prevent_localising

if TYPE_CHECKING:
    from leaflets.approval.judging import Trust
    from leaflets.catalogs.po import Key
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

    def __str__(self) -> str:
        return f"{self.leaflet} [{self.language}]"


@dataclass(frozen=True, slots=True)
class Made:
    """A leaflet without errors: the bytes of its file, and what the manifest says about it.

    ``pdf`` is empty if the leaflet was only checked, ``html`` (its web page) unless the job asks for one.
    ``warnings`` do not stop it from being handed out. ``approvals`` are those that make it final.
    """

    job: Job
    pdf: bytes
    version: str
    pages: int
    content_hash: str
    draft: bool
    warnings: tuple[Diagnostic, ...] = ()
    html: bytes = b""
    approvals: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A leaflet that could not be made, and why.

    ``trace`` is the traceback of an exception that is a bug of the program, to be shown with ``--debug``.
    """

    job: Job
    problems: tuple[Diagnostic, ...]
    trace: str = ""


Outcome = Made | Refused


class Localised(NamedTuple):
    """A leaflet in one language, and whether its words are final; if not, why it is a draft."""

    document: Document
    standing: Standing


def list_jobs(leaflets: Iterable[str], languages: Iterable[str]) -> tuple[Job, ...]:
    """Pair every leaflet with every language; jobs of one language are adjacent: they share fonts."""
    ids = tuple(leaflets)  # read once for every language
    return tuple(Job(leaflet, tag) for tag in languages for leaflet in ids)


def make(session: Session, job: Job, *, dry: bool = False) -> Outcome:
    """Take a leaflet from its data to its bytes; ``dry`` stops before the PDF is written.

    Every error becomes an outcome, so that one faulty leaflet never stops another.
    """
    # Imported here: commands that only read and localise must not wait for the typesetter's libraries.
    from leaflets.approval.carrying import list_carried
    from leaflets.html.page import as_html
    from leaflets.layout.compose import compose
    from leaflets.pdf.writer import write

    try:
        # Each message is checked when its catalog hands it out, and the pages are compared with the document
        # before they leave compose: a leaflet that is wrong ends here as a LeafletsError.
        document, standing = read_and_localise(session, job)
        pages = compose(document, session.engine)
        pdf = (
            b"" if dry else write(document, pages, session.pdf_cache, signed=list_carried(document, standing))
        )
        html = as_html(document, session.languages).encode() if job.html and not dry else b""
        warnings = find_warnings(session, document, standing)
    except LeafletsError as error:
        return Refused(job, error.diagnostics)
    except Exception as error:  # noqa: BLE001 - a bug of ours costs one leaflet, and is reported as a bug
        bug = program_failure(job, error, where_shown="leaflets --debug shows where")
        return Refused(job, (bug,), traceback.format_exc())
    return Made(
        job, pdf, version=document.control.version, pages=len(pages), content_hash=document.content_hash,
        draft=not standing.is_final, warnings=warnings, html=html,
        approvals=standing.valid if standing.is_final else (),
    )  # fmt: skip


def read_and_localise(session: Session, job: Job) -> Localised:
    """Read the files that a leaflet depends on and localise it; it is a draft unless its words are final.

    Raises:
        LeafletsError: a file that it depends on is wrong, or its words are; with all problems at once.
    """
    session.read((job.language,))
    library, catalog = session.library, session.catalog(job.language)
    found = find_refusals(session, job)
    if library is None or catalog is None or job.leaflet not in library.leaflets or prevent_localising(found):
        raise LeafletsError(found)
    # Localised even if its files refuse it, so that one run reports the problems of files and of words.
    try:
        document = localise(
            library,
            job.leaflet,
            catalog,
            session.templates,
            site_translations=lambda: find_printable_catalogs(session),
        )
    except LeafletsError as error:
        raise LeafletsError((*found, *error.diagnostics)) from error
    if found:
        raise LeafletsError(found)
    standing = find_standing(session, document, library, catalog)
    return Localised(apply_standing(document, standing), standing)


def find_refusals(session: Session, job: Job) -> tuple[Diagnostic, ...]:
    """Collect the errors of the files that a leaflet depends on; empty if it may be made."""
    library, no_font = session.library, session.missing_font(job.language)
    leaflets = library.dependencies_of(job.leaflet) if library else {job.leaflet}
    return tuple(
        problem
        for problem in (*session.problems, *((no_font,) if no_font else ()))
        if problem.is_error and affects(problem, leaflets, {job.language}, has_font=no_font is None)
    )


def find_printable_catalogs(session: Session) -> list[Translations]:
    """Collect the catalogs of the site's languages, for notices that a guide prints in each of them.

    Catalogs that cannot be read, or whose script no font covers, are left out: that refuses the leaflets of
    their own language, but not those of the others.
    """
    tags = session.site_languages
    return [found for tag in tags if (found := session.catalog(tag)) and not session.missing_font(tag)]


def find_standing(
    session: Session, document: Document, library: Library, catalog: AnyCatalog, *, unfinished: bool = False
) -> Standing:
    """Decide whether the words of a document are final, by the signatures of its language.

    ``unfinished`` says that some of its words are provisional, as in a preview.
    """
    # Only printed messages count: any other that a machine wrote does not require a translator.
    printed = ((message.context, message.msgid) for message in document.messages)
    site, is_machine_made = library.site.value, catalog.is_machine_made(printed)
    signers = find_demands(site.sign_off, document.lang, machine_made=is_machine_made)
    asked = len(find_questions(session, document))
    demands = replace(signers, example=site.example, unfinished=unfinished, questions=asked)
    trust = find_trust(session, document)
    return determine_standing(session.approvals(document.lang), Subject.of(document), demands, trust)


def find_trust(session: Session, document: Document) -> Trust:
    """Collect what approvals of a document are judged by, its back-translation among it."""

    def present(leaflet: str, language: str) -> str | None:
        if (leaflet, language) != (document.leaflet, document.lang):
            return None
        found = find_back_translation(session, document).content_hash
        return sha256(found) if found else None

    return replace(session.trust, back_translation=present)


def find_warnings(session: Session, document: Document, standing: Standing) -> tuple[Diagnostic, ...]:
    """Collect what else is told of a document without errors: remarks, approvals, dates, questions."""
    return (*find_remarks(session, document, standing), *find_questions(session, document))


def find_remarks(session: Session, document: Document, standing: Standing) -> tuple[Diagnostic, ...]:
    """Collect what is told of a document but for the questions about its messages."""
    leaflet = session.require_library().leaflets[document.leaflet]
    due = leaflet.position(("review",))
    return (*document.remarks, *list_warnings(standing, document.control.review, due, session.today))


def find_questions(session: Session, document: Document) -> tuple[Diagnostic, ...]:
    """Collect the questions about a document's messages that nobody has answered."""
    report = session.findings(document.lang)
    if report is None:
        return ()
    return report.open_questions({(message.context, message.msgid) for message in document.messages})


def refuse_questions(session: Session, job: Job, document: Document) -> None:
    """Refuse to sign words about which the checks ask something that nobody has answered.

    Raises:
        LeafletsError: there is such a question; with all of them.
    """
    asked = find_questions(session, document)
    if asked:
        message = f"{job} cannot be signed: what the checks ask about it is not answered"
        hint = f"change the words, or answer: leaflets catalog check {job.leaflet} --language {job.language}"
        raise LeafletsError((*asked, problem_of(job, message, hint, "not-answered")))


def find_messages(session: Session, job: Job) -> tuple[Key, ...]:
    """Find the messages that a leaflet says in a language, translated or not, in the order of its page.

    Raises:
        LeafletsError: the leaflet's data or template is wrong, so that not all of its messages are known.
    """
    library = session.require_library()
    if job.leaflet not in library.leaflets:
        raise LeafletsError(each for each in session.problems if each.leaflet == job.leaflet)
    recorder = MessageRecorder(session.languages.find(job.language))
    localise(library, job.leaflet, recorder, session.templates, site_translations=lambda: (recorder,))
    return tuple(recorder.keys)


def find_back_translation(session: Session, document: Document) -> LeafletBackTranslation:
    """Collect the current back-translations of what a document says, for review sheets and signatures.

    The source and pseudo-languages have none.
    """
    catalog = session.catalog(document.lang)
    if not isinstance(catalog, Catalog):
        return LeafletBackTranslation(())
    said = (catalog.entries.get((each.context, each.msgid)) for each in document.messages)
    return of_leaflet((each for each in said if each), session.back_translations(document.lang))


def refuse_draft(outcome: Outcome) -> Outcome:
    """Turn a draft into a refusal, for releases, which contain only signed words."""
    if isinstance(outcome, Refused) or not outcome.draft:
        return outcome
    job = outcome.job
    message = f"{job.leaflet} is not approved in {job.language}"
    hint = f"see what it lacks: leaflets review show {job.leaflet} --language {job.language}"
    # The warnings and questions stay: they say what lapsed, or waits for an answer, and so why it is a draft.
    return Refused(job, (*outcome.warnings, problem_of(job, message, hint, "not-approved")))


def keep(outcome: Outcome, output: Output) -> Outcome:
    """Write a made leaflet into the output folder; one that cannot be written is refused.

    Older files of a refused leaflet stay there, and are marked as stale in the manifest.
    """
    job = outcome.job
    if isinstance(outcome, Made):
        try:
            output.keep(
                job.leaflet, job.language, outcome.pdf, version=outcome.version, pages=outcome.pages,
                content_hash=outcome.content_hash, draft=outcome.draft, html=outcome.html,
                signatures=tuple(list_fields(each) for each in outcome.approvals),
            )  # fmt: skip
        except LeafletsError as error:
            outcome = Refused(job, error.diagnostics)
    if isinstance(outcome, Refused):
        output.mark_stale(job.leaflet, job.language)
    return outcome


def problem_of(job: Job, message: str, hint: str, code: str) -> Diagnostic:
    """Report a problem of a leaflet as a whole; its position is the name of the job."""
    return Diagnostic(
        message, Position(str(job)), hint, code=code, leaflet=job.leaflet, language=job.language
    )


def program_failure(job: Job, error: Exception, *, where_shown: str = "") -> Diagnostic:
    """Report a leaflet that could not be made because of a bug in the program.

    ``where_shown`` says how to see the traceback, if there is a way.
    """
    message = f"the program failed ({type(error).__name__}: {error})"
    hint = "this is our fault, not yours: please report it"
    return problem_of(job, message, f"{hint}; {where_shown}" if where_shown else hint, "bug")
