"""What the screens of *Start a project* show."""

import datetime as dt
from dataclasses import dataclass, field

from qi_lib.model import Project
from widgets.frame.displays import Tried
from widgets.frame.screen import Clash, Option
from widgets.record.undo import History
from widgets.start.first_measure import FirstMeasure

__all__ = ["StartView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """All that the screens show."""

    project: Project | None = None
    sentence: str = ""
    first: FirstMeasure | None = None
    is_asked: bool = False
    """Whether the question was passed over, and is asked once more."""
    aims: tuple[Option, ...] = ()
    tried: Tried | None = None
    like: Project | None = None
    problem: str = ""
    clashes: dict[str, str] = field(default_factory=dict)
    today: dt.date
    apps: str = ""
    told: str = ""
    history: History = field(default_factory=History)
    is_practice: bool = False

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None

    @property
    def opened(self) -> Project:
        """The project, where there must be one."""
        assert self.project is not None, "the first answer makes the project"
        return self.project
