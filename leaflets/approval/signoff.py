"""Approval belongs to words: what was signed, whether it still holds, and what has changed since.

In: the record of a language, a document, the roles that the site demands, a date. Out: a
:class:`Standing`. A signature holds for one hash of one document; the smallest change of a word, a
number or their order voids it (ISO 17100 asks for the record, PIF TICK for the process).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from leaflets.approval.reviews import Approval, Reviews
from leaflets.content.site import Role
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.document.classes import DRAFT
from leaflets.document.digest import content_hash
from leaflets.document.nodes import Document

# How long before its review date a leaflet begins to warn.
NOTICE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a leaflet is final in a language, and if not, why.

    ``valid`` are the signatures for the present words, ``lapsed`` those for other words, ``forged`` those
    whose seal does not fit; ``missing`` are the roles that have yet to sign.
    """

    leaflet: str
    language: str
    hash: str
    valid: tuple[Approval, ...] = ()
    lapsed: tuple[Approval, ...] = ()
    forged: tuple[Approval, ...] = ()
    missing: tuple[Role, ...] = ()
    expired: bool = False

    @property
    def is_final(self) -> bool:
        """Tell whether the words may be printed without the draft band."""
        return not (self.missing or self.expired or self.forged)


def seal(approval: Approval) -> str:
    """Give the hash over the fields of a signature, without the seal itself."""
    fields = approval.model_dump(mode="json", exclude={"seal"})
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sign(
    reviews: Reviews, document: Document, role: Role, reviewer: str, day: date, note: str | None = None
) -> Reviews:
    """Record a signature for the present words; an older one of that role is replaced."""
    bare = Approval(
        leaflet=document.leaflet, role=role, reviewer=reviewer, date=day,
        version=document.control.version, hash=content_hash(document), note=note, seal="0" * 64,
    )  # fmt: skip
    signed = bare.model_copy(update={"seal": seal(bare)})
    kept = revoke(reviews, document.leaflet, role).approvals
    ordered = sorted((*kept, signed), key=lambda entry: (entry.leaflet, entry.role))
    return reviews.model_copy(update={"approvals": tuple(ordered)})


def revoke(reviews: Reviews, leaflet: str, role: Role | None = None) -> Reviews:
    """Take back the signatures of a leaflet, of one role or of all."""
    kept = (
        entry
        for entry in reviews.approvals
        if entry.leaflet != leaflet or (role is not None and entry.role != role)
    )
    return reviews.model_copy(update={"approvals": tuple(kept)})


def standing(
    reviews: Reviews, document: Document, roles: Iterable[Role], today: date, *, machine_made: bool
) -> Standing:
    """Tell how a document stands.

    ``machine_made`` says that a machine wrote any of its messages; then a human translator has to
    sign, whatever roles the site demands.
    """
    present = content_hash(document)
    entries = [entry for entry in reviews.approvals if entry.leaflet == document.leaflet]
    forged = tuple(entry for entry in entries if seal(entry) != entry.seal)
    honest = [entry for entry in entries if entry not in forged]
    valid = tuple(entry for entry in honest if entry.hash == present)
    wanted = dict.fromkeys((*roles, *(("translator",) if machine_made else ())))
    signed = {entry.role for entry in valid}
    return Standing(
        document.leaflet,
        document.lang,
        present,
        valid,
        tuple(entry for entry in honest if entry.hash != present),
        forged,
        tuple(role for role in wanted if role not in signed),
        expired=today > document.control.review,
    )


def problems(
    found: Standing, document: Document, entry: Callable[[Approval], Position], due: Position, today: date
) -> Iterator[Diagnostic]:
    """Yield what a person should know of a standing: forged entries, lapsed ones, dates.

    ``entry`` gives the place of a signature in the record, ``due`` is that of the leaflet's review date.
    """

    def warning(message: str, place: Position, hint: str, code: str) -> Diagnostic:
        return Diagnostic(message, place, hint, Severity.WARNING, code, found.leaflet, found.language)

    for each in found.forged:
        message = f"the {each.role}'s sign-off of {each.leaflet} was edited by hand and does not count"
        hint = f"sign again: leaflets review sign {each.leaflet} --language {found.language}"
        yield warning(message, entry(each), hint, "forged-approval")
    for each in found.lapsed:
        message = f"{each.reviewer} ({each.role}) signed other words of {each.leaflet} than the present ones"
        hint = f"leaflets review show {each.leaflet} --language {found.language}"
        yield warning(message, entry(each), hint, "lapsed-approval")
    review = document.control.review
    if today > review:
        message = f"the review date of {found.leaflet} has passed ({review})"
        yield warning(message, due, "review it and set the next date", "expired")
    elif today + NOTICE >= review:
        yield warning(f"{found.leaflet} is due for review on {review}", due, "plan its review", "review-due")


@dataclass(frozen=True, slots=True)
class Change:
    """A block that is not what was signed: its words then and now, one of them empty if it is new or gone."""

    id: str
    before: str
    after: str


def snapshot(document: Document) -> tuple[tuple[str, str], ...]:
    """Give the blocks of a document as they are signed: id and words."""
    blocks = ((node.id, node.text) for node in document.blocks() if node.style != DRAFT)
    alts = ((f"{node.id}.alt", node.alt) for node in document.root.walk() if node.alt)
    control = document.control
    return (*blocks, *alts, ("footer", control.stamp), ("footer.pages", control.page_pattern))


def changes(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> tuple[Change, ...]:
    """Compare two snapshots block by block."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[old:old_end], after[new:new_end]
        for index in range(max(len(gone), len(come))):
            then = gone[index] if index < len(gone) else ("", "")
            now = come[index] if index < len(come) else ("", "")
            found.append(Change(now[0] or then[0], then[1], now[1]))
    return tuple(found)
