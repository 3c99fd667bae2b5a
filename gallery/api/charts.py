"""The chart of a measure, drawn here: for apps, which show it before any kernel runs."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from gallery.api.measures import MeasureId
from gallery.api.projects import read_project
from gallery.errors import NotFound
from gallery.identity.access import Action, find_project_for
from gallery.request_context import Here, SignedIn, Visitor
from qi_lib.charting.other_views import draw_look
from qi_lib.model import (
    ChartDrawing,
    Look,
    LookChoices,
    LookKind,
    Measure,
    Observation,
    ProjectBundle,
)
from qi_lib.report.chart_drawing import draw_measure_chart

__all__ = ["ChartDraft", "draw_draft", "get_chart", "get_look", "router"]

router = APIRouter(prefix="/projects/{slug}/measures/{measure_id}", tags=["measures"])


class ChartDraft(BaseModel):
    """A measure and its observations as they would be."""

    model_config = ConfigDict(extra="forbid")

    measure: Measure
    observations: list[Observation]


@router.get("/chart")
def get_chart(here: Here, person: Visitor, slug: str, measure_id: MeasureId) -> ChartDrawing:
    """Draw the chart of a measure, or take the one that is kept."""
    bundle, measure = _read(here, person, slug, measure_id)
    return here.charts.chart(bundle, measure, "page").drawing


@router.post("/chart")
def draw_draft(
    here: Here, person: SignedIn, slug: str, measure_id: MeasureId, draft: ChartDraft
) -> ChartDrawing:
    """Draw the chart of a measure as it would be with other numbers. Nothing is saved."""
    find_project_for(here.store, person, slug, Action.EDIT)
    bundle, measure = _read(here, person, slug, measure_id)
    numbers = {measure.id: draft.observations}
    wanted = draft.measure.model_copy(update={"id": measure.id})
    return draw_measure_chart(bundle.model_copy(update={"observations": numbers}), wanted)


@router.get("/looks/{look}")
def get_look(
    here: Here,
    person: Visitor,
    slug: str,
    measure_id: MeasureId,
    look: LookKind,
    choices: Annotated[LookChoices, Query()],
) -> Look:
    """Draw the numbers of a measure in another way than in order of time."""
    bundle, measure = _read(here, person, slug, measure_id)
    return draw_look(bundle, measure, look, choices)


def _read(here: Here, person: Visitor, slug: str, measure_id: str) -> tuple[ProjectBundle, Measure]:
    bundle = read_project(here, person, slug)
    measure = next((one for one in bundle.measures if one.id == measure_id), None)
    if measure is None:
        raise NotFound("There is no such measure.")
    return bundle, measure
