"""The values in statements: what each key may hold.

In: a key and its value, from a person or from a file that is not trusted. Out: the reason why the value
cannot stand there. Nothing passes that people could see in two ways: no controls, no bidi characters, no
second spelling of a date, a tag or a hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

import unicodedata2 as unicodedata

from leaflets.characters import describe_character, is_drawable, is_ignorable
from leaflets.content.person_names import fault_of
from leaflets.content.site import Role
from leaflets.tags import parse_tag

MAX_LINE = 500  # characters of a version, a note or a reason
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Non-joiner and joiner, which Persian and Indic words need.
_JOINERS = frozenset("\u200c\u200d")


def value_fault(key: str, value: str) -> str:
    """Say why a value cannot stand behind a key, as the rest of a sentence; empty if it can."""
    return _CHECKS[key](value)


def shown(text: str, length: int = 40) -> str:
    """Shorten a text from a stranger for a message, without what a terminal would obey."""
    return "".join(each if _is_seen(each) else "?" for each in text[:length])


def _id_fault(value: str) -> str:
    return "" if _ID.fullmatch(value) and len(value) <= 64 else "is no id"


def _language_fault(value: str) -> str:
    return "" if str(parse_tag(value)) == value else "is no language tag"


def _role_fault(value: str) -> str:
    return "" if value in get_args(Role) else f"is none of {', '.join(get_args(Role))}"


def _hash_fault(value: str) -> str:
    return "" if _HASH.fullmatch(value) else 'is not "sha256:" and 64 hexadecimal digits'


def _date_fault(value: str) -> str:
    try:
        date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        return "is no date such as 2026-11-23"
    return ""


def _line_fault(value: str) -> str:
    """Find what makes a text no line that everybody sees alike."""
    strange = next((each for each in value if not _is_seen(each)), "")
    if strange:
        return f"holds {describe_character(strange)}"
    if not value or value != value.strip():
        return "is empty, or has spaces at an end"
    if len(value) > MAX_LINE:
        return f"is longer than {MAX_LINE} characters"
    return "" if value == unicodedata.normalize("NFC", value) else "is not in normal form C (UAX #15)"


def _is_seen(char: str) -> bool:
    is_separator = unicodedata.category(char) in ("Zl", "Zp")
    return char in _JOINERS or (is_drawable(char) and not is_ignorable(char) and not is_separator)


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "leaflet": _id_fault,
    "language": _language_fault,
    "role": _role_fault,
    "reviewer": _id_fault,
    "name": fault_of,
    "date": _date_fault,
    "version": _line_fault,
    "words": _hash_fault,
    "structure": _hash_fault,
    "back-translation": _hash_fault,
    "revokes": _hash_fault,
    "reason": _line_fault,
    "note": _line_fault,
}
