"""Standard output and standard error as a shell may hand them to us: closed, full, or of another encoding.

A sentence that cannot be written never ends the work: files are made all the same. What went wrong with
standard output is reported at the end, because a result that nobody got is no success.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import signal
import sys
from typing import NoReturn

_ERROR_HANDLER = "leaflets"  # the name of our codec error handler, for characters that an encoding lacks
_TERMINATED = 128 + 15  # what shells say of a process that SIGTERM ended


class FaultKeepingStream(io.TextIOWrapper):
    """A text stream that keeps its first error instead of raising it."""

    fault: OSError | None = None

    def write(self, text: str) -> int:
        """Write text; return its number of characters even if it could not be written."""
        try:
            return super().write(text)
        except OSError as error:
            self.fault = self.fault or error
        return len(text)

    def flush(self) -> None:
        """Hand on to the system what was written so far."""
        try:
            super().flush()
        except OSError as error:
            self.fault = self.fault or error


def prepare() -> None:
    """Make the standard streams such that everything can be written to them.

    A pipe or a file gets UTF-8 wherever it is; a terminal keeps its encoding, and what that lacks is
    written as an escape. Names of files that are not UTF-8 keep their bytes.
    """
    codecs.register_error(_ERROR_HANDLER, _escaped)
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # Otherwise the next file that we open would get the number of a standard stream. The null device
            # is opened for reading in place of standard output, so that writing fails and is reported.
            os.open(os.devnull, flags)
    sys.stdout = _stream(sys.stdout, 1)
    sys.stderr = _stream(sys.stderr, 2)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _terminated)


def finish(code: int) -> int:
    """Flush both streams and report what could not be written; return the exit code, 1 instead of 0 then."""
    out, err = sys.stdout, sys.stderr
    out.flush()
    fault = getattr(out, "fault", None)
    # Whoever reads only the first lines of a pipe, as head does, has what they wanted.
    if fault and fault.errno != errno.EPIPE:
        err.write(f"standard output cannot be written: {fault.strerror or fault}\n")
        code = code or 1
    err.flush()
    for stream, number in ((out, 1), (err, 2)):
        if getattr(stream, "fault", None):
            # What is still held back must not be tried again when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    return code


def _stream(old: io.TextIOBase | object, number: int) -> FaultKeepingStream:
    is_terminal = os.isatty(number)
    encoding = getattr(old, "encoding", None) if is_terminal else None
    buffer = old.detach() if isinstance(old, io.TextIOWrapper) else open(number, "wb", closefd=False)  # noqa: SIM115
    return FaultKeepingStream(buffer, encoding or "utf-8", _ERROR_HANDLER, line_buffering=is_terminal)


def _escaped(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encode what an encoding lacks: bytes of a name that is not UTF-8 as they are, all else as an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _terminated(*_: object) -> NoReturn:
    """End in order when SIGTERM comes, as after Ctrl-C: files are whole and the manifest is written."""
    sys.exit(_TERMINATED)
