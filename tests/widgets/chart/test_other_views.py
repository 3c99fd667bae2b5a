"""Other ways to look at the numbers in *My chart*."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub, MeasureHandle
from tests.widgets.conftest import find, has, open_chart, press

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]


@pytest.fixture
def seen(hub_of: HubOf) -> MeasureHandle:
    """A measure of shares in a new project of Nia's, with 22 months."""
    project = hub_of().start_project(title="Seen in time")
    seen = project.add_measure(name="Seen in time", unit="%", denominator="all", direction="up")
    for at in range(22):
        day, whole = dt.date(2024 + at // 12, at % 12 + 1, 1), 80 + at * 7 % 50
        seen.add(when=day, numerator=whole // 2, denominator=whole)
    return seen


def test_each_way_is_drawn_explained_and_one_tap_from_the_chart(
    hub_of: HubOf, seen: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), seen, today=TODAY)
    assert any(one.act == "looks" for one in find(tool.screen(), "more").buttons)
    offered = find(press(tool, "looks"), "looks").buttons
    kinds = [one.value for one in offered if one.act]
    assert kinds == ["histogram", "funnel", "medians", "rules"]

    for kind in kinds:
        screen = press(tool, "look", kind)
        assert screen.question
        assert find(screen, "look-words").text
        assert has(screen, "look") or has(screen, "look-rows")
        assert screen.go is not None
        assert screen.go.act == "back"

    assert has(press(tool, "back"), "chart")


def test_pareto_is_a_tool_of_its_own(hub_of: HubOf, seen: MeasureHandle) -> None:
    tool = open_chart(hub_of(), seen, today=TODAY)

    last = find(press(tool, "looks"), "looks").buttons[-1]

    assert last.href == f"/apps/pareto.ipynb?project={tool.address['project']}"


def test_few_numbers_have_no_other_ways(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Few")
    few = project.add_measure(name="Falls")
    few.add(when=dt.date(2025, 1, 1), value=3)

    screen = open_chart(hub_of(), few, today=TODAY).screen()

    assert all(one.act != "looks" for one in find(screen, "more").buttons)
