import csv
from typing import Any

import numpy as np
import pytest

from qi_lib.spc import spc
from tests.qi_lib.spc.reference_cases import HERE

RUN: Any = {"chart": "run", "centre": 0}


def _zigzag(size: int) -> np.ndarray:
    return np.where(np.arange(size) % 2, 1.0, -1.0)


def test_limits_agree_with_the_published_table_for_1_to_300_points() -> None:
    rows = list(csv.DictReader((HERE / "anhoej_limits.csv").read_text().splitlines()))

    sizes = np.arange(1, len(rows) + 1)

    charts = spc(
        y=np.concatenate([_zigzag(n) for n in sizes]), facet=np.repeat(sizes, sizes), **RUN
    )

    found = charts.summary().sort_values("useful")
    ours = found[["useful", "longest_run_allowed", "fewest_crossings"]].to_numpy().tolist()
    published = [(int(r["longest_run_max"]), int(r["crossings_min"])) for r in rows]
    assert ours == [[n, *limits] for n, limits in zip(sizes, published, strict=True)]
    assert len(rows) == 300


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_crossings_limit_of_a_long_series_follows_the_normal_curve(size: int) -> None:
    normal = (size - 1) / 2 - 1.6449 * np.sqrt(size - 1) / 2

    fewest = spc(y=_zigzag(size), **RUN).summary()["fewest_crossings"].iloc[0]
    assert abs(fewest - normal) < 2


def test_point_on_the_line_neither_breaks_nor_lengthens_a_run() -> None:
    chart = spc(y=[1, 2, 3, 9, 5, 8, 7], x=[1, 2, 3, 4, 5, 6, 7], chart="run", centre=5)

    summary = chart.summary().iloc[0]

    assert (summary["useful"], summary["longest_run"], summary["crossings"]) == (6, 3, 1)
