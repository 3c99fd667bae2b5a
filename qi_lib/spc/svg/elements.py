"""Marks on paper: the SVG elements, escaped, coloured, numbered to one decimal."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["COLOURS", "SvgDrawing", "escape"]

# Blue and orange can be told apart by all common kinds of colour vision; shapes differ too.
COLOURS = {
    "ink": "#17262f",
    "soft": "#52636e",
    "grid": "#e6e8e8",
    "paper": "#ffffff",
    "band": "#0b5d66",
    "target": "#3d4f5a",
    "common": "#6c7780",
    "improvement": "#0069b4",
    "concern": "#c2570c",
    "neutral": "#5b3a8c",
}
_FONT = "'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Arial,sans-serif"


# How what means something in SVG is written. XML has no way to write the other characters, though
# a spreadsheet may hold them all the same.
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    | {chr(code): "" for code in range(32) if chr(code) not in "\t\n\r"}
    | {chr(code): "" for code in (0xFFFE, 0xFFFF, *range(0xD800, 0xE000))}
)


def escape(words: str) -> str:
    """Make people's words safe to write into an SVG element or attribute."""
    return words.translate(_ESCAPED)


def _corners(x: float, y: float, kind: str, dot: float, side: int) -> list[tuple[float, float]]:
    r = dot * 1.75
    if kind == "concern":
        return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
    if side:
        foot = y + side * r * 0.7
        return [(x, y - side * r), (x + r * 0.95, foot), (x - r * 0.95, foot)]
    half = dot * 1.3
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]


class SvgDrawing:
    """Collect the elements of one drawing."""

    def __init__(self, *, themeable: bool) -> None:
        self.themeable = themeable
        self.parts: list[str] = []

    def colour(self, name: str) -> str:
        """Give a colour, through its CSS custom property if the drawing is themeable."""
        return f"var(--spc-{name},{COLOURS[name]})" if self.themeable else COLOURS[name]

    def line(
        self, x1: float, y1: float, x2: float, y2: float, ink: str, width: float, *, dash: str = ""
    ) -> None:
        """Draw a straight line."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
            f'stroke="{self.colour(ink)}" stroke-width="{width:.1f}"{dashes}/>'
        )

    def ticks(self, xs: Sequence[float], y: float, length: float, ink: str) -> None:
        """Draw short marks down from an axis."""
        path = "".join(f"M{x:.1f},{y:.1f}v{length:.1f}" for x in xs)
        if path:
            self.parts.append(f'<path d="{path}" stroke="{self.colour(ink)}"/>')

    def polyline(self, points: Sequence[tuple[float, float]], ink: str, width: float) -> None:
        """Join points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(
            f'<polyline fill="none" stroke="{self.colour(ink)}" stroke-width="{width:.1f}" '
            f'stroke-linejoin="round" points="{path}"/>'
        )

    def polygon(self, points: Sequence[tuple[float, float]], ink: str, *, opacity: float) -> None:
        """Fill the area inside points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(
            f'<polygon fill="{self.colour(ink)}" fill-opacity="{opacity:g}" points="{path}"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        ink: str = "ink",
        *,
        anchor: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """Write words; a halo of paper keeps them clear of what lies behind."""
        extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
        extra += ' font-weight="700"' if bold else ""
        if halo:
            extra += (
                f' stroke="{self.colour("paper")}" stroke-width="{size * 0.2:.1f}" '
                'stroke-linejoin="round" stroke-opacity="0.85" paint-order="stroke"'
            )
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" '
            f'fill="{self.colour(ink)}"{extra}>{escape(words)}</text>'
        )

    def mark(
        self, x: float, y: float, kind: str, dot: float, *, hollow: bool, side: int = 0
    ) -> None:
        """Draw a point: a small disc, a large ringed disc, a diamond, a triangle or a square.

        A triangle points to the `side` that the point lies on, 1 up and -1 down; it is a square
        where there is none.
        """
        edge = f'stroke="{self.colour("paper")}" stroke-width="{dot / 3:.1f}"'
        fill = self.colour("paper") if hollow else self.colour(kind)
        if hollow:
            edge = f'stroke="{self.colour(kind)}" stroke-width="{dot / 2.5:.1f}"'
        if kind == "common":
            self.parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot:.1f}" fill="{fill}" {edge}/>'
            )
            return
        if kind == "improvement":
            self.parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot * 1.45:.1f}" fill="{fill}" {edge}/>'
            )
            if not hollow:
                paper = self.colour("paper")
                self.parts.append(
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot * 0.42:.1f}" fill="{paper}"/>'
                )
            return
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in _corners(x, y, kind, dot, side))
        self.parts.append(f'<polygon points="{path}" fill="{fill}" {edge}/>')

    def picture(self, x: float, y: float, width: float, marks: str) -> None:
        """Put a ready-made square drawing of 48 by 48 somewhere."""
        self.parts.append(
            f'<svg x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{width:.1f}" '
            f'viewBox="0 0 48 48">{marks}</svg>'
        )

    def panel(self, x: float, y: float, width: float, height: float, marks: str) -> None:
        """Put a ready-made drawing of this size somewhere."""
        self.parts.append(
            f'<svg x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}">{marks}</svg>'
        )

    def document(
        self, width: float, height: float, uid: str, *, title: str, description: str
    ) -> str:
        """Close the drawing: one element, titled and described."""
        uid = escape(uid)
        font = f"var(--spc-font,{_FONT})" if self.themeable else _FONT
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="100%" role="img" aria-labelledby="{uid}-title {uid}-desc" '
            f'font-family="{font}">'
            f'<title id="{uid}-title">{escape(title)}</title>'
            f'<desc id="{uid}-desc">{escape(description)}</desc>'
            f"{''.join(self.parts)}</svg>"
        )
