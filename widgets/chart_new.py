"""A new measure, made of a few answers."""

from typing import TYPE_CHECKING

from qi_lib.model import ChartType, Direction, Frequency
from widgets.entry import WrongEntry
from widgets.suggestions import suggest_measures

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["NEW_FIELDS", "make_measure"]

NEW_FIELDS = ("new.name", "new.shape", "new.frequency", "new.direction")


def make_measure(project: "Project", kept: dict[str, str]) -> "MeasureHandle":
    """Make the measure that was described; raises `WrongEntry` when it has no name."""
    name = kept.get("new.name", "").strip()
    if not name:
        raise WrongEntry("new.name", "Give it a name first, such as “Falls”.")
    ideas = {
        idea.name: idea for idea in suggest_measures(project.record.problem, project.record.aim)
    }
    shape = kept.get("new.shape")
    is_share = shape == "share"
    unit = ideas[name].unit if name in ideas else ""
    return project.add_measure(
        name=name,
        unit="%" if is_share else unit.replace("%", ""),
        denominator="how many in all" if is_share else "",
        chart=ChartType.XBAR if shape == "several" else ChartType.AUTO,
        frequency=kept.get("new.frequency") or Frequency.MONTH,
        direction=kept.get("new.direction") or Direction.NEUTRAL,
    )
