"""A measure of falls without numbers, and one of waiting times with four."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub, MeasureHandle
from qi_lib.model import Measure
from tests.widgets.conftest import open_chart
from widgets.chart.tool import ChartTool

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]
FALLS = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5)
PASTED = "Month\tFalls\n" + "\n".join(
    f"{month}/{year}\t{value}"
    for (year, month), value in zip(
        [(year, month) for year in (2024, 2025) for month in range(1, 13)], FALLS, strict=True
    )
)


@pytest.fixture
def falls(hub_of: HubOf) -> MeasureHandle:
    """A measure without numbers in a new project of Nia's."""
    project = hub_of().start_project(title="Fewer falls")
    return project.add_measure(name="Falls", unit="falls", direction="down")


@pytest.fixture
def waits(hub_of: HubOf) -> MeasureHandle:
    """A measure of minutes, with four months of them, in a new project of Nia's."""
    project = hub_of().start_project(title="Shorter waits")
    waits = project.add_measure(name="Wait", unit="minutes", direction="down")
    for month, value in enumerate((31, 28, 30, 29), 1):
        waits.add(when=dt.date(2025, month, 1), value=value)
    return waits


def fill(measure: MeasureHandle, *numbers: float) -> None:
    """Give a measure a number for each month from January 2024 on."""
    for month, value in enumerate(numbers, start=1):
        measure.add(when=f"{2024 + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-01", value=value)


def on_two_devices(hub_of: HubOf, measure: MeasureHandle) -> tuple[ChartTool, ChartTool]:
    """Open a measure twice, as two people do."""
    one, other = (open_chart(hub_of(), measure, today=TODAY) for _ in range(2))
    return one, other


def saved_record(hub_of: HubOf, tool: ChartTool) -> Measure:
    """Read the measure as the hub has it."""
    return hub_of().project(tool.address["project"]).measures[tool.address["measure"]].record
