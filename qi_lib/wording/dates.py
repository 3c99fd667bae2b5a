"""Dates and stretches of time as people say them."""

import datetime as dt

__all__ = ["how_long", "say_day", "say_span"]


def say_day(day: dt.date) -> str:
    """Write a date in words, as on a page: 3 April 2025."""
    return f"{day.day} {day:%B %Y}"


def say_span(start: dt.date | None, end: dt.date | None) -> str:
    """Write when something began and ended, with what is known."""
    if start and end:
        return f"{say_day(start)} to {say_day(end)}"
    if start:
        return f"since {say_day(start)}"
    return f"until {say_day(end)}" if end else ""


def how_long(days: int) -> str:
    """Say roughly how long: 5 days, 3 weeks, 2 months."""
    if days < 14:
        count, unit = days, "day"
    elif days < 60:
        count, unit = days // 7, "week"
    else:
        count, unit = days // 30, "month"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
