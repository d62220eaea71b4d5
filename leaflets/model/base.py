"""What all models share: strictness, and the mark on words that are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Path = tuple[str | int, ...]


class Model(BaseModel):
    """A strict, frozen value: an unknown key or a wrong type is an error, never a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


@dataclass(frozen=True, slots=True)
class Translate:
    """Marks a field whose text is a message; ``comment`` tells the translator what it is."""

    comment: str = ""


def one_line(text: str) -> str:
    """Fold the white space of a text that YAML wrapped over several lines."""
    return " ".join(text.split())


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(one_line)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$", max_length=64)]
Sentence = Text

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """Give the names in braces in a message, in the order they stand."""
    return tuple(PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text that is translated: where it stands in the data, and its comment."""

    path: Path
    text: str
    comment: str


def translated_texts(model: BaseModel, path: Path = ()) -> Iterator[TranslatedText]:
    """Yield every translated text below a model, in the order of the data.

    Which fields are translated is said in the models and nowhere else, so extraction and
    rendering cannot disagree about it.
    """
    for name, field in type(model).model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Translate)]
        key = field.alias or name
        yield from _texts_of(getattr(model, name), (*path, key), marks[0] if marks else None)


def _texts_of(value: object, path: Path, mark: Translate | None) -> Iterator[TranslatedText]:
    if isinstance(value, BaseModel):
        yield from translated_texts(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_of(item, (*path, index), mark)
    elif isinstance(value, str) and mark:
        yield TranslatedText(path, value, mark.comment)
