"""Measures of one project side by side."""

import datetime as dt

from qi_lib.charting.other_views import fitting_looks
from qi_lib.charting.side_by_side import comparable_measures, draw_side_by_side
from qi_lib.model import (
    ChartType,
    Frequency,
    LookChoices,
    LookKind,
    Measure,
    Observation,
    Project,
    ProjectBundle,
)

STEADY = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 8, 9, 7, 10, 8)
FALLING = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 6, 5, 6, 4, 5, 6, 5, 4, 5, 4)
WILLOW = Measure(name="Falls, Willow", unit="falls", direction="down", chart=ChartType.I)
ASH = Measure(name="Falls, Ash", unit="Falls ", direction="down", chart=ChartType.I)
WAIT = Measure(name="Wait", unit="minutes")


def _points(numbers: tuple[float, ...]) -> list[Observation]:
    return [
        Observation(when=dt.date(2024 + at // 12, at % 12 + 1, 1), value=number)
        for at, number in enumerate(numbers)
    ]


def _bundle(*measures: Measure, **numbers: tuple[float, ...]) -> ProjectBundle:
    by_name = {one.name.split(", ")[-1].lower(): one.id for one in measures}
    return ProjectBundle(
        project=Project(title="Fewer falls"),
        measures=list(measures),
        observations={by_name[name]: _points(values) for name, values in numbers.items()},
    )


def test_measures_are_compared_that_share_unit_and_period() -> None:
    weekly = ASH.model_copy(update={"id": "w" * 10, "frequency": Frequency.WEEK})
    spread = ASH.model_copy(update={"id": "s" * 10, "chart": ChartType.MR})

    assert comparable_measures(WILLOW, [WAIT, ASH, WILLOW, weekly, spread]) == [WILLOW, ASH]


def test_shares_are_compared_with_what_is_counted_in_per_cent() -> None:
    share = Measure(name="Seen in time", denominator="all who came")
    score = Measure(name="Content", unit="%")

    assert comparable_measures(share, [share, score, WAIT]) == [share, score]


def test_way_is_offered_where_there_is_another_one() -> None:
    assert LookKind.BESIDE in fitting_looks(WILLOW, _points(STEADY), [WILLOW, ASH])
    assert LookKind.BESIDE not in fitting_looks(WILLOW, _points(STEADY), [WILLOW, WAIT])


def test_each_is_drawn_with_what_it_shows() -> None:
    bundle = _bundle(WILLOW, ASH, willow=STEADY, ash=FALLING)

    look = draw_side_by_side(bundle, WILLOW, LookChoices())

    assert look.finding == "1 of 2 shows a lasting change"
    assert [row[0] for row in look.rows] == ["Falls, Willow", "Falls, Ash"]
    assert look.rows[0][1:3] == ("8", "8.7")
    assert "are down" in look.rows[1][3]
    assert look.svg.count("<svg ") == 3
    assert "heights can be compared" in look.explanation


def test_only_those_that_are_ticked_are_drawn() -> None:
    bundle = _bundle(WILLOW, ASH, willow=STEADY, ash=FALLING)

    look = draw_side_by_side(bundle, WILLOW, LookChoices(beside=ASH.id))

    assert [row[0] for row in look.rows] == ["Falls, Ash"]
    assert look.finding == "Tick another one to compare with"


def test_one_without_numbers_is_told() -> None:
    look = draw_side_by_side(_bundle(WILLOW, ASH, willow=STEADY), WILLOW, LookChoices())

    assert "“Falls, Ash” has no numbers yet." in look.explanation
    assert draw_side_by_side(_bundle(WILLOW, ASH), WILLOW, LookChoices()).svg == ""


def test_two_of_one_name_are_both_there() -> None:
    twin = WILLOW.model_copy(update={"id": "t" * 10})
    bundle = ProjectBundle(
        project=Project(title="Fewer falls"),
        measures=[WILLOW, twin],
        observations={WILLOW.id: _points(STEADY), twin.id: _points(FALLING)},
    )

    names = [row[0] for row in draw_side_by_side(bundle, WILLOW, LookChoices()).rows]

    assert names == ["Falls, Willow", "Falls, Willow (2)"]
