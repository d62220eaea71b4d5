"""The mutation bench is a tool: it plants what it says, and no fault of a certain kind escapes."""

from __future__ import annotations

import pytest

from leaflets.checks.checker import Checker
from tests.bench.bench_mutations import Result, catalogs, run, table
from tests.workspaces import FIXED

# What the checks that cannot be wrong find in every language, whatever its lexicon knows.
CERTAIN = frozenset({"placeholder dropped", "placeholder doubled", "placeholder swapped", "digit changed"})


@pytest.mark.slow
def test_no_fault_of_a_certain_kind_escapes() -> None:
    found = catalogs(FIXED)
    checker = Checker()
    results = [run(tag, found, checker) for tag in found]
    told = table(results)
    for result in results:
        planted = [fault for fault in result.faults if fault.kind in CERTAIN]
        assert {fault.kind for fault in planted} >= CERTAIN - {"digit changed"}, told
        assert [fault for fault in result.missed if fault.kind in CERTAIN] == [], told


def test_the_table_counts_what_is_planted_and_caught() -> None:
    found = catalogs(FIXED)
    result = run("es", found, Checker())
    assert result.clean > 150
    assert set(result.caught) <= set(result.faults)
    kinds = {fault.kind for fault in result.faults}
    assert len(kinds) >= 10
    assert all(kind in table([result]) for kind in kinds)
    assert isinstance(result, Result)
