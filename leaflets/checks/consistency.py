"""Checks across messages and of their comments: two translations of one source, unknown origins."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.catalogs.headers import ORIGINS
from leaflets.catalogs.po import PoMessage
from leaflets.checks.check import CatalogView, Finding, Pair, quoted
from leaflets.checks.comparison import mentioned
from leaflets.languages import SOURCE_LANGUAGE, language


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


def one_for_two(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find a translation that stands for two sources that say different things."""
    english = catalog.lexicons.find(language(SOURCE_LANGUAGE))
    first: dict[tuple[str, ...], PoMessage] = {}
    for message in catalog.po.messages if english else ():
        if not message.is_finished:
            continue
        other = first.setdefault(message.texts, message)
        if english and other.msgid != message.msgid:
            one, two = (mentioned(english.read(each.msgid).mentions) for each in (other, message))
            # "Local" and "local anaesthesia" may well be one word in a language.
            if not (one <= two or two <= one):
                place = catalog.po.position(other)
                sentence = f"{quoted(message.msgid)} has the translation of {quoted(other.msgid)} ({place})"
                yield message, Finding(sentence, subject=other.msgid)


def unknown_origin(pair: Pair) -> Iterator[Finding]:
    """Find comments with an unknown origin: whether a machine wrote a translation decides who must sign."""
    for stated in pair.message.origins if pair.form == 0 else ():
        if stated not in ORIGINS:
            yield Finding(f'"origin: {stated}" says nobody we know')
