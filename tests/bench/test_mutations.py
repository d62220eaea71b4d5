"""The targets of the mutation bench are held: 95 % of the faults, at most 2 % false alarms."""

from __future__ import annotations

import pytest

from leaflets.catalogs.checks import Checker
from tests.bench.bench_mutations import TAGS, catalogs, run, table


@pytest.mark.slow
def test_the_bench_holds_its_targets() -> None:
    found = catalogs()
    checker = Checker(measured=False)
    results = [run(tag, found, checker) for tag in TAGS]
    told = table(results)
    for result in results:
        assert len(result.faults) >= 25, told
        assert len(result.caught) / len(result.faults) >= 0.95, told
        false = {(message.context, message.msgid) for message, _ in result.false_alarms}
        assert len(false) / result.clean <= 0.02, told
