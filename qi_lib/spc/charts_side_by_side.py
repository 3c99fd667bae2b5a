"""Small multiples: several charts side by side on equal axes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qi_lib.spc.argument_checks import check_flag, check_text, check_whole
from qi_lib.spc.chart import Chart
from qi_lib.spc.charts_by_name import check_charts
from qi_lib.spc.drawing.layout import Frame, Layout
from qi_lib.spc.drawing.scales import along, domain, is_by_months
from qi_lib.spc.drawing.sizes import PANEL
from qi_lib.spc.drawing.svg_chart import draw_panel
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.text_width import wrap

__all__ = ["small_multiples"]

_GAP = 24.0  # between panels
_MOST_COLUMNS = 6


def small_multiples(
    charts: Mapping[str, Chart],
    *,
    columns: int = 2,
    subject: str = "",
    themeable: bool = True,
    uid: str | None = None,
) -> str:
    """Draw charts side by side on equal axes, each under its name.

    All have the same scale of values and the same stretch of time, so heights and dates can be
    compared by eye. Notes and reasons of phases are left out: they stand on each chart itself.

    Args:
        charts: charts by the name of their measure; `Facets` will do. Their values must be in
            one unit, and their axes of one kind: all dates, or all numbers.
        columns: how many stand side by side, at most.
        subject: what they show, for the title.
        themeable: take colours from CSS custom properties; False writes plain colours.
        uid: start of the element's ids, to get the same text each time; random if left out.

    Returns:
        The text of an `<svg>` element.

    Raises:
        ArgumentError: there is no chart, their axes differ in kind, or another argument is wrong.

    Example:
        >>> wards = spc(falls, x="month", y="falls", facet="ward")
        >>> svg = small_multiples(wards)
    """
    columns = check_whole("columns", columns, least=1, most=_MOST_COLUMNS, of="columns")
    check_text("subject", subject)
    check_flag("themeable", themeable)
    if uid is not None:
        check_text("uid", uid)
    check_charts(charts)
    if not charts:
        raise ArgumentError("charts", charts, "Give at least one chart.")
    columns = min(columns, len(charts))
    rows = -(-len(charts) // columns)
    svg = SvgDrawing(themeable=themeable)
    high = _draw_panels(svg, charts, columns)
    return svg.document(
        columns * (PANEL.width + _GAP) - _GAP,
        rows * (high + _GAP) - _GAP,
        uid or f"spc-{secrets.token_hex(4)}",
        title=subject or "Charts side by side, on equal axes",
        description=" ".join(f"{name}: {chart.finding()}." for name, chart in charts.items()),
    )


def _draw_panels(svg: SvgDrawing, charts: Mapping[str, Chart], columns: int) -> float:
    """Draw the panels, and give how high each of them is."""
    frame, high = _frame(list(charts.values())), PANEL.height
    headings = [wrap(name, PANEL.heading, PANEL.width, lines=None) for name in charts]
    lines = max(len(one) for one in headings)
    for at, (heading, chart) in enumerate(zip(headings, charts.values(), strict=True)):
        # As many lines above each, so that all plots are equally high.
        filled = [*heading, *[""] * (lines - len(heading))]
        layout = Layout(chart, PANEL, filled, frame=frame)
        row, column = divmod(at, columns)
        high = layout.height
        x, y = column * (PANEL.width + _GAP), row * (high + _GAP)
        marks = draw_panel(layout, themeable=svg.themeable)
        svg.panel(x, y, PANEL.width, high, marks)
    return high


def _frame(charts: Sequence[Chart]) -> Frame:
    """Find the axes that hold all charts, and the room that the widest words on the right take."""
    kinds = {chart.worked.axis.kind for chart in charts}
    if len(kinds) > 1 or "category" in kinds:
        right = "Their axes must all be dates, or all numbers. Names have no common order."
        raise ArgumentError("charts", sorted(kinds), right)
    by_months = all(is_by_months(chart) for chart in charts)
    places = [along(chart, by_months=by_months) for chart in charts]
    ranges = [domain(chart) for chart in charts]
    frame = Frame(
        low=min(low for low, _ in ranges),
        high=max(high for _, high in ranges),
        first=min(float(one[0]) for one in places),
        last=max(float(one[-1]) for one in places),
        by_months=by_months,
    )
    return replace(frame, right=min(Layout(c, PANEL, None, frame=frame).right for c in charts))
