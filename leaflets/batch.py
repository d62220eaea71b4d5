"""Many leaflets at once: a few processes that are given one leaflet after another.

In: jobs. Out: an outcome for each, as values, told as they come and gathered in the order of the jobs.
Only this process writes files, so a worker that is stopped at any moment leaves nothing behind.
There are no threads: forking beside threads is unsafe (POSIX ``fork``; Python warns of it).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from leaflets.build import Job, Outcome, Refused, make
from leaflets.diagnostics import Diagnostic, Position
from leaflets.session import Session

# A process that starts from nothing imports for half a second: it must have enough to do.
_JOBS_WORTH_A_FRESH_PROCESS = 12
_JOBS_WORTH_A_FORK = 2

Told = Callable[[Outcome], Outcome]


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    session: Session, jobs: Iterable[Job], processes: int, told: Told, *, dry: bool = False
) -> tuple[Outcome, ...]:
    """Make all jobs with up to so many processes; give the outcomes in the order of the jobs.

    ``told`` is called in this process with each outcome as it comes, keeps it, and gives what
    became of it. KeyboardInterrupt ends the workers before it goes on.
    """
    wanted = tuple(dict.fromkeys(jobs))
    context = _context()
    count = _worth(len(wanted), processes, context)
    if count == 1:
        outcomes = {job: told(make(session, job, dry=dry)) for job in wanted}
    else:
        _warm(session, wanted)
        with closing(_made(session, wanted, count, context, dry)) as made:
            outcomes = {outcome.job: outcome for outcome in map(told, made)}
    return tuple(outcomes[job] for job in wanted)


def _context() -> BaseContext:
    """Fork where that is safe, because it starts at once; else start fresh processes."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _worth(jobs: int, processes: int, context: BaseContext) -> int:
    """Give the number of processes that so many jobs are worth, 1 for this one alone."""
    least = _JOBS_WORTH_A_FORK if context.get_start_method() == "fork" else _JOBS_WORTH_A_FRESH_PROCESS
    return max(1, min(processes, jobs // least))


def _warm(session: Session, jobs: Iterable[Job]) -> None:
    """Read and import before forking what every worker would else read and import for itself."""
    import leaflets.layout.compose
    import leaflets.pdf.writer  # noqa: F401

    session.read(job.language for job in jobs)


@dataclass
class _Worker:
    """A process and the line to it; ``job`` is what it works on, ``language`` what it has fonts for."""

    process: BaseProcess
    line: Connection
    job: Job | None = None
    language: str = ""
    alive: bool = True

    def give(self, job: Job | None) -> None:
        """Hand over the next job; None sends the worker home."""
        self.job = job
        if job:
            self.language = job.language
        with suppress(BrokenPipeError):  # it is dead already: its end is told when it is read from
            self.line.send(job)


def _made(
    session: Session, jobs: tuple[Job, ...], count: int, context: BaseContext, dry: bool
) -> Generator[Outcome, None, None]:
    """Yield the outcomes as they come; a worker that dies costs the job that it worked on."""
    pool = _Pool(jobs)
    with _staffed(session, count, context, dry) as workers:
        for worker in workers:
            worker.give(pool.next_for(worker.language))
        busy = [worker for worker in workers if worker.job]
        while busy:
            for ready in wait([worker.line for worker in busy]):
                worker = next(each for each in busy if each.line is ready)
                outcome = _heard(worker) or _lost(worker)
                job = pool.next_for(worker.language)
                if job is None or not worker.alive:
                    busy.remove(worker)
                if job and not worker.alive:
                    worker = _hire(session, context, dry)
                    workers.append(worker)
                    busy.append(worker)
                # The worker is sent on before its outcome is kept, so that it never waits for the disk.
                worker.give(job)
                yield outcome


class _Pool:
    """The jobs that nobody has begun, by language: whoever has the fonts of one goes on with it."""

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._waiting: dict[str, list[Job]] = {}
        self._begun: set[str] = set()
        for job in jobs:
            self._waiting.setdefault(job.language, []).append(job)

    def next_for(self, language: str) -> Job | None:
        """Take a job of the same language, else of one that nobody has begun, else of the fullest."""
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
def _staffed(session: Session, count: int, context: BaseContext, dry: bool) -> Iterator[list[_Worker]]:
    """Start workers, and see that none is left behind whatever happens."""
    workers = [_hire(session, context, dry) for _ in range(count)]
    try:
        yield workers
    except BaseException:
        for worker in workers:
            worker.process.kill()
        raise
    finally:
        for worker in workers:
            worker.line.close()
            worker.process.join()


def _hire(session: Session, context: BaseContext, dry: bool) -> _Worker:
    ours, theirs = context.Pipe()
    # mypy: the base class of contexts does not know that they have processes.
    process = context.Process(target=_work, args=(theirs, session, dry), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(line: Connection, session: Session, dry: bool) -> None:
    """Work in a process of its own: take a job, give its outcome, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    parent = multiprocessing.parent_process()
    watched: list[Connection | int] = [line, parent.sentinel] if parent else [line]
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        # A forked worker holds a copy of its parent's end, so the line alone would never break.
        while line in wait(watched) and (job := line.recv()):
            line.send(make(session, job, dry=dry))


def _heard(worker: _Worker) -> Outcome | None:
    """Take an outcome from a worker; None if the worker has died."""
    try:
        outcome: Outcome = worker.line.recv()
    except (EOFError, ConnectionResetError):
        return None
    return outcome


def _lost(worker: _Worker) -> Refused:
    """Tell of a job whose worker died of it."""
    worker.alive = False
    worker.process.join()
    job, code = worker.job, worker.process.exitcode or 0
    assert job is not None  # noqa: S101 - only workers with a job are listened to
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    message = f"the process that made this leaflet ended without a word ({how})"
    hint = "the machine may be short of memory: try --jobs 1; if it happens again, please report it"
    place = Position(f"{job.leaflet} [{job.language}]")
    return Refused(
        job, (Diagnostic(message, place, hint, code="crash", leaflet=job.leaflet, language=job.language),)
    )
