"""Whether a leaflet is final: the one place that decides it.

In: a document, the record of sign-offs of its language, what the site demands, a day. Out: a
:class:`Standing`. A signature holds for one hash of one document; the smallest change of a word, a number or
their order voids it (ISO 17100 requires the record, PIF TICK the process).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leaflets.approval.reviews import Approval, Reviews
from leaflets.approval.signatures import seal
from leaflets.content.reading import Located
from leaflets.content.site import Role, Site
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.document.nodes import Document
from leaflets.languages import SOURCE_LANGUAGE

# How long before its review date a leaflet warns: two months, so that a committee meets in between.
NOTICE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Demands:
    """What must hold before words are final, apart from the signatures matching them.

    ``roles`` are those that have to sign. ``example`` says that the hospital is an example, which approves
    nothing. ``unfinished`` says that some of the words are provisional, as in a preview of an
    unfinished translation.
    """

    roles: tuple[Role, ...]
    example: bool
    unfinished: bool


def find_demands(site: Site, language: str, *, machine_made: bool, unfinished: bool) -> Demands:
    """Collect what a site demands before a leaflet in a language is final.

    ``machine_made`` says that a machine wrote any of the messages; a human translator then has to sign,
    whatever roles the site names.
    """
    roles = site.sign_off.source if language == SOURCE_LANGUAGE else site.sign_off.translation
    # An ordered set: missing roles are listed in the order of site.yaml.
    wanted = dict.fromkeys((*roles, *(("translator",) if machine_made else ())))
    return Demands(tuple(wanted), bool(site.example), unfinished)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a leaflet is final in a language, and if not, why.

    ``valid`` are the signatures for the current words, ``lapsed`` those for other words, ``forged`` those
    whose seal does not match; ``missing`` are the roles that have yet to sign, ``expired`` says that the
    review date has passed.
    """

    leaflet: str
    language: str
    demands: Demands
    valid: tuple[Approval, ...]
    lapsed: tuple[Approval, ...]
    forged: tuple[Approval, ...]
    missing: tuple[Role, ...]
    expired: bool

    @property
    def is_signed(self) -> bool:
        """Whether all roles signed these exact words, no entry is forged and the review date is not past."""
        return not (self.missing or self.expired or self.forged)

    @property
    def is_final(self) -> bool:
        """Whether the words may be printed without the draft band."""
        return self.is_signed and not (self.demands.example or self.demands.unfinished)


def determine_standing(reviews: Reviews, document: Document, demands: Demands, today: date) -> Standing:
    """Compare a document with the signatures of its language."""
    current_hash = document.content_hash
    entries = [entry for entry in reviews.approvals if entry.leaflet == document.leaflet]
    # A broken seal voids an entry even for the current hash, or an edited hash could carry over a signature.
    forged = tuple(entry for entry in entries if seal(entry) != entry.seal)
    honest = [entry for entry in entries if entry not in forged]
    valid = tuple(entry for entry in honest if entry.hash == current_hash)
    signed = {entry.role for entry in valid}
    return Standing(
        document.leaflet,
        document.lang,
        demands,
        valid=valid,
        lapsed=tuple(entry for entry in honest if entry.hash != current_hash),
        forged=forged,
        missing=tuple(role for role in demands.roles if role not in signed),
        expired=today > document.control.review,  # on the review date itself it is still valid
    )


def apply_standing(document: Document, standing: Standing) -> Document:
    """Remove the draft band from a document whose words are final; any other document keeps it."""
    return document.without_draft_band() if standing.is_final else document


@dataclass(frozen=True, slots=True)
class WarningPositions:
    """The positions that the warnings about a standing point to.

    ``record`` is the record of sign-offs with its line numbers, ``file`` its name; ``review_date`` is where
    the leaflet has its review date.
    """

    record: Located[Reviews] | None
    file: str
    review_date: Position

    def position_of(self, approval: Approval) -> Position:
        """Look up the position of a signature in the record."""
        if self.record is None:
            return Position(self.file)
        return self.record.position(("approvals", self.record.value.approvals.index(approval)))


def standing_warnings(
    standing: Standing, document: Document, positions: WarningPositions, today: date
) -> Iterator[Diagnostic]:
    """Yield the warnings about a standing: forged entries, lapsed ones, review dates; in this order."""

    def warning(message: str, place: Position, hint: str, code: str) -> Diagnostic:
        return Diagnostic(message, place, hint, Severity.WARNING, code, standing.leaflet, standing.language)

    for each in standing.forged:
        message = f"the {each.role}'s sign-off of {each.leaflet} was edited by hand and does not count"
        hint = f"sign again: leaflets review sign {each.leaflet} --language {standing.language}"
        yield warning(message, positions.position_of(each), hint, "forged-approval")
    for each in standing.lapsed:
        message = f"{each.reviewer} ({each.role}) signed other words of {each.leaflet} than the present ones"
        hint = f"leaflets review show {each.leaflet} --language {standing.language}"
        yield warning(message, positions.position_of(each), hint, "lapsed-approval")
    review = document.control.review
    if standing.expired:
        message = f"the review date of {standing.leaflet} has passed ({review})"
        yield warning(message, positions.review_date, "review it and set the next date", "expired")
    elif today + NOTICE >= review:
        message = f"{standing.leaflet} is due for review on {review}"
        yield warning(message, positions.review_date, "plan its review", "review-due")
