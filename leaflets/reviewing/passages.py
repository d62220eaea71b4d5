"""Which passages of the source a message rests on.

In: the data of a workspace. Out: passages, by context and msgid. A text rests on the passages of its
statement; one with a number also on that which states the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from leaflets.catalogs.po import Key
from leaflets.content.leaflets import Leaflet
from leaflets.content.library import Library
from leaflets.content.model import DataPath, TranslatedText, placeholders, translated_texts
from leaflets.content.sources import Passage


def find_passages(library: Library) -> dict[Key, tuple[Passage, ...]]:
    """Find the passages of every message of the data that has any."""
    known = {passage.id: passage for passage in library.sources.value.passages}
    return {
        (text.context, text.text): cited
        for owner, file in library.files()
        for text in translated_texts(file.value, owner)
        if (cited := tuple(_cited(file.value, text, known)))
    }


def _cited(model: BaseModel, text: TranslatedText, known: Mapping[str, Passage]) -> Iterator[Passage]:
    names = [*_sources_of(model, text.path)]
    quantities = model.quantities if isinstance(model, Leaflet) else {}
    names += [quantities[name].source or "" for name in placeholders(text.text) if name in quantities]
    # A source that is not in the register is reported where the data is read.
    yield from (known[name] for name in dict.fromkeys(names) if name in known)


def _sources_of(model: BaseModel, path: DataPath) -> tuple[str, ...]:
    """Look up the sources of the statement that a text is part of."""
    value: object = model
    for part in path[:-1]:
        if isinstance(part, int):
            value = value[part] if isinstance(value, tuple) else None
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            value = getattr(value, part, None)
    sources = getattr(value, "sources", ())
    return sources if isinstance(sources, tuple) else ()
