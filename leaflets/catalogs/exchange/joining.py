"""The segments of a file put together to units, by their ids.

In: what was read for one language. Out: one unit for each message, and what is wrong with the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from leaflets.catalogs.exchange.units import ExchangeUnit, Segment, segment_key, unit_of
from leaflets.diagnostics import Checked, Diagnostic, Position, shortened


def join_segments(segments: Iterable[Segment], file: str) -> Checked[tuple[ExchangeUnit, ...]]:
    """Put segments together to units, in the order in which they begin in the file."""
    by_message: dict[str, dict[int, Segment]] = {}
    problems: list[Diagnostic] = []
    for each in segments:
        message = segment_key(each)
        if not message:
            hint = "ids are those of the file that was exported"
            problems.append(_problem(file, each, f'"{shortened(each.id)}" is no id of a message', hint))
        elif each.form in by_message.setdefault(message, {}):
            other = by_message[message][each.form].line
            hint = f"keep one of them; the other is on line {other}"
            problems.append(_problem(file, each, f'the unit "{each.id}" is there twice', hint))
        else:
            by_message[message][each.form] = each
    units = []
    for forms in by_message.values():
        if problem := _gap(file, list(forms.values())):
            problems.append(problem)
        else:
            units.append(unit_of(forms.values()))
    return Checked(tuple(units), tuple(problems))


def _gap(file: str, segments: list[Segment]) -> Diagnostic | None:
    """Report a message whose plural forms are not all there."""
    forms = sorted(each.form for each in segments)
    if forms in ([-1], list(range(len(forms)))):
        return None
    message = f'the plural forms of "{segment_key(segments[0])}" are not all there'
    return _problem(file, segments[0], message, "a message is taken whole: export it again")


def _problem(file: str, segment: Segment, message: str, hint: str) -> Diagnostic:
    return Diagnostic(message, Position(file, segment.line), hint, code="exchange")
