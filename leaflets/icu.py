"""ICU's break iterators and message formats, with its default locale pinned.

ICU falls back to the locale of the process, which comes from ``LC_ALL`` or ``LANG``: the same text would
be broken or numbered differently on another machine, and a name that ICU cannot parse crashes the process
in its first call. So the locale is set here before ICU is used. No other module imports ``icu4py``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

from icu4py import breakers, icu_version_info
from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker
from icu4py.messageformat import MessageFormat

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

__all__ = ["DEFAULT_LOCALE", "BaseBreaker", "CharacterBreaker", "LineBreaker", "MessageFormat"]

# English, which ICU has in full: a fallback shows as an obviously foreign word, whereas the root locale
# would write "m" for months.
DEFAULT_LOCALE = "en"


def _pin() -> None:
    """Set ICU's default locale (``uloc_setDefault``), which icu4py does not expose.

    Raises:
        LeafletsError: the installed ICU does not export the function.
    """
    name = f"uloc_setDefault_{icu_version_info[0]}"
    for library in _libraries():
        if set_default := getattr(ctypes.CDLL(str(library)), name, None):
            status = ctypes.c_int(0)
            set_default(DEFAULT_LOCALE.encode(), ctypes.byref(status))
            if status.value <= 0:  # U_ZERO_ERROR, or a warning
                return
    message = f"ICU does not offer {name}"
    hint = "install icu4py from its wheel: pip install --force-reinstall icu4py"
    raise LeafletsError(Diagnostic(message, Position(breakers.__file__), hint, code="icu"))


def _libraries() -> Iterator[Path]:
    """Yield the libraries that may contain ICU's common part, all of them loaded already.

    On POSIX ``dlsym`` searches a library and its dependencies; Windows searches one library only.
    """
    module = Path(breakers.__file__)
    yield module
    yield from sorted((module.parent.parent / "icu4py.libs").glob("icuuc*.dll"))


_pin()
