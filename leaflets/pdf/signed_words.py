"""What a final file carries about its own approval, in its XMP metadata.

In: the canonical words, their hash, the files of the approvals. Out: a row like those of
:mod:`leaflets.pdf.profiles`, because PDF/A wants our own properties described in the same way (ISO 19005-2
6.6.2.3). Whoever has the public keys can verify the file by these.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from leaflets.pdf.profiles import Profile, Property

NAMESPACE = "https://leaflets.example/approval/1/"  # a name, which nobody can own; nothing is there
PREFIX = "leaflets"
WORDS_HASH, WORDS, APPROVALS = "wordsHash", "words", "approvals"
# Characters. Metadata cannot be compressed (ISO 19005-2 6.6.2.1); a long guide has fifteen thousand.
MAX_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class SignedWords:
    """The words of a file and who approved them, by the texts of the files of the approvals."""

    hash: str
    words: str
    approvals: tuple[str, ...]


def describe(signed: SignedWords) -> Profile:
    """Describe who approved which words; words beyond the limit are left out."""
    items = "".join(f"<rdf:li>{_escape(text)}</rdf:li>" for text in signed.approvals)
    words = _escape(signed.words) if len(signed.words) <= MAX_WORDS else ""
    return Profile(
        name="approval",
        prefix=PREFIX,
        namespace=NAMESPACE,
        properties=(
            Property(WORDS_HASH, signed.hash, "Text", "SHA-256 of the canonical words, which was signed"),
            Property(WORDS, words, "Text", "Canonical words of the leaflet"),
            Property(APPROVALS, f"<rdf:Seq>{items}</rdf:Seq>", "Seq Text", "Signed statements of approval"),
        ),
        schema="Approval of a patient leaflet",
    )


def _escape(text: str) -> str:
    return escape(text, quote=False)
