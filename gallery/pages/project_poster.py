"""A project's page, which is also its digital poster: the record, put into words."""

from dataclasses import dataclass

from gallery.chart_cache import ChartCache, DrawnChart
from gallery.pages.app_addresses import chart_address
from gallery.pages.project_cards import aim_of
from gallery.pages.stages import JourneyStage, lay_out_journey
from gallery.settings import StrategicAim
from qi_lib.journey.measure_family import KIND_NAMES, main_measure
from qi_lib.journey.stage import find_stage
from qi_lib.model import (
    DECISION_WORDS,
    PDSA,
    ROLE_NAMES,
    VISIBILITY_NAMES,
    Contact,
    Measure,
    ProjectBundle,
)
from qi_lib.wording.dates import say_span

__all__ = [
    "CycleLine",
    "MeasureLine",
    "MemberLine",
    "ProjectPoster",
    "project_poster",
    "who_and_when",
]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person on the team."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure, with where its chart is edited."""

    name: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A PDSA cycle, with what became of it."""

    number: int
    title: str
    dates: str
    test_size: str
    prediction: str
    study: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ProjectPoster:
    """All that a project's page says to everyone who may read it."""

    slug: str
    title: str
    aim: StrategicAim | None
    aim_sentence: str
    is_demonstration: bool
    visibility_words: str
    steps: list[JourneyStage]
    chart: DrawnChart | None
    phone_chart: DrawnChart | None
    change: str
    story: str
    lesson: str
    problem: str
    contact: Contact
    contact_words: str
    team: list[MemberLine]
    measures: list[MeasureLine]
    cycles: list[CycleLine]


def project_poster(
    bundle: ProjectBundle, aims: list[StrategicAim], charts: ChartCache
) -> ProjectPoster:
    """Put a project's record into the words of its page."""
    project = bundle.project
    measure = main_measure(bundle)
    return ProjectPoster(
        slug=project.slug,
        title=project.title,
        aim=aim_of(bundle, aims),
        aim_sentence=project.aim.sentence,
        is_demonstration=project.is_demonstration,
        visibility_words=VISIBILITY_NAMES[project.visibility],
        steps=lay_out_journey(find_stage(bundle)),
        chart=charts.chart(bundle, measure, "page") if measure else None,
        phone_chart=charts.chart(bundle, measure, "phone") if measure else None,
        change=project.change,
        story=project.story,
        lesson=project.lesson,
        problem=project.problem,
        contact=project.contact,
        contact_words=who_and_when(project.contact),
        team=[MemberLine(m.name or m.user, ROLE_NAMES[m.role]) for m in bundle.team],
        measures=[_measure_line(m, bundle) for m in bundle.measures],
        cycles=[_cycle_line(c) for c in bundle.cycles],
    )


def who_and_when(contact: Contact) -> str:
    """Say what the person to talk to does, and when they are there."""
    return ", ".join(part for part in (contact.role, contact.when) if part)


def _measure_line(measure: Measure, bundle: ProjectBundle) -> MeasureLine:
    count = len(bundle.observations.get(measure.id, []))
    numbers = "no numbers yet" if not count else "1 number" if count == 1 else f"{count} numbers"
    href = chart_address(bundle.project.slug, measure.id)
    return MeasureLine(measure.name, f"{KIND_NAMES[measure.kind]} · {numbers}", href)


def _cycle_line(cycle: PDSA) -> CycleLine:
    return CycleLine(
        number=cycle.number,
        title=cycle.title,
        dates=say_span(cycle.start, cycle.end),
        test_size=cycle.test_size,
        prediction=cycle.prediction,
        study=cycle.study,
        outcome=DECISION_WORDS[cycle.decision] if cycle.decision else "Not studied yet",
    )
