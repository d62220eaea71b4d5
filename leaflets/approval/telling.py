"""What is told about a standing: what does not count, what lapsed, what is due; and its line for people.

In: a :class:`~leaflets.approval.standing.Standing`. Out: warnings with file and line, and sentences. Nothing
is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from leaflets.approval.entries import Entry
from leaflets.approval.standing import Signed, Standing
from leaflets.approval.statements import Note, Revocation, list_values
from leaflets.diagnostics import Diagnostic, Position, Severity

# How long before its review date a leaflet warns: two months, so that a committee meets in between.
NOTICE = timedelta(days=60)


def list_warnings(
    standing: Standing, review: date, review_date: Position, today: date
) -> Iterator[Diagnostic]:
    """Yield the warnings about a standing; the leaflet has its review date at ``review_date``."""
    name, language = standing.leaflet, standing.language

    def warning(message: str, place: Position, hint: str, code: str) -> Diagnostic:
        return Diagnostic(message, place, hint, Severity.WARNING, code, name, language)

    for entry, flaw in standing.discounted:
        message = f"{describe(entry)} does not count: {flaw.message}"
        yield warning(message, entry.position(flaw.key), flaw.hint, flaw.reason.value)
    show = f"leaflets review show {name} --language {language}"
    for entry, approval in standing.lapsed:
        message = f"{approval.name} ({approval.role}) signed other words of {name} than the present ones"
        yield warning(message, entry.position("words"), show, "lapsed-approval")
    for entry, approval in standing.restructured:
        message = f"since {approval.name} ({approval.role}) signed, the structure of {name} changed, no word"
        hint = "levels of headings, ruled lines or language tags differ; the signature holds"
        yield warning(message, entry.position("structure"), hint, "restructured")
    if standing.expired:
        message = f"the review date of {name} has passed ({review})"
        yield warning(message, review_date, "review it and set the next date", "expired")
    elif today + NOTICE >= review:
        yield warning(f"{name} is due for review on {review}", review_date, "plan its review", "review-due")


def summarise(standing: Standing) -> str:
    """Describe in one line whether a leaflet is final, and if not, why."""
    if standing.is_final:
        return f"final, signed by {list_signers(standing.valid)}"
    # Signed by all and still a draft: no further signature would change that.
    if standing.is_signed and standing.demands.example:
        return "draft, because the hospital is an example"
    reasons = [f"not signed by a {role}" for role in standing.missing]
    reasons += ["its review date has passed"] if standing.expired else []
    if asked := standing.demands.questions:
        reasons.append(f"{asked} question{'s' if asked > 1 else ''} of the checks not answered")
    return "draft: " + ", ".join(reasons)


def list_signers(valid: Iterable[Signed]) -> str:
    """List who signed, in which role and when."""
    signed = (each.approval for each in valid)
    return ", ".join(f"{each.name} ({each.role}, {each.date})" for each in signed)


def list_fields(signed: Signed) -> tuple[tuple[str, str], ...]:
    """List an approval for the manifest: its file, then what it states."""
    return (("file", signed.entry.file), *list_values(signed.approval))


def describe(entry: Entry) -> str:
    """Name an entry in a sentence."""
    statement = entry.statement
    if isinstance(statement, Revocation):
        return f"the revocation of a sign-off of {statement.leaflet} by {statement.name}"
    what = "note on" if isinstance(statement, Note) else "sign-off of"
    return f"the {what} {statement.leaflet} by {statement.name} ({statement.role})"
