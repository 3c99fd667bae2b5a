"""Dates and stretches of time as people say them."""

import datetime as dt

__all__ = ["day_in_words", "how_long", "span_in_words"]


def day_in_words(day: dt.date) -> str:
    """Write a date in the British way: 3 April 2025."""
    return f"{day.day} {day:%B %Y}"


def span_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """Write when something began and ended, with what is known."""
    if start and end:
        return f"{day_in_words(start)} to {day_in_words(end)}"
    if start:
        return f"since {day_in_words(start)}"
    return f"until {day_in_words(end)}" if end else ""


def how_long(days: int) -> str:
    """Say roughly how long: 5 days, 3 weeks, 2 months."""
    if days < 14:
        count, unit = days, "day"
    elif days < 60:
        count, unit = days // 7, "week"
    else:
        count, unit = days // 30, "month"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
