"""Messages as they are exchanged: units, and the segments that files hold of them.

In: a message of a catalog. Out: an :class:`ExchangeUnit`, whatever the format. A file has one
:class:`Segment` for each plural form of a message, because translators' tools know no plurals; segments are
put together again by their ids, wherever in the file they are. What a format has no element for (context,
flags, previous source …) are ``fields``: names and texts, which each format writes in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from leaflets.catalogs.message_ids import ID_DIGITS
from leaflets.catalogs.po import Previous
from leaflets.characters import is_blank, without_markup

# "3f2a…": a message; "3f2a….1": its second plural form.
_SEGMENT_ID = re.compile(rf"([0-9a-f]{{{ID_DIGITS}}})(?:\.(\d))?")
_PREVIOUS = ("previous-context", "previous-source", "previous-plural")
# The names of fields, in the order in which formats write them.
FIELDS = ("context", "plural", "counts", "origin", "flags", "places", *_PREVIOUS, "exported")


class State(Enum):
    """How far a translation is; who signed it is no matter of catalogs.

    ``MISSING``: a form has no words. ``FUZZY``: made for another source, or a proposal. ``MACHINE``: nobody
    but a machine translated it. ``TRANSLATED``: a person did, at least afterwards.
    """

    MISSING = "missing"
    FUZZY = "fuzzy"
    MACHINE = "machine"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """A message as it is exchanged: all that a translator needs, and what an import has to compare.

    ``targets`` has one text for each plural form, and ``counts`` says which numbers each form is for.
    ``notes`` are the program's, ``comments`` the translators' own; ``places`` say where the message is used.
    ``origin`` is who made the translation, as far as the catalog knows. ``exported`` is the fingerprint of
    the translation that the catalog had on export, empty if a file does not tell. ``line`` is where the unit
    is in the file, ``done`` whether the file calls its translation finished.
    """

    id: str
    source: str
    context: str = ""
    plural: str = ""
    targets: tuple[str, ...] = ("",)
    state: State = State.MISSING
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    places: str = ""
    previous: Previous | None = None
    origin: str = ""
    exported: str = ""
    counts: tuple[str, ...] = field(default=(), compare=False)
    line: int = field(default=0, compare=False)
    done: bool = field(default=False, compare=False)

    def source_of(self, form: int) -> str:
        """Choose the source of a plural form: the singular for the first, the plural for the others."""
        return self.plural if self.plural and form else self.source


@dataclass(frozen=True, slots=True)
class Segment:
    """One text of a unit in a file: its source, its target, and what the file says about the unit.

    ``done`` says that the file calls the target finished, and not only by its being there.
    """

    id: str
    source: str
    target: str
    state: State
    fields: Mapping[str, str]
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    line: int = 0
    done: bool = False

    @property
    def form(self) -> int:
        """The number of the plural form; -1 for a message without a plural."""
        return split_id(self.id)[1]


class ReadFile(NamedTuple):
    """What was read for one language: its tag, its segments, and the source language if the file says it."""

    language: str
    segments: tuple[Segment, ...]
    source_language: str = ""


def segments_of(unit: ExchangeUnit) -> Iterable[Segment]:
    """Divide a unit into the segments that a file has of it, one for each plural form."""
    for form, target in enumerate(unit.targets):
        fields = _fields(unit)
        if unit.plural and form < len(unit.counts):
            fields["counts"] = unit.counts[form]
        yield Segment(
            f"{unit.id}.{form}" if unit.plural else unit.id,
            unit.source_of(form),
            target,
            _state_of_form(unit.state, target),
            {name: fields[name] for name in FIELDS if fields.get(name)},
            unit.notes,
            unit.comments,
        )


def split_id(text: str) -> tuple[str, int]:
    """Divide the id of a segment into that of its message (empty if it is none of ours) and its form."""
    match = _SEGMENT_ID.fullmatch(text)
    return (match[1], int(match[2] or -1)) if match else ("", -1)


def segment_key(segment: Segment) -> str:
    """Give the id of the message that a segment belongs to, for grouping."""
    return split_id(segment.id)[0]


def unit_of(segments: Iterable[Segment]) -> ExchangeUnit:
    """Put the segments of one unit together; what they say about it is taken from the first."""
    parts = sorted(segments, key=lambda each: each.form)
    first, fields = parts[0], parts[0].fields
    previous = Previous(*(fields.get(name, "") for name in _PREVIOUS))
    return ExchangeUnit(
        segment_key(first),
        first.source,
        fields.get("context", ""),
        fields.get("plural", ""),
        tuple(each.target for each in parts),
        _joined_state([each.state for each in parts]),
        first.notes,
        first.comments,
        tuple(filter(None, fields.get("flags", "").split(", "))),
        fields.get("places", ""),
        previous if previous != Previous("", "") else None,
        fields.get("origin", ""),
        fields.get("exported", ""),
        line=first.line,
        done=all(each.done for each in parts),
    )


def memory_unit(segment: Segment) -> ExchangeUnit:
    """Make a unit of a memory's segment, which may have any id and is whole by itself."""
    context = segment.fields.get("context", "")
    return ExchangeUnit(
        segment.id, segment.source, context, targets=(segment.target,), state=segment.state, line=segment.line
    )


def is_wordless(text: str) -> bool:
    """Tell whether a text has no words, so that it is no translation."""
    return is_blank(without_markup(text))


def _fields(unit: ExchangeUnit) -> dict[str, str]:
    previous = unit.previous or Previous("", "")
    return {
        "context": unit.context,
        "plural": unit.plural,
        "origin": unit.origin,
        "flags": ", ".join(unit.flags),
        "places": unit.places,
        **dict(zip(_PREVIOUS, (previous.context, previous.msgid, previous.plural), strict=True)),
        "exported": unit.exported,
    }


def _state_of_form(state: State, target: str) -> State:
    """Find the state of a plural form: those that have words are translated, though others are missing."""
    return State.TRANSLATED if state is State.MISSING and not is_wordless(target) else state


def _joined_state(states: list[State]) -> State:
    """Join the states of plural forms: the least finished counts."""
    order = list(State)
    return min(states, key=order.index)
