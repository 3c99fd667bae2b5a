"""Projects as lists show them: a person's own, those to coach, those in the gallery."""

import datetime as dt
from dataclasses import dataclass

from gallery.chart_cache import ChartCache, DrawnChart
from gallery.pages.app_addresses import NextStepLink, next_step_link
from gallery.pages.stages import JourneyStage, lay_out_journey, stage_in_words
from gallery.settings import StrategicAim
from qi_lib.journey.measure_family import main_measure
from qi_lib.journey.next_step import why_stuck
from qi_lib.journey.stage import find_stage
from qi_lib.model import ProjectBundle

__all__ = ["PosterCard", "ProjectCard", "aim_of", "poster_card", "project_card"]


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project with what its team does next; nothing for those who only read along."""

    title: str
    href: str
    place: str
    aim: StrategicAim | None
    stage_name: str
    steps: list[JourneyStage]
    next: NextStepLink | None
    stuck: str


@dataclass(frozen=True, slots=True)
class PosterCard:
    """A published project with its finding."""

    title: str
    href: str
    place: str
    aim: StrategicAim | None
    chart: DrawnChart | None


def aim_of(bundle: ProjectBundle, aims: list[StrategicAim]) -> StrategicAim | None:
    """Find the strategic aim that a project serves; None when settings no longer name it."""
    return next((aim for aim in aims if aim.key == bundle.project.strategic_aim), None)


def project_card(
    bundle: ProjectBundle, aims: list[StrategicAim], today: dt.date, *, may_edit: bool
) -> ProjectCard:
    """Make the card of a project for someone of its team, or who coaches it."""
    project, stage = bundle.project, find_stage(bundle)
    return ProjectCard(
        title=project.title,
        href=f"/projects/{project.slug}",
        place=project.place,
        aim=aim_of(bundle, aims),
        stage_name=stage_in_words(stage),
        steps=lay_out_journey(stage),
        next=next_step_link(bundle, today) if may_edit else None,
        stuck=why_stuck(bundle, today),
    )


def poster_card(bundle: ProjectBundle, aims: list[StrategicAim], charts: ChartCache) -> PosterCard:
    """Make the card of a published project for someone who looks around."""
    measure = main_measure(bundle)
    return PosterCard(
        title=bundle.project.title,
        href=f"/projects/{bundle.project.slug}",
        place=bundle.project.place,
        aim=aim_of(bundle, aims),
        chart=charts.chart(bundle, measure, "thumbnail") if measure else None,
    )
