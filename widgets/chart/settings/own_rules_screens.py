"""The two screens of a team's own rules: which of them, then their numbers and the reason."""

from collections.abc import Sequence

from qi_lib.charting.rule_choices import (
    RULE_SET_WORDS,
    SCREENING,
    preset_rules,
    say_rule,
    usual_rule,
)
from qi_lib.model import Measure, RuleName, RuleNumber, RuleSet
from widgets.chart.chart_view import ChartView
from widgets.frame.screen import Button, Choice, Fold, Group, Links, Option, Part, Screen, Text

__all__ = ["draw_own_numbers", "draw_own_rules", "nearest_set", "own_rules_line"]

_NAMES = {
    RuleName.OUTSIDE: ("A point outside", "Beyond the limits"),
    RuleName.SHIFT: ("Shift", "So many in a row on one side of the middle line"),
    RuleName.TREND: ("Trend", "So many in a row all rising or all falling"),
    RuleName.TWO_OF_THREE: ("Two of three", "Close to the same limit"),
    RuleName.FOUR_OF_FIVE: ("Four of five", "Toward the same limit"),
    RuleName.ALTERNATING: ("Alternating", "So many in a row up and down in turn"),
    RuleName.HUGGING: ("Hugging", "So many in a row close to the middle line"),
    RuleName.MIXTURE: ("Mixture", "So many in a row on both sides, none near the middle line"),
    RuleName.LONG_RUN: ("A long run", "Anhøj’s: longer than chance makes"),
    RuleName.FEW_CROSSINGS: ("Few crossings", "Anhøj’s: the middle line is crossed too seldom"),
    RuleName.TOO_FEW_RUNS: ("Too few runs", "IHI’s: fewer than chance makes"),
    RuleName.TOO_MANY_RUNS: ("Too many runs", "IHI’s: more than chance makes"),
}
_NUMBERS: dict[RuleNumber, str] = {
    "count": "How many of them",
    "length": "How many points in a row",
    "sigmas": "How many sigma from the middle line",
}
# Those that published sets differ in; the others are hardly ever changed.
_OFTEN = (RuleName.SHIFT, RuleName.TREND, RuleName.ALTERNATING)


def nearest_set(measure: Measure) -> RuleSet:
    """Give the set that a team's own rules begin from."""
    return measure.own_rules.nearest if measure.own_rules else measure.rules


def own_rules_line(measure: Measure) -> str:
    """Say in a line how many rules a team has of its own, and from which set they began."""
    assert measure.own_rules is not None, "there are such"
    count = len(measure.own_rules.rules)
    rules = "1 rule" if count == 1 else f"{count} rules"
    return f"{rules} of our own, begun from {RULE_SET_WORDS[measure.own_rules.nearest]}"


def draw_own_rules(view: ChartView) -> Screen:
    """Ask which rules shall count."""
    own, near = view.measure.own_rules, nearest_set(view.measure)
    there = own.rules if own else preset_rules(near)
    name = RULE_SET_WORDS[near]
    release = Button(label=f"{name} as it is", hint="Without changes", act="release-own-rules")
    return Screen(
        key="own-rules",
        question="Which rules shall count?",
        hint=f"These are {'yours, begun from' if own else 'those of'} {name}. Each rule more finds "
        "more, and errs more often: four are usually enough.",
        parts=(
            Choice(
                name="own.rules",
                label="Rules",
                is_many=True,
                is_kept=True,
                options=tuple(
                    Option(value=rule, label=_NAMES[rule][0], hint=_NAMES[rule][1])
                    for rule in RuleName
                ),
                value=",".join(one.rule for one in there),
                problem=view.problems.get("own.rules", ""),
            ),
            *((Links(name="release", label="Or", buttons=(release,)),) if own else ()),
        ),
        back=Button(label="Back", act="settings"),
        go=Button(label="Next: their numbers", act="pick-rules"),
    )


def draw_own_numbers(view: ChartView, picked: Sequence[RuleName]) -> Screen:
    """Ask for the numbers of the rules that were ticked, and for the reason."""
    often = [_boxes(view, rule) for rule in picked if rule in _OFTEN]
    seldom = [_boxes(view, rule) for rule in picked if rule not in _OFTEN and rule.numbers]
    is_open = any(name.startswith("own.") and name != "own.reason" for name in view.problems)
    reason = Text(
        name="own.reason",
        label="The reason",
        hint="It is said below the chart",
        value=view.measure.own_rules.reason if view.measure.own_rules else "",
        is_kept=True,
        submits="keep-own-rules",
        problem=view.problems.get("own.reason", ""),
    )
    more = Fold(
        name="more",
        label="More numbers, and very large jumps",
        parts=(*seldom, _jumps(view)),
        is_open=is_open,
    )
    return Screen(
        key="own-numbers",
        question="How many in a row, and why?",
        hint=f"The numbers of {RULE_SET_WORDS[nearest_set(view.measure)]} stand there. Change "
        "only what your team has agreed on.",
        parts=(*often, reason, more),
        back=Button(label="Which rules", act="own-rules"),
        go=Button(label="Use these rules", act="keep-own-rules"),
    )


def _boxes(view: ChartView, rule: RuleName) -> Part:
    own = view.measure.own_rules
    mine = [one for one in own.rules if one.rule is rule] if own else []
    picked = mine[0] if mine else usual_rule(rule, nearest_set(view.measure))
    boxes = tuple(
        Text(
            name=f"own.{rule}.{name}",
            label=_NAMES[rule][0] if len(rule.numbers) == 1 else _number_label(rule, name),
            hint=say_rule(picked).capitalize() if len(rule.numbers) == 1 else "",
            value=f"{getattr(picked, name):g}",
            mode="decimal",
            is_kept=True,
            problem=view.problems.get(f"own.{rule}.{name}", ""),
        )
        for name in rule.numbers
    )
    if len(boxes) == 1:
        return boxes[0]
    return Group(name=f"own.{rule}", label=_NAMES[rule][0], parts=boxes)


def _number_label(rule: RuleName, name: RuleNumber) -> str:
    """Name a number; the first says of which rule they are."""
    label = _NUMBERS[name]
    is_first = name == rule.numbers[0]
    return f"{_NAMES[rule][0]}: {label[:1].lower()}{label[1:]}" if is_first else label


def _jumps(view: ChartView) -> Choice:
    own = view.measure.own_rules
    screens = own.screen if own else view.measure.rules in SCREENING
    return Choice(
        name="own.screen",
        label="Very large jumps from one point to the next",
        options=(
            Option(value="no", label="Count", hint="The limits come from all"),
            Option(value="yes", label="Widen no limits", hint="Left out, as NHS-R does"),
        ),
        value="yes" if screens else "no",
        is_kept=True,
    )
