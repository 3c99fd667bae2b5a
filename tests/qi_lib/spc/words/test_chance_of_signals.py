"""What is said of signals: how often quiet charts show them; strong words only of a change."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from qi_lib.spc import RULE_SETS, Shift, ruleset, spc
from qi_lib.spc.words.chance_of_signals import chance_in_words, chance_of_signal

BENCHMARKS = Path(__file__).parents[4] / "benchmarks"
QUIET = [9, 8, 10, 9, 8, 10, 9, 11, 8, 9, 10, 9, 8, 10, 9, 11, 8, 9, 10, 9, 8, 10, 9]


@pytest.mark.parametrize(
    ("rules", "chart", "points"),
    [("mdc", "i", 24), ("nelson", "i", 36), ("anhoej", "run", 30), ("ihi", "run", 12)],
)
def test_table_is_what_its_program_counts(
    rules: str, chart: str, points: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import chance_of_signals as program

    made = spc(y=(QUIET * 2)[:points], chart=chart, rules=rules)

    counted = program.share_with_signal(chart, points, rules, series=2_000)
    said = chance_of_signal(made)
    assert said is not None
    assert said == pytest.approx(counted, abs=4 * np.sqrt(counted / 2_000) + 0.0006)
    sys.modules.pop("chance_of_signals")


def test_every_rule_set_has_its_chance_and_one_of_ones_own_has_none() -> None:
    for rules in RULE_SETS:
        shares = [chance_of_signal(spc(y=QUIET[:n], chart="i", rules=rules)) for n in (12, 18, 23)]
        assert None not in shares
        assert sorted(set(shares)) == shares or rules.endswith("box"), rules

    assert chance_of_signal(spc(y=QUIET, chart="i", rules=ruleset("mdc", shift=6))) is None


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.154, "About 1 in 6 charts like this show such a signal with nothing going on."),
        (0.51, "About half of all charts like this show such a signal with nothing going on."),
        (0.94, "Most charts like this show such a signal with nothing going on."),
        (0.004, "Fewer than 1 in 100 charts like this show such a signal with nothing going on."),
        (None, "Charts with nothing going on show such signals too."),
    ],
)
def test_chance_is_said_as_on_a_ward(chance: float | None, words: str) -> None:
    assert chance_in_words(chance) == words


def test_single_signal_is_told_with_how_common_it_is() -> None:
    chart = spc(y=[*QUIET, 25], chart="i", direction="down", measure="Calls")

    assert chart.explain().startswith(
        "Calls were unusually high at point 24: 25. At point 24, 25 is above the expected range. "
        "About 1 in 6 charts like this show such a signal with nothing going on."
    )
    assert "worse than usual" in chart.spots()[-1].words


def test_rules_of_ones_own_are_told_without_a_number() -> None:
    own = ruleset("mdc", shift=6, trend=6)

    words = spc(y=[*QUIET, 25], chart="i", rules=own).explain()

    assert "Charts with nothing going on show such signals too." in words


def test_lasting_change_alone_is_said_to_be_hardly_chance() -> None:
    falls = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]

    chart = spc(y=falls, chart="i", direction="down")

    words = chart.explain()
    assert "nine points in a row are better than the average: that is very unlikely" in words
    assert words.count("unlikely") == 1
    said = [spot.words for spot in chart.spots()]
    assert "better than chance explains" in said[-1]
    assert "better than chance explains" not in said[3]


def test_pattern_without_a_direction_only_may_be_a_change() -> None:
    rng = np.random.default_rng(16)
    values = np.cumsum(rng.normal(0, 1, 24)).round(1) + 50

    charts = [
        spc(y=y, chart="run", measure="Waits")
        for y in (values, *(np.cumsum(rng.normal(0, 1, 24)).round(1) + 50 for _ in range(40)))
    ]

    found = next(c for c in charts if c.variation == "neutral" and c.change is None)
    assert found.finding() == "Something may have changed: the pattern of Waits is unusual"


def test_names_outside_the_limits_are_told_with_their_chance() -> None:
    wards = ["Ash", "Beech", "Cedar", "Elm", "Oak", "Pine"]

    chart = spc(x=wards, y=[9, 12, 40, 11, 8, 14], n=[100] * 6, chart="p", direction="down")

    assert "About 1 in 62 charts like this show such a signal with nothing going on." in (
        chart.explain()
    )


def test_custom_rule_of_one_name_is_not_taken_for_the_published_set() -> None:
    own = ruleset("mdc", rules=(Shift(5),))

    assert chance_of_signal(spc(y=QUIET, chart="i", rules=own)) is None
