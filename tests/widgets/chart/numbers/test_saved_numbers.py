"""The numbers of a measure, changed on two devices and brought back."""

from typing import Any

import pytest

from qi_lib.client import MeasureHandle
from qi_lib.client.connection import Connection
from tests.widgets.chart.conftest import TODAY, HubOf, on_two_devices
from tests.widgets.conftest import find, open_chart, press
from widgets.chart.tool import ChartTool


def test_numbers_of_two_devices_are_both_kept(hub_of: HubOf, waits: MeasureHandle) -> None:
    mine, theirs = on_two_devices(hub_of, waits)

    press(mine, "add", entry__when="2025-05-01", entry__value="40")
    press(theirs, "add", entry__when="2025-06-01", entry__value="50")

    assert [one.value for one in waits.observations] == [31, 28, 30, 29, 40, 50]
    assert mine.look_again()
    assert find(mine.screen(), "numbers").rows[0] == ("June 2025", "50")
    assert not mine.look_again()


def test_same_number_changed_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = on_two_devices(hub_of, waits)
    press(theirs, "add", entry__when="2025-04-01", entry__value="33")
    press(mine, "correct", "2025-04-01")

    screen = press(mine, "add", entry__value="25")

    assert "Meanwhile somebody saved 33 here" in find(screen, "entry.value").problem
    assert waits.observations[-1].value == 33
    press(mine, "add", entry__value="25")
    assert waits.observations[-1].value == 25


def test_number_that_somebody_changed_is_not_taken_out_unseen(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = on_two_devices(hub_of, waits)
    press(theirs, "add", entry__when="2025-04-01", entry__value="33")
    press(mine, "correct", "2025-04-01")

    screen = press(mine, "remove")

    assert "Meanwhile somebody saved 33" in find(screen, "entry.value").problem
    assert waits.observations[-1].value == 33


def test_undoing_leaves_what_somebody_else_did_since(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    waits.add(when="2025-05-01", value=41)

    screen = press(tool, "undo")

    assert "Somebody has changed the same part" in find(screen, "told").text
    assert waits.observations[-1].value == 41


def test_numbers_go_back_to_any_save_and_forward_again(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    press(tool, "correct", "2025-05-01")
    press(tool, "remove")

    saves = find(press(tool, "past"), "versions").buttons
    assert [one.hint.split(", saved by")[0] for one in saves[:2]] == [
        "1 number taken out",
        "May 2025: 40",
    ]
    screen = press(tool, "return", saves[1].value)

    assert screen.key != "past"
    assert waits.observations[-1].value == 40
    press(tool, "undo")
    assert waits.observations[-1].value != 40


def test_number_is_saved_by_one_request_and_drawn_by_another(
    hub_of: HubOf, waits: MeasureHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _requests(monkeypatch)
    tool = open_chart(hub_of(), waits, today=TODAY)
    tool.screen()
    assert [one for one in asked if "/measures/" in one] == [f"GET {_path(tool)}/chart"]
    asked.clear()

    press(tool, "add", entry__when="2025-05-01", entry__value="40")

    assert asked == [f"PUT {_path(tool)}/observations", f"GET {_path(tool)}/chart"]
    asked.clear()
    assert not tool.look_again()
    assert asked == [f"GET /projects/{tool.address['project']}"]


def _path(tool: ChartTool) -> str:
    return f"/projects/{tool.address['project']}/measures/{tool.address['measure']}"


def _requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down what is asked of the hub."""
    asked: list[str] = []
    get, send = Connection.get, Connection.send

    def listen_get(self: Connection, path: str, **query: str) -> Any:
        asked.append(f"GET {path}")
        return get(self, path, **query)

    def listen_send(self: Connection, method: str, path: str, *what: Any, **how: Any) -> Any:
        asked.append(f"{method} {path}")
        return send(self, method, path, *what, **how)

    monkeypatch.setattr(Connection, "get", listen_get)
    monkeypatch.setattr(Connection, "send", listen_send)
    return asked
