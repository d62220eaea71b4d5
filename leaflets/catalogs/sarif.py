"""Findings for programs: JSON, and SARIF 2.1.0 (OASIS), which code hosts show beside the line.

In: reports of checks. Out: text. SARIF clauses: 3.13 (log), 3.14 (run), 3.27 (result), 3.49 (rule).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from leaflets import __version__
from leaflets.catalogs.checks import Report
from leaflets.catalogs.checks.base import Check
from leaflets.diagnostics import Diagnostic

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LACKING = "lexicon-lacks"


def as_json(reports: Sequence[Report], broken: Sequence[Diagnostic] = ()) -> str:
    """Write findings as plain JSON: one object a finding, one list a language of checks it lacks."""
    found = [
        {
            "language": problem.language,
            "file": problem.position.file if problem.position else "",
            "line": problem.position.line if problem.position else 0,
            "check": problem.code,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in _all(reports, broken)
    ]
    lacking = {report.po.language.tag: list(report.lacking) for report in reports if report.lacking}
    return json.dumps({"findings": found, "lacking": lacking}, ensure_ascii=False, indent=2) + "\n"


def as_sarif(reports: Sequence[Report], checks: Sequence[Check], broken: Sequence[Diagnostic] = ()) -> str:
    """Write findings as a SARIF log of one run."""
    rules = [_rule(check) for check in checks]
    rules += [{"id": "po", "shortDescription": {"text": "The catalog is not a PO file"}}]
    rules += [
        {"id": LACKING, "shortDescription": {"text": "A check is not made: the lexicon lacks its words"}}
    ]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(problem, numbers) for problem in _all(reports, broken)]
    results += [_note(report, numbers) for report in reports if report.lacking]
    driver = {"name": "leaflets", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _all(reports: Sequence[Report], broken: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [*broken, *(problem for report in reports for problem in report.problems)]


def _rule(check: Check) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": check.id,
        "shortDescription": {"text": check.sentence},
        "defaultConfiguration": {"level": check.severity.value},
    }
    return rule | ({"help": {"text": check.hint}} if check.hint else {})


def _result(problem: Diagnostic, numbers: dict[str, int]) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": f"{problem.message}{hint}"},
        "properties": {"language": problem.language},
    }
    if problem.code in numbers:
        found["ruleIndex"] = numbers[problem.code]
    if problem.position:
        found["locations"] = [_location(problem.position.file, problem.position.line)]
    return found


def _note(report: Report, numbers: dict[str, int]) -> dict[str, Any]:
    text = f"the lexicon of {report.po.language.tag} cannot make these checks: {', '.join(report.lacking)}"
    return {
        "ruleId": LACKING,
        "ruleIndex": numbers[LACKING],
        "level": "note",
        "message": {"text": text},
        "locations": [_location(report.po.file, 1)],
    }


def _location(file: str, line: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": file}}
    if line:
        place["region"] = {"startLine": line}
    return {"physicalLocation": place}
