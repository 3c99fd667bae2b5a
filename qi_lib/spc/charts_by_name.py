"""Several charts, each by the name of its measure, checked at the door."""

from __future__ import annotations

from qi_lib.spc.argument_checks import check_kind, check_mapping
from qi_lib.spc.chart import Chart

__all__ = ["check_charts"]


def check_charts(charts: object) -> None:
    """Refuse what does not map names to charts."""
    check_mapping("charts", charts, '{"Falls": chart}')
    for chart in charts.values():  # type: ignore[attr-defined]
        check_kind("charts", chart, Chart, "Each must be a chart made by spc(...).")
