from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import closing

import pytest

from leaflets import batch
from leaflets.batch import make_all, processors
from leaflets.build import Job, Made, Outcome, Refused, list_jobs
from leaflets.session import Session
from tests.workspaces import open_session

LEAFLETS = ("nerve-root-block", "spinal-endoscopy", "spinal-fusion", "vertebroplasty")
WANTED = list_jobs(LEAFLETS, ["en"])

forking = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")


@pytest.fixture
def fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork whatever the test runner's threads are (only Linux forks by itself)."""
    monkeypatch.setattr(batch, "_context", lambda: multiprocessing.get_context("fork"))


def run(session: Session, wanted: Iterable[Job], processes: int, *, dry: bool = False) -> list[Outcome]:
    """Make all jobs; return their outcomes in the order of the jobs, as the command line does."""
    order = list(wanted)
    return sorted(make_all(session, order, processes, dry=dry), key=lambda each: order.index(each.job))


def test_there_is_a_processor() -> None:
    assert processors() >= 1


@forking
@pytest.mark.usefixtures("fork")
def test_many_processes_give_what_one_gives_in_the_order_of_the_jobs(session) -> None:
    together = run(session, WANTED, 3)
    assert together == run(session, WANTED, 1)
    assert [outcome.job for outcome in together] == list(WANTED)
    assert all(isinstance(outcome, Made) for outcome in together)


@forking
@pytest.mark.usefixtures("fork")
@pytest.mark.slow
def test_what_is_wrong_does_not_depend_on_the_number_of_processes(workspace, spoil, fill_catalog) -> None:
    fill_catalog("es")
    spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    (workspace / "locales" / "es" / "LC_MESSAGES" / "leaflets.po").write_text("a", encoding="utf-8")
    (workspace / "locales" / "ar" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    wanted = list_jobs(LEAFLETS, ["en", "es", "ar"])
    runs = [(session, run(session, wanted, number, dry=True)) for number, session in
            ((number, open_session(workspace)) for number in (1, 2, 5))]  # fmt: skip
    alone, *together = [(outcomes, session.problems) for session, outcomes in runs]
    assert [isinstance(each, Refused) for each in alone[0]] == [False, False, False, True] + [True] * 8
    assert together == [alone, alone]


@pytest.mark.slow
def test_fresh_processes_give_the_same(session, monkeypatch) -> None:
    monkeypatch.setattr(batch, "_context", lambda: multiprocessing.get_context("spawn"))
    monkeypatch.setattr(batch, "_JOBS_WORTH_A_FRESH_PROCESS", 2)
    assert run(session, WANTED, 2) == run(session, WANTED, 1)


def test_one_job_stays_in_this_process(session, monkeypatch) -> None:
    monkeypatch.setattr(batch, "_dispatch", lambda *_: pytest.fail("a process was started"))
    (outcome,) = run(session, WANTED[:1], 8, dry=True)
    assert isinstance(outcome, Made)


def test_a_job_asked_for_twice_is_done_once(session) -> None:
    assert len(run(session, (WANTED[0], WANTED[0]), 1, dry=True)) == 1


def test_beside_threads_fresh_processes_are_started() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert batch._context().get_start_method() == "spawn"
    finally:
        stop.set()
        thread.join()


def failing_at(leaflet: str, fault: Callable[[], object]) -> Callable[..., Outcome]:
    """Make a ``make`` that works, and does something else at one leaflet."""
    real = batch.make

    def make(session: Session, job: Job, *, dry: bool = False) -> Outcome:
        if job.leaflet == leaflet:
            fault()
        return real(session, job, dry=dry)

    return make


@forking
@pytest.mark.usefixtures("fork")
@pytest.mark.parametrize(
    ("fault", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "signal 9"),
        (lambda: (faulthandler.disable(), os.kill(os.getpid(), signal.SIGSEGV)), "signal 11"),
        (lambda: os._exit(3), "exit code 3"),
    ],
)
def test_a_process_that_dies_costs_its_leaflet_and_is_told(session, monkeypatch, fault, how) -> None:
    monkeypatch.setattr(batch, "make", failing_at("spinal-fusion", fault))
    outcomes = run(session, WANTED, 2, dry=True)
    assert [type(outcome) for outcome in outcomes] == [Made, Made, Refused, Made]
    (problem,) = outcomes[2].problems
    assert problem.message == f"the process that made this leaflet ended without a word ({how})"
    assert problem.hint
    assert (problem.leaflet, problem.language) == ("spinal-fusion", "en")


@forking
@pytest.mark.usefixtures("fork")
def test_processes_that_all_die_are_all_told(session, monkeypatch) -> None:
    monkeypatch.setattr(batch, "make", lambda *_, **__: os._exit(1))
    outcomes = run(session, WANTED, 2)
    assert [type(outcome) for outcome in outcomes] == [Refused] * 4


@forking
@pytest.mark.usefixtures("fork")
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_no_process_behind(session, error) -> None:
    def interrupted() -> None:
        with closing(make_all(session, WANTED, 2)) as coming:
            raise error(next(coming))

    before = set(multiprocessing.active_children())
    with pytest.raises(error):
        interrupted()
    assert set(multiprocessing.active_children()) <= before


def test_whoever_has_the_fonts_of_a_language_goes_on_with_it() -> None:
    queue = batch._Queue(list_jobs(("a", "b", "c"), ("en", "ar")))
    first, second = queue.take(""), queue.take("")
    assert (first, second) == (Job("a", "en"), Job("a", "ar"))
    assert queue.take("ar") == Job("b", "ar")
    assert queue.take("ar") == Job("c", "ar")
    # Nothing of its own is left, so it helps out.
    assert queue.take("ar") == Job("b", "en")
    assert queue.take("en") == Job("c", "en")
    assert queue.take("en") is None
    # It helps where most is left.
    queue = batch._Queue((*list_jobs(("a", "b", "c"), ("en",)), *list_jobs(("a", "b", "c", "d"), ("ar",))))
    assert (queue.take(""), queue.take("")) == (Job("a", "en"), Job("a", "ar"))
    assert queue.take("es") == Job("b", "ar")


@pytest.mark.parametrize(
    ("count", "processes", "method", "worth"),
    [
        # How many leaflets, processors, how processes start, and how many are worth starting.
        (1, 8, "fork", 1),
        (3, 8, "fork", 1),
        (4, 8, "fork", 2),
        (36, 2, "fork", 2),
        (36, 8, "fork", 8),
        (36, 1, "fork", 1),
        (6, 8, "spawn", 1),
        (36, 8, "spawn", 3),
        (0, 8, "fork", 1),
    ],
)
def test_a_process_must_be_worth_its_start(count, processes, method, worth) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("no fork here")
    assert batch._process_count(count, processes, multiprocessing.get_context(method)) == worth


def test_no_jobs_are_no_outcomes(session) -> None:
    assert run(session, (), 4) == []
