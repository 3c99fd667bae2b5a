"""How large a drawing and everything on it is."""

from __future__ import annotations

from qi_lib.spc.records import record

__all__ = ["PANEL", "SIZES", "Size"]


@record
class Size:
    """Give the measures of a drawing, in its own units (pixels at its natural width)."""

    width: float
    height: float
    font: float
    small: float
    dot: float
    line: float
    is_on_wall: bool = False  # it fills a screen: the taller it is, the smaller is all on it

    @property
    def is_thumbnail(self) -> bool:
        """Tell whether there is room for hardly any words."""
        return self.width < 350

    @property
    def is_tight(self) -> bool:
        """Tell whether more than a few words above the plot would leave it little room."""
        return self.is_on_wall or self.width < 600

    @property
    def heading(self) -> float:
        """Give the letter size of the title."""
        return self.font * 1.35

    @property
    def icon(self) -> float:
        """Give the width of an icon."""
        return self.font * 2.4

    @property
    def most_labels(self) -> int:
        """Give how many labels the time axis carries at most: few in a panel and on a wall."""
        return 5 if self.is_tight else 7


SIZES = {
    "thumbnail": Size(width=320, height=132, font=20, small=18, dot=2.6, line=1.8),
    "phone": Size(width=380, height=330, font=17, small=16, dot=4.0, line=1.7),
    "page": Size(width=720, height=340, font=17, small=16, dot=4.5, line=1.8),
    "tv": Size(width=1340, height=500, font=30, small=27, dot=8.0, line=3.2, is_on_wall=True),
    "portrait": Size(width=950, height=740, font=30, small=27, dot=8.0, line=3.2, is_on_wall=True),
}
"""By where they are shown: "portrait" is a screen on a wall that stands upright."""
PANEL = Size(width=420, height=250, font=16, small=15, dot=3.8, line=1.6)
"""One of several drawings side by side."""
