"""Standard output and standard error in any state: closed, full, or with another encoding.

A message that cannot be written never stops a run: the files are still made. An error of standard output is
reported at the end, because a result that was not delivered is no success.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import signal
import sys
from typing import NoReturn

from leaflets.cli.exit_codes import TERMINATED

_ERROR_HANDLER = "leaflets"  # the name of our codec error handler


class FaultKeepingStream(io.TextIOWrapper):
    """A text stream that keeps its first error instead of raising it."""

    fault: OSError | None = None

    def write(self, text: str) -> int:
        """Write text; return its length even if it could not be written."""
        try:
            return super().write(text)
        except OSError as error:
            self.fault = self.fault or error
        return len(text)

    def flush(self) -> None:
        """Flush the buffer; an error is kept, not raised."""
        try:
            super().flush()
        except OSError as error:
            self.fault = self.fault or error


def prepare() -> None:
    """Replace the standard streams by ones that accept any text.

    A pipe or a file always gets UTF-8; a terminal keeps its encoding, and characters that this lacks are
    escaped. File names that are not UTF-8 keep their bytes.
    """
    codecs.register_error(_ERROR_HANDLER, _escaped)
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # Otherwise the next opened file would get this number. Standard output is opened for reading, so
            # that writing to it fails and is reported.
            os.open(os.devnull, flags)
    sys.stdout = _stream(sys.stdout, 1)
    sys.stderr = _stream(sys.stderr, 2)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _terminated)


def finish(code: int) -> int:
    """Flush both streams and report a failure; return the exit code, which is then 1 instead of 0."""
    out, err = sys.stdout, sys.stderr
    out.flush()
    fault = getattr(out, "fault", None)
    # EPIPE is no failure: a reader such as head has closed the pipe.
    if fault and fault.errno != errno.EPIPE:
        err.write(f"standard output cannot be written: {fault.strerror or fault}\n")
        code = code or 1
    err.flush()
    for stream, number in ((out, 1), (err, 2)):
        if getattr(stream, "fault", None):
            # The interpreter must not try to flush the rest again when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    return code


def _stream(old: io.TextIOBase | object, number: int) -> FaultKeepingStream:
    is_terminal = os.isatty(number)
    encoding = getattr(old, "encoding", None) if is_terminal else None
    buffer = old.detach() if isinstance(old, io.TextIOWrapper) else open(number, "wb", closefd=False)  # noqa: SIM115
    return FaultKeepingStream(buffer, encoding or "utf-8", _ERROR_HANDLER, line_buffering=is_terminal)


def _escaped(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encode what an encoding lacks: bytes of names that are not UTF-8 as they are, the rest as escapes."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _terminated(*_: object) -> NoReturn:
    """Exit in order on SIGTERM, as after Ctrl-C: files are complete and the manifest is written."""
    sys.exit(TERMINATED)
