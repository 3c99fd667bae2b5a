"""Rule sets side by side on one series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qi_lib.spc.rules.rule_sets import RULE_SETS, RuleSet

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["compare_rules"]


def compare_rules(chart: Chart, names: tuple[str | RuleSet, ...]) -> pd.DataFrame:
    """Give one row a rule set; see `Chart.compare_rules`."""
    rows = []
    for name in names or tuple(RULE_SETS):
        other = chart.with_rules(name)
        flagged = {rule: hits.member for rule, hits in other.hits.items()}
        at = np.flatnonzero(np.any(list(flagged.values()), axis=0))
        rows.append(
            {
                "rules": other.settings.rules.name,
                "signals": len(at),
                "first": chart.x[at[0]] if len(at) else None,
                "last": chart.x[at[-1]] if len(at) else None,
                "fired": tuple(rule for rule, member in flagged.items() if member.any()),
                "variation": other.variation,
                "assurance": other.assurance,
            }
        )
    return pd.DataFrame(rows)
