"""The functions of templates: messages, dates, telephone numbers.

In: the speaker of one document. Out: functions by their names in templates. Their results are recorded in the
speaker's ledger, so that they may appear on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from leaflets.cldr import Count
from leaflets.content import phones
from leaflets.content.model import PlacedError, Verbatim
from leaflets.document.amounts import Numerals
from leaflets.document.ledger import Datum
from leaflets.document.speaking import Speaker, Translations


@dataclass(frozen=True, slots=True)
class Notice:
    """A message in one of the hospital's languages, as a template marks it up: ``<p lang dir>text</p>``."""

    lang: str
    dir: str
    text: Markup


@dataclass(frozen=True, slots=True)
class TemplateFunctions:
    """The functions of one document.

    ``site_translations`` lists the translations of all the site's languages; ``region`` is the country of its
    telephone numbers (ISO 3166-1), empty if it is not known.
    """

    speaker: Speaker
    numerals: Numerals
    site_translations: Callable[[], Sequence[Translations]]
    region: str

    def by_name(self) -> dict[str, object]:
        """Map names to functions: all that a template can call."""
        return {
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
            "in_every_language": self.in_every_language,
            "long_date": self.long_date,
            "dialled": self.dialled,
            "sentence_space": self.speaker.translations.language.sentence_space,
        }

    def pgettext(self, context: str, msgid: str, **values: object) -> Markup:
        """Say a message, like gettext's ``pgettext``: ``context`` distinguishes equal texts."""
        return self.speaker.say(msgid, context, self._values(values))

    def npgettext(self, context: str, one: str, many: str, count: Count, **values: object) -> Markup:
        """Say the plural form of a message for a count; ``one`` and ``many`` are the source's forms."""
        return self.speaker.say_plural(one, many, context, count, self._values(values))

    def in_every_language(self, context: str, msgid: str) -> list[Notice]:
        """Say a message in all the languages of the hospital that have it."""
        # Languages without the message are left out; that is reported when their own documents are made.
        said = (
            (each.language, self.speaker.say_in(each, msgid, context)) for each in self.site_translations()
        )
        return [Notice(lang.tag, lang.direction, text) for lang, text in said if text]

    def long_date(self, day: date) -> Datum:
        """Write a date in full, unbreakable like a number with its unit (QRD 4.9)."""
        return self.speaker.ledger.value(self.numerals.date(day).replace(" ", "\u00a0"))

    def dialled(self, number: str, extension: str | None = None) -> str:
        """Find the ``tel:`` target of a telephone number of the data (RFC 3966)."""
        try:
            target = phones.dialled(str(number), self.region, extension or "")
        except PlacedError:
            target = "0"  # the check of the data reports it; nothing is printed
        return self.speaker.ledger.target(target)

    def _values(self, values: Mapping[str, object]) -> dict[str, object]:
        """Format integers in the digits of the language, and dates in full; leave the rest alone."""
        return {name: self._value(value) for name, value in values.items()}

    def _value(self, value: object) -> object:
        # Decimals come as quantities, already in words: a bare one would have lost its unit.
        if isinstance(value, int) and not isinstance(value, bool):
            return self.speaker.ledger.value(self.numerals.number(value), Verbatim(atomic=True))
        return self.long_date(value) if isinstance(value, date) else value
