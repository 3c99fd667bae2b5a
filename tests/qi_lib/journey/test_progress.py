"""The suggested progress score, checked against what each score means on IHI's scale."""

import datetime as dt

import pytest

from qi_lib.journey.progress import suggest_progress
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
    Target,
    TeamMember,
    ToolDocument,
)

TODAY = dt.date(2026, 6, 15)
AIM = Aim(
    what="Cut falls",
    how_much="from 9 a month to 5",
    by_when=dt.date(2026, 12, 31),
    for_whom="residents",
    where="Larch House",
)


def _month(number: int) -> dt.date:
    return dt.date(2025 + number // 12, number % 12 + 1, 1)


def _project() -> ProjectBundle:
    return ProjectBundle(
        project=Project(title="Fewer falls", aim=AIM),
        team=[TeamMember(user="ann"), TeamMember(user="tom")],
    )


def _planned() -> ProjectBundle:
    bundle = _project()
    bundle.measures = [Measure(name="Falls", direction=Direction.DOWN)]
    bundle.documents = [ToolDocument(kind="fishbone", content={"problem": "Falls"})]
    return bundle


def _measured(values: list[float]) -> ProjectBundle:
    bundle = _planned()
    points = [Observation(when=_month(n), value=value) for n, value in enumerate(values)]
    bundle.observations = {bundle.measures[0].id: points}
    return bundle


BASELINE = [9, 8, 10, 9, 8, 10, 9, 8]


def _tested(values: list[float]) -> ProjectBundle:
    bundle = _measured(values)
    bundle.measures[0].targets = [Target(value=5)]
    bundle.cycles = [PDSA(title="Huddle", prediction="Two fewer", do="Nobody fell")]
    return bundle


def _improved(low: float, *, size: str = "One shift") -> ProjectBundle:
    bundle = _tested([*BASELINE, *(low + step % 2 / 2 for step in range(9))])
    bundle.measures[0].phases = [Phase(start=_month(8), reason="huddles began")]
    bundle.cycles[0].decision = Decision.ADOPT
    bundle.cycles[0].test_size = size
    return bundle


@pytest.mark.parametrize(
    ("bundle", "score"),
    [
        (ProjectBundle(project=Project(title="Falls")), 0.5),
        (_project(), 1.0),
        (_planned(), 1.5),
        (_measured([9, 8, 10]), 2.0),
        (_tested(BASELINE), 2.5),
        (_improved(7.5), 3.5),
        (_improved(6, size="One ward or team"), 4.5),
        (_improved(4, size="One ward or team"), 4.5),
    ],
    ids=["intent", "charter", "planned", "baseline", "tested", "improved", "large", "reached"],
)
def test_score_is_the_highest_that_everything_up_to_it_supports(
    bundle: ProjectBundle, score: float
) -> None:
    assert suggest_progress(bundle, today=TODAY).score == score


def test_top_is_reached_when_the_target_was_and_it_held_for_a_year() -> None:
    bundle = _improved(4, size="One ward or team")

    suggested = suggest_progress(bundle, today=dt.date(2026, 9, 2))

    assert suggested.score == 5.0
    assert suggested.needed == []


def test_next_half_point_says_what_it_needs() -> None:
    suggested = suggest_progress(_project(), today=TODAY)

    assert suggested.needed == [
        "At least one measure",
        "Work with a tool to understand the problem",
    ]
    assert suggested.found == [
        "The aim says what, how much, by when, for whom and where",
        "A team of at least two people",
    ]


def test_later_evidence_does_not_make_up_for_what_is_missing_before() -> None:
    bundle = _improved(4, size="One ward or team")
    bundle.team = []

    assert suggest_progress(bundle, today=TODAY).score == 0.5
