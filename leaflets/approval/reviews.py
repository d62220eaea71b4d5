"""Who approved which words: the record of sign-offs of one language (``locales/<locale>/review.yaml``)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from leaflets.content.model import Id, Model, Text
from leaflets.content.site import Role

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Approval(Model):
    """One signature: a person, in a role, for exactly the words whose hash is given.

    ``seal`` is a hash over all other fields; it shows that an entry was edited by hand.
    """

    leaflet: Id
    role: Role
    reviewer: Text
    date: date
    version: Text
    hash: Hash
    note: Text | None = None
    seal: Hash


class BackTranslation(Model):
    """What a second translator, who had not seen the source, turned the leaflet back into."""

    leaflet: Id
    reviewer: Text
    text: Annotated[str, StringConstraints(min_length=1)]


class Reviews(Model):
    """``review.yaml``: at most one approval for a leaflet and a role."""

    approvals: tuple[Approval, ...] = ()
    back_translations: tuple[BackTranslation, ...] = ()
