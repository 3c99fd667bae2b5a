"""A smaller grid of what `benchmarks/false_claims.py` counts: claims while nothing is going on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[4] / "benchmarks"
CELLS = [(24, "mdc"), (24, "anhoej"), (36, "ihi"), (36, "nelson"), (60, "mdc"), (60, "nhsr")]
# Those that were worst before anything was weighed, and some of each sort beside them.
KINDS = (
    *("50.0% of 30 p", "98.0% of 30 run", "99.5% of 20–60 pp", "99.7% of 30 np"),
    *("99.9% of 20–60 ip", "counts of mean 0.05 c", "counts of mean 0.2 i", "counts of mean 1 c"),
    *("rates of mean 0.2 up", "counts of mean 5 c", "scores at a ceiling i"),
    *("times, a little skewed i", "nearly always the same i", "days between events t"),
)
SERIES = 300


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("false_claims")


@pytest.mark.parametrize("name", KINDS)
def test_hardly_anything_is_claimed_while_nothing_is_going_on(
    benchmark: ModuleType, name: str
) -> None:
    kind = next(k for k in benchmark.kinds() if f"{k.name} {k.chart}" == name)
    normal = benchmark.NORMAL.get(kind.chart, benchmark.NORMAL["i"])

    found, usual = (
        [benchmark.rates(of, *cell, series=SERIES) for cell in CELLS] for of in (kind, normal)
    )

    assert np.mean([rates.changes for rates in found]) <= 0.01
    assert max(rates.changes for rates in found) <= 0.02
    assert np.mean([rates.icons for rates in found]) <= np.mean([r.icons for r in usual]) + 0.01


def test_program_writes_a_row_of_its_table(benchmark: ModuleType) -> None:
    kind = next(k for k in benchmark.kinds() if k.chart == "g")
    rates = {(24, "mdc"): benchmark.Rates(0.004, 0.021), (60, "ihi"): benchmark.Rates(0.001, 0.05)}
    usual = {(24, "mdc"): benchmark.Rates(0.0, 0.012), (60, "ihi"): benchmark.Rates(0.0, 0.06)}

    assert benchmark.row(kind, rates, usual) == (
        "| cases between events | g | 0.4% | mdc, 24 | 2.1% | 1.2% | mdc, 24 |"
    )
