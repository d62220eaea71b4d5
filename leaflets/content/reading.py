"""From plain data to models: all problems of a file at once, each with its line.

In: the bytes of a file and its model. Out: the model with the places of its parts, or a
LeafletsError. pydantic finds the problems; here they become sentences that a nurse can act on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leaflets.content import addresses, phones
from leaflets.content.model import DataPath, PlacedError
from leaflets.content.yaml_parsing import ParsedYaml, parse
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

M = TypeVar("M", bound=BaseModel)
M_co = TypeVar("M_co", bound=BaseModel, covariant=True)

# Hints by the key that is wrong or missing; a list's key also covers its items.
_HINTS = {
    "unit": "write {min: 1, max: 2, unit: month}",
    "sources": "name the passages of data/sources.yaml that support it: sources: [id]",
    "text": "write text: and the sentence",
    "review": "write the date of the next review: review: 2028-11-23",
    "issued": "write the date of issue: issued: 2026-11-23",
    "number": phones.HINT,
    "languages": "write BCP 47 tags such as en or zh-Hans",
    "version": 'write a version such as "1.0", in quotes',
    "web": addresses.HINT,
    "extension": 'write its digits in quotes: extension: "123"',
    "region": "write a code of ISO 3166-1 in capitals, such as GB or US",
    "id": "write small letters, digits and single hyphens, and no id twice",
    "min": "write a number of zero or more",
    "max": "write a number of zero or more",
    "value": "write a number of zero or more",
    "from": "write the day from which the key counts: from: 2026-11-23",
    "until": "write the last day on which the key counts: until: 2028-11-23",
    "reads": "write the tags of the languages that the person reads: reads: [en, ar]",
    "roles": "write roles: [translator], [second-translator] or [clinician]",
}
# Messages for pydantic's error types, filled from the error's context.
_REASONS = {
    "too_short": "needs at least one item",
    "string_too_short": "is empty",
    "greater_than_equal": "should be {ge:g} or more, not {shown}",
    "finite_number": "should be a number, not {shown}",
    "digits": "has more digits than a leaflet can print ({whole} before the point, {fraction} behind it)",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "is not written like that: {shown}",
}
_SCHEMA = "look at the schema named in the first line"
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "date_type": "a date such as 2026-11-23",
}


@dataclass(frozen=True, slots=True)
class Located(Generic[M_co]):
    """A model with the plain data that it was made from, which has the place of each part."""

    value: M_co
    source: ParsedYaml

    def position(self, path: DataPath) -> Position:
        """Find the place of a part by its path, or of the nearest part around it."""
        return self.source.position(path)


def read(content: bytes, file: str, model: type[M]) -> Located[M]:
    """Turn the bytes of a YAML file into a model.

    Raises:
        LeafletsError: with all problems of the file.
    """
    parsed = parse(content, file)
    try:
        return Located(model.model_validate(parsed.data), parsed)
    except ValidationError as error:
        raise LeafletsError(_diagnostics(error, parsed, model)) from error


def _diagnostics(error: ValidationError, parsed: ParsedYaml, model: type[BaseModel]) -> Iterator[Diagnostic]:
    errors = error.errors(include_url=False)
    faulty = {each["loc"][:-depth] for each in errors for depth in range(1, len(each["loc"]))}
    for each in errors:
        if each["type"] == "too_short" and each["loc"] in faulty:
            continue  # the list is too short only because of its invalid items
        yield _diagnostic(each, _data_path(each["loc"], parsed), parsed, model)


def _data_path(loc: tuple[int | str, ...], parsed: ParsedYaml) -> DataPath:
    """Remove from a path what pydantic adds (names of union members)."""
    path: DataPath = ()
    for index, part in enumerate(loc):
        # The last part always stays: a missing key has no place.
        if (*path, part) in parsed.places or index == len(loc) - 1:
            path = (*path, part)
    return path


def _diagnostic(
    error: ErrorDetails, path: DataPath, parsed: ParsedYaml, model: type[BaseModel]
) -> Diagnostic:
    kind, cause = error["type"], error.get("ctx", {}).get("error")
    if isinstance(cause, PlacedError):
        path = (*path, *cause.path)
    position = parsed.position(path)
    key, owner = path[-1] if path else "", _name(path[:-1])
    # The hint for the part itself, else for the list or mapping around it.
    named = [_HINTS[part] for part in reversed(path[-2:]) if isinstance(part, str) and part in _HINTS]
    hint = getattr(cause, "hint", "") or (named[0] if named else _SCHEMA)
    if kind == "missing":
        subject = f'"{owner}"' if owner else "the file"
        return Diagnostic(f"{subject} has no {key}", position, hint, code=f"missing-{key}")
    if kind == "extra_forbidden":
        inside = f'in "{owner}"' if owner else "here"
        return Diagnostic(
            f'"{key}" is not known {inside}', position, _near(str(key), model), code="unknown-key"
        )
    message = f'"{_name(path)}" {_reason(error)}' if path else f"the file {_reason(error)}"
    # An unquoted number or date in place of a text.
    if kind == "string_type" and error["input"] is not None:
        hint = "put it in quotes"
    return Diagnostic(message, position, hint, code=kind.replace("_", "-"))


def _reason(error: ErrorDetails) -> str:
    kind, context, shown = error["type"], error.get("ctx", {}), _shown(error["input"])
    if kind in _EXPECTED:
        return f"should be {_EXPECTED[kind]}, not {shown}"
    if kind == "value_error":
        return str(context["error"])  # without the prefix that pydantic adds
    if kind == "literal_error":
        return f"should be {context['expected']}, not {shown}"
    if kind in _REASONS:
        return _REASONS[kind].format(**context, shown=shown)
    message = error["msg"]
    return f"is {shown}: {message[:1].lower()}{message[1:]}"


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    kinds = {dict: "a mapping", tuple: "a list", bool: str(value).lower()}
    return kinds.get(type(value)) or (f'"{value}"' if isinstance(value, str) else str(value))


def _name(path: DataPath) -> str:
    """Name a path by its last key, with the number of the item in a list."""
    words = ""
    for part in path[-2:] if path and isinstance(path[-1], int) else path[-1:]:
        words += f"[{part + 1}]" if isinstance(part, int) else str(part)
    return words


def _near(key: str, model: type[BaseModel]) -> str:
    """Guess which key was meant, from all models of the file, since it may belong at another level."""
    known = sorted(_keys(model) - {key})
    near = difflib.get_close_matches(key, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"take it out, or {_SCHEMA}"


def _keys(model: type[BaseModel]) -> set[str]:
    """Collect the keys of a model and of all models below it, for "did you mean"."""
    definitions = model.model_json_schema().get("$defs", {})
    return set(model.model_fields).union(*(each.get("properties", {}) for each in definitions.values()))
