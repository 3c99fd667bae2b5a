"""The real gallery service, and what a tool shows and is told, without a browser."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gallery.identity.people import Person
from gallery.settings import Settings
from qi_lib.client import Hub, MeasureHandle
from tests.serving import Served, hubs, served_gallery
from widgets.chart.tool import ChartTool
from widgets.frame.frame import ToolFrame
from widgets.frame.screen import Checklist, Fold, Group, Part, Screen
from widgets.frame.tool import Answer, Tool


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service on a free port of this machine."""
    with served_gallery(Settings(data_folder=tmp_path_factory.mktemp("data"))) as running:
        yield running


@pytest.fixture
def hub_of(served: Served) -> Iterator[Callable[..., Hub]]:
    """Make a hub as a person sees it; Nia, when nobody is named."""
    with hubs(served) as make:
        yield make


@pytest.fixture
def newcomer(served: Served) -> Person:
    """A person whom the hub has not seen before."""
    person = Person(f"newcomer-{len(served.identity.people)}", "New Comer")
    served.identity.people[person.name] = person
    return person


class Browser:
    """Sends messages to a frame and gathers its answers."""

    def __init__(
        self, tool: Tool, monkeypatch: pytest.MonkeyPatch, address: dict[str, str] | None = None
    ) -> None:
        self.answers: list[dict[str, Any]] = []
        monkeypatch.setattr(
            ToolFrame, "send", lambda _, content, buffers=None: self.answers.append(content)
        )
        self.frame = ToolFrame(tool, address or {})

    def send(self, buffers: tuple[bytes, ...] = (), **message: object) -> list[dict[str, Any]]:
        """Send one message; give what came back."""
        self.answers.clear()
        self.frame._handle_custom_msg(message, list(buffers))
        return list(self.answers)


def open_chart(
    hub: Hub, measure: MeasureHandle, *, today: dt.date, is_plain: bool = False
) -> ChartTool:
    """Open a measure of one of the person's projects in *My chart*."""
    slug = next(one.slug for one in hub.projects(mine=True) if measure.id in one.measures)
    tool = ChartTool(lambda: hub, today=today, apps="/apps/")
    tool.is_plain = is_plain
    tool.open({"project": slug, "measure": measure.id})
    return tool


def type_into(tool: Tool, name: str, value: str) -> str:
    """Type into a field as the browser reports it: with the saved value it started from."""
    part = find(tool.screen(), name)
    return tool.save(Answer(name=name, value=value, base=part.value))


def press(tool: Tool, name: str, value: str = "", **kept: str) -> Screen:
    """Press a button; give what is shown then."""
    tool.act(name, value, {key.replace("__", "."): text for key, text in kept.items()})
    return tool.screen()


def find(screen: Screen, name: str) -> Any:
    """Find a part of a screen by its name, wherever it stands. Parts are of many kinds."""
    found = [part for part in all_parts(screen.parts) if part.name == name]
    assert found, f"no “{name}” among {[part.name for part in all_parts(screen.parts)]}"
    return found[0]


def has(screen: Screen, name: str) -> bool:
    """Tell whether a screen has a part of this name."""
    return any(part.name == name for part in all_parts(screen.parts))


def all_parts(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Walk through the parts of a screen, wherever they stand."""
    for part in parts:
        yield part
        if isinstance(part, Fold | Group):
            yield from all_parts(part.parts)
        if isinstance(part, Checklist):
            yield from (check.fill for check in part.checks if check.fill)
