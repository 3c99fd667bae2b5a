"""How often a chart claims something while nothing is going on.

For series without any change, of many kinds and lengths and under every rule set, this counts

- headlines of a lasting change, which no cell may show in more than 1 of 100 series, and
- coloured icons, beside those that the same rules give for normal data on an I chart (or, for
  charts that have no limits or their own, on that chart).

Run it from the root of the repository; it takes some minutes and prints one row a kind of data,
for the length and the rule set at which it is worst, and what holds over all cells:

    python benchmarks/false_claims.py

Each cell is 2,000 simulated series, so a rate of 1% is known to about ± 0.4%.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from quiet_data import NORMAL, Quiet, charts, kinds

from qi_lib.spc import RULE_SETS

SERIES, LENGTHS = 2_000, (12, 24, 36, 60)
MOST_CLAIMS = 0.01

Cell = tuple[int, str]


@dataclass(frozen=True)
class Rates:
    """What was claimed, as shares of all series."""

    changes: float
    icons: float


def rates(kind: Quiet, length: int, rules: str, *, series: int = SERIES) -> Rates:
    """Count what the charts of a kind of data claim."""
    claims = [
        (chart.change is not None, chart.variation not in (None, "common_cause"))
        for chart in charts(kind, length, rules, series=series).values()
    ]
    changes, icons = np.array(claims).mean(axis=0)
    return Rates(float(changes), float(icons))


def table(kind: Quiet, *, series: int = SERIES) -> dict[Cell, Rates]:
    """Count it for every length and rule set."""
    return {(n, r): rates(kind, n, r, series=series) for n in LENGTHS for r in RULE_SETS}


def row(kind: Quiet, found: Mapping[Cell, Rates], usual: Mapping[Cell, Rates]) -> str:
    """Write the row of a kind of data: where it claims most, and where its icons are too many."""
    worst = max(found, key=lambda at: found[at].changes)
    most = max(found, key=lambda at: found[at].icons - usual[at].icons)
    return (
        f"| {kind.name} | {kind.chart} | {found[worst].changes:.1%} | {worst[1]}, {worst[0]} "
        f"| {found[most].icons:.1%} | {usual[most].icons:.1%} | {most[1]}, {most[0]} |"
    )


def main() -> None:
    """Print a row for each kind of data, and what holds over all cells."""
    usual = {chart: table(kind) for chart, kind in NORMAL.items()}
    everywhere: list[Rates] = []
    expected: list[float] = []
    print("| data | chart | lasting change | at | coloured icon | on normal data | at |")
    print("|---|---|---|---|---|---|---|")
    for kind in kinds():
        found, normal = table(kind), usual.get(kind.chart, usual["i"])
        print(row(kind, found, normal), flush=True)
        everywhere += found.values()
        expected += [normal[at].icons for at in found]
    changes, icons = (np.array([getattr(r, of) for r in everywhere]) for of in ("changes", "icons"))
    more = icons - np.array(expected)
    over, seen = np.count_nonzero(changes > MOST_CLAIMS), np.mean(expected)
    print(
        f"\nOf {len(everywhere):,} cells, {over} claim a lasting change in more than "
        f"{MOST_CLAIMS:.0%} of series; on average {changes.mean():.2%} do, at most "
        f"{changes.max():.1%}.\nIcons are coloured in {icons.mean():.1%} of series, on normal data "
        f"in {seen:.1%}; in {np.count_nonzero(more > 0.01)} cells by one in a hundred more often "
        f"than there, in {np.count_nonzero(more > 0.02)} by two, at most by {more.max():.1%}."
    )


if __name__ == "__main__":
    main()
