"""How often a chart shows a signal while nothing is going on, by rule set and number of points.

Prints the table of `qi_lib/spc/words/chance_of_signals.py`, which is not worked out when a chart is
made. Run it from the root of the repository when a rule set changes; it takes about a minute:

    python benchmarks/chance_of_signals.py

Each number is the share of 10,000 series of normal values, each independent of the others, in
which at least one point is coloured: on an I chart, and on a run chart, which has no limits.
"""

from __future__ import annotations

import numpy as np
from quiet_data import NORMAL, charts

from qi_lib.spc import RULE_SETS

SERIES, AT_ONCE = 10_000, 2_000
LENGTHS = (8, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60, 80, 100)


def share_with_signal(chart: str, length: int, rules: str, *, series: int = SERIES) -> float:
    """Give the share of quiet series that show a signal."""
    found = 0
    for seed in range(0, series, AT_ONCE):
        many = charts(NORMAL[chart], length, rules, series=min(AT_ONCE, series), seed=seed)
        coloured = many.judged.points.kind.reshape(-1, length) > 0
        found += int(np.count_nonzero(coloured.any(axis=1)))
    return found / series


def main() -> None:
    """Print the table, one line a rule set and chart."""
    print(f"LENGTHS = {LENGTHS}")
    for rules in RULE_SETS:
        for chart in ("i", "run"):
            shares = [share_with_signal(chart, n, rules) for n in LENGTHS]
            print(f'("{rules}", "{chart}"): ({", ".join(f"{s:.3f}" for s in shares)}),', flush=True)


if __name__ == "__main__":
    main()
