"""The exit codes of the command, which scripts rely on; click itself adds 2 for a wrong use."""

from __future__ import annotations

PROBLEMS = 1  # something that was asked for is wrong
# As shells report a process that a signal ended: 128 plus its number (SIGINT, SIGTERM).
INTERRUPTED = 128 + 2
TERMINATED = 128 + 15
