"""The values of placeholders, read off a printed text, and filled into another text of the same message.

In: a message with names in braces, and the words that it was printed as. Out: the values by name. So numbers
stand in a back-translation as the source has them, although nobody put them back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaflets.characters import without_markup
from leaflets.content.model import PLACEHOLDER


def read_values(message: str, printed: str) -> dict[str, str]:
    """Find the values that a message was printed with; none if the text does not hold the message."""
    found = re.search(_pattern(without_markup(message).strip()), " ".join(printed.split()))
    return found.groupdict() if found else {}


def holds(printed: str, message: str) -> bool:
    """Tell whether a text holds a message, whatever values it was printed with."""
    return re.search(_pattern(without_markup(message).strip()), " ".join(printed.split())) is not None


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill values into a text without its markup; names without a value stay in their braces."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), without_markup(text))


def _pattern(message: str) -> str:
    """Write a message as a pattern in which each name stands for some text, the same wherever it stands."""
    parts: list[str] = []
    seen: set[str] = set()
    # Every second part is a name.
    for index, part in enumerate(PLACEHOLDER.split(message)):
        if index % 2 == 0:
            parts.append(r"\s+".join(map(re.escape, re.split(r"\s+", part))))
        elif not part.isidentifier():
            parts.append(r".+?")
        else:
            parts.append(rf"(?P={part})" if part in seen else rf"(?P<{part}>.+?)")
            seen.add(part)
    # A value at the end of a message reaches to the end of the text.
    return "".join(parts) + ("$" if message.endswith("}") else "")
