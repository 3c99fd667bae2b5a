"""The plan of a drawing: margins, scales, and where each label may go."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.drawing.end_labels import EndLabel, end_labels, label_width, spread_apart
from qi_lib.spc.drawing.flags import Flag, plan_flags
from qi_lib.spc.drawing.numbered_flags import WordsBelow, number_flags, words_below
from qi_lib.spc.drawing.scales import along, domain, is_by_months, joined
from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.records import record
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

__all__ = ["Frame", "Layout"]

_LEAST_PLOT = 0.6  # of the height
# Where the plot would be flat, more flags than this have numbers and their words below; on a wall
# and on a phone more rows of their words are enough.
_MOST_FLAGS, _MOST_ROWS = 3, 4


@record
class Frame:
    """Hold the axes that several drawings share: values, places in time, the edge on the right."""

    low: float
    high: float
    first: float
    last: float
    by_months: bool
    right: float | None = None


class Layout:
    """Plan one drawing of a chart."""

    def __init__(
        self,
        series: JudgedSeries,
        size: Size,
        heading: list[str] | None,
        icons: int = 0,
        *,
        frame: Frame | None = None,
    ) -> None:
        self.series, self.size, self.frame = series, size, frame
        self.page_left = 2.0
        self.heading = heading or []
        self.low, self.high = (frame.low, frame.high) if frame else domain(series)
        self.ticks, self.tick_labels, self.left = self._left_edge()
        self.bottom = size.height - (size.dot * 2 if size.is_thumbnail else size.small * 2.0)
        ends = end_labels(series, size)
        self.right = self._right_edge(ends)
        self.xs = self.across(self._places)
        self.height, self.flags, self.below = size.height, list[Flag](), list[WordsBelow]()
        # Words above one plot would make it lower than those beside it.
        if not (size.is_thumbnail or frame):
            self.flags = plan_flags(series, self.xs, size, self.page_left, self.right)
        self.top, self._flag_top = self._top_edge(has_icons=icons > 0)
        is_high = size.is_tight and self._rows > _MOST_ROWS
        if self._is_flat() and (len(self.flags) > _MOST_FLAGS or is_high):
            self.flags, said = number_flags(series, self.xs, size, self.right)
            self.below = words_below(said, size, self.page_left)
            self.bottom -= max(line.down for line in self.below) + size.small * 0.3
            self.top, self._flag_top = self._top_edge(has_icons=icons > 0)
        if self._is_flat():
            # What stands above and below makes the drawing taller rather than the plot flat.
            missing = _LEAST_PLOT * self.height - (self.bottom - self.top)
            self.height += missing / (1 - _LEAST_PLOT)
            self.bottom += missing / (1 - _LEAST_PLOT)
        self.ys = [self.y(value) for value in series.value * series.settings.shown]
        for flag in self.flags:
            if flag.to_y is not None:
                flag.to_y = self.ys[int(flag.to_y)] - size.dot * 2
        # On a small drawing nothing is written below the plot, but there is little room either.
        floor = min(self.bottom + size.small * 0.4, self.height - size.small * 0.2)
        self.end_labels = spread_apart(ends, self._y_of, floor=floor, small=size.small)

    # ---- margins ----

    def _left_edge(self) -> tuple[list[float], list[str], float]:
        """Give the levels that are drawn, their labels, and where the plot starts."""
        size, edge = self.size, self.size.dot * 2
        if size.is_thumbnail:
            return [], [], edge
        ticks = nice_ticks(self.low, self.high, 3 if size.height < 400 else 4)
        labels = tick_words(ticks, is_percent=self.series.settings.is_percent)
        widest = max(text_width(words, size.small) for words in labels)
        return ticks, labels, max(widest + size.small * 0.7, edge)

    def _right_edge(self, ends: list[EndLabel]) -> float:
        """Give where the plot ends, so that the labels at its end have room."""
        size, frame = self.size, self.frame
        if frame and frame.right:
            return frame.right
        widest = max((label_width(label, size.small) for label in ends), default=0.0)
        return size.width - (widest + size.font * 0.9 if widest else size.dot * 2)

    def _top_edge(self, *, has_icons: bool) -> tuple[float, float]:
        """Give where the plot begins below title, icons and labels, and the first row of these."""
        size, font = self.size, self.size.font
        above = max(len(self.heading) * size.heading * 1.2, size.icon * 1.1 if has_icons else 0.0)
        # The number at the uppermost line must not read as part of a title of two lines.
        above += font * 0.6 if len(self.heading) > 1 else 0.0
        rows = self._rows
        room = rows * font * 1.2 + font * 0.3 if rows else font * 0.75
        room += font * 0.6 if self.below else 0.0  # for lines that lead aside, to a number
        return above + room, above + font * 1.0

    @property
    def _rows(self) -> int:
        return max((flag.row + len(flag.lines) for flag in self.flags), default=0)

    def _is_flat(self) -> bool:
        is_low = self.bottom - self.top < _LEAST_PLOT * self.height
        return is_low and not self.size.is_thumbnail

    # ---- scales ----

    def y(self, shown: float) -> float:
        """Place a shown value."""
        if not np.isfinite(shown):
            return float("nan")
        share = (shown - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)

    def _y_of(self, value: float) -> float:
        """Place a value of the frame."""
        return self.y(value * self.series.settings.shown)

    @cached_property
    def by_months(self) -> bool:
        """Tell whether each month is equally wide, whatever its days."""
        return self.frame.by_months if self.frame else is_by_months(self.series)

    @cached_property
    def _places(self) -> Floats:
        return along(self.series, by_months=self.by_months)

    @property
    def span(self) -> tuple[float, float]:
        """Give the first and the last place along the axis."""
        if self.frame:
            return self.frame.first, self.frame.last
        return float(self._places[0]), float(self._places[-1])

    def across(self, places: Floats) -> Floats:
        """Place what lies along the axis."""
        first, last = self.span
        if last == first:
            return np.full(len(places), (self.left + self.right) / 2)
        inset = self.size.dot * 1.6
        share = (places - first) / (last - first)
        there: Floats = self.left + inset + share * (self.right - self.left - 2 * inset)
        return there

    def values_of(self, name: str, part: Ints) -> Floats:
        """Give a column of the chart over some points, in shown units."""
        whole: Floats = getattr(self.series, name)
        return whole[part] * self.series.settings.shown

    # ---- phases ----

    @property
    def phases(self) -> list[Ints]:
        """Give the positions of the points of each phase."""
        return self.series.parts

    def edges(self, part: Ints) -> Floats:
        """Give the edges between neighbouring points; the outer ones a little beyond."""
        xs = self.xs[part]
        reach = self.size.dot * 1.6
        first, last = float(xs[0]) - reach, float(xs[-1]) + reach
        if part[0] > 0:
            first = max(first, float(self.xs[part[0] - 1] + xs[0]) / 2)
        if part[-1] < len(self.xs) - 1:
            last = min(last, float(self.xs[part[-1] + 1] + xs[-1]) / 2)
        return np.concatenate(([first], (xs[1:] + xs[:-1]) / 2, [last]))

    def is_trial(self, part: Ints) -> bool:
        """Tell whether a phase has too few points for firm limits."""
        needed = self.series.settings.rules.points_needed
        return int(self.series.use[part].sum()) < needed

    def bands(self) -> list[Ints]:
        """Give the phases that have limits, the widest first."""
        banded = [p for p in self.phases if np.isfinite(self.series.upper[p]).any()]
        return sorted(banded, key=lambda p: float(self.xs[p[0]] - self.xs[p[-1]]))

    # ---- points ----

    def joined_points(self) -> list[list[tuple[float, float]]]:
        """Give the stretches of line between gaps, with at most a few points a pixel."""
        drawn = np.zeros(len(self.series), np.bool_)
        drawn[self._drawn()] = True
        kept = [part[drawn[part]] for part in joined(self.series)]
        return [[(float(self.xs[i]), self.ys[i]) for i in part] for part in kept if len(part) > 1]

    def _drawn(self) -> Ints:
        """Keep the highest and lowest point of each pixel when there are very many."""
        count = len(self.series)
        most = int(self.size.width) * 2
        if count <= 2 * most:
            return np.arange(count)
        pixel = np.clip((self.xs - self.left).astype(np.int64), 0, None)
        value = np.where(self.series.observed, self.series.value, -np.inf)
        order = np.lexsort((value, pixel))
        firsts = np.flatnonzero(np.diff(pixel[order], prepend=-1))
        lasts = np.append(firsts[1:], count) - 1
        return np.unique(np.concatenate((order[firsts], order[lasts])))

    # ---- labels above the plot ----

    def flag_y(self, row: int) -> float:
        """Give the base line of a row of labels above the plot."""
        return self._flag_top + row * self.size.font * 1.2
