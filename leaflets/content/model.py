"""The base of all models: strictness, validated text types, and marks on printed fields.

The models declare which texts are translated, by :class:`Translate`. Extraction into catalogs and rendering
of templates both use :func:`mark_of` and :func:`extend_context`, so they always agree about a message and
its context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from leaflets.characters import is_blank, number_signs, without_markup
from leaflets.content.spacing import collapsed, unbroken
from leaflets.tags import TAG_PATTERN, parse_tag

# The path to a value from the top of its file: keys and indices.
DataPath = tuple[str | int, ...]
# A name in braces. Any content matches, so that a wrong name is reported and not printed.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Model(BaseModel):
    """A strict, frozen value: an unknown key or a wrong type is an error, never a guess."""

    # The docstrings of models are in the schemas of data/schema/, where editors show them.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


@dataclass(frozen=True, slots=True)
class Translate:
    """Marks a field whose text is a message; ``comment`` tells the translator what it is.

    On a list it marks every text in it.
    """

    comment: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Marks a field that is printed unchanged in every language: a telephone number, an identifier.

    One with a ``direction`` of its own is isolated from the words around it (UAX #9 2.4.2); an ``atomic``
    one is never broken across lines.
    """

    direction: str = ""
    atomic: bool = False


class PlacedError(ValueError):
    """A problem of one part of a model: ``path`` leads to it, ``hint`` says what to do.

    A ValueError, because pydantic collects those and reports each with the place of its model.
    """

    def __init__(self, message: str, *path: str | int, hint: str = "") -> None:
        self.path = path
        self.hint = hint
        super().__init__(message)


def one_line(text: str) -> str:
    """Collapse all white space to single spaces, for numbers and addresses.

    In running text :func:`~leaflets.content.spacing.collapsed` keeps intentional special spaces.
    """
    return " ".join(unbroken(text).split())


def _check_tag(text: str) -> str:
    """Refuse what is not a language tag, or not in the spelling of RFC 5646."""
    tag = parse_tag(text)
    if tag is None:
        raise ValueError(f'is no language tag: "{text}"')
    if str(tag) != text:
        raise ValueError(f'is spelt "{tag}", not "{text}"')
    return text


LanguageTag = Annotated[
    str, AfterValidator(_check_tag), WithJsonSchema({"type": "string", "pattern": TAG_PATTERN})
]


def _check_not_blank(text: str) -> str:
    """Refuse a text that would print nothing."""
    if is_blank(without_markup(text)):
        hint = "write the words; a space, an invisible character or a tag alone says nothing"
        raise PlacedError("is blank", hint=hint)
    return text


# Words for people. Collapsed first, so that white space alone counts as blank.
Text = Annotated[
    str, StringConstraints(min_length=1), AfterValidator(collapsed), AfterValidator(_check_not_blank)
]
# Ids become names of output files and anchors of pages: safe in both, on every file system.
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
# Names are used in braces and in templates, so they are also identifiers of Jinja2 and Python.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
# Passages are named like the outline of their document: "endoscopy.incision".
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$", max_length=64)]
# At least one: a statement without a source may not be printed.
Citations = Annotated[tuple[PassageId, ...], Field(min_length=1)]


def placeholders(text: str) -> tuple[str, ...]:
    """Find the names in braces in a message, in the order they stand, repeated ones included."""
    return tuple(PLACEHOLDER.findall(text))


def loose_numbers(text: str) -> str:
    """Find the number signs in a message, outside the names of its placeholders.

    A number belongs in a quantity, which is checked against its source and written in the digits of each
    language.
    """
    # Replaced by spaces: digits before and after a placeholder are not one number.
    return number_signs(without_markup(PLACEHOLDER.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text to translate: its path in the data, its context, and its comment."""

    path: DataPath
    text: str
    context: str
    comment: str


# Levels of the data that tell a translator nothing.
_SILENT = frozenset({"text", "statements", "sections", "questions"})


def extend_context(context: str, part: str | int, value: object) -> str:
    """Extend a message's context by one level of the data: a key, or the id of an item.

    An item without an id adds nothing: its index would change when items move, and lapse its translation.
    """
    word = part if isinstance(part, str) else getattr(value, "id", "")
    return context if not word or word in _SILENT else f"{context} {word}".strip()


def mark_of(model: type[BaseModel], name: str) -> Translate | Verbatim | None:
    """Find the mark of a printed field, translated or verbatim; None for all others."""
    metadata = model.model_fields[name].metadata
    return next((mark for mark in metadata if isinstance(mark, Translate | Verbatim)), None)


def translated_texts(model: BaseModel, owner: str) -> Iterator[TranslatedText]:
    """Yield every translated text of a file's model, in the order of the data.

    ``owner`` is the prefix of the contexts: the leaflet's id, or the file's name.
    """
    yield from _texts_of(model, (), f"{owner}:", None)


def _texts_of(
    value: object, path: DataPath, context: str, mark: Translate | None
) -> Iterator[TranslatedText]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            child = getattr(value, name)
            below = extend_context(context, name, child)
            own = mark_of(type(value), name)
            translated = own if isinstance(own, Translate) else None
            yield from _texts_of(child, (*path, name), below, translated)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_of(item, (*path, index), extend_context(context, index, item), mark)
    elif isinstance(value, str) and mark:
        yield TranslatedText(path, value, context, mark.comment)
