"""A sheet of paper for the next numbers of a measure: what counts, a table, room for a chart."""

import datetime as dt
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from gallery.api.measures import MeasureId
from gallery.api.projects import read_project
from gallery.errors import NotFound
from gallery.identity.access import find_project_for
from gallery.pages.page_frame import render_page
from gallery.request_context import Here, Visitor
from qi_lib.charting.collection_periods import next_periods
from qi_lib.journey.measure_family import KIND_NAMES, KIND_QUESTIONS, say_amount
from qi_lib.model import Direction, Frequency, Measure
from qi_lib.tables.frequencies import say_period

__all__ = ["router", "sheet"]

router = APIRouter(include_in_schema=False, prefix="/projects/{slug}/measures/{measure_id}")

_PERIODS = 12
_DIRECTIONS = {Direction.DOWN: "Less is better", Direction.UP: "More is better"}
_FREQUENCIES = {
    Frequency.DAY: "Every day",
    Frequency.WEEK: "Every week",
    Frequency.MONTH: "Every month",
    Frequency.QUARTER: "Every quarter",
}


@router.get("/sheet")
def sheet(
    request: Request, here: Here, person: Visitor, slug: str, measure_id: MeasureId
) -> HTMLResponse:
    """Show the sheet, to be printed and hung where the counting is done."""
    record = find_project_for(here.store, person, slug)
    bundle = read_project(here, person, slug)
    measure = next((one for one in bundle.measures if one.id == measure_id), None)
    if measure is None:
        raise NotFound("There is no such measure.")
    points = bundle.observations.get(measure_id, [])
    today = dt.datetime.now(ZoneInfo(here.settings.time_zone)).date()
    last = max((one.when for one in points), default=None)
    days = next_periods(last, measure.frequency, count=_PERIODS, today=today)
    has_parts = points[-1].numerator is not None if points else bool(measure.denominator)
    return render_page(
        request,
        person,
        "collection_sheet.html",
        title=record.project.title,
        place=record.project.place,
        slug=slug,
        measure=measure,
        facts=_facts(measure),
        columns=_columns(measure, has_parts=has_parts),
        periods=[say_period(day, measure.frequency) for day in days],
        marks=[f"{day:%b %y}" if _is_by_month(measure) else f"{day.day} {day:%b}" for day in days],
    )


def _is_by_month(measure: Measure) -> bool:
    return measure.frequency in (Frequency.MONTH, Frequency.QUARTER)


def _facts(measure: Measure) -> list[tuple[str, str]]:
    """Say what is known of the measure; where nothing is, there is a line to write on."""
    facts = [
        ("What it is for", f"{KIND_NAMES[measure.kind]}. {KIND_QUESTIONS[measure.kind]}"),
        ("What counts, and what does not", measure.definition),
        ("How often", _FREQUENCIES[measure.frequency]),
        ("Which way is better", _DIRECTIONS.get(measure.direction, "")),
        ("Target", _target(measure)),
        ("Who collects it", measure.collected_by),
    ]
    optional = ("Which way is better", "Target")
    return [(name, words) for name, words in facts if words or name not in optional]


def _target(measure: Measure) -> str:
    if not measure.targets:
        return ""
    return say_amount(measure, measure.targets[-1].value)


def _columns(measure: Measure, *, has_parts: bool) -> list[str]:
    if has_parts:
        return [measure.numerator or measure.name, f"out of {measure.denominator or 'how many'}"]
    is_said = not measure.unit or measure.unit.casefold() in measure.name.casefold()
    return [measure.name if is_said else f"{measure.name} ({measure.unit})"]
