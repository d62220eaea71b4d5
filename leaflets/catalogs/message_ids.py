"""The id of a message: one short word that names a context and a msgid together, in every file and command.

In: a context and a msgid. Out: twelve hexadecimal digits, the same on every machine and in every language. A
message that is reworded or moved to another context gets another id, so an id never names other words than
those it was made for. This is the only place that makes ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from leaflets.catalogs.po import Key, PoMessage
from leaflets.diagnostics import Diagnostic, shortened

# 48 bits: among ten thousand messages two collide once in six million catalogs, and that is reported.
ID_DIGITS = 12
# As in compiled catalogs (GNU gettext manual, "The Format of GNU MO Files").
_SEPARATOR = "\x04"


def message_id(key: Key) -> str:
    """Compute the id of a message from its context and msgid: the first digits of a SHA-256."""
    return hashlib.sha256(_SEPARATOR.join(key).encode()).hexdigest()[:ID_DIGITS]


def by_id(messages: Iterable[PoMessage]) -> dict[str, PoMessage]:
    """Index messages by id; the first of several with one id stays (see :func:`id_collisions`)."""
    found: dict[str, PoMessage] = {}
    for each in messages:
        found.setdefault(message_id(each.key), each)
    return found


def id_collisions(messages: Iterable[PoMessage]) -> Iterator[Diagnostic]:
    """Report each message whose id another one has already; neither could be named by it."""
    first: dict[str, PoMessage] = {}
    for each in messages:
        other = first.setdefault(message_id(each.key), each)
        if other.key != each.key:
            message = f'"{shortened(each.msgid)}" and "{shortened(other.msgid)}" have the same id'
            hint = "reword one of them: an id is made of the context and the words"
            yield Diagnostic(message, hint=hint, code="same-id")
