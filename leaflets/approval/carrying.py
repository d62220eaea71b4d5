"""What a final file carries about its own approval, so that it can be verified far from its workspace.

In: a document and its standing. Out: its words and the files of the approvals that make it final.
"""

from __future__ import annotations

from leaflets.approval.standing import Standing
from leaflets.document.digest import canonical_words
from leaflets.document.nodes import Document
from leaflets.pdf.signed_words import SignedWords


def list_carried(document: Document, standing: Standing) -> SignedWords | None:
    """Collect what a final file carries; None for a draft, which nobody has approved."""
    if not standing.is_final:
        return None
    texts = tuple(each.entry.text for each in standing.valid)
    return SignedWords(document.content_hash, canonical_words(document).decode(), texts)
