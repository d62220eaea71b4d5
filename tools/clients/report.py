"""The tables of ``docs/clients.md``, and what a terminal shows; the prose stands in ``page.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import unicodedata2 as unicodedata

from leaflets.languages import RTL_SCRIPTS
from tools.clients.measuring import Measured
from tools.clients.samples import Passed, Sample
from tools.clients.scoring import WITHOUT_SPACES, Score, Wrong

# The readers of the long tables: what most people have, and the structure that screen readers get.
MAIN = frozenset({
    "firefox", "pdf.js-6.0", "pdf.js-6.5", "chromium", "pdfium", "poppler",
    "firefox-tree", "tags", "tags-bare",
})  # fmt: skip
TEMPLATE = Path(__file__).with_name("page.md")
# Of a fault that is shown: characters, and places where it differs.
_WIDTH, _DIFFERENCES = 300, 4


def page(measured: Sequence[Measured], samples: Sequence[Sample], passed: Sequence[Passed], day: date) -> str:
    """Write the whole page: the template with its tables filled in."""
    leaflets = [each for each in samples if each.leaflet]
    others = [each for each in samples if not each.leaflet]
    main = [each for each in measured if each.name in MAIN]
    lost = _disordered(main, others)
    filled = {
        "day": f"{day.day} {day:%B %Y}",
        "readers": versions(measured),
        "leaflets": table(measured, leaflets),
        "leaflet-numbers": table(measured, leaflets, numbers=True),
        "short": summary(main, samples),
        "others": table(main, others, by_language=True),
        "other-numbers": table(main, lost, numbers=True, by_language=True) if lost else "None.",
        "passed": "\n".join(f"- `{each.language}`: {each.reason.splitlines()[0]}" for each in passed)
        or "None.",
        "languages": str(len(_languages(others))),
        "files": str(len(samples)),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    # Not str.format: the prose of the template may have braces of its own.
    for name, value in filled.items():
        text = text.replace(f"{{{{ {name} }}}}", value)
    return text


def summary(measured: Sequence[Measured], samples: Sequence[Sample]) -> str:
    """Name for each reader the languages that fall short of what is wanted, leaflets and other text together.

    Wanted are 98 % of blocks from left to right (line ends of scripts without spaces forgiven), 95 % from
    right to left, and every number.
    """
    own = _by_language(samples)

    def short(reader: Measured, *, rtl: bool) -> str:
        found = ((tag, each[0].script, reader.total(each)) for tag, each in own.items())
        # Viewers guess the order of right-to-left lines, so that less can be asked there.
        least = 95 if rtl else 98
        below = [
            f"{tag} {100 * score.near // score.blocks}"
            for tag, script, score in found
            if (script in RTL_SCRIPTS) == rtl and 100 * score.near < least * score.blocks
        ]
        return ", ".join(below) or "none"

    def numbers(reader: Measured) -> str:
        lost = [tag for tag, each in own.items() if _is_disordered(reader.total(each))]
        return ", ".join(lost) or "none"

    rows = (
        (f"`{each.name}`", short(each, rtl=False), short(each, rtl=True), numbers(each))
        for each in measured
        if each.scores
    )
    return _rows(("reader", "left to right below 98", "right to left below 95", "numbers not all"), rows)


def _by_language(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    return {tag: [each for each in samples if each.language == tag] for tag in _languages(samples)}


def _disordered(measured: Sequence[Measured], samples: Sequence[Sample]) -> list[Sample]:
    """Select the files of languages in which some reader does not give every number."""
    return [
        sample
        for own in _by_language(samples).values()
        if any(_is_disordered(reader.total(own)) for reader in measured)
        for sample in own
    ]


def _is_disordered(found: Score) -> bool:
    return found.right < found.numbers


def versions(measured: Sequence[Measured]) -> str:
    """Name every reader with what is asked of it and its version, or why it was not asked."""
    rows = ((f"`{each.name}`", each.kind, each.version or each.lacking) for each in measured)
    return _rows(("reader", "asked", "version"), rows)


def table(
    measured: Sequence[Measured],
    samples: Sequence[Sample],
    *,
    numbers: bool = False,
    by_language: bool = False,
) -> str:
    """Make a table of readers and languages; the long one has a row for each language.

    A cell is the share of blocks that are exact, in whole percent rounded down; in scripts without spaces the
    share with the ends of lines forgiven stands behind it. With ``numbers`` it is how many of all numbers.
    """
    there = [each for each in measured if each.scores]
    languages = _languages(samples)
    own = _by_language(samples)

    def cell(reader: Measured, tag: str) -> str:
        found = reader.total(own[tag])
        return _of_numbers(found) if numbers else _of_blocks(found, own[tag][0].script)

    if by_language:
        rows = ((f"`{tag}`", *(cell(reader, tag) for reader in there)) for tag in languages)
        return _rows(("language", *(reader.name for reader in there)), rows)
    rows = ((f"`{reader.name}`", *(cell(reader, tag) for tag in languages)) for reader in there)
    return _rows(("reader", *languages), rows)


def _languages(samples: Sequence[Sample]) -> list[str]:
    return list(dict.fromkeys(each.language for each in samples))


def _of_blocks(found: Score, script: str) -> str:
    if not found.blocks:
        return ""
    exact, near = (str(100 * each // found.blocks) for each in (found.exact, found.near))
    return f"{exact} ({near})" if script in WITHOUT_SPACES else exact


def _of_numbers(found: Score) -> str:
    if not found.numbers:
        return ""
    return "all" if found.right == found.numbers else f"{found.right}/{found.numbers}"


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def faults(measured: Sequence[Measured], samples: Sequence[Sample], most: int) -> Iterator[str]:
    """Show what was wrong, for each reader and language: what was expected, what came, where they part."""
    for reader in measured:
        for tag in _languages(samples):
            own = [each for each in samples if each.language == tag]
            # The same sentence stands in many leaflets; its fault is shown once.
            wrong = list(dict.fromkeys(reader.total(own).wrong))
            if wrong:
                yield f"\n{reader.name} {tag}: {len(wrong)} kinds of block or number"
            for each in wrong[:most]:
                yield from _shown(each)


def _shown(wrong: Wrong) -> Iterator[str]:
    got = wrong.got
    yield f"  {wrong.id}"
    yield f"    expected {wrong.expected[:_WIDTH]!r}"
    yield f"    got      {got[:_WIDTH]!r}"
    yield from (f"    {each}" for each in list(differences(wrong.expected, got))[:_DIFFERENCES])


def differences(expected: str, got: str) -> Iterator[str]:
    """Name the letters in which two texts part, each with what stands before it.

    A line end counts as the space that it stands for; what got has beyond the ends of expected is left out.
    """
    got = got.replace("\n", " ")
    # autojunk would take every frequent letter of a long text for junk.
    steps = SequenceMatcher(None, expected, got, autojunk=False).get_opcodes()
    for kind, start, end, other, last in steps:
        beyond = kind == "insert" and start in (0, len(expected))
        if kind != "equal" and not beyond:
            before = expected[max(0, start - 6) : start]
            yield f"after {before!r}: {_points(expected[start:end])} -> {_points(got[other:last])}"


def _points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X} {unicodedata.name(char, '?')}" for char in text[:3]) or "nothing"
