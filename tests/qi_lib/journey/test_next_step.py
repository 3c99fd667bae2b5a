"""What a team does next."""

import datetime as dt

import pytest

from qi_lib.charting.number_to_ask_for import ask_for_number, name_period, period_to_fill
from qi_lib.journey.next_step import find_next_step, why_stuck
from qi_lib.model import (
    PDSA,
    Aim,
    Frequency,
    Measure,
    MeasureKind,
    Observation,
    Project,
    ProjectBundle,
    Stage,
    ToolDocument,
    now,
)

TODAY = dt.date(2026, 6, 1)
AIM = Aim(
    what="Reduce falls",
    how_much="from 9 to 5",
    by_when=dt.date(2026, 12, 31),
    for_whom="residents",
    where="at Larch House",
)
FALLS = Measure(name="Falls")


def bundle(
    *,
    aim: Aim = AIM,
    measures: tuple[Measure, ...] = (FALLS,),
    last: dt.date | None = dt.date(2026, 5, 1),
    cycles: tuple[PDSA, ...] = (PDSA(title="Tea at seven", study="It held."),),
    stage: Stage | None = Stage.TEST,
    published: bool = False,
) -> ProjectBundle:
    return ProjectBundle(
        project=Project(slug="falls", title="Falls", aim=aim, stage=stage),
        measures=list(measures),
        observations={m.id: [Observation(when=last, value=3)] for m in measures if last},
        cycles=list(cycles),
        published_at=now() if published else None,
    )


def test_an_aim_with_gaps_comes_first_and_names_them() -> None:
    step = find_next_step(bundle(aim=Aim(what="Reduce falls", where="at Larch House")), TODAY)

    assert step.sentence == "Your aim does not say how much, by when and for whom yet."
    assert step.place == "start"


def test_without_a_measure_the_team_chooses_one() -> None:
    assert find_next_step(bundle(measures=()), TODAY).action == "Add a measure"


def test_without_numbers_the_team_adds_them_to_that_measure() -> None:
    step = find_next_step(bundle(last=None), TODAY)

    assert (step.place, step.item) == ("chart", FALLS.id)


def test_a_finished_cycle_waits_to_be_studied_with_its_prediction() -> None:
    cycle = PDSA(number=3, title="Lights", end=dt.date(2026, 5, 20), prediction="Two fewer falls.")

    step = find_next_step(bundle(cycles=(cycle,)), TODAY)

    assert step.sentence == (
        "Cycle 3 finished on 20 May 2026. What did you learn? "
        "Your prediction was “Two fewer falls”."
    )


def test_last_months_number_is_not_late_and_one_of_three_months_ago_is() -> None:
    assert find_next_step(bundle(), TODAY).sentence.startswith("Keep going")
    step = find_next_step(bundle(last=dt.date(2026, 4, 1)), TODAY)
    assert step.sentence == "Keep going: “Falls” needs its number for May 2026."
    assert step.action == "Add numbers"
    late = find_next_step(bundle(last=dt.date(2026, 2, 1)), TODAY)
    assert late.sentence == "No new number for “Falls” for 4 months. What happened since?"


def test_a_change_that_holds_is_worth_a_poster() -> None:
    assert find_next_step(bundle(stage=Stage.HOLD), TODAY).action == "Make the poster"
    assert find_next_step(bundle(stage=Stage.HOLD, published=True), TODAY).action == "See the chart"


def test_nothing_is_tested_before_it_was_understood_what_drives_it_and_how_things_are() -> None:
    begun = bundle(cycles=(), stage=None)

    def next_action() -> str:
        return find_next_step(begun, TODAY).action

    assert next_action() == "Find the causes"
    begun.documents.append(
        ToolDocument(kind="fishbone", content={"causes": [{"bone": "place00000", "text": "Dark"}]})
    )
    assert next_action() == "Draw the drivers"
    idea = {"text": "Lights", "level": "idea"}
    begun.documents.append(ToolDocument(kind="drivers", content={"drivers": [idea]}))
    assert next_action() == "Add numbers"
    begun.observations[FALLS.id] = [
        Observation(when=dt.date(2026, month, 1), value=3) for month in (3, 4, 5)
    ]
    assert next_action() == "Plan a first test"


def test_a_team_that_says_where_it_is_hears_of_that_stage() -> None:
    assert find_next_step(bundle(cycles=()), TODAY).action == "Plan a first test"
    assert find_next_step(bundle(stage=Stage.UNDERSTAND), TODAY).place == "fishbone"


def test_the_outcome_with_numbers_is_asked_for_before_other_measures() -> None:
    process = Measure(name="Asked", kind=MeasureKind.PROCESS)

    step = find_next_step(bundle(measures=(process, FALLS)), TODAY)

    assert "“Falls”" in step.sentence


def test_a_coach_hears_of_silence_but_not_of_a_finished_project() -> None:
    quiet = dt.date(2026, 2, 1)

    assert why_stuck(bundle(last=quiet), TODAY) == "no numbers for 4 months"
    assert why_stuck(bundle(last=quiet, stage=Stage.SHARE), TODAY) == ""
    assert why_stuck(bundle(), TODAY) == ""


def test_no_number_is_asked_for_where_the_latest_period_has_one() -> None:
    step = find_next_step(bundle(), TODAY)

    assert step.sentence == (
        "Keep going: the numbers of “Falls” are all in. June 2026 is due on 1 July."
    )
    assert (step.action, step.item) == ("See the chart", FALLS.id)


def test_a_number_of_a_month_that_is_not_over_fills_no_other() -> None:
    early = Observation(when=dt.date(2026, 6, 1), value=3)

    assert period_to_fill(FALLS, [early], today=TODAY) == dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("frequency", "last", "asked"),
    [
        (Frequency.DAY, dt.date(2026, 5, 31), "today"),
        (Frequency.DAY, TODAY, None),
        (Frequency.WEEK, dt.date(2026, 5, 18), "this week"),
        (Frequency.WEEK, TODAY, None),
        (Frequency.MONTH, dt.date(2026, 4, 1), "May 2026"),
        (Frequency.QUARTER, dt.date(2026, 1, 1), None),
    ],
)
def test_the_step_asks_for_the_period_that_plain_mode_asks_for(
    frequency: Frequency, last: dt.date, asked: str | None
) -> None:
    counted = Measure(name="Falls", frequency=frequency)

    step = find_next_step(bundle(measures=(counted,), last=last), TODAY)

    wanted = period_to_fill(counted, [Observation(when=last, value=3)], today=TODAY)
    assert (wanted and name_period(counted, wanted, today=TODAY)) == asked
    assert (f"needs its number for {asked}." in step.sentence) == bool(asked)
    if asked:
        assert asked in ask_for_number(counted, wanted or TODAY, has_parts=False, today=TODAY)
