"""The people who may sign: name, roles, languages that they read, and their public keys.

In: ``data/reviewers.yaml``, or a file like it that is kept outside the workspace. Out: models, and the
problems between their entries. A signature counts only if this file lists its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from leaflets.content.model import Id, LanguageTag, Model, PlacedError
from leaflets.content.person_names import fault_of, normalise, skeleton
from leaflets.content.reading import Located
from leaflets.content.site import Role
from leaflets.diagnostics import Diagnostic
from leaflets.ssh.keys import HINT, PublicKey, parse_line
from leaflets.ssh.wire import UnusableError


def _check_name(text: str) -> str:
    """Normalise a name; refuse one that is blank, that hides something, or that imitates another."""
    name = normalise(text)
    if fault := fault_of(name):
        raise PlacedError(fault, hint="write the name in one alphabet, in letters that can be seen")
    return name


def _check_key(text: str) -> str:
    """Refuse what is no public key of an accepted type."""
    try:
        parse_line(text)
    except UnusableError as error:
        raise PlacedError(str(error), hint=HINT) from error
    return text


PersonName = Annotated[str, AfterValidator(_check_name), WithJsonSchema({"type": "string", "minLength": 1})]
KeyLine = Annotated[
    str, AfterValidator(_check_key), WithJsonSchema({"type": "string", "pattern": "^(ssh|sk|ecdsa)-"})
]


class Key(Model):
    """A public key and the days on which its signatures count, first and last included.

    End a key with ``until``, do not remove it: what a removed key signed is a draft again.
    """

    key: KeyLine
    since: date = Field(alias="from")
    until: date

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.since > self.until:
            raise PlacedError(f"is before {self.since}, when it begins", "until", hint="swap the two dates")
        return self

    @property
    def public(self) -> PublicKey:
        """The key itself, without the comment of its line."""
        return parse_line(self.key)

    def is_in_force(self, day: date) -> bool:
        """Tell whether a signature of this day counts."""
        return self.since <= day <= self.until


class Reviewer(Model):
    """A person who may sign in some roles; ``reads`` are the languages that the person reads."""

    id: Id
    name: PersonName
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    reads: Annotated[tuple[LanguageTag, ...], Field(min_length=1)]
    keys: tuple[Key, ...] = ()

    def can_read(self, language: str) -> bool:
        """Tell whether the person reads a language; who reads ``pt`` reads ``pt-BR`` (RFC 4647 3.3.1)."""
        return any(language == tag or language.startswith(f"{tag}-") for tag in self.reads)


class Reviewers(Model):
    """``data/reviewers.yaml``."""

    reviewers: tuple[Reviewer, ...] = ()

    def find(self, name: str) -> Reviewer | None:
        """Look up a person by id."""
        return next((each for each in self.reviewers if each.id == name), None)


def find_ambiguities(file: Located[Reviewers]) -> Iterator[Diagnostic]:
    """Yield what leaves open who a person is: an id, a name or a key that two entries share."""
    seen: dict[tuple[str, str], str] = {}
    for index, person in enumerate(file.value.reviewers):
        at = ("reviewers", index)
        keys = ((("key", each.public.line), (*at, "keys", number)) for number, each in enumerate(person.keys))
        names = ((("id", person.id), (*at, "id")), (("name", skeleton(person.name)), (*at, "name")))
        for what, path in (*names, *keys):
            if what in seen:
                message, hint = _SHARED[what[0]]
                shown = message.format(name=person.name, id=person.id, other=seen[what])
                yield Diagnostic(shown, file.position(path), hint, code=f"shared-{what[0]}")
            seen.setdefault(what, person.name)


_SHARED = {
    "id": ('the id "{id}" is taken', "ids are unique; a person has one entry, with all keys"),
    "name": ('"{name}" cannot be told from "{other}"', "write out a first name, or say what they do"),
    "key": ('a key of "{name}" is listed already, for "{other}"', "a key belongs to one person, once"),
}
