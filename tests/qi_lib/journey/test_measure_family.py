"""What a family of measures lacks, and how each measure stands."""

import datetime as dt

import pytest

from qi_lib.errors import Refused
from qi_lib.journey.measure_family import find_gaps, find_standing, gather_family, say_amount
from qi_lib.model import Direction, Frequency, Measure, MeasureKind, Observation, Target
from qi_lib.model.measure_family import Family
from qi_lib.tools import TOOLS, read_document
from widgets.practice.measures_example import example_project

TODAY = dt.date(2026, 4, 8)
OUTCOME, PROCESS, BALANCING = MeasureKind


def _measure(name: str = "Falls", **fields: object) -> Measure:
    known = {"definition": "On the floor", "collected_by": "Ann"}
    return Measure.model_validate({"name": name, **known, **fields})


def test_kinds_that_are_missing_are_asked_for() -> None:
    gaps = find_gaps(Family(measures=[_measure()]))

    assert [one.kind for one in gaps] == [PROCESS, BALANCING]
    assert gaps[1].words == "No balancing measure: what could get worse?"


def test_whole_family_lacks_nothing_and_an_empty_one_is_not_scolded() -> None:
    assert find_gaps(Family()) == []
    assert find_gaps(Family(measures=[_measure(kind=kind) for kind in MeasureKind])) == []


def test_too_many_and_the_half_described_are_told() -> None:
    many = [_measure(f"M{n}", kind=list(MeasureKind)[n % 3]) for n in range(9)]
    many[0].definition = ""
    many[1].collected_by = ""

    words = [one.words for one in find_gaps(Family(measures=many))]

    assert words == [
        "9 measures: 4 to 8 are a usual family. Which of them could you do without?",
        "Not defined yet: “M0”. What counts, and what does not?",
        "Nobody is named who collects “M1”.",
    ]


def test_archived_measure_leaves_the_family_and_comes_back() -> None:
    family = Family(measures=[_measure()])
    one = family.measures[0]

    family.archive(one.id)
    assert (family.measures, family.archived) == ([], [one])
    family.bring_back(one.id)
    assert (family.measures, family.archived) == ([one], [])


@pytest.mark.parametrize(
    ("frequency", "last", "words", "is_due"),
    [
        (Frequency.MONTH, dt.date(2026, 3, 1), "April 2026 is due on 1 May", False),
        (Frequency.MONTH, dt.date(2026, 2, 1), "March 2026 is due", True),
        (Frequency.MONTH, dt.date(2025, 12, 1), "Due since January 2026", True),
        (Frequency.QUARTER, dt.date(2026, 1, 1), "April 2026 is due on 1 July", False),
        (Frequency.WEEK, dt.date(2026, 4, 1), "8 April 2026 is due", True),
        (Frequency.DAY, dt.date(2026, 4, 8), "9 April 2026 is due on 9 April", False),
        (Frequency.DAY, None, "No numbers yet", True),
    ],
)
def test_next_number_is_due_when_its_time_is_over(
    frequency: Frequency, last: dt.date | None, words: str, is_due: bool
) -> None:
    points = [Observation(when=last, value=1)] if last else []

    due = find_standing(_measure(frequency=frequency), points, today=TODAY).due

    assert (due.words, due.is_due) == (words, is_due)


@pytest.mark.parametrize(
    ("direction", "value", "verdict"),
    [
        (Direction.DOWN, 5, "target 5 falls: met"),
        (Direction.DOWN, 6, "target 5 falls: not met"),
        (Direction.UP, 6, "target 5 falls: met"),
        (Direction.NEUTRAL, 6, "target 5 falls"),
    ],
)
def test_target_that_held_on_the_day_is_compared(
    direction: Direction, value: float, verdict: str
) -> None:
    later = Target(value=1, start=dt.date(2026, 9, 1))
    measure = _measure(unit="falls", direction=direction, targets=[Target(value=5), later])

    standing = find_standing(
        measure, [Observation(when=dt.date(2026, 3, 1), value=value)], today=TODAY
    )

    assert standing.verdict == verdict


def test_part_of_a_whole_is_shown_in_the_measures_unit() -> None:
    point = Observation(when=dt.date(2026, 3, 1), numerator=12, denominator=15)
    empty = Observation(when=dt.date(2026, 4, 1), numerator=0, denominator=0)

    assert find_standing(_measure(unit="%"), [point, empty], today=TODAY).latest == "80%"
    per = find_standing(_measure(unit="falls per 1,000 bed days"), [point], today=TODAY)
    assert per.latest == "800 falls per 1,000 bed days"


@pytest.mark.parametrize(
    ("value", "said"), [(7, "7 falls"), (7.25, "7.2 falls"), (1234.5, "1,234 falls")]
)
def test_amounts_are_as_short_as_a_person_says_them(value: float, said: str) -> None:
    assert say_amount(_measure(unit="falls"), value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.215, "0.215%"), (0.015, "0.015%"), (0, "0%"), (99.97, "99.97%"), (100, "100%"), (8, "8%")],
)
def test_small_shares_keep_their_digits(value: float, said: str) -> None:
    assert say_amount(_measure(unit="%"), value) == said


def test_measures_are_no_document_of_their_own() -> None:
    with pytest.raises(Refused, match="records of their own"):
        read_document("measures", {"measures": []})


def test_family_is_gathered_from_the_project() -> None:
    project = example_project(TODAY)

    assert gather_family(project).measures == project.measures
    assert TOOLS["measures"].count(gather_family(project)) == "4 measures"
