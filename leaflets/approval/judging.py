"""Whether a file of approvals counts, and if not, why.

In: an entry, what it should be for, the people who may sign, a day. Out: nothing if it counts, else a
:class:`Flaw`: a typed reason, and a sentence with a hint. Every rule about a single signature is here, and
nowhere else; how several add up to a final leaflet is in :mod:`leaflets.approval.standing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from leaflets.approval.entries import Entry, file_name
from leaflets.approval.sshsig import verify
from leaflets.approval.statements import Approval, Revocation, write_statement
from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES
from leaflets.content.reviewers import Key, Reviewer, Reviewers
from leaflets.ssh.keys import PublicKey
from leaflets.ssh.wire import UnusableError

# The hash of the back-translation of a leaflet in a language, as statements write it; None if there is none.
BackTranslations: TypeAlias = Callable[[str, str], str | None]
_SIGN_AGAIN = "sign again, or leave it: it changes nothing"
_LIST_THEM = "data/reviewers.yaml says who may sign what"


def no_back_translations(leaflet: str, language: str) -> str | None:
    """Say that a leaflet has no back-translation, where none can be looked up."""
    del leaflet, language
    return None


class Reason(Enum):
    """Why a file does not count; the value is the code of its warning."""

    MISPLACED = "approval-misplaced"
    PSEUDO_LANGUAGE = "approval-pseudo-language"
    UNKNOWN_REVIEWER = "approval-unknown-reviewer"
    OTHER_NAME = "approval-other-name"
    BROKEN_SIGNATURE = "approval-broken-signature"
    FOREIGN_KEY = "approval-foreign-key"
    KEY_NOT_IN_FORCE = "approval-key-not-in-force"
    FUTURE = "approval-future"
    WRONG_ROLE = "approval-wrong-role"
    LANGUAGE_NOT_READ = "approval-language-not-read"
    SAME_PERSON = "approval-same-person"
    REVOKED = "approval-revoked"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an entry does not count: the rest of the sentence "… does not count: …", and what to do.

    ``key`` is the key of the statement's line that shows it, empty for the file as a whole.
    """

    reason: Reason
    message: str
    hint: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Trust:
    """What entries are judged by: who may sign, the day (UTC), and the back-translations."""

    reviewers: Reviewers
    today: date
    back_translation: BackTranslations = no_back_translations


def judge_approval(entry: Entry, statement: Approval, trust: Trust) -> Flaw | None:
    """Judge an approval by everything but the words that it is for, revocations and other approvals.

    Of several flaws the first is told, and the order is that of trust: whose key, when, then for what.
    """
    return next(_approval_flaws(entry, statement, trust), None)


def judge_revocation(entry: Entry, statement: Revocation, trust: Trust) -> Flaw | None:
    """Judge a revocation, by whoever is listed.

    One of the future holds: else a clock that is set back would bring back what was revoked.
    """
    person = trust.reviewers.find(statement.reviewer)
    return next(_signer_flaws(entry, statement, person, trust), None)


def misplacement(entry: Entry, language: str) -> Flaw | None:
    """Judge the place of an entry in the folder of a language: it may have one name only."""
    statement, wanted = entry.statement, file_name(entry.statement)
    if statement.language != language:
        message = f"it is for {statement.language} and lies among those for {language}"
        return Flaw(Reason.MISPLACED, message, "put it back where it was, or take it away", "language")
    if entry.name != wanted:
        message = f"it is for {statement.leaflet} and has not the name of its own statement"
        return Flaw(Reason.MISPLACED, message, f"its one name is {wanted}", "leaflet")
    return None


def _approval_flaws(entry: Entry, statement: Approval, trust: Trust) -> Iterator[Flaw]:
    person = trust.reviewers.find(statement.reviewer)
    yield from _signer_flaws(entry, statement, person, trust)
    if statement.date > trust.today:
        message = f"it is dated {statement.date}, and today is {trust.today} (UTC)"
        yield Flaw(Reason.FUTURE, message, "see that the clock of this machine is right", "date")
    if person:
        yield from permission_flaws(person, statement, trust)


def permission_flaws(person: Reviewer, statement: Approval, trust: Trust) -> Iterator[Flaw]:
    """Yield why a person may not sign a statement, with whatever key."""
    if statement.language in PSEUDO_LANGUAGES:
        message = f"{statement.language} is a pseudo-language, which nobody reads"
        yield Flaw(Reason.PSEUDO_LANGUAGE, message, "take the file away", "language")
    if statement.role not in person.roles:
        message = f"{person.name} is listed as {', '.join(person.roles)}, not as {statement.role}"
        yield Flaw(Reason.WRONG_ROLE, message, _LIST_THEM, "role")
    yield from _reading_flaws(person, statement, trust)


def _signer_flaws(
    entry: Entry, statement: Approval | Revocation, person: Reviewer | None, trust: Trust
) -> Iterator[Flaw]:
    """Yield why a statement is not that of the person whom it names."""
    if person is None:
        message = f'nobody with the id "{statement.reviewer}" is listed'
        yield Flaw(Reason.UNKNOWN_REVIEWER, message, _LIST_THEM, "reviewer")
        return
    # A revocation holds under an earlier name, too: else a wedding would bring back what it revokes.
    if person.name != statement.name and isinstance(statement, Approval):
        message = f'"{statement.reviewer}" is {person.name}, and it names {statement.name}'
        yield Flaw(Reason.OTHER_NAME, message, _SIGN_AGAIN, "name")
    try:
        public = verify(entry.armour, write_statement(statement).encode())
    except UnusableError as error:
        yield Flaw(Reason.BROKEN_SIGNATURE, f"its signature {error}", _SIGN_AGAIN)
        return
    key = next((each for each in person.keys if each.public == public), None)
    if key is None:
        yield _foreign_key(person, public, trust)
    elif not key.is_in_force(statement.date):
        yield _not_in_force(key, statement)


def _foreign_key(person: Reviewer, public: PublicKey, trust: Trust) -> Flaw:
    people = trust.reviewers.reviewers
    owner = next((each for each in people if any(key.public == public for key in each.keys)), None)
    whose = f"of {owner.name}" if owner else "of nobody who is listed (it may have been removed)"
    message = f"it is signed with a key {whose}, not with one of {person.name}: {public.fingerprint}"
    return Flaw(Reason.FOREIGN_KEY, message, _LIST_THEM, "reviewer")


def _not_in_force(key: Key, statement: Approval | Revocation) -> Flaw:
    message = f"its key was in force from {key.since} until {key.until}, not on {statement.date}"
    return Flaw(Reason.KEY_NOT_IN_FORCE, message, _LIST_THEM, "date")


def _reading_flaws(person: Reviewer, statement: Approval, trust: Trust) -> Iterator[Flaw]:
    """Yield that a person does not read the language, and did not sign for its back-translation either."""
    language = statement.language
    if person.can_read(language):
        return
    present = trust.back_translation(statement.leaflet, language)
    if not statement.back_translation:
        message = f"{person.name} does not read {language} and signed for no back-translation"
        hint = f"{_LIST_THEM}; who does not read a language signs for its back-translation too"
        yield Flaw(Reason.LANGUAGE_NOT_READ, message, hint, "language")
    elif statement.back_translation != present:
        gone = (
            "another back-translation than the present one" if present else "a back-translation that is gone"
        )
        message = f"{person.name} does not read {language} and signed for {gone}"
        yield Flaw(Reason.LANGUAGE_NOT_READ, message, _SIGN_AGAIN, "back-translation")
