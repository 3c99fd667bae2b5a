"""The change ideas in a project's driver diagram, for tools that put one there."""

from typing import TYPE_CHECKING

from qi_lib.journey.untested_ideas import idea_key
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level
from qi_lib.tools import TOOLS
from widgets.record.open_document import OpenDocument
from widgets.record.undo import Step

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["keep_idea", "kept_ideas", "write_aim"]

_DRIVERS = TOOLS["drivers"]


def kept_ideas(record: DriverDiagram) -> set[str]:
    """Give the change ideas of a driver diagram, to compare by `idea_key`."""
    return {idea_key(one.text) for one in record.of(Level.IDEA)}


def keep_idea(project: "Project", text: str) -> tuple[set[str], Step | None]:
    """Put an idea into a project's driver diagram; give the ideas there, and what was done."""
    document = OpenDocument(_DRIVERS, project, DriverDiagram())

    def edit(record: DriverDiagram) -> None:
        if idea_key(text) not in kept_ideas(record):
            record.drivers.append(Driver(text=text, level=Level.IDEA))

    step = document.change(edit)
    return kept_ideas(document.record), step


def write_aim(project: "Project", aim: str) -> None:
    """Write the aim over a driver diagram that was begun with an idea, before there was an aim."""
    document = OpenDocument(_DRIVERS, project, DriverDiagram())
    if document.record.drivers and not document.record.aim:
        document.change(lambda record: setattr(record, "aim", aim[:300]))
