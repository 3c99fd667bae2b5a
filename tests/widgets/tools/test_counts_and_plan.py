"""*Pareto* and *Plan* against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from tests.widgets.conftest import find, press, type_into
from widgets.tools.pareto import ParetoTool
from widgets.tools.plan import PlanTool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A project of Nia's."""
    return hub_of().start_project(title="Late discharges").slug


def test_each_tap_counts_one(hub_of: HubOf, slug: str) -> None:
    tool = ParetoTool(hub_of)
    tool.open({"project": slug})
    press(tool, "add", new="Medicines")
    kind = tool.record.categories[0].id

    press(tool, "count", kind)
    screen = press(tool, "count", kind)

    assert find(screen, "counters").buttons[0].hint == "2"
    assert hub_of().project(slug).document("pareto").content["categories"][0]["count"] == 2


def test_tap_that_comes_again_to_another_kernel_counts_once(hub_of: HubOf, slug: str) -> None:
    tool, kernel_after = ParetoTool(hub_of), ParetoTool(hub_of)
    tool.open({"project": slug})
    press(tool, "add", new="Medicines")
    kind = tool.record.categories[0].id
    with tool.once("0a1b2c"):
        press(tool, "count", kind)
    press(tool, "count", kind)

    kernel_after.open({"project": slug})
    with kernel_after.once("0a1b2c"):
        press(kernel_after, "count", kind)

    assert kernel_after.record.categories[0].count == 2


def test_two_who_count_at_once_are_both_heard(hub_of: HubOf, slug: str) -> None:
    first, second = ParetoTool(hub_of), ParetoTool(hub_of)
    first.open({"project": slug})
    press(first, "add", new="Medicines")
    second.open({"project": slug})
    kind = first.record.categories[0].id

    press(first, "count", kind)
    press(second, "count", kind)

    assert second.record.categories[0].count == 2


def test_pasted_list_is_counted_into_known_and_new_kinds(hub_of: HubOf, slug: str) -> None:
    tool = ParetoTool(hub_of)
    tool.open({"project": slug})
    press(tool, "add", new="Medicines")

    screen = press(tool, "paste", pasted="medicines\n Transport \n\nTransport\nTransport\n")

    assert [(one.text, one.count) for one in tool.record.ranked] == [
        ("Transport", 3),
        ("Medicines", 1),
    ]
    assert find(screen, "told").text == "4 counted in 2 kinds."


def test_task_is_added_and_ticked(hub_of: HubOf, slug: str) -> None:
    tool = PlanTool(hub_of, today=TODAY)
    tool.open({"project": slug})
    press(tool, "add", new__text="Print cards", new__who="Ann", new__by="2025-11-07")
    task = tool.record.tasks[0]
    press(tool, "choose", task.id)

    type_into(tool, f"{task.id}.is_done", "True")

    assert "Print cards" in find(tool.screen(), "diagram").svg
    assert tool.record.tasks[0].is_done


def test_what_belongs_to_another_tool_says_so(hub_of: HubOf, slug: str) -> None:
    hub_of().project(slug).add_cycle(title="Huddle", end=dt.date(2025, 11, 9))
    tool = PlanTool(hub_of, today=TODAY)
    tool.open({"project": slug})
    assert "Study “Huddle”" in find(tool.screen(), "diagram").svg

    screen = press(tool, "choose", "other0")

    assert "another tool" in find(screen, "told").text
