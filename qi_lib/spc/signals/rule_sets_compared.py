"""Rule sets side by side on one series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qi_lib.spc.rules.rule_sets import RULE_SETS, RuleSet, ruleset
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.point_kinds import judge

__all__ = ["compare_rules"]


def compare_rules(series: Series, names: tuple[str | RuleSet, ...]) -> pd.DataFrame:
    """Give one row a rule set; see `Chart.compare_rules`."""
    rows = []
    for name in names or tuple(RULE_SETS):
        worked = series.worked.under(ruleset(name))
        found = JudgedSeries(worked, series.start, series.stop, series.facet, judge(worked))
        flagged = {rule: hits.member for rule, hits in found.claims.items()}
        at = np.flatnonzero(np.any(list(flagged.values()), axis=0))
        rows.append(
            {
                "rules": worked.settings.rules.name,
                "signals": len(at),
                "first": series.x[at[0]] if len(at) else None,
                "last": series.x[at[-1]] if len(at) else None,
                "fired": tuple(rule for rule, member in flagged.items() if member.any()),
                "variation": found.variation,
                "assurance": found.assurance,
            }
        )
    return pd.DataFrame(rows)
