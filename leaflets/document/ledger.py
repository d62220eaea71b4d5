"""The words that the program said in one document, so that no others are printed.

In: messages, numbers and values as templates get them. Out: answers about words of the rendered page. Every
message, number and value that goes into a template is recorded here. When the rendered page is read, words
that are not in the ledger (typed into the template, made by a filter or by joining strings) are refused:
they were not translated or checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

from markupsafe import Markup

from leaflets.characters import without_markup
from leaflets.content.model import Verbatim
from leaflets.document.elements import HTML_SPACE


class Datum(str):
    """A value of the data that is printed unchanged, such as a telephone number.

    In template logic it is its plain text, which can be compared and passed to functions; on the page it is
    its markup, by which the ledger recognises it.
    """

    __slots__ = ("_markup",)
    _markup: str

    def __new__(cls, text: str, markup: str) -> Datum:
        """Make a value with the markup that prints it."""
        made = super().__new__(cls, text)
        made._markup = markup
        return made

    def __html__(self) -> str:
        """Return the markup that prints the value: MarkupSafe asks for it instead of escaping the text."""
        return self._markup


@dataclass
class Ledger:
    """The words that were said in one document, with white space collapsed.

    Written while templates run (:meth:`message`, :meth:`value`, :meth:`numbers`, :meth:`target`), read
    when the rendered page is parsed.
    """

    # Indexed by the number in the markup, so that each message is compared with itself.
    _messages: list[str] = field(default_factory=list)
    _values: set[str] = field(default_factory=set)
    _targets: set[str] = field(default_factory=set)
    _refused: set[str] = field(default_factory=set)

    def message(self, markup: str) -> Markup:
        """Record a message with its placeholders filled; return it as ``<t>`` with its number."""
        self._messages.append(_collapsed(without_markup(markup)))
        return Markup(f'<t m="{len(self._messages) - 1}">{markup}</t>')  # noqa: S704 - checked by the speaker

    def value(self, text: str, mark: Verbatim = Verbatim()) -> Datum:  # noqa: B008 - frozen
        """Record a value of the data; return it with the markup that prints it.

        An ``atomic`` value is printed with no-break spaces: with others, Chromium copies and speaks the
        groups of a telephone number from right to left in Arabic text.
        """
        printed = _collapsed(text).replace(" ", "\u00a0") if mark.atomic else text
        self._values.add(_collapsed(printed))
        tag = "num" if mark.atomic else "v"
        direction = f' dir="{mark.direction}"' if mark.direction else ""
        return Datum(text, f"<{tag}{direction}>{escape(printed)}</{tag}>")

    def numbers(self, markup: Markup) -> Markup:
        """Record the numbers in a quantity; return the quantity unchanged."""
        # A unit from a catalog is a message inside the number.
        numbers = ElementTree.fromstring(f"<m>{markup}</m>").iter("num")  # noqa: S314 - our own markup
        self._values.update(_collapsed("".join(each.itertext())) for each in numbers)
        return markup

    def target(self, uri: str) -> str:
        """Record a dialled number, which follows ``tel:`` in links; return it unchanged."""
        self._targets.add(uri)
        return uri

    def note_refused(self, words: str) -> None:
        """Record words that were already refused, with a better place than the rendered page has."""
        self._refused.add(_collapsed(words))

    def has_said(self, element: ElementTree.Element) -> bool:
        """Tell whether the words of a ``<t>``, ``<num>`` or ``<v>`` are what was said."""
        text = _collapsed("".join(element.itertext()))
        if element.tag != "t":
            return text in self._values
        number = element.get("m", "")
        return (
            number.isdecimal() and int(number) < len(self._messages) and self._messages[int(number)] == text
        )

    def has_value(self, text: str) -> bool:
        """Tell whether a value or a number comes from the data."""
        return _collapsed(text) in self._values

    def has_target(self, uri: str) -> bool:
        """Tell whether a telephone number comes from the data."""
        return uri in self._targets

    def was_refused(self, words: str) -> bool:
        """Tell whether words were refused already (see :meth:`note_refused`)."""
        return _collapsed(words) in self._refused


def _collapsed(text: str) -> str:
    """Collapse white space as on the page: a template may wrap its lines between any words."""
    return HTML_SPACE.sub(" ", text).strip(" ")
