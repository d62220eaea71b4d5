"""The check for room: short texts measured by the real layout, in their place on the page.

The budgets in letters for translators (:mod:`leaflets.catalogs.length_budgets`) are estimates; this check
sets the text in its typeface and counts its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from leaflets.catalogs.length_budgets import LengthBudget, budget_for
from leaflets.catalogs.po import PoMessage
from leaflets.characters import without_markup
from leaflets.checks.check import CatalogView, Finding, quoted
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import Language
from leaflets.text.paragraph import Span, TextEngine, UndrawableError


def _package_engine() -> TextEngine:
    """Open the fonts of the package."""
    from leaflets.fonts.faces import FontLibrary

    return TextEngine(FontLibrary())


class Fitting:
    """Measures messages in their places; ``open_engine`` is called when the first one is measured."""

    def __init__(
        self, open_engine: Callable[[], TextEngine] = _package_engine, steps: tuple[str, ...] = ()
    ) -> None:
        self._open_engine = open_engine
        self._steps = steps

    @cached_property
    def engine(self) -> TextEngine:
        """The text engine; fonts are opened at its first use."""
        return self._open_engine()

    def too_long(self, catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
        """Find texts that do not fit their place, except those with placeholders, whose width varies."""
        for message in catalog.po.messages:
            budget = budget_for(message.context, message.msgid, self._steps)
            if budget is None or not message.is_complete or PLACEHOLDER.search(message.msgid):
                continue
            for text in message.texts:
                if problem := self.problem(text, budget, catalog.po.language):
                    sentence = f"{quoted(text)} {problem} {budget.name}"
                    yield message, Finding(sentence, "say it shorter")

    def problem(self, text: str, budget: LengthBudget, language: Language) -> str:
        """Say why a text does not fit a place; empty if it does."""
        span = Span(without_markup(text), size=budget.size, weight=budget.weight)
        try:
            widest = self.engine.content_widths([span], language).minimum
            lines = len(self.engine.lay_out([span], language, budget.width))
        except UndrawableError:
            return ""  # reported by the build, with the character
        # A language without hyphens cannot divide a word that is wider than its place.
        if widest > budget.width and not language.hyphenate:
            return f"has a word too wide by {widest - budget.width:.0f} points for"
        if lines > budget.lines:
            return f"takes {lines} lines where there is room for {budget.lines} in"
        return ""
