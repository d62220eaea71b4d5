"""The extractor of messages from the data, for plain ``pybabel extract -F babel.cfg``.

Babel calls :func:`extract_data` for every YAML file; which texts are messages is declared in the
model. The templates are read by Jinja2's own extractor. :mod:`leaflets.catalogs.pot` calls both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from markupsafe import Markup

from leaflets.content import Leaflet, Quantity, placeholders, translated_texts
from leaflets.content.files import model_of
from leaflets.content.reading import read
from leaflets.document.amounts import Numerals, Wording
from leaflets.languages import SOURCE_LANGUAGE, language

# What Babel wants of an extractor: line, function, its arguments, comments.
Extracted = tuple[int, str, tuple[str, str], list[str]]


def extract_data(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Extracted]:
    """Yield the messages of one data file, each as a call of ``pgettext`` with its context and text.

    A file of the workspace that no model reads, such as the languages of a hospital, has no messages.

    Raises:
        LeafletsError: the file is not what its model wants.
    """
    del keywords, comment_tags, options  # part of Babel's interface
    path = PurePath(fileobj.name)
    model = model_of(path)
    if model is None:
        return
    found = read(fileobj.read(), str(path), model)
    # A context begins with the leaflet's id, not the file's name, which may change without a new translation.
    owner = found.value.id if isinstance(found.value, Leaflet) else path.stem
    quantities = getattr(found.value, "quantities", {})
    for text in translated_texts(found.value, owner):
        comments = [text.comment] if text.comment else []
        comments += [_explained(name, quantities) for name in placeholders(text.text)]
        yield found.position(text.path).line, "pgettext", (text.context, text.text), comments


@dataclass(frozen=True, slots=True)
class _English:
    """The phrases around amounts, in English, for examples.

    They are those of ``amounts.html.j2``, which a catalog translates; extraction makes catalogs and has none.
    """

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Fill the arguments into a phrase; an unknown name is an error of ours."""
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
    """Tell the translator what a placeholder will be replaced by: ``{incision}: 6–8 mm``."""
    quantity = quantities.get(name)
    if quantity is None:
        return f"{{{name}}} is replaced by a value"
    wording = Wording(Numerals(language(SOURCE_LANGUAGE)), _English())
    return f"{{{name}}}: {wording.quantity(quantity).striptags()}"
