"""The drawing of a funnel plot."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.other_charts.funnel.values import FunnelValues
from qi_lib.spc.records import record
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.free_places import Box, Page
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

__all__ = ["draw"]

_LETTERS = 16.0
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 720.0, 380.0, 62.0, 640.0, 16.0, 320.0


@record
class _Scales:
    """Place sizes across and shown ratios up the drawing."""

    most: float
    low: float
    high: float

    def x(self, size: float) -> float:
        """Place a size."""
        return _LEFT + size / self.most * (_RIGHT - _LEFT)

    def y(self, shown: float) -> float:
        """Place a ratio; what lies beyond the edge stands on it."""
        inside = min(max(shown, self.low), self.high)
        return _FOOT - (inside - self.low) / (self.high - self.low) * (_FOOT - _TOP)


def draw(funnel: FunnelValues, title: str, *, themeable: bool, uid: str) -> str:
    """Draw units by size, the target and the limits in use; outliers are named."""
    points = funnel.points.sort_values("denominator")
    n = points["denominator"].to_numpy(dtype=float)
    share = 100.0 if funnel.is_share else 1.0
    ratio = points["ratio"].to_numpy(dtype=float) * share
    most = float(n.max()) * 1.03
    # At many sizes, so that the limits curve and are there even for a single unit.
    sizes = np.linspace(min(float(n.min()) * 0.9, most / 8), most, 100)
    lower, upper = (limit * share for limit in funnel.limits_at(sizes))
    # The mouth of the funnel may gape; units matter more than its edge.
    high = max(float(ratio.max()), min(float(upper.max()), 1.6 * float(ratio.max()))) * 1.04 or 1.0
    low = 0.0 if float(ratio.min()) < 0.6 * high else float(min(ratio.min(), lower.min())) * 0.96
    svg, scales = SvgDrawing(themeable=themeable), _Scales(most, low, high)
    _axes(svg, scales, is_percent=funnel.is_share)
    top_edge = [(scales.x(a), scales.y(b)) for a, b in zip(sizes, upper, strict=True)]
    low_edge = [(scales.x(a), scales.y(b)) for a, b in zip(sizes, lower, strict=True)]
    svg.polygon(top_edge + low_edge[::-1], "band", opacity=0.09)
    target = scales.y(funnel.target * share)
    svg.line(_LEFT, target, _RIGHT, target, "ink", 1.6)
    svg.text(_RIGHT + 8, target + 6, "expected" if funnel.kind == "ratio" else "all units", 16)
    places = [(scales.x(a), scales.y(b)) for a, b in zip(n, ratio, strict=True)]
    side = np.sign(ratio - funnel.target * share) * points["is_outlier"].to_numpy(dtype=bool)
    _units(svg, places, points["group"].tolist(), side.astype(int).tolist())
    said = f"{len(points)} units against {funnel.limit:g}% limits" + (
        ", widened for overdispersion." if funnel.is_overdispersed else "."
    )
    return svg.document(_WIDTH, _HEIGHT, uid, title=title, description=said)


def _axes(svg: SvgDrawing, scales: _Scales, *, is_percent: bool) -> None:
    ticks = nice_ticks(scales.low, scales.high, 4)
    for tick, words in zip(ticks, tick_words(ticks, is_percent=is_percent), strict=True):
        y = scales.y(tick)
        svg.line(_LEFT, y, _RIGHT, y, "grid", 1)
        svg.text(_LEFT - 8, y + 5.5, words, 16, "soft", anchor="end")
    sizes = nice_ticks(0, scales.most, 5)
    for tick, words in zip(sizes, tick_words(sizes, is_percent=False), strict=True):
        svg.text(scales.x(tick), _FOOT + 24, words, 16, "soft", anchor="middle")
    svg.text(_RIGHT, _FOOT + 48, "size of the unit", 16, "soft", anchor="end")


def _units(
    svg: SvgDrawing, places: list[tuple[float, float]], names: list[object], sides: list[int]
) -> None:
    """Draw the units, outliers (those with a side) on top, and name those where there is room."""
    # A unit at 0% stands on the edge; its name may reach below, where the numbers begin.
    page = Page(Box(_LEFT, 0, _WIDTH, _FOOT + 10))
    page.boxes += [Box(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    for i in sorted(range(len(places)), key=lambda i: sides[i] != 0):
        kind = "neutral" if sides[i] else "common"
        svg.mark(*places[i], kind, 4.5, hollow=False, side=sides[i])
    for i in (i for i, side in enumerate(sides) if side):
        name, (x, y) = str(names[i]), places[i]
        box = page.place(_beside(x, y, text_width(name, _LETTERS)))
        if box is None:
            continue
        if box.top > y + 30 or box.bottom < y - 30:
            edge = box.top if box.top > y else box.bottom
            svg.line(x, y, min(max(x, box.left), box.right), edge, "soft", 1)
        svg.text(box.left, box.bottom - 4, name, _LETTERS, halo=True)


def _beside(x: float, y: float, wide: float) -> list[Box]:
    """Give the places where the name of a unit may stand, the closest first."""
    right, left, middle = x + 9, x - 9 - wide, x - wide / 2
    near = [(right, y - 10), (left, y - 10), (middle, y - 28), (middle, y + 10)]
    slanting = [(start, y + down) for down in (-26, 8) for start in (right - 4, left + 4)]
    far = [
        (start, y + down)
        for down in (-54, 36, -76, 58, -98, 80, -120, 102)
        for start in (middle, right, left)
    ]
    return [Box(a, top, a + wide, top + 19) for a, top in (*near, *slanting, *far)]
