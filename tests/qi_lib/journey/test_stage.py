"""Where on its journey a project is, by its record."""

import datetime as dt

import pytest

from qi_lib.journey.stage import UNDERSTANDING, find_stage, read_stage
from qi_lib.model import (
    PDSA,
    Aim,
    Decision,
    Direction,
    Measure,
    Observation,
    Phase,
    Project,
    ProjectBundle,
    Stage,
    ToolDocument,
)
from qi_lib.tools import TOOLS

AIM = Aim(
    what="Cut falls",
    how_much="from 9 a month to 5",
    by_when=dt.date(2026, 12, 31),
    for_whom="residents",
    where="Larch House",
)
FISHBONE = ToolDocument(
    kind="fishbone", content={"causes": [{"bone": "place00000", "text": "Dark floor"}]}
)
DRIVERS = ToolDocument(kind="drivers", content={"drivers": [{"text": "Lamp", "level": "idea"}]})
BEFORE = [9, 8, 10, 9, 8, 10, 9, 8, 9, 10, 8, 9]


def week(number: int) -> dt.date:
    return dt.date(2025, 1, 6) + dt.timedelta(weeks=number)


def project(
    *documents: ToolDocument, values: list[float] | None = None, cycles: tuple[PDSA, ...] = ()
) -> ProjectBundle:
    falls = Measure(name="Falls", direction=Direction.DOWN)
    values = values or []
    if len(values) > len(BEFORE):
        falls.phases = [Phase(start=week(len(BEFORE)), reason="the lamps came")]
    points = [Observation(when=week(n), value=value) for n, value in enumerate(values)]
    return ProjectBundle(
        project=Project(title="Fewer falls", aim=AIM),
        measures=[falls],
        observations={falls.id: points},
        documents=list(documents),
        cycles=list(cycles),
    )


def carried_out(decision: Decision | None) -> PDSA:
    return PDSA(title="A lamp", prediction="Two fewer", do="Nobody fell", decision=decision)


def better_for(weeks: int) -> list[float]:
    return [*BEFORE, *(2 + n % 2 for n in range(weeks + 1))]


@pytest.mark.parametrize(
    ("bundle", "stage"),
    [
        (ProjectBundle(project=Project(title="Falls")), Stage.START),
        (project(), Stage.UNDERSTAND),
        (project(values=BEFORE), Stage.UNDERSTAND),
        (project(FISHBONE), Stage.DRIVERS),
        (project(FISHBONE, DRIVERS, values=BEFORE[:2]), Stage.MEASURES),
        (project(FISHBONE, DRIVERS, values=BEFORE[:3]), Stage.TEST),
        (project(values=BEFORE, cycles=(PDSA(title="Only planned"),)), Stage.UNDERSTAND),
        (project(values=BEFORE, cycles=(carried_out(None),)), Stage.TEST),
        (project(values=BEFORE, cycles=(carried_out(Decision.ADOPT),)), Stage.TEST),
        (project(values=better_for(20), cycles=(carried_out(Decision.ADAPT),)), Stage.TEST),
        (project(values=better_for(20), cycles=(carried_out(Decision.ADOPT),)), Stage.HOLD),
        (project(values=better_for(28), cycles=(carried_out(Decision.ADOPT),)), Stage.SHARE),
    ],
)
def test_a_stage_is_over_when_its_own_work_is_there(bundle: ProjectBundle, stage: Stage) -> None:
    assert read_stage(bundle) is stage


@pytest.mark.parametrize("kind", UNDERSTANDING)
def test_an_empty_tool_is_no_understanding(kind: str) -> None:
    content = UNDERSTANDING[kind]().model_dump(mode="json")

    assert read_stage(project(ToolDocument(kind=kind, content=content))) is Stage.UNDERSTAND


def test_a_document_of_a_newer_hub_counts_for_nothing() -> None:
    strange = ToolDocument(kind="fishbone", content={"bones": 7})

    assert read_stage(project(strange)) is Stage.UNDERSTAND


def test_the_team_can_say_otherwise() -> None:
    bundle = project()
    bundle.project.stage = Stage.TEST

    assert find_stage(bundle) is Stage.TEST
    assert read_stage(bundle) is Stage.UNDERSTAND


def test_the_tools_of_understanding_are_those_of_the_journey() -> None:
    of_stage = {kind: tool.record for kind, tool in TOOLS.items() if tool.stage is Stage.UNDERSTAND}

    assert of_stage == UNDERSTANDING
