"""One thing that people do to an open measure, such as typing numbers or writing on its chart."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from widgets.chart.chart_view import ChartView
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome

__all__ = ["CHART", "Act", "Activity", "Draw", "Tap", "shows"]

CHART = "chart"
"""The screen on which everything begins and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button that was tapped: on which screen, its value, and what was typed there by box."""

    screen: str
    value: str
    typed: dict[str, str]

    @property
    def day(self) -> dt.date | None:
        """Give the day that the button stands for, if it does."""
        return dt.date.fromisoformat(self.value) if self.value else None


Act: TypeAlias = Callable[[Tap], Outcome]
"""What a button does; raises `WrongEntry` when what was typed cannot be used."""

Draw: TypeAlias = Callable[[ChartView], Screen]
"""How a screen is drawn."""


class Activity(Protocol):
    """Something to do, with screens of its own, and buttons that nothing else answers."""

    @property
    def screens(self) -> dict[str, Draw]:
        """How each of its screens is drawn, by name."""

    @property
    def acts(self) -> dict[str, Act]:
        """What each of its buttons does, by name."""


def shows(screen: str) -> Act:
    """Make a button that leads to a screen, and does nothing else."""
    return lambda _: Outcome(show=screen)
