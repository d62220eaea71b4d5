"""Document control for tests: a test says what it cares for, the rest is plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leaflets.document.nodes import Control

_PLAIN = Control(
    identifier="test",
    version="1.0",
    issued=date(2026, 11, 23),
    review=date(2028, 11, 23),
    stamp="Leaflet test",
    page_pattern="Page {page} of {pages}",
    digits="0123456789",
    author="a",
    subject="s",
)


def control(**said: object) -> Control:
    return replace(_PLAIN, **said)  # type: ignore[arg-type]
