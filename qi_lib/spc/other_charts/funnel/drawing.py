"""The drawing of a funnel plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.free_places import Box, Page
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

if TYPE_CHECKING:
    from qi_lib.spc.other_charts.funnel.chart import Funnel

__all__ = ["draw_funnel"]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 720.0, 380.0, 62.0, 640.0, 16.0, 320.0


def draw_funnel(funnel: Funnel, *, themeable: bool, uid: str) -> str:
    """Draw units by size, the target and the limits in use; outliers are named."""
    points = funnel.points.sort_values("denominator")
    n = points["denominator"].to_numpy(dtype=float)
    share = 100.0 if funnel.kind == "proportion" and funnel.multiply == 1 else 1.0
    ratio = points["ratio"].to_numpy(dtype=float) * share
    most = float(n.max()) * 1.03
    # At many sizes, so that the limits curve and are there even for a single unit.
    sizes_drawn = np.linspace(min(float(n.min()) * 0.9, most / 8), most, 100)
    lower, upper = (limit * share for limit in funnel.limits_at(sizes_drawn))
    # The mouth of the funnel may gape; units matter more than its edge.
    high = max(float(ratio.max()), min(float(upper.max()), 1.6 * float(ratio.max()))) * 1.04 or 1.0
    low = 0.0 if float(ratio.min()) < 0.6 * high else float(min(ratio.min(), lower.min())) * 0.96
    svg = SvgDrawing(themeable=themeable)

    def x(size: float) -> float:
        return _LEFT + size / most * (_RIGHT - _LEFT)

    def y(value: float) -> float:
        return _FOOT - (min(max(value, low), high) - low) / (high - low) * (_FOOT - _TOP)

    ticks = nice_ticks(low, high, 4)
    for tick, words in zip(ticks, tick_words(ticks, is_percent=share == 100), strict=True):
        svg.line(_LEFT, y(tick), _RIGHT, y(tick), "grid", 1)
        svg.text(_LEFT - 8, y(tick) + 5.5, words, 16, "soft", anchor="end")
    sizes = nice_ticks(0, most, 5)
    for tick, words in zip(sizes, tick_words(sizes, is_percent=False), strict=True):
        svg.text(x(tick), _FOOT + 24, words, 16, "soft", anchor="middle")
    svg.text(_RIGHT, _FOOT + 48, "size of the unit", 16, "soft", anchor="end")
    top_edge = [(x(a), y(b)) for a, b in zip(sizes_drawn, upper, strict=True)]
    low_edge = [(x(a), y(b)) for a, b in zip(sizes_drawn, lower, strict=True)]
    svg.polygon(top_edge + low_edge[::-1], "band", opacity=0.09)
    target = funnel.target * share
    svg.line(_LEFT, y(target), _RIGHT, y(target), "ink", 1.6)
    svg.text(_RIGHT + 8, y(target) + 6, "expected" if funnel.kind == "ratio" else "all units", 16)
    page = Page(Box(_LEFT, 0, _WIDTH, _FOOT))
    page.boxes += [
        Box(x(a) - 6, y(b) - 6, x(a) + 6, y(b) + 6) for a, b in zip(n, ratio, strict=True)
    ]
    outlier = points["is_outlier"].to_numpy(dtype=bool)
    for i in np.argsort(outlier, kind="stable"):
        svg.mark(x(n[i]), y(ratio[i]), "neutral" if outlier[i] else "common", 4.5, hollow=False)
    for i in np.flatnonzero(outlier):
        name = str(points["group"].iloc[i])
        wide, px, py = text_width(name, 16), x(n[i]), y(ratio[i])
        box = page.place(
            [
                Box(px + 9, py - 10, px + 9 + wide, py + 9),
                Box(px - 9 - wide, py - 10, px - 9, py + 9),
                Box(px - wide / 2, py - 28, px + wide / 2, py - 10),
                Box(px - wide / 2, py + 10, px + wide / 2, py + 28),
            ]
        )
        if box is not None:
            svg.text(box.left, box.bottom - 4, name, 16, halo=True)
    said = f"{len(points)} units against {funnel.limit:g}% limits" + (
        ", widened for overdispersion." if funnel.is_overdispersed else "."
    )
    return svg.document(_WIDTH, _HEIGHT, uid, title=funnel.finding(), description=said)
