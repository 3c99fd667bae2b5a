"""How fast the chart engine is, against its peers in Python and, where there is R, qicharts2.

The peers are no dependency of this project. Run the comparison in a place of its own, from
the root of the repository:

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install numpy pandas statprocon shewhart pycontrolcharts pyqicharts
    PYTHONPATH=. /tmp/peers/bin/python benchmarks/spc.py

A peer that is not installed is left out, and said to be. All times are processor time, the best
of several runs in one process; ratios are what matters, not the times.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pandas as pd

from qi_lib.spc import spc

POINTS, SERIES, LONG = 36, 1_000, 100_000
MEASURED_SECONDS = 3
SHORT = 100  # short series, one after the other: what the rules find in one decides its time

R_CODE = """
suppressMessages(library(qicharts2))
set.seed(1); y <- lapply(1:20, function(i) rnorm(36, 100, 10))
once <- function() {
  t <- system.time(for (v in y) invisible(qic(v, chart = "i", return.data = TRUE)))
  (t[["user.self"]] + t[["sys.self"]]) / 20
}
invisible(once()); cat(min(replicate(7, once())))
"""


def best(run: Callable[[], object], *, repeats: int = 7, loops: int = 20) -> float:
    """Give the shortest time of a run, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for _ in range(loops):
            run()
        times.append((time.process_time() - start) / loops)
    return min(times)


def best_of_each(runs: Sequence[Callable[[], object]]) -> float:
    """Give the shortest time of a run, in seconds, on the average of them all."""

    def all_of_them() -> None:
        for run in runs:
            run()

    once = best(all_of_them, repeats=1, loops=1)
    often = max(3, min(150, int(MEASURED_SECONDS / once)))
    return min(once, best(all_of_them, repeats=often, loops=1)) / len(runs)


def peers(values: list[float]) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Give for each installed peer: its limits alone, and limits with its rules."""
    frame = pd.DataFrame({"y": values, "x": range(len(values))})
    found: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
    if find_spec("statprocon"):
        xmr = import_module("statprocon").XmR

        def limits() -> object:
            chart = xmr(values)
            return (
                chart.x_central_line(),
                chart.lower_natural_process_limit(),
                chart.upper_natural_process_limit(),
            )

        def rules() -> object:
            chart = xmr(values)
            return (
                chart.rule_1_x_indices_beyond_limits(),
                chart.rule_2_runs_about_central_line(),
                chart.rule_3_runs_near_limits(),
            )

        found["statprocon"] = limits, rules
    if find_spec("shewhart"):
        shewhart = import_module("shewhart")
        found["shewhart"] = (
            lambda: shewhart.imr(frame, value="y", rules=None),
            lambda: shewhart.imr(frame, value="y", rules="nelson").ok,
        )
    if find_spec("pycontrolcharts"):
        calc_xmr = import_module("pycontrolcharts").calc_xmr
        found["pycontrolcharts"] = (
            lambda: calc_xmr(frame, value_column="y", run_tests=False),
            lambda: calc_xmr(frame, value_column="y", run_tests=True),
        )
    if find_spec("pyqicharts"):
        qic_table = import_module("pyqicharts.core").qic_table
        found["pyqicharts"] = (
            lambda: qic_table(frame, x="x", y="y", chart="i"),
            lambda: qic_table(frame, x="x", y="y", chart="i"),
        )
    return found


def ours(values: object, **options: object) -> Callable[[], object]:
    """Give our whole calculation: limits, all rules of the preset, both icons.

    `spc` works out limits and signals before it returns; the kinds of points, the data frame
    and the drawings wait until they are asked for.
    """

    def run() -> object:
        chart = spc(y=values, chart="i", rules="mdc", direction="up", target=90, **options)
        return chart.variation, chart.assurance

    return run


def import_cost() -> float:
    """Give what importing the engine adds to importing pandas, in seconds.

    Python keeps modules compiled, so only the first import compiles them. Where it was told not
    to keep them, that is undone here: each import would measure the compiler.
    """
    code = (
        "import time, pandas; start = time.process_time(); import qi_lib.spc; "
        "print(time.process_time() - start)"
    )
    with tempfile.TemporaryDirectory() as compiled:
        keep = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        command = [sys.executable, "-c", code]
        runs = [
            subprocess.run(
                command, capture_output=True, text=True, check=True, env=os.environ | keep
            )
            for _ in range(8)
        ]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    """Print all comparisons."""
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(1)
    short = rng.normal(100, 10, (SHORT, POINTS))
    single = best_of_each([ours(values) for values in short])
    print(f"One series of {POINTS} points, limits, rules and icons: {single * 1e6:,.0f} µs")
    missing = {"statprocon", "shewhart", "pycontrolcharts", "pyqicharts"}
    fastest_limits = fastest_rules = np.inf
    each = [peers(values.tolist()) for values in short]
    for name in each[0]:
        missing.discard(name)
        alone, whole = (best_of_each([one[name][part] for one in each]) for part in (0, 1))
        fastest_limits, fastest_rules = min(fastest_limits, alone), min(fastest_rules, whole)
        print(
            f"  {name}: limits alone {alone * 1e6:,.0f} µs ({alone / single:.2f} x ours), "
            f"with its rules {whole * 1e6:,.0f} µs ({whole / single:.2f} x ours)"
        )
    for name in sorted(missing):
        print(f"  {name}: not installed")
    frame = pd.DataFrame(
        {
            "series": np.repeat([f"s{i:04}" for i in range(SERIES)], POINTS),
            "x": np.tile(np.arange(POINTS), SERIES),
            "y": rng.normal(100, 10, SERIES * POINTS),
        }
    )

    def many() -> object:
        return spc(
            frame, x="x", y="y", facet="series", chart="i", direction="up", target=90
        ).verdicts()

    together = best(many, repeats=15, loops=1)
    print(f"{SERIES:,} series of {POINTS} points: {together * 1e3:,.1f} ms")
    if np.isfinite(fastest_rules):
        alone, whole = (t * SERIES / together for t in (fastest_limits, fastest_rules))
        print(f"  fastest peer in a loop: limits alone {alone:,.0f} x ours", end=", ")
        print(f"with its rules {whole:,.0f} x ours")
    if shutil.which("Rscript"):
        run = subprocess.run(["Rscript", "-e", R_CODE], capture_output=True, text=True, check=False)
        if run.returncode == 0:
            print(f"  qicharts2 in a loop: {float(run.stdout) * SERIES / together:,.0f} x ours")
        else:
            print("  qicharts2: not installed")
    else:
        print("  qicharts2: there is no R here")
    for size in (LONG // 10, LONG):
        taken = best(ours(rng.normal(100, 10, size)), repeats=3, loops=1)
        print(f"One series of {size:,} points: {taken * 1e3:,.1f} ms")
    print(f"Import of qi_lib.spc beyond pandas: {import_cost() * 1e3:,.0f} ms")


if __name__ == "__main__":
    main()
