"""Numbers as wards write them."""

import datetime as dt

import pytest

from qi_lib.tables.amounts import Amount, Suppressed, Unclear, read_amount
from qi_lib.tables.cells import Percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", 9),
        (" 7 ", 7),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1,234,567.5", 1234567.5),
        ("£1,200.50", 1200.5),
        ("-12", -12),
        ("−12", -12),
        ("45-", -45),
        ("(567)", -567),
        ("£(45)", -45),
        ("n=15", 15),
        ("1.2E+3", 1200),
        ("nil", 0),
        ("Nil return", 0),
        ("zero", 0),
        ("none", 0),
        ("No falls", 0),
    ],
)
def test_number_is_read(text: str, value: float) -> None:
    assert read_amount(text) == Amount(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "–", "n/a", "N/A", "#DIV/0!", "no data", "not recorded", "TBC", "?", "closed"],
)
def test_not_counted_is_no_zero(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("84.5%", 84.5), ("84 %", 84), ("85 per cent", 85), (Percent(0.845), 84.5)],
)
def test_percentage_is_what_a_person_sees(cell: str | Percent, value: float) -> None:
    assert read_amount(cell) == Amount(value, is_percent=True)


@pytest.mark.parametrize(
    "text", ["9/15", "9 / 15", "9 of 15", "9 out of 15", "9/15 (60%)", "60% (9/15)"]
)
def test_fraction_keeps_its_whole(text: str) -> None:
    assert read_amount(text) == Amount(9, out_of=15)


@pytest.mark.parametrize("text", ["16/15", "04/2025", "9 15", "1,23", "5-10", "1.2.3", "Ward 7"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_amount(text) == Unclear()


@pytest.mark.parametrize(
    ("text", "value", "aside"),
    [
        ("2 (1 avoidable)", 2, "(1 avoidable)"),
        ("3*", 3, "*"),
        ("7 falls", 7, "falls"),
        ("three", 3, "three"),
    ],
)
def test_words_beside_a_number_are_kept_for_telling(text: str, value: float, aside: str) -> None:
    assert read_amount(text) == Amount(value, aside=aside)


@pytest.mark.parametrize(
    ("text", "likely"), [("O", "0"), ("1O", "10"), ("~3", "3"), ("c. 4", "4"), ("3?", "3")]
)
def test_doubtful_number_has_a_likely_meaning_but_is_none(text: str, likely: str) -> None:
    assert read_amount(text) == Unclear(likely)


@pytest.mark.parametrize(
    ("text", "is_low"),
    [("<5", True), ("fewer than 5", True), ("*", True), (">60", False), ("60+", False)],
)
def test_number_that_is_kept_back_says_which_way(text: str, is_low: bool) -> None:
    assert read_amount(text) == Suppressed(is_low=is_low)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("33:00", 33),
        ("1:30:00", 1.5),
        ("2h 15m", 2.25),
        ("45 mins", 0.75),
        ("2 days", 48),
        (dt.timedelta(days=1, hours=9), 33),
        (dt.time(2, 30), 2.5),
    ],
)
def test_time_is_hours(cell: str | dt.timedelta | dt.time, hours: float) -> None:
    assert read_amount(cell) == Amount(hours, is_time=True)
