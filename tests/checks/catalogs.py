"""Catalogs of a few messages, and what the checks find in them."""

from __future__ import annotations

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import Checker
from leaflets.languages import language

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n\n'


def po(text: str, tag: str = "es", plural: str = "nplurals=2; plural=(n != 1);") -> PoFile:
    return read_po_file((HEADER.format(plural) + text).encode(), "x.po", language(tag))


def codes(text: str, tag: str = "es", **more: str) -> list[str]:
    report = Checker().run(po(text, tag, **more))
    return [problem.code for problem in report.problems]


def spoken(tag: str, source: str, target: str) -> set[str]:
    """The checks that find something in a translation."""
    message = PoMessage("", source, "", (target,), (1,))
    return {each.code for each in Checker().check_message(message, po("", tag), length_ratio=1.0)}
