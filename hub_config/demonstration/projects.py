"""The projects of the demonstration, kept as files in the form in which a project leaves a hub."""

import datetime as dt
from pathlib import Path

from hub_config.demonstration.dates import DateShift
from qi_lib.model import Frequency, Measure, Observation, ProjectBundle, ToolDocument
from qi_lib.model.plan import PlanRecord
from qi_lib.model.progress import ProgressRecord
from qi_lib.tools import read_document

__all__ = ["AS_OF", "demonstration_projects"]

_FOLDER = Path(__file__).with_name("projects")

AS_OF = dt.date(2026, 10, 1)
"""The day on which the files are true. A first of the month, so that no shift goes beyond today."""


def demonstration_projects(today: dt.date) -> list[ProjectBundle]:
    """Read every project, its dates moved so that the last observations are recent on `today`."""
    shift = DateShift(AS_OF, today)
    return [_as_of_today(_read(path), shift) for path in sorted(_FOLDER.glob("*.json"))]


def _read(path: Path) -> ProjectBundle:
    return ProjectBundle.model_validate_json(path.read_text(encoding="utf-8"))


def _as_of_today(bundle: ProjectBundle, shift: DateShift) -> ProjectBundle:
    aim = bundle.project.aim
    if aim.by_when:
        aim.by_when = shift.by_months(aim.by_when)
    for cycle in bundle.cycles:
        cycle.start = cycle.start and shift.by_months(cycle.start)
        cycle.end = cycle.end and shift.by_months(cycle.end)
    for document in bundle.documents:
        _move_days(document, shift)
    for measure in bundle.measures:
        _move(measure, bundle.observations.get(measure.id, []), shift)
    if bundle.published_at:
        published = shift.by_months(bundle.published_at.date())
        bundle.published_at = dt.datetime.combine(published, bundle.published_at.timetz())
    return bundle


def _move_days(document: ToolDocument, shift: DateShift) -> None:
    record = read_document(document.kind, document.content)
    if record is None:
        return
    if isinstance(record, PlanRecord):
        for task in record.tasks:
            task.by = task.by and shift.by_months(task.by)
    if isinstance(record, ProgressRecord):
        for confirmed in record.confirmed:
            confirmed.on = shift.by_months(confirmed.on)
        for check in record.checks:
            check.on = shift.by_months(check.on)
    document.content = record.model_dump(mode="json")


def _move(measure: Measure, observations: list[Observation], shift: DateShift) -> None:
    """Keep months on the first of a month, and weeks on the same weekday."""
    is_short = measure.frequency in (Frequency.DAY, Frequency.WEEK)
    move = shift.by_weeks if is_short else shift.by_months
    for observation in observations:
        observation.when = move(observation.when)
    for phase in measure.phases:
        phase.start = move(phase.start)
    for annotation in measure.annotations:
        annotation.when = move(annotation.when)
    for target in measure.targets:
        target.start = target.start and move(target.start)
