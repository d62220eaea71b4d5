"""Extraction of messages from the data, for plain ``pybabel extract -F babel.cfg``.

Babel calls :func:`extract_data` for every YAML file; which texts are messages is declared in the
model. The templates are read by Jinja2's own extractor.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, Any

from leaflets.model import Leaflet, placeholders, translated_texts
from leaflets.model.files import model_of
from leaflets.model.reading import read

Extracted = tuple[int, str, tuple[str, str], list[str]]


def extract_data(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Extracted]:
    """Yield the messages of one data file: line, function, (context, text), comments.

    Raises:
        LeafletsError: the file is not what its model wants.
    """
    del keywords, comment_tags, options  # part of Babel's interface
    path = PurePath(fileobj.name)
    model = model_of(path)
    if model is None:
        return
    found = read(fileobj.read(), str(path), model)
    owner = found.value.id if isinstance(found.value, Leaflet) else path.stem
    quantities = getattr(found.value, "quantities", {})
    for text in translated_texts(found.value, owner):
        comments = [text.comment] if text.comment else []
        comments += [_explained(name, quantities) for name in placeholders(text.text)]
        yield found.position(text.path).line, "pgettext", (text.context, text.text), comments


def _explained(name: str, quantities: Any) -> str:
    """Tell the translator what a placeholder will be replaced by."""
    quantity = quantities.get(name)
    if quantity is None:
        return f"{{{name}}} is replaced by a value"
    bound = "about " if quantity.approximate else "more than " if quantity.more_than else ""
    low, high = quantity.low, quantity.high
    first = f"{low.value:g}" + (f" {low.unit}" if low.unit != high.unit else "")
    ends = f"{first} to {high.value:g}" if quantity.is_range else f"{high.value:g}"
    per = f" a {quantity.per}" if quantity.per else ""
    return f"{{{name}}} is replaced by: {bound}{ends} {high.unit}{per}, put into words of your language"
