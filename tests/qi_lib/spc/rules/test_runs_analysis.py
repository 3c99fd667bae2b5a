import csv

import numpy as np
import pytest

from qi_lib.spc import spc
from qi_lib.spc.rules.runs_analysis import fewest_crossings, longest_allowed
from tests.qi_lib.spc.reference_cases import HERE


def test_limits_agree_with_the_published_table_for_1_to_300_points() -> None:
    rows = list(csv.DictReader((HERE / "anhoej_limits.csv").read_text().splitlines()))

    ours = [(longest_allowed(n), fewest_crossings(n)) for n in range(1, len(rows) + 1)]

    assert ours == [(int(r["longest_run_max"]), int(r["crossings_min"])) for r in rows]
    assert len(rows) == 300


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_crossings_limit_of_a_long_series_follows_the_normal_curve(size: int) -> None:
    normal = (size - 1) / 2 - 1.6449 * np.sqrt(size - 1) / 2

    assert abs(fewest_crossings(size) - normal) < 2


def test_point_on_the_line_neither_breaks_nor_lengthens_a_run() -> None:
    chart = spc(y=[1, 2, 3, 9, 5, 8, 7], x=[1, 2, 3, 4, 5, 6, 7], chart="run", centre=5)

    summary = chart.summary().iloc[0]

    assert (summary["useful"], summary["longest_run"], summary["crossings"]) == (6, 3, 1)
