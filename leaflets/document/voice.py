"""What says the data of one document: its texts through the speaker, its numbers through the wording."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from leaflets.content.library import Library
from leaflets.content.quantities import Amount, Quantity
from leaflets.document.amounts import Wording
from leaflets.document.speaking import Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the data of one document: the speaker for its texts, the wording for its numbers.

    One per document, shared by all its :class:`~leaflets.document.template_data.LocalisedData`.
    """

    speaker: Speaker
    wording: Wording
    library: Library

    def quantity(self, quantity: Quantity) -> Markup:
        """Say a quantity; its numbers may then appear on the page."""
        return self.speaker.ledger.numbers(self.wording.quantity(quantity))

    def amount(self, amount: Amount) -> Markup:
        """Say one number with its unit, as a label."""
        return self.speaker.ledger.numbers(self.wording.amount(amount))
