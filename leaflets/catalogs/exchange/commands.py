"""A program that answers questions: started, asked, and stopped if it hangs.

In: a command line and questions. Out: the answers, and one sentence for whatever went wrong; what was
answered before that is kept. No shell is involved. The program has its standard input and output to itself;
the last line of its standard error explains a failure.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import IO

from leaflets.catalogs.exchange.answers import Answers, Question
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, shortened

# Seconds without an answer after which a program hangs, if the caller does not say.
TIMEOUT = 60.0
# A hundred times the answers of the largest catalog.
_MAX_BYTES = 64_000_000
_MAX_LINE = 1_000_000
# A program that prints as many lines that are no answers does not speak our language.
_MAX_RUBBISH = 100
_MAX_WAITING = 64  # lines that are read before anybody looks at them
_KEPT_ERRORS = 4096
_FAREWELL = 2.0  # seconds for a program to end after its last answer
_TRY = "try it by hand: it reads one JSON object a line, and prints one"


def ask(command: str, questions: Sequence[Question], timeout: float = TIMEOUT) -> Checked[dict[str, str]]:
    """Ask a program all questions; return its answers by the ids of the questions, and what went wrong.

    ``timeout`` is how many seconds may pass without an answer.

    Raises:
        LeafletsError: the program cannot be started.
    """
    answers = Answers({each.id for each in questions})
    with _running(command) as program:
        reason = program.converse(questions, answers, timeout)
    who = f'the command "{shortened(" ".join(command.split()))}"'
    problems = list(answers.problems(who))
    if reason:
        problems.append(Diagnostic(f"{who} {reason}", hint=_TRY, code="command"))
    return Checked(answers.texts, tuple(problems))


def arguments_of(command: str) -> str | list[str]:
    """Divide a command line into words, as the shell of the system would.

    Raises:
        ValueError: a quotation is not closed, or there is no word.
    """
    if sys.platform == "win32":
        return command  # Windows starts programs by their command line
    words = shlex.split(command)
    if not words:
        raise ValueError("it is empty")
    return words


@dataclass
class _Program:
    """A program that runs, with a thread for each of its streams, because Windows cannot wait for pipes."""

    process: subprocess.Popen[bytes]
    # Bounded, or a program that prints without end would fill the memory.
    lines: Queue[bytes] = field(default_factory=lambda: Queue(_MAX_WAITING))
    stopped: Event = field(default_factory=Event)
    errors: bytes = b""
    threads: list[tuple[Thread, IO[bytes]]] = field(default_factory=list)

    def converse(self, questions: Sequence[Question], answers: Answers, timeout: float) -> str:
        """Ask and listen until the program ends; return what went wrong, as a predicate, or nothing."""
        process = self.process
        self._start(process.stdin, lambda: self._write(questions))
        self._start(process.stdout, self._read)
        self._start(process.stderr, self._read_errors)
        size, deadline = 0, time.monotonic() + timeout
        line: bytes | None
        while line := self._next(deadline):
            size += len(line)
            if answers.read(line):
                deadline = time.monotonic() + timeout
            elif time.monotonic() > deadline:
                line = None  # it talks, but does not answer
                break
            if answers.are_complete:
                # A program that waits for more has done its work all the same.
                return self._failure() if self._ends(time.monotonic() + _FAREWELL) else ""
            if size > _MAX_BYTES or len(line) >= _MAX_LINE or len(answers.rubbish) >= _MAX_RUBBISH:
                return "prints too much that is no answer, and was stopped"
        if line is None or not self._ends(deadline):
            return f"gave no answer for {timeout:g} seconds, and was stopped"
        return self._failure()

    def finish(self) -> None:
        """Kill the program and what it started, and close its streams."""
        with suppress(OSError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.stopped.set()
        for thread, stream in self.threads:
            thread.join(_FAREWELL)
            # A stream that a runaway process still holds would never be closed.
            if not thread.is_alive():
                with suppress(OSError):
                    stream.close()

    def _start(self, stream: IO[bytes] | None, listen: Callable[[], None]) -> None:
        thread = Thread(target=listen, daemon=True)
        self.threads.append((thread, _pipe(stream)))
        thread.start()

    def _next(self, deadline: float) -> bytes | None:
        """Wait for a line; empty at the end of the output, None if the time is over."""
        try:
            return self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            return None

    def _ends(self, deadline: float) -> bool:
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def _failure(self) -> str:
        code = self.process.returncode
        if not code:
            return ""
        said = self.errors.decode("utf-8", "replace").strip().splitlines()
        last = "".join(each for each in said[-1] if each.isprintable()) if said else ""
        how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return f"{how}: {shortened(last, 120)}" if last else how

    def _write(self, questions: Sequence[Question]) -> None:
        stdin = _pipe(self.process.stdin)
        # The program may end before it has read everything.
        with suppress(OSError, ValueError):
            for each in questions:
                stdin.write(each.line())
            stdin.close()

    def _read(self) -> None:
        stdout = _pipe(self.process.stdout)
        with suppress(OSError, ValueError):
            while line := stdout.readline(_MAX_LINE):
                self._put(line)
        self._put(b"")

    def _put(self, line: bytes) -> None:
        while not self.stopped.is_set():
            with suppress(Full):
                self.lines.put(line, timeout=0.1)
                return

    def _read_errors(self) -> None:
        stderr = _pipe(self.process.stderr)
        with suppress(OSError, ValueError):
            while part := stderr.readline(_KEPT_ERRORS):
                self.errors = (self.errors + part)[-_KEPT_ERRORS:]


@contextmanager
def _running(command: str) -> Iterator[_Program]:
    """Start a program, and end it and all that it started, whatever happens.

    Raises:
        LeafletsError: there is no such program, or it may not be run.
    """
    pipe = subprocess.PIPE
    try:
        # A session of its own (POSIX setsid), so that its own children are stopped with it.
        process = subprocess.Popen(  # noqa: S603 - what the user typed, without a shell
            arguments_of(command), stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f'the command "{shortened(" ".join(command.split()))}" cannot be run: {reason}'
        raise LeafletsError(Diagnostic(message, hint="see how it is spelt", code="command")) from error
    program = _Program(process)
    try:
        yield program
    finally:
        program.finish()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - all three were asked for
    return stream
