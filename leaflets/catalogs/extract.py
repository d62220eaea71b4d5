"""The extractor of messages from the data, for plain ``pybabel extract -F babel.cfg``.

Babel calls :func:`extract_data` for every YAML file; the model declares which texts are messages. The
templates are read by Jinja2's own extractor. :mod:`leaflets.catalogs.pot` calls both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from markupsafe import Markup

from leaflets.content.files import model_of
from leaflets.content.leaflets import Leaflet
from leaflets.content.model import placeholders, translated_texts
from leaflets.content.quantities import Quantity
from leaflets.content.reading import read
from leaflets.document.amounts import Numerals, Wording
from leaflets.languages import SOURCE_LANGUAGE, language

# What Babel expects from an extractor: line, function, its arguments, comments.
Extracted = tuple[int, str, tuple[str, str], list[str]]


def extract_data(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Extracted]:
    """Yield the messages of one data file, each as a call of ``pgettext`` with its context and text.

    A file that no model reads, such as the languages of a hospital, has no messages.

    Raises:
        LeafletsError: the file does not match its model.
    """
    del keywords, comment_tags, options  # part of Babel's interface
    path = PurePath(fileobj.name)
    model = model_of(path)
    if model is None:
        return
    found = read(fileobj.read(), str(path), model)
    # A context begins with the leaflet's id: renaming a file must not require new translations.
    owner = found.value.id if isinstance(found.value, Leaflet) else path.stem
    quantities = getattr(found.value, "quantities", {})
    for text in translated_texts(found.value, owner):
        comments = [text.comment] if text.comment else []
        comments += [_explained(name, quantities) for name in placeholders(text.text)]
        yield found.position(text.path).line, "pgettext", (text.context, text.text), comments


@dataclass(frozen=True, slots=True)
class _English:
    """The phrases around amounts, in English, for examples.

    They match ``amounts.html.j2``, whose translations come from a catalog, which extraction does not have.
    """

    def offers(self, name: str) -> bool:
        """Tell that no phrase says several at once: English needs none, its words stand in order."""
        del name
        return False

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Fill the arguments into a phrase; an unknown name is a bug."""
        phrases = {
            "about": "about {}",
            "more_than": "more than {}",
            "between": "{} to {}",
            "per_year": "{} a year",
            "times": "{1} times",
            "operation": "{1} operations",
            "item": "{1} items",
        }
        return Markup(phrases[name]).format(*arguments)  # noqa: S704 - our own words


def _explained(name: str, quantities: Mapping[str, Quantity]) -> str:
    """Explain to translators what will replace a placeholder: ``{incision}: 6–8 mm``."""
    quantity = quantities.get(name)
    if quantity is None:
        return f"{{{name}}} is replaced by a value"
    wording = Wording(Numerals(language(SOURCE_LANGUAGE)), _English())
    return f"{{{name}}}: {wording.quantity(quantity).striptags()}"
