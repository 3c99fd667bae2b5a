"""The chart as one SVG element: our own writer, plain strings, nothing to load."""

from __future__ import annotations

import secrets
from itertools import pairwise

import numpy as np

from qi_lib.spc.drawing.axis_labels import axis_labels, marks_between
from qi_lib.spc.drawing.heading import heading_lines
from qi_lib.spc.drawing.icons import icon_marks
from qi_lib.spc.drawing.inside_labels import inside_labels
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.records import record
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.words.explanation import explain
from qi_lib.spc.words.finding import finding

__all__ = ["draw", "draw_panel", "marked"]

# More points than this are drawn as a line; only those with something to say keep a mark.
_MOST_MARKS = 150


def draw(
    series: JudgedSeries,
    size: str,
    *,
    heading: bool,
    icons: bool,
    themeable: bool,
    uid: str | None,
    subject: str | None,
) -> str:
    """Draw a chart; see `Chart.to_svg`."""
    svg = SvgDrawing(themeable=themeable)
    title = series.settings.title or finding(series, subject=subject)
    is_small = SIZES[size].is_thumbnail
    verdicts = (series.variation, series.assurance)
    shown = [name for name in verdicts if name and icons and not is_small]
    words = None
    if heading and not is_small:
        room = SIZES[size].width * 0.92 - len(shown) * SIZES[size].icon * 1.15
        words = heading_lines(series, subject, SIZES[size].heading, room)
    layout = Layout(series, SIZES[size], words, len(shown))
    _Drawing(layout, svg).all()
    for i, name in enumerate(reversed(shown)):
        left = layout.size.width - (i + 1) * layout.size.icon * 1.12
        svg.picture(left, 0, layout.size.icon, icon_marks(name, themeable=themeable))
    described = explain(series)
    root = uid or f"spc-{secrets.token_hex(4)}"
    return svg.document(layout.size.width, layout.height, root, title=title, description=described)


def draw_panel(layout: Layout, *, themeable: bool) -> str:
    """Draw a chart as one of several in a larger drawing, and give its elements."""
    svg = SvgDrawing(themeable=themeable)
    _Drawing(layout, svg).all()
    return "".join(svg.parts)


