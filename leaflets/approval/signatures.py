"""Signatures: a person, in a role, for exactly the words whose hash is given.

In: the record of a language and a document. Out: the record with a signature added or removed. Each entry is
sealed by a hash over its own fields, which reveals an edit by hand.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date

from leaflets.approval.reviews import Approval, Reviews
from leaflets.content.site import Role
from leaflets.document.nodes import Document

_UNSEALED = "0" * 64  # has the form of a seal, so that the entry validates before its own is computed


def seal(approval: Approval) -> str:
    """Compute the seal of a signature: SHA-256 over its other fields, as 64 hexadecimal digits."""
    fields = approval.model_dump(mode="json", exclude={"seal"})
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sign(
    reviews: Reviews, document: Document, role: Role, reviewer: str, day: date, note: str | None = None
) -> Reviews:
    """Record a signature for the current words; it replaces an older one of the same leaflet and role."""
    bare = Approval(
        leaflet=document.leaflet, role=role, reviewer=reviewer, date=day,
        version=document.control.version, hash=document.content_hash, note=note, seal=_UNSEALED,
    )  # fmt: skip
    signed = bare.model_copy(update={"seal": seal(bare)})
    kept = revoke(reviews, document.leaflet, role).approvals
    # A fixed order keeps the diff of the file small.
    ordered = sorted((*kept, signed), key=lambda entry: (entry.leaflet, entry.role))
    return reviews.model_copy(update={"approvals": tuple(ordered)})


def revoke(reviews: Reviews, leaflet: str, role: Role | None = None) -> Reviews:
    """Remove the signatures of a leaflet, of one role or (``role`` is None) of all."""
    kept = (
        entry
        for entry in reviews.approvals
        if entry.leaflet != leaflet or (role is not None and entry.role != role)
    )
    return reviews.model_copy(update={"approvals": tuple(kept)})
