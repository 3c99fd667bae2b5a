"""What an aim says of its measure, in the words of wards and homes."""

import datetime as dt

import pytest

from qi_lib.aim.sentence import read_aim
from qi_lib.aim.target import AimTarget, find_target
from qi_lib.model import Aim


def read(sentence: str) -> AimTarget:
    return find_target(read_aim(sentence, today=dt.date(2026, 12, 1)))


@pytest.mark.parametrize(
    ("sentence", "thing", "shape", "before", "value", "direction"),
    [
        ("Cut falls from 9 a month to 3 on Willow by 31 March", "Falls", "one", 9, 3, "down"),
        ("Cut complaints from nine to four a week by May", "Complaints", "one", 9, 4, "down"),
        ("No pressure ulcers on Ward 3 by July", "Pressure ulcers", "one", None, 0, "down"),
        ("Waits under 4 hours for everyone in ED by May", "Waits", "one", None, 4, "down"),
        (
            "Get first walks within a day of surgery up from 60% to 90% on Plover Ward by June",
            "First walks within a day of surgery", "share", 60, 90, "up",
        ),
        (
            "8 in 10 patients get a call back the same day by May",
            "Patients get a call back the same day", "share", None, 80, "up",
        ),
        (
            "95% of patients over 65 are screened within 24 hours on Ward 5 by June",
            "Patients over 65 are screened within 24 hours", "share", None, 95, "up",
        ),
        (
            "Increase discharges before noon from 12 out of 40 to 20 out of 40 by May",
            "Discharges before noon", "share", 30, 50, "up",
        ),
        (
            "Reduce falls from 6.2 to 3.1 per 1,000 bed days on Willow Ward by March",
            "Falls", "rate", 6.2, 3.1, "down",
        ),
        ("Fewer than 2 falls per 1000 OBDs by March", "Falls", "rate", None, 2, "down"),
    ],
)  # fmt: skip
def test_amounts_become_a_target(
    sentence: str, thing: str, shape: str, before: float | None, value: float, direction: str
) -> None:
    found = read(sentence)

    assert (found.thing, found.shape, found.before, found.value, found.direction) == (
        thing,
        shape,
        before,
        value,
        direction,
    )


@pytest.mark.parametrize(
    "sentence",
    ["Cut falls by 30% by May", "Halve missed doses by Easter", "Save £500 a month by May", ""],
)
def test_how_much_less_is_no_level_to_draw(sentence: str) -> None:
    assert read(sentence).value is None


def test_how_often_and_the_unit_come_from_the_amount() -> None:
    weekly = read("Cut waits from 90 minutes a week to 60 minutes by May")
    assert (weekly.frequency, weekly.unit) == ("week", "minutes")
    # “within a day” is a limit, and no rhythm.
    assert read("First walks within a day up from 60% to 90% by May").frequency is None


def test_a_rate_keeps_what_it_is_per() -> None:
    found = find_target(Aim(what="Cut infections per 10,000 catheter days", how_much="to 4"))

    assert (found.per, found.whole, found.thing) == (10_000, "catheter days", "Infections")