@record
class _Drawing:
    layout: Layout
    svg: SvgDrawing

    def all(self) -> None:
        """Draw from back to front."""
        self.heading()
        self.axes()
        self.bands()
        self.centre_lines()
        self.target()
        self.flags()
        self.line()
        self.marks()
        self.words_at_the_end()
        self.words_inside()
        self.words_below()

    def heading(self) -> None:
        """Write the title above the chart."""
        size = self.layout.size
        for row, words in enumerate(self.layout.heading):
            y = size.heading * (1 + 1.2 * row)
            self.svg.text(self.layout.page_left, y, words, size.heading, bold=True)

    def axes(self) -> None:
        """Draw the levels and their numbers, and label the time axis."""
        layout, svg = self.layout, self.svg
        if layout.size.is_thumbnail:
            return
        small = layout.size.small
        for tick, words in zip(layout.ticks, layout.tick_labels, strict=True):
            y = layout.y(tick)
            svg.line(layout.left, y, layout.right, y, "grid", 1)
            svg.text(
                layout.left - small * 0.5, y + small * 0.35, words, small, "soft", anchor="end"
            )
        labels = axis_labels(layout)
        svg.ticks([label.x for label in labels], layout.bottom, small * 0.45, "soft")
        svg.ticks(marks_between(layout, labels), layout.bottom, small * 0.2, "soft")
        for label in labels:
            svg.text(label.left, layout.bottom + small * 1.55, label.words, small, "soft")

    def bands(self) -> None:
        """Draw the range expected from chance as a soft band, stepped with the limits."""
        layout = self.layout
        for part in layout.phases:
            upper, lower = layout.values_of("upper", part), layout.values_of("lower", part)
            there = np.flatnonzero(np.isfinite(upper) & np.isfinite(lower))
            if not len(there):
                continue
            edges = layout.edges(part)
            top = _steps(edges, upper, there, layout)
            bottom = _steps(edges, lower, there, layout)
            self.svg.polygon(top + bottom[::-1], "band", opacity=0.085)

    def centre_lines(self) -> None:
        """Draw the level of each phase."""
        layout = self.layout
        for part in layout.phases:
            centre = layout.values_of("centre", part)
            there = np.flatnonzero(np.isfinite(centre))
            if len(there):
                steps = _steps(layout.edges(part), centre, there, layout)
                if len(steps) == 2:
                    (left, y), (right, _) = steps
                    self.svg.line(left, y, right, y, "ink", layout.size.line * 0.85)
                else:  # an np series expects more where there are more
                    self.svg.polyline(steps, "ink", layout.size.line * 0.85)

    def target(self) -> None:
        """Draw the target as a dashed line, stepped where it changes."""
        layout = self.layout
        target = layout.values_of("target", np.arange(len(layout.series)))
        there = np.flatnonzero(np.isfinite(target))
        if not len(there):
            return
        dash = f"{layout.size.line * 4:g} {layout.size.line * 2.4:g}"
        cuts = [0, *(np.flatnonzero(np.diff(target[there])) + 1), len(there)]
        for a, b in pairwise(cuts):
            first, last = int(there[a]), int(there[b - 1])
            left = layout.left if first == 0 else float(layout.xs[first])
            right = float(layout.xs[int(there[b])]) if b < len(there) else layout.right
            right = max(right, float(layout.xs[last]))
            y = layout.y(float(target[first]))
            self.svg.line(left, y, right, y, "target", layout.size.line * 0.7, dash=dash)

    def flags(self) -> None:
        """Write what changed, and when, above the place where it happened."""
        layout, font = self.layout, self.layout.size.font
        # All lines first, so that none is drawn over words.
        for flag in layout.flags:
            dash = f"{font * 0.3:g} {font * 0.3:g}" if flag.is_phase else f"2 {font * 0.2:g}"
            top = layout.flag_y(flag.row) - font * 0.85
            if flag.at is not None:
                top = layout.flag_y(flag.row) + font * 0.25
                if abs(flag.at - flag.x) > 0.5:
                    down = layout.top - font * 0.3
                    self.svg.line(flag.at, top, flag.x, down, "soft", 1.2, dash=dash)
                    top = down
            foot = layout.bottom if flag.to_y is None else flag.to_y
            self.svg.line(flag.x, top, flag.x, foot, "soft", 1.2, dash=dash)
        for flag in layout.flags:
            x, top = flag.x + flag.beside(font * 0.4), layout.flag_y(flag.row)
            for row, words in enumerate(flag.lines):
                y, bold = top + row * font * 1.2, flag.at is not None
                self.svg.text(x, y, words, font, anchor=flag.anchor, bold=bold, halo=True)

    def line(self) -> None:
        """Join the points, and leave gaps where a period is missing; names are not joined."""
        if self.layout.series.worked.axis.kind == "category":
            return
        for stretch in self.layout.joined_points():
            self.svg.polyline(stretch, "common", self.layout.size.line)

    def marks(self) -> None:
        """Draw each point, its shape and colour by what it shows."""
        layout = self.layout
        names, sides = layout.series.shown_kinds, layout.series.shown_sides
        many = _is_crowded(layout.series)
        for i in marked(layout.series):
            kind = names[i]
            excluded = not layout.series.use[i]
            x, y = float(layout.xs[i]), layout.ys[i]
            dot = layout.size.dot * (0.6 if many else 1)
            self.svg.mark(x, y, kind, dot, hollow=excluded, side=int(sides[i]))

    def words_at_the_end(self) -> None:
        """Write beside the last phase what the level is now, and what the target is."""
        layout = self.layout
        for label in layout.end_labels:
            x = layout.right + layout.size.font * 0.7
            self.svg.text(x, label.y, label.text, label.size, label.ink, bold=label.bold)
            if label.below:
                y = label.y + layout.size.small * 1.15
                self.svg.text(x, y, label.below, layout.size.small, "soft")

    def words_inside(self) -> None:
        """Write what the level was, and what the band is, where there is room."""
        for label in inside_labels(self.layout):
            self.svg.text(
                label.x,
                label.y,
                label.words,
                label.size,
                label.ink,
                bold=label.bold,
                halo=True,
            )

    def words_below(self) -> None:
        """Write what the numbers of flags stand for."""
        layout, small = self.layout, self.layout.size.small
        for line in layout.below:
            y = layout.bottom + small * 2 + line.down
            self.svg.text(line.left, y, line.words, small, bold=line.is_number)


def marked(series: JudgedSeries) -> list[int]:
    """Give the positions of the points that are drawn with a mark of their own."""
    there: list[int] = np.flatnonzero(series.observed).tolist()
    if _is_crowded(series):
        return [i for i in there if series.shown_kinds[i] != "common"]
    return there


def _is_crowded(series: Series) -> bool:
    return int(np.count_nonzero(series.observed)) > _MOST_MARKS


def _steps(
    edges: np.ndarray,
    values: np.ndarray,
    there: np.ndarray,
    layout: Layout,
) -> list[tuple[float, float]]:
    """Outline a limit that may differ from point to point."""
    path: list[tuple[float, float]] = []
    level = None
    for i in there:
        y = layout.y(float(values[i]))
        if level is None or abs(y - level) > 1e-6:
            if level is not None:
                path.append((float(edges[i]), level))
            path.append((float(edges[i]), y))
            level = y
    path.append((float(edges[int(there[-1]) + 1]), layout.y(float(values[int(there[-1])]))))
    return path
