"""``leaflets review verify``: a workspace, or folders of finished files, by public keys alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import folder_type, open_workspace, reviewers_option, workspace_option
from leaflets.cli.paths import printable
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Position, Severity
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.workspace_files import is_workspace

if TYPE_CHECKING:
    from leaflets.approval.demands import Demands
    from leaflets.approval.entries import Entry
    from leaflets.approval.judging import Trust
    from leaflets.session import Session
    from leaflets.verification.verdict import DemandsOf, Verdict

# Bytes of a finished file; a leaflet has a hundred thousand.
_MAX_PDF = 50_000_000


@click.command()
@click.argument("folders", nargs=-1, type=folder_type, metavar="[FOLDER]...")
@reviewers_option
@workspace_option
@click.pass_context
def verify(
    ctx: click.Context, folders: tuple[Path, ...], reviewers: Path | None, workspace: Path | None
) -> None:
    """Verify who signed what: in a workspace, or in PDF files that were built of one.

    Each PDF in a FOLDER and below it carries its words and who signed them; nothing else is needed than the
    public keys, in data/reviewers.yaml or in the list of --reviewers. Files of revocations in a FOLDER count.
    Without a FOLDER every sign-off of the workspace is judged, also those for earlier words.

    \b
    Examples:
      leaflets review verify
      leaflets review verify output --reviewers /etc/leaflets/reviewers.yaml
    """  # noqa: D301
    if not folders:
        problems = list(_verify_workspace(open_workspace(workspace, reviewers)))
    else:
        trust, demands_of = _trusted(workspace, reviewers)
        problems = list(_verify_folders(folders, trust, demands_of))
    print_problems(problems)
    if any(each.is_error for each in problems):
        ctx.exit(PROBLEMS)


def _trusted(workspace: Path | None, reviewers: Path | None) -> tuple[Trust, DemandsOf]:
    """Collect whose keys are trusted and what has to be signed: by a workspace, or by a list alone."""
    from leaflets.approval.demands import find_demands
    from leaflets.approval.judging import Trust
    from leaflets.content.site import SignOff
    from leaflets.session import current_day
    from leaflets.workspace.approvals import read_reviewers

    if reviewers and not (workspace or is_workspace(Path())):
        trust, sign_off = Trust(read_reviewers(reviewers), current_day()), SignOff()
    else:
        session = open_workspace(workspace, reviewers)
        trust, sign_off = session.trust, session.require_library().site.value.sign_off
        if broken := [each for each in session.problems if each.is_error]:
            raise LeafletsError(broken)

    def demands_of(language: str) -> Demands:
        return find_demands(sign_off, language)

    return trust, demands_of


def _verify_workspace(session: Session) -> Iterator[Diagnostic]:
    """Judge every sign-off of a workspace, and print those that count; yield what does not."""
    from leaflets.approval.judging import Reason
    from leaflets.approval.standing import judge_all
    from leaflets.approval.telling import describe

    number = 0
    tags = dict.fromkeys((SOURCE_LANGUAGE, *session.site_languages, *session.translated_languages))
    for tag in (each for each in tags if each in session.languages):
        entries = session.approvals(tag)
        flawed = {each.entry: each.flaw for each in judge_all(entries, tag, session.trust)}
        for entry in entries:
            flaw = flawed.get(entry)
            if flaw is None and not entry.armour:
                click.echo(f"{entry.file}: {describe(entry)}, which proves nothing")
            elif flaw is None:
                number += 1
                click.echo(f"{entry.file}: holds, {describe(entry)}")
            elif flaw.reason is Reason.REVOKED:
                click.echo(f"{entry.file}: {flaw.message}")
            else:
                message = f"{describe(entry)} does not count: {flaw.message}"
                yield Diagnostic(message, entry.position(flaw.key), flaw.hint, code=flaw.reason.value)
        yield from _edited_words(session, tag, entries)
    for each in session.problems:
        if each.code in ("approval-unreadable", "unreadable"):
            yield replace(each, severity=Severity.ERROR)
        elif each.is_error or each.code == "old-approvals":
            yield each
    click.echo(f"{count(number, 'signature')} found to hold")


def _edited_words(session: Session, tag: str, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Yield the files of signed words that are not what was signed."""
    from leaflets.approval.changes import EditedError, read_words
    from leaflets.approval.statements import Approval
    from leaflets.workspace.approvals import read_signed_words
    from leaflets.workspace_files import signed_path

    language = session.languages.find(tag)
    signed = {each.statement.words for each in entries if isinstance(each.statement, Approval)}
    for words in sorted(each.removeprefix("sha256:") for each in signed):
        content = read_signed_words(session.root, language, words)
        try:
            if content is not None:
                read_words(content, words)
        except EditedError as error:
            place = Position(signed_path(language.locale, words).as_posix())
            hint = "restore it from where it was signed: what it shows now nobody signed"
            yield Diagnostic(str(error), place, hint, code="signed-words-edited")


def _verify_folders(folders: Sequence[Path], trust: Trust, demands_of: DemandsOf) -> Iterator[Diagnostic]:
    """Verify every PDF in folders, and print those that are final; yield what is wrong."""
    try:
        from leaflets.verification.verdict import verify_pdf
    except ModuleNotFoundError as error:
        hint = "install it: pip install 'leaflets[verify]'"
        raise LeafletsError(Diagnostic(f"{error.name} is not installed", None, hint)) from error
    from leaflets.files import read_file

    revocations = list(_revocations(folders))
    files = sorted({path for folder in folders for path in folder.rglob("*.pdf")})
    if not files:
        names = ", ".join(printable(str(folder)) for folder in folders)
        yield Diagnostic(
            f"there is no PDF in {names}", None, "name the folder that was built", code="no-files"
        )
    for path in files:
        try:
            content = read_file(path, _MAX_PDF)
        except OSError as error:
            yield Diagnostic(f"the file cannot be read: {error.strerror}", Position(str(path)))
            continue
        verdict = verify_pdf(str(path), content, trust, demands_of, revocations)
        if verdict.is_final:
            click.echo(_line(verdict))
        yield from verdict.problems


def _line(verdict: Verdict) -> str:
    from leaflets.approval.telling import list_signers

    what = f"{verdict.leaflet} [{verdict.language}]"
    return f"{printable(verdict.file)}: {what}, final, signed by {list_signers(verdict.signed)}"


def _revocations(folders: Sequence[Path]) -> Iterator[Entry]:
    """Read the revocations that lie in folders; a file that is none is left to the workspace to tell."""
    from contextlib import suppress

    from leaflets.approval.entries import parse_entry
    from leaflets.approval.statements import Revocation, StatementError
    from leaflets.files import read_file

    for folder in folders:
        for path in sorted(folder.rglob(f"*.{Revocation.KIND}")):
            with suppress(OSError, StatementError):
                yield parse_entry(str(path), read_file(path))
