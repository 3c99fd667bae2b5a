"""Numbers, shares and lists as people say them."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = [
    "count_in_words",
    "decimals_for",
    "exact_decimals",
    "listed",
    "number",
    "share_in_words",
    "short_number",
    "so_many_of",
]

_COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_SHARES = (
    (1 / 20, "one in twenty"),
    (1 / 10, "one in ten"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two in five"),
    (1 / 2, "half"),
    (3 / 5, "three in five"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (4 / 5, "four in five"),
    (9 / 10, "nine in ten"),
)
# Columns of denominators that are called no more than that.
_NAMELESS = frozenset(
    ("", "n", "denominator", "denom", "den", "size", "total", "all", "number", "out of")
)
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def count_in_words(count: int) -> str:
    """Write a count as a word up to twenty, in figures beyond."""
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else f"{count:,}"


def share_in_words(share: float) -> str:
    """Name the everyday share nearest to a number between 0 and 1."""
    return min(_SHARES, key=lambda pair: abs(pair[0] - share))[1]


def number(value: float, decimals: int) -> str:
    """Write a number with thousands marked and without useless zeros."""
    if not math.isfinite(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("−" + text[1:]) if text.startswith("-") and text != "-0" else text.removeprefix("-")


def short_number(value: float, decimals: int) -> str:
    """Write a number as `number` does, but in millions or billions where it is so large."""
    for size, name in _LARGE:
        if math.isfinite(value) and abs(value) >= size:
            scaled = value / size
            needed = exact_decimals(scaled)
            three_digits = max(2 - int(math.log10(max(abs(scaled), 1))), 0)
            return f"{number(scaled, needed if needed <= 3 else three_digits)} {name}"
    return number(value, decimals)


def exact_decimals(value: float) -> int:
    """Count the decimals that write a number just as it was typed."""
    return next((d for d in range(12) if math.isclose(round(value, d), value, abs_tol=1e-12)), 12)


def decimals_for(values: Sequence[float], *, is_percent: bool = False) -> int:
    """Choose the decimals that tell these values apart without false precision."""
    finite = [abs(v) for v in values if math.isfinite(v)]
    if not finite:
        return 0
    top = max(finite)
    if is_percent:
        return max(_for_percent(finite), *(_near_a_bound(value) for value in finite))
    if top >= 100:
        return 0
    return 1 if top >= 1 else min(6, 1 - math.floor(math.log10(top))) if top > 0 else 0


def _for_percent(values: Sequence[float]) -> int:
    top, least = max(values), min(values)
    if 0 < top < 1:
        return _digits(top, 3)
    return 0 if top <= 95 and least >= 5 and (top - least >= 2 or len(values) == 1) else 1


def _near_a_bound(percent: float) -> int:
    """Give as many decimals as keep 0.015% from being 0%, and 99.985% from being 100%."""
    apart = min(percent, abs(100 - percent))
    return _digits(apart, 2) if 0 < apart < 0.5 else 0


def _digits(value: float, count: int) -> int:
    """Give the decimals that show so many digits of a number below 1, up to eight decimals."""
    return min(8, count - 1 - math.floor(math.log10(value)))


def listed(items: Sequence[str]) -> str:
    """Join names with commas and a last "and"."""
    items = list(items)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def so_many_of(name: str, times: float) -> str | None:
    """Say what a rate is per, from what the denominators are called: "1,000 bed days", "bed day".

    None where the name says nothing, or cannot be said of one.
    """
    name = "" if name.casefold() in _NAMELESS else name
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    if times != 1:
        return f"{times:,g} {name}".strip()
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else None
