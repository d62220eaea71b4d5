"""The form of an answer, as a browser sends it.

In: a request with ``application/x-www-form-urlencoded`` (URL Standard 5.1). Out: its fields, or an error of
HTTP (RFC 9110): every other type, size, encoding or field is refused. What people write is checked later, by
:func:`leaflets.editing.answering.find_faults`, and returned to them with what is wrong with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from leaflets.diagnostics import Diagnostic
from leaflets.editing.answering import Reply

_TYPE = "application/x-www-form-urlencoded"
_FIELDS = frozenset({"token", "question", "by", "reason", "word", "source_word"})
# Bytes: each letter of the longest reply takes twelve at most, percent-encoded. Seconds for all of them.
_LARGEST, _LONGEST = 32_000, 10.0


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A form as it was filled in, and what is wrong with it: by field, and as a whole.

    ``name`` is that of the message that is asked about. Empty values are a form that nobody has sent.
    """

    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()

    @property
    def question(self) -> str:
        """The id of the question that it answers."""
        return self.values.get("question", "")

    @property
    def reply(self) -> Reply:
        """What the person says, with single spaces."""
        names = ("by", "reason", "word", "source_word")
        return Reply(**{name: self.values[name] for name in names}).cleaned()


async def read_fields(request: Request) -> dict[str, str]:
    """Read the fields of a form; those that are not sent are empty.

    Raises:
        HTTPException: it is another type (415), too large (413), too slow (408), or no such form (400).
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _TYPE or "content-encoding" in request.headers:
        raise HTTPException(415)
    try:
        async with asyncio.timeout(_LONGEST):
            content = await _body(request)
    except TimeoutError as error:
        raise HTTPException(408) from error
    try:
        # More fields than there are names must hold one twice, or one that is unknown.
        pairs = parse_qsl(
            content.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict",
            max_num_fields=len(_FIELDS),
        )  # fmt: skip
    except ValueError as error:  # UnicodeDecodeError, too
        raise HTTPException(400) from error
    found = dict(pairs)
    if len(found) != len(pairs) or not found.keys() <= _FIELDS:
        raise HTTPException(400)
    return {name: found.get(name, "") for name in sorted(_FIELDS)}


async def _body(request: Request) -> bytes:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LARGEST:
            raise HTTPException(413)
    return content
