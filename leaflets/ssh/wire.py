"""The data types of SSH, read from bytes that are not trusted (RFC 4251 5).

In: bytes. Out: numbers and strings, one after another, or the reason why there is none.
"""

from __future__ import annotations


class UnusableError(ValueError):
    """A key or a signature that is not accepted; the text is the rest of a sentence about it."""


class Wire:
    """Reads the data types of SSH from bytes, one after another (RFC 4251 5)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """Read this many bytes.

        Raises:
            UnusableError: there are fewer.
        """
        part = self._data[self._at : self._at + count]
        if len(part) < count:
            raise UnusableError("is cut short")
        self._at += count
        return part

    def number(self) -> int:
        """Read a ``uint32``."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """Read a ``string``: its length, then its bytes."""
        return self.take(self.number())

    def integer(self) -> int:
        """Read an ``mpint`` that is positive and in its shortest form."""
        data = self.string()
        if not data or data[0] > 0x7F or (data[0] == 0 and (len(data) == 1 or data[1] < 0x80)):
            raise UnusableError("holds a number in a form that is not allowed")
        return int.from_bytes(data, "big")

    def end(self) -> None:
        """Check that nothing follows.

        Raises:
            UnusableError: something does.
        """
        if self._at != len(self._data):
            raise UnusableError("has something behind its end")
