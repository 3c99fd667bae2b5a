"""A team's own rules, against those that qcc finds one by one."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from qi_lib.charting.measure_chart import chart_of
from qi_lib.charting.other_views import draw_look_alone
from qi_lib.charting.own_rules import own_rule_set
from qi_lib.charting.rule_choices import (
    RULE_SET_WORDS,
    SCREENING,
    preset_rules,
    say_own_rules,
    say_rule,
    usual_rule,
)
from qi_lib.model import (
    LookKind,
    Measure,
    Observation,
    OwnRules,
    PickedRule,
    RuleName,
    RuleSet,
    Standard,
)
from qi_lib.spc import RULE_SETS, Chart

CASES = Path(__file__).parents[1] / "spc" / "reference" / "qcc_rules.jsonl"
NELSON = (
    RuleName.OUTSIDE,
    RuleName.SHIFT,
    RuleName.TREND,
    RuleName.ALTERNATING,
    RuleName.TWO_OF_THREE,
    RuleName.FOUR_OF_FIVE,
    RuleName.HUGGING,
    RuleName.MIXTURE,
)


def _case(name: str) -> dict[str, Any]:
    return next(one for one in map(json.loads, CASES.read_text().splitlines()) if one["id"] == name)


def _own(*rules: PickedRule, near: RuleSet = RuleSet.MDC) -> OwnRules:
    return OwnRules(nearest=near, rules=rules, reason="Agreed by the board")


def _charted(own: OwnRules, numbers: list[float], standard: Standard | None = None) -> Chart:
    points = [
        Observation(when=dt.date(2000 + at // 12, at % 12 + 1, 1), value=number)
        for at, number in enumerate(numbers)
    ]
    chart = chart_of(Measure(name="Falls", own_rules=own, standard=standard), points)
    assert chart is not None
    return chart


@pytest.mark.parametrize("name", RuleSet)
def test_named_set_is_the_engines_own(name: RuleSet) -> None:
    own = OwnRules(
        nearest=name, rules=preset_rules(name), screen=name in SCREENING, reason="As it is"
    )

    made, there = own_rule_set(own), RULE_SETS[name.value]

    assert made.rules == there.rules
    assert (made.screen, made.sigma_factor) == (there.screen, there.sigma_factor)
    assert (made.points_needed, made.icons_from) == (there.points_needed, there.icons_from)
    assert name in RULE_SET_WORDS


def test_every_set_of_the_engine_can_be_chosen() -> None:
    assert {one.value for one in RuleSet} == set(RULE_SETS)


def test_every_rule_of_the_engine_can_be_picked() -> None:
    known = {rule.name for rules in RULE_SETS.values() for rule in rules.rules}

    assert {one.value for one in RuleName} == known


@pytest.mark.parametrize("case", ["qcc-i-signals", "qcc-i-alternating", "qcc-i-both-sides"])
@pytest.mark.parametrize(("number", "rule"), list(enumerate(NELSON, 1)))
def test_rule_alone_is_completed_where_qcc_says_so(case: str, number: int, rule: RuleName) -> None:
    known = _case(case)
    given = Standard(
        centre=known["call"]["cl"], sigma=known["call"]["sigma"], source="qcc", reason="To compare"
    )

    chart = _charted(
        _own(usual_rule(rule, RuleSet.NELSON), near=RuleSet.NELSON), known["input"]["y"], given
    )

    completed = [bool(names) for names in chart.points["completes"]]
    assert completed == known["expected"]["rules"]["nelson"][str(number)]


def test_six_in_a_row_are_a_shift_where_the_team_agreed_so() -> None:
    numbers = [9.0, 5] * 5 + [8] * 6
    six, seven = (
        _charted(_own(PickedRule(rule=RuleName.SHIFT, length=length)), numbers) for length in (6, 7)
    )

    assert six.points["signals"].map(bool).any()
    assert not seven.points["signals"].map(bool).any()


def test_own_rules_are_named_with_their_reason() -> None:
    own = _own(usual_rule(RuleName.OUTSIDE, RuleSet.MDC), PickedRule(rule=RuleName.SHIFT, length=6))

    said = _charted(own, [5, 9, 5, 9]).explain()

    assert said.endswith(
        "The rules are our own, begun from Making Data Count (a point beyond 3 sigma; 6 in a row "
        "on one side of the middle line): Agreed by the board."
    )


def test_jumps_that_widen_no_limits_are_named() -> None:
    own = OwnRules(nearest="nhsr", rules=preset_rules(RuleSet.NHSR), screen=True, reason="Spikes")

    assert "very large jumps widen no limits" in say_own_rules(own)


@pytest.mark.parametrize("rule", RuleName)
def test_every_rule_can_be_said(rule: RuleName) -> None:
    said = say_rule(usual_rule(rule, RuleSet.NELSON))

    assert said
    assert "None" not in said


def test_own_rules_stand_first_beside_all_sets() -> None:
    own = _own(PickedRule(rule=RuleName.SHIFT, length=6))
    points = [
        Observation(when=dt.date(2025, at, 1), value=value)
        for at, value in enumerate((5, 9, 5, 9, 5, 9, 8, 8), 1)
    ]

    look = draw_look_alone(Measure(name="Falls", own_rules=own), points, LookKind.RULES)

    assert look.rows[0][0] == "Our own, begun from Making Data Count"
    assert len(look.rows) == len(RuleSet) + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "shift"},
        {"rule": "shift", "length": 1},
        {"rule": "shift", "length": 7, "sigmas": 2},
        {"rule": "long_run", "length": 7},
        {"rule": "alternating", "length": 2},
        {"rule": "two_of_three", "count": 4, "length": 3, "sigmas": 2},
        {"rule": "outside", "sigmas": 0},
        {"rule": "sideways"},
    ],
)
def test_rule_has_its_own_numbers_and_no_others(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PickedRule.model_validate(wrong)


def test_rule_counts_once() -> None:
    shift = PickedRule(rule=RuleName.SHIFT, length=6)

    with pytest.raises(ValidationError, match="Each rule counts once"):
        _own(shift, shift)
