"""The record of sign-offs and the signed words as the bytes of their files.

In: the values of :mod:`leaflets.approval.reviews` and of :mod:`leaflets.approval.changes`. Out: YAML and JSON
that people can read and compare line by line. Records are read as all other data are
(:mod:`leaflets.workspace.reader`).
"""

from __future__ import annotations

import json

import yaml

from leaflets.approval.changes import Block, Snapshot
from leaflets.approval.reviews import Reviews

# The first line tells editors which schema to complete and check by (YAML language server).
_FIRST_LINES = """\
# yaml-language-server: $schema=../../data/schema/review.json
# Written by "leaflets review sign". An entry that is edited by hand no longer fits its seal.
"""


class _Dumper(yaml.SafeDumper):
    """Writes an object that occurs twice, such as a date, in full each time: our reader refuses aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def write_reviews(reviews: Reviews) -> bytes:
    """Write a record as YAML with one key per line; its entries keep their order."""
    # Fields without a value and empty lists are left out; the reader restores them by default.
    data = {key: list(value) for key, value in reviews.model_dump(exclude_none=True).items() if value}
    dumped = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    body = dumped if data else "approvals: []\n"
    return (_FIRST_LINES + body).encode()


def write_signed(blocks: Snapshot) -> bytes:
    """Write the signed words as JSON, one block per line, so that a later change can be shown."""
    lines = ",\n".join(json.dumps(block, ensure_ascii=False) for block in blocks)
    return f"[\n{lines}\n]\n".encode()


def read_signed(content: bytes) -> tuple[Block, ...]:
    """Read the signed words; empty if the file is not what :func:`write_signed` makes."""
    # The file only serves to show a change: whether a signature holds is decided by its hash.
    try:
        found = json.loads(content)
        return tuple(Block(str(name), str(text)) for name, text in found)
    except (ValueError, TypeError):
        return ()
