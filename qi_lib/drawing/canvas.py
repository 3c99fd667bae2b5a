"""What tools draw on: boxes with words, arrows, and items that an app can make tappable."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from qi_lib.spc.svg.elements import SvgDrawing, escape
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["SMALLEST_LETTERS", "SMALLEST_TARGET", "Canvas"]

SMALLEST_LETTERS = 17
"""The smallest letters on a drawing, in its own units.

A drawing of at most 800 units shows them 16 pixels high on an iPad, held either way.
"""

SMALLEST_TARGET = 56
"""How high an item is at least: 44 pixels where a drawing is made smaller to fit."""

_LINE = 1.25


class Canvas(SvgDrawing):
    """Collect the elements of a drawing of a tool.

    Elements drawn inside `item` belong together. The app makes them one thing to tap, to reach by
    keyboard, and, where `moves` says so, to drag; on paper the same drawing is just a drawing.
    """

    def __init__(self) -> None:
        super().__init__(themeable=True)

    @contextmanager
    def item(
        self,
        item_id: str,
        label: str,
        *,
        more: str = "",
        moves: bool = False,
        step: tuple[float, float] = (0, 0),
    ) -> Iterator[None]:
        """Group what belongs to one item.

        `label` is its name for a screen reader, `more` what only the eye would see besides: where
        it stands, and what it is joined to.

        What moves is moved by arrow keys too, by `step` to the side and up or down at a time.
        """
        drag = f' data-moves="{step[0]:g} {step[1]:g}"' if moves else ""
        said = f' data-more="{escape(more)}"' if more else ""
        self.parts.append(
            f'<g data-item="{escape(item_id)}" data-label="{escape(label)}"{said}{drag}>'
        )
        yield
        self.parts.append("</g>")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "paper",
        edge: str = "soft",
        line: float = 1.5,
        round_px: float = 10,
        dash: str = "",
        opacity: float = 1,
    ) -> None:
        """Draw a box with rounded corners."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{round_px:g}" fill="{self.colour(fill)}" fill-opacity="{opacity:g}" '
            f'stroke="{self.colour(edge)}" stroke-width="{line:g}"{dashes}/>'
        )

    def area(self, x: float, y: float, width: float, height: float) -> None:
        """Give an item a place to tap on that is larger than what it shows."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="8" '
            'fill="transparent" class="area"/>'
        )

    def words(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = SMALLEST_LETTERS,
        ink: str = "ink",
        bold: bool = False,
        anchor: Literal["start", "middle", "end"] = "start",
        middle: bool = False,
    ) -> float:
        """Write words into a width, the first line's top (or with `middle` the centre) at `y`.

        All of them are written: what stands around them is as high as `height_of` says. Returns the
        height that they take.
        """
        broken = _broken(text, width, size, bold=bold)
        height = len(broken) * size * _LINE
        top = y - height / 2 if middle else y
        for number, line in enumerate(broken):
            base = top + (number + 0.8) * size * _LINE
            self.text(x, base, line, size, ink, anchor=anchor, bold=bold)
        return height

    def turned(self, x: float, y: float, words: str, size: float, ink: str) -> None:
        """Write words upwards, ending at a place."""
        self.parts.append(
            f'<text transform="translate({x:.1f},{y:.1f}) rotate(-90)" text-anchor="end" '
            f'font-size="{size:g}" fill="{self.colour(ink)}">{escape(words)}</text>'
        )

    def curve(
        self, points: Sequence[tuple[float, float]], ink: str, width: float, *, dash: str = ""
    ) -> None:
        """Join two places by a soft S from left to right, for links between columns."""
        (x1, y1), (x2, y2) = points
        dashes = f' stroke-dasharray="{dash}" stroke-linecap="round"' if dash else ""
        bend = (x2 - x1) / 2
        self.parts.append(
            f'<path d="M{x1:.1f},{y1:.1f} C{x1 + bend:.1f},{y1:.1f} {x2 - bend:.1f},{y2:.1f} '
            f'{x2:.1f},{y2:.1f}" fill="none" stroke="{self.colour(ink)}" '
            f'stroke-width="{width:g}"{dashes}/>'
        )

    def arrow(self, x1: float, y1: float, x2: float, y2: float, ink: str, width: float) -> None:
        """Draw a line with a head at its end."""
        length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1)
        dx, dy = (x2 - x1) / length, (y2 - y1) / length
        head = 4 + 3 * width
        self.line(x1, y1, x2 - dx * head, y2 - dy * head, ink, width)
        left = (x2 - dx * head + dy * head / 2, y2 - dy * head - dx * head / 2)
        right = (x2 - dx * head - dy * head / 2, y2 - dy * head + dx * head / 2)
        self.polygon(((x2, y2), left, right), ink, opacity=1)

    @staticmethod
    def height_of(
        text: str,
        width: float,
        *,
        size: float = SMALLEST_LETTERS,
        bold: bool = False,
    ) -> float:
        """Tell how high words will be in a width."""
        return len(_broken(text, width, size, bold=bold)) * size * _LINE

    @staticmethod
    def width_of(text: str, *, size: float = SMALLEST_LETTERS, bold: bool = False) -> float:
        """Tell how wide words will be on one line."""
        return text_width(text, size, bold=bold)


def _broken(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    return wrap(text, size, width / (1.06 if bold else 1), lines=None)
