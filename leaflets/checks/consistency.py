"""Checks across messages and of their comments: two translations of one source, disabled checks, origins."""

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
        # Each is compared with the first only, so three translations give two findings, not three.
        other = first.setdefault(message.msgid, message)
        if other.texts != message.texts:
            place = catalog.po.position(other)
            sentence = f"{quoted(message.msgid)} is also translated as {quoted(other.texts[0])} ({place})"
            yield message, Finding(sentence)


def exception_without_reason(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments that disable a check without a reason; the check still runs."""
    for message in catalog.po.messages:
        for code, reason in message.ignored.items():
            if not reason:
                yield message, Finding(f'"{code}" is switched off for this message without a reason')


def unknown_origin(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments with an unknown origin; the message then has the origin of the catalog."""
    for message in catalog.po.messages:
        for stated in message.origins:
            if stated not in ORIGINS:
                yield message, Finding(f'"origin: {stated}" says nobody we know')


def certain_switched_off(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find comments that try to disable a certain check, which has no effect."""
    for message in catalog.po.messages:
        for code in message.ignored:
            if code in catalog.certain:
                yield message, Finding(f'"{code}" cannot be switched off: what it finds cannot be right')
