"""Many measures at a glance: a table with icons, findings and small charts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_text
from qi_lib.spc.chart import Chart
from qi_lib.spc.charts_by_name import check_charts
from qi_lib.spc.drawing.icons import icon_svg
from qi_lib.spc.signals.verdicts import finite_last
from qi_lib.spc.svg.elements import escape
from qi_lib.spc.words.phrases import target_in_words

__all__ = ["board_html", "summary_table"]


def summary_table(charts: Mapping[str, Chart]) -> pd.DataFrame:
    """Give one row a measure: what it was last, its level, target, icons and finding.

    Args:
        charts: charts by the name of their measure; `Facets` will do.

    Returns:
        A frame with the columns measure, latest, centre, target (in the frame's units),
        variation, assurance (names of icons or None) and finding.

    Raises:
        ArgumentError: it is given something else than a mapping from names to charts.
    """
    check_charts(charts)
    rows = [
        {
            "measure": name,
            "latest": finite_last(chart.value),
            "centre": float(chart.centre[-1]),
            "target": float(chart.target[-1]),
            "variation": chart.variation,
            "assurance": chart.assurance,
            "finding": chart.finding(subject=name),
        }
        for name, chart in charts.items()
    ]
    columns = ("measure", "latest", "centre", "target", "variation", "assurance", "finding")
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("variation", "assurance"):
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return frame


def board_html(charts: Mapping[str, Chart], *, subject: str = "") -> str:
    """Write the summary table as HTML, one row a measure, with icons and small charts.

    Args:
        charts: charts by the name of their measure.
        subject: caption of the table.

    Returns:
        The text of a `<table>` element.

    Raises:
        ArgumentError: it is given something else than a mapping from names to charts, or the
            subject is no text.
    """
    check_charts(charts)
    check_text("subject", subject)
    rows = []
    for name, chart in charts.items():
        icons = "".join(icon_svg(icon) for icon in (chart.variation, chart.assurance) if icon)
        target = (
            target_in_words(chart, float(chart.target[-1]))
            if np.isfinite(chart.target[-1])
            else "–"
        )
        cells = (
            chart.show(finite_last(chart.value)),
            target,
            chart.finding(subject=name),
        )
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(
            f'<tr><th scope="row">{escape(name)}</th><td>{chart.to_svg("thumbnail")}</td>'
            f"<td>{icons or 'too few points'}</td>{inner}</tr>"
        )
    heads = ("Measure", "Chart", "Icons", "Latest", "Target", "Finding")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    caption = f"<caption>{escape(subject)}</caption>" if subject else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
