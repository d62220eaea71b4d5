"""Many leaflets at once: a dispatcher and a few worker processes that make one leaflet after another.

In: jobs. Out: an outcome for each, yielded as soon as it is ready, in no fixed order.
Only the dispatcher writes files, so a worker that is stopped at any moment leaves nothing behind.
There are no threads: forking a process that has threads is unsafe (POSIX ``fork``; Python warns about it).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from leaflets.build import Job, Outcome, Refused, make, problem_of
from leaflets.session import Session

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

# A fresh process spends half a second on imports, so it needs enough work to be worth starting.
_JOBS_WORTH_A_FRESH_PROCESS = 12
_JOBS_WORTH_A_FORK = 2


def processors() -> int:
    """Count the processors that this process may use, which may be fewer than the machine has."""
    # In a container or under taskset the affinity mask is smaller than os.cpu_count().
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_all(
    session: Session, jobs: Iterable[Job], processes: int, *, dry: bool = False
) -> Generator[Outcome, None, None]:
    """Run all jobs in at most this many processes; yield each outcome when it is ready, in no fixed order.

    A job that is listed twice is run once. ``dry`` stops before any PDF is made. A caller that may stop
    before the last outcome uses ``contextlib.closing``, which ends the workers, even after KeyboardInterrupt.
    """
    wanted = tuple(dict.fromkeys(jobs))
    context = _context()
    count = _process_count(len(wanted), processes, context)
    if count == 1:
        yield from (make(session, job, dry=dry) for job in wanted)
    else:
        _preload(session, wanted)
        yield from _dispatch(session, wanted, count, context, dry)


def _context() -> ForkContext | SpawnContext:
    """Choose to fork where that is safe, because a fork starts at once; otherwise to spawn."""
    # macOS can fork too, but its system libraries do not survive it (bpo-33725).
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _process_count(jobs: int, processes: int, context: ForkContext | SpawnContext) -> int:
    """Choose the number of processes for a number of jobs; 1 means that this process does all the work."""
    least = _JOBS_WORTH_A_FORK if context.get_start_method() == "fork" else _JOBS_WORTH_A_FRESH_PROCESS
    return max(1, min(processes, jobs // least))


def _preload(session: Session, jobs: Iterable[Job]) -> None:
    """Read and import, before forking, what every worker would otherwise read and import for itself."""
    import leaflets.layout.compose
    import leaflets.pdf.writer  # noqa: F401

    session.read(job.language for job in jobs)


@dataclass
class _Worker:
    """A process and the connection to it.

    ``job`` is what it is working on, None if it is idle; ``language`` is that of its last job, whose fonts it
    has loaded.
    """

    process: BaseProcess
    connection: Connection
    job: Job | None = None
    language: str = ""
    alive: bool = True

    def send(self, job: Job | None) -> None:
        """Hand over the next job; None tells the worker to end."""
        self.job = job
        if job:
            self.language = job.language
        with suppress(BrokenPipeError):  # it is dead already: _receive notices
            self.connection.send(job)


def _dispatch(
    session: Session, jobs: tuple[Job, ...], count: int, context: ForkContext | SpawnContext, dry: bool
) -> Generator[Outcome, None, None]:
    """Yield the outcomes as they arrive; a worker that dies costs only the job that it was working on."""
    queue = _Queue(jobs)
    with _workers(session, count, context, dry) as workers:
        for worker in workers:
            worker.send(queue.take(worker.language))
        busy = [worker for worker in workers if worker.job]
        while busy:
            for ready in wait([worker.connection for worker in busy]):
                worker = next(each for each in busy if each.connection is ready)
                outcome = _receive(worker) or _report_death(worker)
                job = queue.take(worker.language)
                if job is None or not worker.alive:
                    busy.remove(worker)
                if job and not worker.alive:
                    worker = _start_worker(session, context, dry)
                    workers.append(worker)
                    busy.append(worker)
                # Before the outcome is yielded and written, so that the worker never waits for the disk.
                worker.send(job)
                yield outcome


class _Queue:
    """The jobs that no worker has begun, by language, so that a worker can reuse the fonts it has loaded."""

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._waiting: dict[str, list[Job]] = {}  # no list is ever empty
        self._begun: set[str] = set()
        for job in jobs:
            self._waiting.setdefault(job.language, []).append(job)

    def take(self, language: str) -> Job | None:
        """Remove and return a job, of this language if one is left; None if there are no more jobs.

        Otherwise it is of a language that no worker has begun, or else of the one with the most jobs left.
        """
        if not self._waiting:
            return None
        if language not in self._waiting:
            fresh = (tag for tag in self._waiting if tag not in self._begun)
            fullest = max(self._waiting, key=lambda tag: len(self._waiting[tag]))
            language = next(fresh, fullest)
        self._begun.add(language)
        job = self._waiting[language].pop(0)
        if not self._waiting[language]:
            del self._waiting[language]
        return job


@contextmanager
def _workers(
    session: Session, count: int, context: ForkContext | SpawnContext, dry: bool
) -> Iterator[list[_Worker]]:
    """Start workers, and end all of them whatever happens; the caller may add more to the list."""
    workers = [_start_worker(session, context, dry) for _ in range(count)]
    try:
        yield workers
    except BaseException:
        # Ctrl-C, or the generator was closed early: the running jobs are no longer wanted.
        for worker in workers:
            worker.process.kill()
        raise
    finally:
        for worker in workers:
            worker.connection.close()
            worker.process.join()


def _start_worker(session: Session, context: ForkContext | SpawnContext, dry: bool) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, session, dry), daemon=True)
    process.start()
    # While this process holds the other end open, reading from ours never reports that the worker has died.
    theirs.close()
    return _Worker(process, ours)


def _work(connection: Connection, session: Session, dry: bool) -> None:
    """Run in the worker process: receive a job and send its outcome, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C and kills the workers
    parent = multiprocessing.parent_process()
    watched: list[Connection | int] = [connection, parent.sentinel] if parent else [connection]
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        # A forked worker holds a copy of its parent's end, so the connection alone would never break.
        while connection in wait(watched) and (job := connection.recv()):
            connection.send(make(session, job, dry=dry))


def _receive(worker: _Worker) -> Outcome | None:
    """Receive an outcome from a worker; None if the worker has died."""
    try:
        outcome: Outcome = worker.connection.recv()
    except (EOFError, ConnectionResetError):
        return None
    return outcome


def _report_death(worker: _Worker) -> Refused:
    """Refuse the job that a dead worker was working on."""
    worker.alive = False
    worker.process.join()
    # A negative exit code is the number of a signal; Linux sends 9 (SIGKILL) when memory runs out.
    job, code = worker.job, worker.process.exitcode or 0
    assert job is not None  # noqa: S101 - only workers with a job are listened to
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    message = f"the process that made this leaflet ended without a word ({how})"
    hint = "the machine may be short of memory: try --jobs 1; if it happens again, please report it"
    return Refused(job, (problem_of(job, message, hint, "crash"),))
