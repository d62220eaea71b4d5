"""Problems as SARIF 2.1.0 (OASIS), which code hosts show beside the line.

In: problems whose places are named from the repository's root. Out: text. SARIF clauses: 3.4 (artifact
location), 3.13 (log), 3.14 (run), 3.27 (result), 3.49 (rule).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from leaflets import __version__
from leaflets.diagnostics import Diagnostic, Position

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class SarifRule:
    """A kind of problem: its id is the problems' code; ``level`` is its usual one."""

    id: str
    sentence: str
    level: str = "error"
    hint: str = ""


def as_sarif(
    problems: Sequence[Diagnostic], rules: Iterable[SarifRule] = (), notes: Sequence[Diagnostic] = ()
) -> str:
    """Write problems as a SARIF log of one run; ``notes`` are no problems but should be known."""
    known = {rule.id: rule for rule in rules}
    for problem in (*problems, *notes):
        known.setdefault(_code(problem), SarifRule(_code(problem), _code(problem).replace("-", " ")))
    numbers = {name: number for number, name in enumerate(known)}
    results = [_result(problem, numbers, problem.severity.value) for problem in problems]
    results += [_result(problem, numbers, "note") for problem in notes]
    driver = {"name": "leaflets", "version": __version__, "rules": [_rule(each) for each in known.values()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: SarifRule) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.sentence},
        "defaultConfiguration": {"level": rule.level},
    }
    return said | ({"help": {"text": rule.hint}} if rule.hint else {})


def _result(problem: Diagnostic, numbers: dict[str, int], level: str) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    said = {"leaflet": problem.leaflet, "language": problem.language}
    found: dict[str, Any] = {
        "ruleId": _code(problem),
        "ruleIndex": numbers[_code(problem)],
        "level": level,
        "message": {"text": f"{problem.message}{hint}"},
        "properties": {key: value for key, value in said.items() if value},
    }
    if problem.position:
        found["locations"] = [_location(problem.position)]
    return found


def _code(problem: Diagnostic) -> str:
    return problem.code or "problem"


def _location(position: Position) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(position.file)}}
    if position.line:
        place["region"] = {"startLine": position.line}
        if position.column:
            place["region"]["startColumn"] = position.column
    return {"physicalLocation": place}


def uri(file: str) -> str:
    """Give the address of a file (RFC 3986): relative to the repository, or of the whole machine."""
    quoted = quote(os.fsencode(PurePath(file).as_posix()))
    if not PurePath(file).is_absolute():
        return quoted
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
