"""The cycles of a new project, and one that is planned."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.model import PDSA
from tests.widgets.conftest import press, type_into
from widgets.pdsa.tool import PDSATool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


@pytest.fixture
def tool(hub_of: HubOf) -> PDSATool:
    """The cycles of a new project of Nia's."""
    slug = hub_of().start_project(title="Fewer falls").slug
    opened = PDSATool(hub_of, today=TODAY)
    opened.open({"project": slug})
    return opened


def plan(tool: PDSATool, *, size: str = "One shift") -> None:
    """Plan a first cycle."""
    press(tool, "new", new__title="Huddle at the bedside")
    type_into(tool, "prediction", "Two fewer falls that night")
    type_into(tool, "test_size", size)


def saved_cycle(hub_of: HubOf, tool: PDSATool, number: int) -> PDSA:
    """Read a cycle as the hub has it."""
    cycles = hub_of().project(tool.address["project"]).cycles
    return next(one.record for one in cycles if one.record.number == number)
