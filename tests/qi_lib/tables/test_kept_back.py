"""Numbers that were kept back stay as they were written, and it is told what that does."""

import datetime as dt

from qi_lib.model import Observation
from qi_lib.tables.kept_back import (
    kept_back_text,
    lacks_some,
    note_of_kept_back,
    note_of_sum,
    tell_kept_back,
)

DAY = dt.date(2025, 4, 1)


def _noted(note: str, value: float | None = None) -> Observation:
    return Observation(when=DAY, value=value, note=note)


def test_what_was_written_is_found_again_before_another_note() -> None:
    assert kept_back_text(_noted(note_of_kept_back("<5"))) == "<5"
    assert kept_back_text(_noted(note_of_kept_back("*", "New chairs"))) == "*"


def test_other_notes_are_no_numbers_kept_back() -> None:
    assert kept_back_text(_noted("Ward closed")) == ""
    assert kept_back_text(_noted("<5", value=3)) == ""
    assert not lacks_some(_noted("without a manager", value=3))


def test_nothing_is_told_where_nothing_was_kept_back() -> None:
    assert tell_kept_back([_noted("", value=3), _noted("Ward closed")]) == []


def test_low_and_high_numbers_pull_opposite_ways() -> None:
    low, high = tell_kept_back([_noted("<5"), _noted("<5"), _noted(">60")])

    assert low == (
        "2 dates keep a low number back, as in “<5”, and are not drawn: without them the average "
        "stands a little higher than it should."
    )
    assert high.endswith("without it the average stands a little lower than it should.")


def test_sums_that_lack_one_stand_lower() -> None:
    summed = _noted(note_of_sum("<5"), value=12)

    assert lacks_some(summed)
    assert tell_kept_back([summed]) == [
        "One sum lacks a number that was kept back, as in “<5”: it stands a little lower than it "
        "should."
    ]
