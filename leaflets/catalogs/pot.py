"""The template of all catalogs (POT): each message with its context, its places, and notes to translators.

In: the folder of a workspace. Out: the messages, and the bytes of ``locales/leaflets.pot``. The messages are
those of ``pybabel extract -F babel.cfg``; examples of placeholders and length budgets are added here, because
they depend on more than one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from configparser import Error as ConfigParserError
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from jinja2 import TemplateSyntaxError

from leaflets.catalogs.headers import new_header
from leaflets.catalogs.length_budgets import budget_for
from leaflets.catalogs.message_ids import id_collisions
from leaflets.catalogs.po import Key, PoMessage, Template, template_message
from leaflets.catalogs.writing import file_bytes, message_lines
from leaflets.content.model import placeholders
from leaflets.content.quantities import Amount, Unit
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.amounts import Numerals
from leaflets.figures import true_size
from leaflets.languages import SOURCE_LANGUAGE, language
from leaflets.workspace_files import BABEL_CFG

_Msgid = str | tuple[str, ...]
# How a comment for translators begins in a page template; Babel leaves out the others.
_COMMENT_TAG = "NOTE:"
# Babel's reader of mapping files, which has no annotations: rows of pattern and method, options by pattern.
_read_mapping: Callable[[TextIO], tuple[list[tuple[str, str]], dict[str, dict[str, str]]]] = parse_mapping_cfg


def extract_template(root: Path, steps: tuple[str, ...] = ()) -> Template:
    """Gather the messages of a workspace, in the order of its files.

    ``steps`` are the ids of the leaflets on a ladder, whose names have little room.

    Raises:
        LeafletsError: a data file does not match its model, a template or ``babel.cfg`` is broken, or two
            messages have the same id.
    """
    gathered: dict[Key, _Gathered] = {}
    opened = [BABEL_CFG]
    try:
        for name, line, msgid, comments, context in _extracted(root, opened.append):
            one, many = msgid if isinstance(msgid, tuple) else (msgid, "")
            found = gathered.setdefault((context or "", one), _Gathered())
            # A message may have a plural in one place only; gettext merges the two.
            found.plural = found.plural or many
            found.places.add((Path(name).as_posix(), line))
            found.comments += comments
    except (OSError, ConfigParserError, TemplateSyntaxError, ValueError) as error:
        reason = f"messages cannot be read from it: {error}"
        # Not all of Babel's errors name the file; it is the one that was opened last.
        place = Position(opened[-1], getattr(error, "lineno", 0) or 0)
        raise LeafletsError(Diagnostic(reason, place, code="extract")) from error
    template = tuple(found.message(context, msgid, steps) for (context, msgid), found in gathered.items())
    if same := tuple(id_collisions(template)):
        raise LeafletsError(same)
    return template


@dataclass
class _Gathered:
    """What was found for one message in all its places."""

    plural: str = ""
    comments: list[str] = field(default_factory=list)
    places: set[tuple[str, int]] = field(default_factory=set)

    def message(self, context: str, msgid: str, steps: tuple[str, ...]) -> PoMessage:
        notes = (*self.comments, *_notes(context, msgid, " ".join(self.comments), steps))
        return template_message(
            context,
            msgid,
            self.plural,
            extracted_comments=tuple(dict.fromkeys(note for note in notes if note)),
            references=tuple(f"{_isolated(name)}:{line}" for name, line in sorted(self.places)),
        )


def _isolated(name: str) -> str:
    """Enclose a file's name that has spaces in isolates (gettext 0.23)."""
    return f"\u2068{name}\u2069" if " " in name else name


def _extracted(
    root: Path, opens: Callable[[str], None]
) -> Iterator[tuple[str, int, _Msgid, list[str], str | None]]:
    """Yield file, line, msgid, comments and context of what Babel extracts; ``opens`` gets each file."""
    with (root / BABEL_CFG).open(encoding="utf-8") as file:
        methods, options = _read_mapping(file)
    for pattern, method in methods:
        if method == "jinja2":
            # Otherwise a broken template would silently have no messages.
            options.setdefault(pattern, {})["silent"] = "false"

    def begins(filename: str, method: str, _options: object) -> None:
        if method != "ignore":
            opens(Path(filename).as_posix())

    yield from extract_from_dir(
        root, methods, options, DEFAULT_KEYWORDS, (_COMMENT_TAG,), callback=begins, strip_comment_tags=True
    )


def template_bytes(template: Template) -> bytes:
    """Write a template without a date or a tool's name, so that equal messages give equal bytes."""
    header = str(new_header("Translations template", fuzzy=True)).splitlines()
    return file_bytes((*header, *(row for each in template for row in ("", *message_lines(each))), ""))


def _notes(context: str, msgid: str, said: str, steps: tuple[str, ...]) -> Iterator[str]:
    """Yield notes that the extractors cannot make: examples, and how much room there is."""
    for name in placeholders(msgid):
        if f"{{{name}}}" not in said and name in _examples():
            yield f"{{{name}}}: {_examples()[name]}"
    budget = budget_for(context, msgid, steps)
    if budget:
        yield f"at most about {budget.letters} letters: it stands in {budget.name}"


def _amount(value: int, unit: Unit) -> Amount:
    return Amount(value=Decimal(value), unit=unit)


def _examples() -> Mapping[str, str]:
    """Collect examples for the placeholders of the page templates, in English by CLDR.

    Those of the data are explained when they are extracted, from their own quantities.
    """
    numerals = Numerals(language(SOURCE_LANGUAGE))
    months = numerals.range(1, _amount(2, "month"))
    return {
        "size": numerals.range(6, _amount(8, "millimeter")),
        "ruler": numerals.amount(_amount(true_size.RULER, "millimeter")),
        "time": f"about {months}",
        "amount": months,
        "low": numerals.amount(_amount(6, "month")),
        "high": numerals.amount(_amount(2, "year")),
        "number": numerals.number(1000),
        "date": numerals.date(date(2026, 11, 23)),
        "issued": numerals.date(date(2026, 11, 23)),
        "review": numerals.date(date(2028, 11, 23)),
        "identifier": "vertebroplasty",
        "version": "1.0",
        "page": numerals.number(1),
        "pages": numerals.number(2),
        "extension": "123",
        "address": "https://hospital.example/spine",
    }
