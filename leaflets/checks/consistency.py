"""Checks across messages and of their comments: two translations of one source, unknown origins."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.catalogs.headers import ORIGINS
from leaflets.catalogs.po import PoMessage
from leaflets.checks.check import CatalogView, Finding, Pair, quoted


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
            yield message, Finding(sentence, subject=" ".join(other.texts))


def unknown_origin(pair: Pair) -> Iterator[Finding]:
    """Find comments with an unknown origin: whether a machine wrote a translation decides who must sign."""
    for stated in pair.message.origins if pair.form == 0 else ():
        if stated not in ORIGINS:
            yield Finding(f'"origin: {stated}" says nobody we know')
