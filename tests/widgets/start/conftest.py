"""*Start a project*, opened and begun."""

import datetime as dt
from collections.abc import Callable

from qi_lib.client import Hub
from qi_lib.model import Project
from tests.widgets.conftest import press
from widgets.frame.screen import Screen
from widgets.start.tool import StartTool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


def open_start(hub: Hub, **address: str) -> StartTool:
    """Open the tool at an address."""
    tool = StartTool(lambda: hub, today=TODAY, apps="/apps/")
    tool.open(address)
    return tool


def begin(hub: Hub, problem: str = "Residents fall at night.") -> StartTool:
    """Answer the first question."""
    tool = open_start(hub, like="nothing-like-this")  # so that begun projects are not offered
    press(tool, "next", problem=problem)
    return tool


def go_to(tool: StartTool, step: str) -> Screen:
    """Carry on to a question without answering those before it."""
    for _ in range(12):
        if tool.screen().key == step:
            return tool.screen()
        press(tool, "next")
    raise AssertionError(f"“{step}” is never reached")


def saved_record(hub_of: HubOf, tool: StartTool) -> Project:
    """Read the project as the hub has it."""
    return hub_of().project(tool.address["project"]).record
