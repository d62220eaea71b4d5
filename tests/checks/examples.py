"""The examples that the checks are tested by: ``tests/data/checks/*.yaml``, flattened to rows.

They are data and not code, so that who knows a language can add a row without knowing Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parents[1] / "data" / "checks"


def examples(file: str) -> dict[str, Any]:
    """Read a file: its groups, each with rows or groups of them."""
    return yaml.safe_load((_FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))


def rows(groups: dict[str, list[list[str]]]) -> tuple[tuple[str, ...], ...]:
    """Join the rows of all groups, each after the name of its group."""
    return tuple((name, *row) for name, group in groups.items() for row in group)


def row_id(row: Sequence[str]) -> str:
    """Name a row in the output of pytest."""
    return "-".join(part[:24] for part in row)
