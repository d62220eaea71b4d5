"""Who approved which words: the record of sign-offs of one language (``locales/<locale>/review.yaml``).

These models are what the file may hold; :mod:`leaflets.approval.signatures` adds and removes entries.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from leaflets.content.model import Id, Model, Text
from leaflets.content.site import Role

# SHA-256 in lower-case hexadecimal digits, as hashlib writes it.
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Approval(Model):
    """One signature: a person, in a role, for exactly the words whose hash is given.

    ``version`` is the leaflet's own, for people. ``seal`` is a hash over all other fields; it shows that an
    entry was edited by hand.
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
    """The leaflet translated back into the source language, by somebody who had not seen the source."""

    leaflet: Id
    reviewer: Text
    text: Annotated[str, StringConstraints(min_length=1)]


class Reviews(Model):
    """``review.yaml``: at most one approval for a leaflet and a role."""

    # Both may be missing: a file without entries is a record that nobody has signed.
    approvals: tuple[Approval, ...] = ()
    back_translations: tuple[BackTranslation, ...] = ()
