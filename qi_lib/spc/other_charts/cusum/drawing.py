"""The drawing of a CUSUM."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.other_charts.cusum.values import BernoulliCusumValues
from qi_lib.spc.svg.elements import SvgDrawing

__all__ = ["draw"]


def draw(cusum: BernoulliCusumValues, title: str, *, themeable: bool, uid: str) -> str:
    """Draw both sums case by case, the limits, and a mark at each signal."""
    width, height, left, right = 720.0, 320.0, 44.0, 640.0
    svg = SvgDrawing(themeable=themeable)
    top = 1.15 * max(cusum.limit, float(cusum.points["cusum_up"].max()))
    low = -1.15 * max(cusum.limit, -float(cusum.points["cusum_down"].min()))

    def y(value: float) -> float:
        return 16 + (top - value) / (top - low) * (height - 60)

    xs = np.linspace(left, right, len(cusum.points))
    for level, words in ((cusum.limit, "rise"), (-cusum.limit, "fall"), (0.0, "")):
        dash = "7 5" if words else ""
        svg.line(left, y(level), right, y(level), "soft" if words else "grid", 1.5, dash=dash)
        if words:
            svg.text(right + 10, y(level) + 6, words, 16, "soft")
    sides = (("cusum_up", "signal_up", 1), ("cusum_down", "signal_down", -1))
    for sums, signals, side in sides:
        ys = [y(float(v)) for v in cusum.points[sums]]
        svg.polyline(list(zip(xs.tolist(), ys, strict=True)), "common", 2)
        for i in np.flatnonzero(cusum.points[signals]):
            svg.mark(float(xs[i]), ys[i], "neutral", 5, hollow=False, side=side)
    svg.text(left, height - 14, "case 1", 16, "soft")
    svg.text(right, height - 14, f"case {len(cusum.points):,}", 16, "soft", anchor="end")
    said = f"Sums of evidence for a rise to {cusum.p1:.1%} or a fall to {cusum.p2:.1%}."
    return svg.document(width, height, uid, title=title, description=said)
