"""What tools on a project's own records share: in practice they run on an invented project."""

import datetime as dt
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_lib.model import ProjectBundle
from widgets.frame.screen import Actions, Button, Fold, Group, Links, Note, Part, Screen
from widgets.practice.hub_in_memory import practice_hub
from widgets.record.project_tool import ProjectTool

if TYPE_CHECKING:
    from qi_lib.client import Hub

__all__ = ["RecordTool"]

_HOME = "/home"


class RecordTool(ProjectTool):
    """A tool on the records of a project.

    In practice its hub is one of an invented project, in memory: it runs as it always does, and
    nothing reaches the real one.
    """

    def __init__(
        self, connect: Callable[[], "Hub"], *, today: dt.date | None = None, apps: str = ""
    ) -> None:
        super().__init__(connect, today=today, apps=apps)
        self._ours: dict[str, str] = {}  # the address to open again after practice
        self.clear()

    # What a tool of this kind says ----------------------------------------------------------------

    @abstractmethod
    def example(self) -> ProjectBundle:
        """Give an invented project to practise on."""

    @abstractmethod
    def clear(self) -> None:
        """Begin again with nothing open."""

    @abstractmethod
    def open_at(self, address: dict[str, str]) -> None:
        """Open what is in the address, or ask for it; the hub is reached."""

    @abstractmethod
    def open_example(self, slug: str) -> None:
        """Open the invented project where there is something to see."""

    @abstractmethod
    def draw(self) -> Screen:
        """Draw where the person is."""

    # What the frame asks --------------------------------------------------------------------------

    @property
    def slug(self) -> str:
        """Name the project; in practice, the one to go back to."""
        return self._ours.get("project", "") if self.is_practice else super().slug

    @property
    def address(self) -> dict[str, str]:
        """Open the same again."""
        return {**self._ours, "practice": "1"} if self.is_practice else self.place

    @property
    def place(self) -> dict[str, str]:
        """Open the same place of the project again."""
        return super().address

    @property
    def way_back(self) -> Button:
        """Lead out of practice."""
        label = "Back to ours" if self.slug else "Leave practice"
        return Button(label=label, act="ours")

    def open(self, address: dict[str, str]) -> None:
        """Open what is in the address, or practise."""
        self.connect()
        if address.get("practice"):
            self._ours = {name: value for name, value in address.items() if name != "practice"}
            self._begin_practice()
        else:
            self.open_at(address)

    def practise(self) -> None:
        """Begin with the example, and note where to come back to."""
        if not self.is_practice:
            self._ours = self.place
        self._begin_practice()

    def end_practice(self) -> None:
        """Open again what was open before."""
        self._start_over(is_practice=False)
        self.open(self._ours)

    def _begin_practice(self) -> None:
        self._start_over(is_practice=True)
        example = self.example()
        self.hub = practice_hub(example, by=self.me)
        self.open_example(example.project.slug)

    def _start_over(self, *, is_practice: bool) -> None:
        self.is_practice, self.project = is_practice, None
        self.guide.end()
        self.clear()

    def screen(self) -> Screen:
        """Draw where the person is, with the tour, and in practice with the way out of it."""
        screen = self.draw()
        parts = list(screen.parts)
        has_bar = bool(parts) and isinstance(parts[0], Actions)
        parts[has_bar:has_bar] = self.notes()
        screen = replace(screen, parts=tuple(parts))
        return _stay_inside(screen, self.way_back) if self.is_practice else screen


def _stay_inside(screen: Screen, way_back: Button) -> Screen:
    """Leave out what leads away: there are no pages of an invented project."""
    return replace(
        screen,
        key=f"{screen.key}:practice",
        parts=tuple(_inside(part) for part in screen.parts),
        back=None if _leads_away(screen.back) else screen.back,
        go=way_back if _leads_away(screen.go) else screen.go,
    )


def _leads_away(button: Button | None) -> bool:
    return button is not None and button.href not in ("", _HOME)


def _inside(part: Part) -> Part:
    changes: dict[str, Any] = {}  # Any: fields of different parts
    if isinstance(part, Links | Actions | Group | Note):
        changes["buttons"] = tuple(one for one in part.buttons if not _leads_away(one))
    if isinstance(part, Group | Fold):
        changes["parts"] = tuple(_inside(inner) for inner in part.parts)
    return replace(part, **changes)
