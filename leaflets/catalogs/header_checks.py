"""Checks of a catalog's header: fields, origin, plural rule, and the plural forms of its messages."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.catalogs.decoding import PoFault
from leaflets.catalogs.headers import ORIGIN, ORIGINS, PLURAL_FORMS
from leaflets.catalogs.plurals import plural_forms
from leaflets.catalogs.po import PoFile


def header_faults(po: PoFile) -> Iterator[PoFault]:
    """Yield the faults of a header, and of messages that contradict it."""
    if not po.header_line:
        yield PoFault(1, "it has no header", "leaflets catalog update writes one")
        return
    # The charset is read from the first message only, so a later header would have no effect on it.
    if any(each.line < po.header_line for each in po.messages):
        yield PoFault(po.header_line, "its header is not its first message", "put it before all others")
    for name in po.header.repeated:
        yield PoFault(_line(po, name), f"its header has the field {name} twice", "keep one of them")
    if po.origin not in ORIGINS:
        given = f'{ORIGIN} is "{po.header.get(ORIGIN)}"'
        yield PoFault(_line(po, ORIGIN), given, f"write one of {', '.join(ORIGINS)}")
    yield from _plural_faults(po)


def _plural_faults(po: PoFile) -> Iterator[PoFault]:
    """Yield a fault for an invalid plural rule, and for each message with another number of forms."""
    given = po.header.get(PLURAL_FORMS)
    plurals = [each for each in po.messages if each.plural]
    # A catalog without plural messages needs no rule, but an existing one must be valid.
    if not given and not plurals:
        return
    rule = po.rule
    if isinstance(rule, str):
        right = plural_forms(po.language)
        hint = (
            f"CLDR's rule is {right}"
            if right
            else f"write into the header: {PLURAL_FORMS}: nplurals=NUMBER; plural=EXPRESSION;"
        )
        yield PoFault(_line(po, PLURAL_FORMS), f"{PLURAL_FORMS} cannot be used: {rule}", hint)
        return
    for each in plurals:
        count = len(each.texts)
        # If all forms are empty the message is untranslated; tools then write any number of forms.
        if count != rule.nplurals and any(each.texts):
            says = f"{PLURAL_FORMS} says {rule.nplurals} forms"
            message = f"a message has msgstr[0] to msgstr[{count - 1}], and {says}"
            hint = "give every plural form its text, or mend the header"
            yield PoFault(each.lines[min(rule.nplurals, count - 1)], message, hint)


def _line(po: PoFile, name: str) -> int:
    return po.header_lines.get(name.casefold(), po.header_line)
