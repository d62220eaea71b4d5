"""A ledger that takes every word for said, for tests of the structure alone."""

from __future__ import annotations

from xml.etree.ElementTree import Element


class Everything:
    """Knows every word and every telephone number."""

    def has_said(self, _element: Element) -> bool:
        return True

    def was_refused(self, _words: str) -> bool:
        return True

    def has_value(self, _text: str) -> bool:
        return True

    def has_target(self, _uri: str) -> bool:
        return True
