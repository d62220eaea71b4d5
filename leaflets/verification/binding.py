"""Whether the pages of a file say what was signed: words, alternatives of drawings, links, footer, in order.

In: the canonical words, whose hash is verified, and a reading of the file. Out: what differs, in sentences.
Compared are tags and text layer, which people copy, search and hear; that the ink on the page looks like them
follows only from who made the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias

from leaflets.document.nodes import plain
from leaflets.verification.folding import fold, fold_digits
from leaflets.verification.reading import Reading, UnreadableError

Part: TypeAlias = Mapping[str, Any]
_SHORT = 12  # digits of the hash in the footer


def find_differences(parts: Sequence[Part], words_hash: str, reading: Reading) -> Iterator[str]:
    """Yield what a file says otherwise than its canonical words; ``parts`` are these, identity first.

    Raises:
        UnreadableError: the words are not in the form that Leaflets writes, whoever signed them.
    """
    try:
        yield from _differences(parts, words_hash, reading)
    except (AttributeError, IndexError, KeyError, TypeError):
        raise UnreadableError("carries words in a form that Leaflets does not write") from None


def _differences(parts: Sequence[Part], words_hash: str, reading: Reading) -> Iterator[str]:
    identity, blocks = parts[0], parts[1:]
    yield from reading.faults
    yield from _compare("pages", list(_words_of(blocks)), reading.blocks)
    yield from _compare("drawings", [each["alt"] for each in blocks if "alt" in each], reading.alternatives)
    yield from _footer_differences(identity, words_hash, reading.footers)
    heads = list(_table_heads(blocks))
    for header in reading.headers:
        if _letters(header) not in heads:
            yield f'its pages repeat what is no head of a table: "{header[:40]}"'
    known = {fold(plain(each)) for each in (*reading.blocks, identity["title"])}
    for title in reading.titles:
        if fold(title) not in known:
            yield f'a title or bookmark says what no heading says: "{title[:40]}"'
    linked = {word[2] for each in blocks for word in each.get("words", ()) if not isinstance(word, str)}
    for target in sorted(reading.targets - linked):
        yield f"a link leads where no signed link leads: {target[:80]}"


def _compare(what: str, signed: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Yield the first difference: what follows it is often the same, moved."""
    for one, other in zip_longest(signed, found, fillvalue=""):
        if fold(one) != fold(other):
            yield f'its {what} say "{other[:60]}" where "{one[:60]}" was signed'
            return


def _words_of(blocks: Sequence[Part]) -> Iterator[str]:
    """Yield the words of each block as a reader of tags meets them: the bullet, then the words."""
    for each in blocks:
        if "label" in each:
            yield each["label"]
        if "words" in each:
            yield _joined(each)


def _joined(part: Part) -> str:
    return "".join(word if isinstance(word, str) else word[0] for word in part.get("words", ()))


def _letters(text: str) -> Counter[str]:
    """Count the letters of words that a reader may meet in the order in which they stand on the line."""
    return Counter(fold_digits(text))


def _footer_differences(identity: Part, words_hash: str, footers: Sequence[str]) -> Iterator[str]:
    for number, footer in enumerate(footers, 1):
        place = identity["pages"].replace("{page}", str(number)).replace("{pages}", str(len(footers)))
        wanted = f"{identity['stamp']}{place}·{words_hash[:_SHORT]}"
        if _letters(footer) != _letters(wanted):
            yield f'the foot of page {number} says "{footer[:80]}"'


def _table_heads(blocks: Sequence[Part]) -> Iterator[Counter[str]]:
    """Yield the letters of the first rows of each table, which may be repeated on its next page."""
    for index, table in enumerate(blocks):
        if table.get("is") == "table":
            rows = [""]
            for each in blocks[index + 1 :]:
                if each.get("depth", 0) <= table.get("depth", 0):
                    break
                if each.get("is") == "row":
                    yield _letters("".join(rows[1:]))
                    rows.append("")
                else:
                    rows[-1] += each.get("label", "") + _joined(each)
            yield _letters("".join(rows[1:]))
