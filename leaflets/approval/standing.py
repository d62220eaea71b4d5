"""Whether a leaflet is final: the one place that decides it.

In: a document, the entries of its language, what the site demands, whom it trusts. Out: a :class:`Standing`.
An approval is for one hash of one document: the smallest change of a word, a number, their order or a drawing
voids it (ISO 17100 requires the record, PIF TICK the process). Whether a single entry counts is judged in
:mod:`leaflets.approval.judging`; what does not count is told and hinders nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from leaflets.approval.demands import Demands
from leaflets.approval.entries import Entry
from leaflets.approval.judging import Flaw, Reason, Trust, judge_approval, judge_revocation, misplacement
from leaflets.approval.role_assignment import assign_roles
from leaflets.approval.statements import Approval, Note, Revocation, sha256
from leaflets.content.site import Role
from leaflets.document.nodes import Document


class Subject(NamedTuple):
    """What is to be final: a leaflet in a language, with the hashes of its words and of their structure.

    Hashes are written as in statements; ``structure`` is empty where it is not known.
    """

    leaflet: str
    language: str
    words: str
    structure: str
    review: date

    @classmethod
    def of(cls, document: Document) -> Subject:
        """Make the subject of a document."""
        hashes = sha256(document.content_hash), sha256(document.structure_hash)
        return cls(document.leaflet, document.lang, *hashes, document.control.review)


class Signed(NamedTuple):
    """An approval with the entry that it stands in."""

    entry: Entry
    approval: Approval


class Discounted(NamedTuple):
    """An entry that does not count, and why."""

    entry: Entry
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a leaflet is final in a language, and if not, why.

    ``valid`` are the approvals of the present words that count, in the order of roles; ``restructured`` those
    among them that were given to another structure. ``discounted`` are entries that do not count. ``missing``
    are the roles that have yet to sign; ``lapsed`` is the last approval of each that was for other words.
    ``notes`` are what people said without a key. ``expired`` says that the review date has passed.
    """

    leaflet: str
    language: str
    demands: Demands
    valid: tuple[Signed, ...] = ()
    restructured: tuple[Signed, ...] = ()
    discounted: tuple[Discounted, ...] = ()
    lapsed: tuple[Signed, ...] = ()
    notes: tuple[Note, ...] = ()
    missing: tuple[Role, ...] = ()
    expired: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether all roles signed these exact words and the review date is not past."""
        return not (self.missing or self.expired)

    @property
    def is_final(self) -> bool:
        """Whether the words may be printed without the draft band."""
        demands = self.demands
        return self.is_signed and not (demands.example or demands.unfinished or demands.questions)


def determine_standing(
    entries: Sequence[Entry], subject: Subject, demands: Demands, trust: Trust
) -> Standing:
    """Compare what is to be final with the entries of its language."""
    concerned = [entry for entry in entries if _concerns(entry, subject.leaflet)]
    placed, misplaced = _by_place(concerned, subject.language)
    # Wherever a revocation lies: to rename its file must not bring back what it revokes.
    revoked, void = _find_revoked(entries, {entry.hash for entry in placed}, trust)
    present = [each for each in _approvals(placed) if each.approval.words == subject.words]
    judged = {each: _flaw_of(each, revoked, trust) for each in present}
    counting = _last_of_each_person(each for each, flaw in judged.items() if flaw is None)
    holders = _fill_roles(counting, demands)
    valid, doubled = _by_person(counting, holders, demands)
    missing = tuple(role for role in demands.roles if role not in holders)
    earlier = [each for each in _approvals(placed) if each.approval.words != subject.words]
    lapsed, voided = _last_of_each_role(missing, earlier, revoked, trust)
    return Standing(
        subject.leaflet,
        subject.language,
        demands,
        valid=valid,
        restructured=tuple(each for each in valid if subject.structure not in ("", each.approval.structure)),
        discounted=(*misplaced, *void, *_told(judged, missing), *doubled, *voided),
        lapsed=lapsed,
        notes=tuple(entry.statement for entry in placed if isinstance(entry.statement, Note)),
        missing=missing,
        expired=trust.today > subject.review,  # on the review date itself it is still valid
    )


def judge_all(entries: Sequence[Entry], language: str, trust: Trust) -> Iterator[Discounted]:
    """Yield every entry of a language that does not count, whichever words it is for."""
    placed, misplaced = _by_place(entries, language)
    revoked, void = _find_revoked(entries, {entry.hash for entry in placed}, trust)
    yield from (*misplaced, *void)
    for each in _approvals(placed):
        if flaw := _flaw_of(each, revoked, trust):
            yield Discounted(each.entry, flaw)


def apply_standing(document: Document, standing: Standing) -> Document:
    """Remove the draft band from a document whose words are final; any other document keeps it."""
    return document.without_draft_band() if standing.is_final else document


def list_unrevoked(entries: Sequence[Entry], leaflet: str, trust: Trust) -> list[Signed]:
    """List the approvals of a leaflet that nobody has revoked, for whichever words."""
    found = [each for each in _approvals(entries) if each.approval.leaflet == leaflet]
    revoked, _ = _find_revoked(entries, {each.entry.hash for each in found}, trust)
    return [each for each in found if each.entry.hash not in revoked]


def _concerns(entry: Entry, leaflet: str) -> bool:
    """Tell whether an entry is about a leaflet, or pretends to be by the name of its file."""
    return entry.statement.leaflet == leaflet or entry.name.partition(".")[0] == leaflet


def _approvals(entries: Iterable[Entry]) -> list[Signed]:
    """Select the approvals, in the order of roles and days."""
    found = [Signed(each, each.statement) for each in entries if isinstance(each.statement, Approval)]
    return sorted(found, key=lambda each: (each.approval.role, each.approval.date, each.entry.file))


def _last_of_each_person(approvals: Iterable[Signed]) -> list[Signed]:
    """Keep the last of the approvals that a person gave in one role: who signs twice has signed."""
    return list({(each.approval.role, each.approval.reviewer): each for each in approvals}.values())


def _by_place(entries: Sequence[Entry], language: str) -> tuple[list[Entry], list[Discounted]]:
    """Divide approvals and notes into those that stand in their place and those that do not."""
    files = (entry for entry in entries if not isinstance(entry.statement, Revocation))
    flaws = [(entry, misplacement(entry, language)) for entry in files]
    misplaced = [Discounted(entry, flaw) for entry, flaw in flaws if flaw]
    return [entry for entry, flaw in flaws if flaw is None], misplaced


def _find_revoked(
    entries: Iterable[Entry], given: Collection[str], trust: Trust
) -> tuple[Mapping[str, Revocation], list[Discounted]]:
    """Find what is revoked among statements with these hashes, and the revocations that do not count."""
    revoked: dict[str, Revocation] = {}
    void: list[Discounted] = []
    for entry in entries:
        if isinstance(statement := entry.statement, Revocation) and statement.revokes in given:
            flaw = judge_revocation(entry, statement, trust)
            if flaw:
                void.append(Discounted(entry, flaw))
            else:
                revoked.setdefault(statement.revokes, statement)
    return revoked, void


def _flaw_of(signed: Signed, revoked: Mapping[str, Revocation], trust: Trust) -> Flaw | None:
    flaw = judge_approval(signed.entry, signed.approval, trust)
    by = revoked.get(signed.entry.hash)
    if flaw or by is None:
        return flaw
    person = trust.reviewers.find(by.reviewer)
    message = f"{person.name if person else by.reviewer} revoked it on {by.date}: {by.reason}"
    return Flaw(Reason.REVOKED, message, "if the words are right, sign again on another day or with a --note")


def _told(judged: Mapping[Signed, Flaw | None], missing: Collection[Role]) -> Iterator[Discounted]:
    """Yield the approvals of the present words that do not count; once revoked and replaced is history."""
    for each, flaw in judged.items():
        if flaw and (flaw.reason is not Reason.REVOKED or each.approval.role in missing):
            yield Discounted(each.entry, flaw)


def _last_of_each_role(
    roles: Iterable[Role], earlier: Sequence[Signed], revoked: Mapping[str, Revocation], trust: Trust
) -> tuple[tuple[Signed, ...], list[Discounted]]:
    """Find the last approval that each role gave to other words: those that count, and those that do not.

    Older ones are history, and so are those of roles that have signed again.
    """
    lapsed: list[Signed] = []
    void: list[Discounted] = []
    for role in roles:
        given = [each for each in earlier if each.approval.role == role]
        for last in given[-1:]:
            flaw = _flaw_of(last, revoked, trust)
            if flaw:
                void.append(Discounted(last.entry, flaw))
            else:
                lapsed.append(last)
    return tuple(lapsed), void


def _fill_roles(counting: Sequence[Signed], demands: Demands) -> Mapping[Role, str]:
    """Find who fills which role."""
    signers = {
        role: [each.approval.reviewer for each in counting if each.approval.role == role]
        for role in demands.roles
    }
    if demands.one_person:
        return {role: people[0] for role, people in signers.items() if people}
    return assign_roles(signers)


def _by_person(
    counting: Sequence[Signed], holders: Mapping[Role, str], demands: Demands
) -> tuple[tuple[Signed, ...], list[Discounted]]:
    """Set aside the approvals of people who fill another role already."""
    if demands.one_person:
        return tuple(counting), []
    valid: list[Signed] = []
    doubled: list[Discounted] = []
    for each in counting:
        role, person = each.approval.role, each.approval.reviewer
        others = [held for held, holder in holders.items() if holder == person and held != role]
        if others and role in demands.roles:
            doubled.append(Discounted(each.entry, _same_person(each.approval, others)))
        else:
            valid.append(each)
    return tuple(valid), doubled


def _same_person(approval: Approval, others: Collection[Role]) -> Flaw:
    message = f"{approval.name} signed as {' and '.join(others)}, and each role needs a person of its own"
    hint = "somebody else signs; or data/site.yaml says sign_off: {one_person_for_all_roles: true}"
    return Flaw(Reason.SAME_PERSON, message, hint, "role")
