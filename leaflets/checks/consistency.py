"""Across the messages of a catalog: one source with two translations, and exceptions without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.catalogs.headers import ORIGINS
from leaflets.catalogs.po import PoMessage
from leaflets.checks.check import CatalogView, Finding, quoted


def two_translations(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find sources that are translated in two ways."""
    first: dict[str, PoMessage] = {}
    for message in catalog.po.messages:
        if not message.is_finished:
            continue
        # All are compared with the first, so that a source with three translations is told twice, not thrice.
        other = first.setdefault(message.msgid, message)
        if other.texts != message.texts:
            place = catalog.po.position(other)
            said = f"{quoted(message.msgid)} is also translated as {quoted(other.texts[0])} ({place})"
            yield message, Finding(said)


def exception_without_reason(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments that switch a check off and do not say why; the check is made all the same."""
    for message in catalog.po.messages:
        for code, reason in message.ignored.items():
            if not reason:
                yield message, Finding(f'"{code}" is switched off for this message without a reason')


def unknown_origin(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments that name an origin which nobody knows: the message counts as the catalog's others do."""
    for message in catalog.po.messages:
        for stated in message.origins:
            if stated not in ORIGINS:
                yield message, Finding(f'"origin: {stated}" says nobody we know')


def certain_switched_off(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments that want to switch off what cannot be right, which has no effect."""
    for message in catalog.po.messages:
        for code in message.ignored:
            if code in catalog.certain:
                yield message, Finding(f'"{code}" cannot be switched off: what it finds cannot be right')
