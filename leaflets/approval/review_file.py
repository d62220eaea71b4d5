"""The record of sign-offs as a file: YAML that people read and compare, and the words that were signed."""

from __future__ import annotations

import json
from collections.abc import Sequence

import yaml

from leaflets.approval.reviews import Reviews

_FIRST_LINES = """\
# yaml-language-server: $schema=../../data/schema/review.json
# Written by "leaflets review sign". An entry that is edited by hand no longer fits its seal.
"""


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands twice (a date) twice: our reader refuses aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def write_reviews(reviews: Reviews) -> bytes:
    """Write a record as YAML, entry by entry in the order of leaflets and roles."""
    data = {key: list(value) for key, value in reviews.model_dump(exclude_none=True).items() if value}
    dumped = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    body = dumped if data else "approvals: []\n"
    return (_FIRST_LINES + body).encode()


def write_signed(blocks: Sequence[tuple[str, str]]) -> bytes:
    """Write the words that were signed, a line a block, so that a later change can be shown."""
    lines = ",\n".join(json.dumps(block, ensure_ascii=False) for block in blocks)
    return f"[\n{lines}\n]\n".encode()


def read_signed(content: bytes) -> tuple[tuple[str, str], ...]:
    """Read the words that were signed; nothing if the file is not what we wrote."""
    try:
        found = json.loads(content)
        return tuple((str(name), str(text)) for name, text in found)
    except (ValueError, TypeError):
        return ()
