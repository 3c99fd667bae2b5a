"""Notes beside a chart: where its limits are too tight for what varies beside chance."""

from __future__ import annotations

import numpy as np
import pytest

from qi_lib.spc import funnel, spc

RNG = np.random.default_rng(3)
PATIENTS = RNG.integers(18_000, 22_000, 24)
SEEN = RNG.binomial(PATIENTS, np.clip(RNG.normal(0.12, 0.02, 24), 0, 1))


@pytest.mark.parametrize(
    ("chart", "better"), [("p", "p′ chart"), ("np", "p′ chart"), ("u", "u′ chart")]
)
def test_limits_of_very_many_patients_are_too_tight_and_the_notes_say_what_fits(
    chart: str, better: str
) -> None:
    made = spc(y=SEEN, n=PATIENTS, chart=chart)

    outside = (made.value < made.lower) | (made.value > made.upper)
    assert outside.sum() >= 16
    note = next(note for note in made.notes if "lie outside the limits" in note)
    assert note.startswith(f"{outside.sum()} of 24 points lie outside the limits")
    assert better in note


@pytest.mark.parametrize("chart", ["pp", "up"])
def test_chart_that_allows_for_it_says_nothing(chart: str) -> None:
    notes = spc(y=SEEN, n=PATIENTS, chart=chart).notes

    assert not any("lie outside" in note for note in notes)


def test_counts_that_vary_too_much_are_for_an_i_chart() -> None:
    rng = np.random.default_rng(3)

    notes = spc(y=rng.poisson(rng.gamma(4, 25, 24)), chart="c").notes

    assert any("an I chart" in note for note in notes)


def test_change_of_level_is_no_overdispersion() -> None:
    values = [*[20, 22, 19, 21] * 4, *[60, 63, 58, 61] * 4]

    notes = spc(y=values, n=[200] * 32, chart="p").notes

    assert not any("lie outside" in note for note in notes)


def test_funnel_with_most_units_outside_names_the_adjusted_limits() -> None:
    rng = np.random.default_rng(8)
    cases = rng.integers(500, 3_000, 30)
    events = rng.binomial(cases, np.clip(rng.normal(0.1, 0.04, 30), 0, 1))
    columns = {"group": [f"Trust {i}" for i in range(30)], "numerator": events}

    plain = funnel(**columns, denominator=cases)
    adjusted = funnel(**columns, denominator=cases, overdispersion=True)

    outside = int(plain.points["is_outlier"].sum())
    assert outside >= 17
    assert plain.notes[0] == (
        f"{outside} of 30 units lie outside, so units vary by more than chance all over: in whom "
        "they see, or how they count. Limits adjusted for overdispersion allow for that."
    )
    assert not any("lie outside" in note for note in adjusted.notes)


def test_funnel_with_one_unit_outside_says_nothing_of_the_kind() -> None:
    names = [f"Ward {i}" for i in range(10)]

    plot = funnel(group=names, numerator=[60, *[19, 20, 21] * 3], denominator=[200] * 10)

    assert plot.points["is_outlier"].sum() == 1
    assert plot.notes == ()
