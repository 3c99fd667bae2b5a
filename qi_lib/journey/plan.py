"""What is to be done by when, gathered from everything in a project."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from qi_lib.model import ProjectBundle
from qi_lib.model.fmea import FMEA
from qi_lib.model.plan import PlanRecord
from qi_lib.wording.drawing_words import reword

__all__ = ["DueItem", "gather_plan"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something with a day: a task, a cycle's end, the day of the aim, a check.

    `item_id` names the task of the plan's own record that it is, where it is one.
    """

    on: dt.date | None
    text: str
    who: str
    source: str
    state: Literal["open", "done", "late"]
    item_id: str = ""


def gather_plan(
    record: PlanRecord, project: ProjectBundle | None, *, today: dt.date
) -> list[DueItem]:
    """Gather all that is to be done, the earliest first, what has no day last.

    Args:
        record: the plan's own tasks.
        project: the project, for what its other tools say; None in practice.
        today: what was due before is late.
    """
    found = [
        DueItem(o.by, o.text, o.who, "Plan", _state(o.by, is_done=o.is_done, today=today), o.id)
        for o in record.tasks
    ]
    if project is not None:
        found += [*_of_cycles(project, today), *_of_actions(project)]
        if project.project.aim.by_when:
            by = project.project.aim.by_when
            found.append(DueItem(by, reword("The aim is reached"), "", reword("Aim"), "open"))
    return sorted(found, key=lambda one: (one.on is None, one.on or today, one.text))


def _state(on: dt.date | None, *, is_done: bool, today: dt.date) -> Literal["open", "done", "late"]:
    if is_done:
        return "done"
    return "late" if on is not None and on < today else "open"


def _of_cycles(bundle: ProjectBundle, today: dt.date) -> list[DueItem]:
    found = []
    for cycle in bundle.cycles:
        source = f"{reword('Cycle')} {cycle.number}"
        for task in cycle.tasks:
            state = _state(task.by, is_done=task.is_done, today=today)
            found.append(DueItem(task.by, task.text, task.who, source, state))
        if cycle.end:
            state = _state(cycle.end, is_done=bool(cycle.study), today=today)
            found.append(
                DueItem(cycle.end, f"{reword('Study')} “{cycle.title}”", "", source, state)
            )
    return found


def _of_actions(bundle: ProjectBundle) -> list[DueItem]:
    content = next((one.content for one in bundle.documents if one.kind == "fmea"), {})
    return [
        DueItem(None, one.action, one.who, reword("FMEA"), "open")
        for one in FMEA.model_validate(content).ranked
        if one.action
    ]
