"""Problems as SARIF 2.1.0 (OASIS), which code hosts show next to the line.

In: problems with paths relative to the repository. Out: text. SARIF clauses: 3.4 (artifact
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
from leaflets.diagnostics import Diagnostic, Position, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class SarifRule:
    """A kind of problem (SARIF 3.49).

    ``id`` is the code of its problems, ``short_description`` what it means, ``help`` how to mend it,
    ``level`` the default (error, warning or note).
    """

    id: str
    short_description: str
    level: str = "error"
    help: str = ""


def as_sarif(
    problems: Sequence[Diagnostic], rules: Iterable[SarifRule] = (), notes: Sequence[Diagnostic] = ()
) -> str:
    """Write problems as the JSON text of a SARIF log with one run.

    ``notes`` are information rather than problems: they get the level "note". A code without a rule gets one
    derived from its name.
    """
    known = {rule.id: rule for rule in rules}
    for problem in (*problems, *notes):
        known.setdefault(_rule_id(problem), SarifRule(_rule_id(problem), _rule_id(problem).replace("-", " ")))
    # A result names its rule by id and by its index in the driver's list (3.27.5, 3.27.6).
    rule_indexes = {name: index for index, name in enumerate(known)}
    results = [_result(problem, rule_indexes, level_of(problem.severity)) for problem in problems]
    results += [_result(problem, rule_indexes, "note") for problem in notes]
    driver = {"name": "leaflets", "version": __version__, "rules": [_rule(each) for each in known.values()]}
    # A Position counts code points, not UTF-16 code units (columnKind).
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def level_of(severity: Severity) -> str:
    """Translate a severity into a level of SARIF (3.27.10), which has no questions."""
    return "error" if severity is Severity.ERROR else "warning"


def _rule(rule: SarifRule) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.short_description},
        "defaultConfiguration": {"level": rule.level},
    }
    return entry | ({"help": {"text": rule.help}} if rule.help else {})


def _result(problem: Diagnostic, rule_indexes: dict[str, int], level: str) -> dict[str, Any]:
    # SARIF has no field for the hint of one result; the help of a rule is the same for all of its results.
    hint = f" ({problem.hint})" if problem.hint else ""
    properties = {"leaflet": problem.leaflet, "language": problem.language, "id": problem.id}
    found: dict[str, Any] = {
        "ruleId": _rule_id(problem),
        "ruleIndex": rule_indexes[_rule_id(problem)],
        "level": level,
        "message": {"text": f"{problem.message}{hint}"},
        "properties": {key: value for key, value in properties.items() if value},
    }
    if problem.position:
        found["locations"] = [_location(problem.position)]
    return found


def _rule_id(problem: Diagnostic) -> str:
    return problem.code or "problem"


def _location(position: Position) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(position.file)}}
    # Line 0 means the whole file, for which SARIF, counting from 1, omits the region (3.30).
    if position.line:
        place["region"] = {"startLine": position.line}
        if position.column:
            place["region"]["startColumn"] = position.column
    return {"physicalLocation": place}


def uri(file: str) -> str:
    """Write a path as a URI (RFC 3986): relative if the path is, else with the scheme ``file``."""
    # From the bytes of the name, because it may not be UTF-8.
    quoted = quote(os.fsencode(PurePath(file).as_posix()))
    if not PurePath(file).is_absolute():
        return quoted
    # The path of a Windows drive gets a slash before its letter (RFC 8089, E.2).
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
