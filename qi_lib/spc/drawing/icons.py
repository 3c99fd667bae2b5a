"""The icons for variation and assurance: drawings of our own, each with its text."""

from __future__ import annotations

from qi_lib.spc.argument_checks import check_flag, check_number
from qi_lib.spc.svg.elements import COLOURS, escape
from qi_lib.spc.words.icon_words import ASSURANCE_WORDS, icon_words

__all__ = ["icon_marks", "icon_svg"]


def icon_svg(name: str, *, size: int = 48, themeable: bool = True) -> str:
    """Draw an icon as one SVG element, described for those who do not see it.

    Variation is a disc with the path of the points in it: level, or climbing or falling out
    of the expected band. Assurance is a rounded square with a tick, a cross or a wave about
    the target line. Colour, shape and letter all differ.

    Args:
        name: a name that `Chart.variation` or `Chart.assurance` gives.
        size: width and height in pixels.
        themeable: take colours from the same CSS custom properties as charts.

    Returns:
        The text of an `<svg>` element.

    Raises:
        ArgumentError: there is no such icon, or the size is no number above 0.
    """
    check_number("size", size, above=0)
    check_flag("themeable", themeable)
    words = icon_words(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="{size}" '
        f'height="{size}" role="img" aria-label="{escape(words)}">'
        f"<title>{escape(words)}</title>{icon_marks(name, themeable=themeable)}</svg>"
    )


def icon_marks(name: str, *, themeable: bool) -> str:
    """Give the marks of an icon, 48 by 48, without the element round them."""
    draw = _assurance if name in ASSURANCE_WORDS else _variation
    return draw(name, themeable)


def _colour(name: str, themeable: bool) -> str:
    return f"var(--spc-{name},{COLOURS[name]})" if themeable else COLOURS[name]


def _variation(name: str, themeable: bool) -> str:
    kind, _, side = name.partition("_")
    colour = _colour(kind, themeable)
    paper = _colour("paper", themeable)
    ring = f'<circle cx="24" cy="24" r="21.5" fill="{paper}" stroke="{colour}" stroke-width="4"/>'
    line = f'fill="none" stroke="{colour}" stroke-width="3.2" stroke-linejoin="round"'
    if name == "common_cause":
        wave = f'<polyline points="9,26 15,20 21,27 27,21 33,27 39,22" {line}/>'
        return ring + wave
    if not side:
        return ring + f'<polyline points="9,24 15,17 21,31 27,15 33,33 39,24" {line}/>'
    # The path leaves the band upward or downward, and its end is marked with H or L.
    path = "8,28 15,26 22,19 32,15" if side == "high" else "8,20 15,22 22,29 32,33"
    y, up = (14, 1) if side == "high" else (34, -1)
    letter, x, text_y = ("H", 22, 40) if side == "high" else ("L", 27, 20.5)
    ends = {
        "improvement": f'<circle cx="33" cy="{y}" r="5" fill="{colour}"/>',
        "concern": f'<path d="M33 {y - 6.5}l6.5 6.5-6.5 6.5-6.5-6.5z" fill="{colour}"/>',
        "neutral": f'<path d="M33 {y - 6 * up}l6 {10 * up}h-12z" fill="{colour}"/>',
    }
    letters = (
        f'<text x="{x}" y="{text_y}" font-family="Arial,sans-serif" font-size="18" '
        f'font-weight="700" fill="{colour}">{letter}</text>'
    )
    return f'{ring}<polyline points="{path}" {line}/>{ends[kind]}{letters}'


def _assurance(name: str, themeable: bool) -> str:
    kind = {"pass": "improvement", "fail": "concern", "hit_or_miss": "common"}[name]
    colour, paper = _colour(kind, themeable), _colour("paper", themeable)
    frame = (
        f'<rect x="2.5" y="2.5" width="43" height="43" rx="10" fill="{paper}" '
        f'stroke="{colour}" stroke-width="4"/>'
    )
    stroke = f'fill="none" stroke="{colour}" stroke-linecap="round" stroke-linejoin="round"'
    if name == "hit_or_miss":
        target = f'<path d="M8 24h32" {stroke} stroke-width="2" stroke-dasharray="3 4"/>'
        wave = '<path d="M9 31c4 0 4-14 10-14s6 14 11 14 5-14 9-14"'
        return f'{frame}{target}{wave} {stroke} stroke-width="3.6"/>'
    mark = "M13 25l8 8 15-17" if name == "pass" else "M15 15l18 18M33 15l-18 18"
    return f'{frame}<path d="{mark}" {stroke} stroke-width="5"/>'
