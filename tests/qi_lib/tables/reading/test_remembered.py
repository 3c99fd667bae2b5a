"""The next file of a measure is read as the last one, if it has the same columns."""

import datetime as dt

import pytest

from qi_lib.tables.opening.files import open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Purpose, propose
from qi_lib.tables.reading.remembered import propose_as_before, remember

PURPOSE = Purpose(today=dt.date(2026, 1, 10))
BOTH = "Quarter\tFalls\tUlcers\nQ1 2024\t5\t50\nQ2 2024\t6\t60\n"


def _remembered() -> str:
    chosen = Choices(number="Ulcers", quarters="calendar", cells={"B2": "5"})
    return remember(propose(open_pasted(BOTH), PURPOSE, chosen))


def test_same_columns_are_read_as_before_and_nothing_is_asked_again() -> None:
    later = open_pasted(BOTH + "Q3 2024\t7\t70\n")

    proposal = propose_as_before(later, PURPOSE, _remembered())

    assert proposal is not None
    assert proposal.questions == ()
    assert proposal.reading is not None
    assert [one.value for one in proposal.reading.observations] == [50, 60, 70]
    assert proposal.reading.observations[0].when == dt.date(2024, 1, 1)
    assert proposal.choices.cells == {}


@pytest.mark.parametrize(
    "other",
    [
        "Quarter\tFalls\tUlcers\tTarget\nQ1 2024\t5\t50\t4\n",
        "Quarter\tUlcers\nQ1 2024\t50\n",
        "When\tHow many\n3/4/2025\t7\n",
    ],
)
def test_other_columns_are_read_anew(other: str) -> None:
    assert propose_as_before(open_pasted(other), PURPOSE, _remembered()) is None


@pytest.mark.parametrize(
    "kept", ["", "nonsense", '{"when": "Month", "number": "Falls", "adds_up": false}', "[]"]
)
def test_what_an_older_hub_kept_is_passed_over(kept: str) -> None:
    assert propose_as_before(open_pasted(BOTH), PURPOSE, kept) is None


def test_dates_in_another_order_than_last_time_speak_for_themselves() -> None:
    american = "Date\tFalls\n1/6/2025\t3\n1/13/2025\t2\n1/20/2025\t4\n"
    kept = remember(propose(open_pasted(american), PURPOSE, Choices(day_order="month first")))
    british = open_pasted("Date\tFalls\n01/02/2025\t3\n08/02/2025\t2\n15/02/2025\t4\n")

    proposal = propose_as_before(british, PURPOSE, kept)

    assert proposal is not None
    assert proposal.reading is not None
    assert proposal.questions == ()
    assert [one.when.month for one in proposal.reading.observations] == [2, 2, 2]
