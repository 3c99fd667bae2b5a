"""The rules of each set, and a team's own, told without the chart engine."""

from qi_lib.charting.chart_decisions import say_decision
from qi_lib.model import OwnRules, PickedRule, RuleName, RuleSet

__all__ = [
    "RULE_SET_WORDS",
    "SCREENING",
    "preset_rules",
    "say_own_rules",
    "say_rule",
    "usual_rule",
]

RULE_SET_WORDS = {
    RuleSet.MDC: "Making Data Count",
    RuleSet.NHSR: "NHS-R",
    RuleSet.ANHOEJ: "Anhøj",
    RuleSet.BEST_BOX: "Anhøj, best box",
    RuleSet.CUT_BOX: "Anhøj, cut box",
    RuleSet.IHI: "IHI",
    RuleSet.WESTERN_ELECTRIC: "Western Electric",
    RuleSet.NELSON: "Nelson",
}
"""What each set of rules is called."""
SCREENING = frozenset((RuleSet.NHSR,))
"""The sets that leave very large moving ranges out of the limits."""

# Nelson 1984 numbers all of his eight; the others here have none to choose. A test holds all of
# these to what the engine does.
_PLAIN = {
    one.rule: one
    for one in (
        PickedRule(rule=RuleName.OUTSIDE, sigmas=3),
        PickedRule(rule=RuleName.SHIFT, length=9),
        PickedRule(rule=RuleName.TREND, length=6),
        PickedRule(rule=RuleName.TWO_OF_THREE, count=2, length=3, sigmas=2),
        PickedRule(rule=RuleName.FOUR_OF_FIVE, count=4, length=5, sigmas=1),
        PickedRule(rule=RuleName.ALTERNATING, length=14),
        PickedRule(rule=RuleName.HUGGING, length=15, sigmas=1),
        PickedRule(rule=RuleName.MIXTURE, length=8, sigmas=1),
        PickedRule(rule=RuleName.LONG_RUN),
        PickedRule(rule=RuleName.FEW_CROSSINGS),
        PickedRule(rule=RuleName.TOO_FEW_RUNS),
        PickedRule(rule=RuleName.TOO_MANY_RUNS),
    )
}
_ZONES = (RuleName.TWO_OF_THREE, RuleName.FOUR_OF_FIVE)
_BOX = (RuleName.LONG_RUN, RuleName.FEW_CROSSINGS, RuleName.OUTSIDE)
_OF = {
    RuleSet.MDC: (RuleName.OUTSIDE, RuleName.SHIFT, RuleName.TREND, RuleName.TWO_OF_THREE),
    RuleSet.NHSR: (RuleName.OUTSIDE, RuleName.TREND, RuleName.TWO_OF_THREE, RuleName.SHIFT),
    RuleSet.ANHOEJ: _BOX,
    RuleSet.BEST_BOX: _BOX,
    RuleSet.CUT_BOX: _BOX,
    RuleSet.IHI: (
        RuleName.SHIFT,
        RuleName.TREND,
        RuleName.TOO_FEW_RUNS,
        RuleName.TOO_MANY_RUNS,
    ),
    RuleSet.WESTERN_ELECTRIC: (RuleName.OUTSIDE, *_ZONES, RuleName.SHIFT),
    RuleSet.NELSON: tuple(_PLAIN)[:8],
}
_LENGTHS = {
    RuleSet.MDC: {RuleName.SHIFT: 7, RuleName.TREND: 7},
    RuleSet.NHSR: {RuleName.SHIFT: 7, RuleName.TREND: 7},
    RuleSet.IHI: {RuleName.SHIFT: 6, RuleName.TREND: 5},
    RuleSet.WESTERN_ELECTRIC: {RuleName.SHIFT: 8},
}
_WORDS = {
    RuleName.OUTSIDE: "a point beyond {sigmas:g} sigma",
    RuleName.SHIFT: "{length} in a row on one side of the middle line",
    RuleName.TREND: "{length} in a row all rising or all falling",
    RuleName.TWO_OF_THREE: "{count} of {length} in a row beyond {sigmas:g} sigma on one side",
    RuleName.FOUR_OF_FIVE: "{count} of {length} in a row beyond {sigmas:g} sigma on one side",
    RuleName.ALTERNATING: "{length} in a row up and down in turn",
    RuleName.HUGGING: "{length} in a row within {sigmas:g} sigma of the middle line",
    RuleName.MIXTURE: "{length} in a row on both sides and none within {sigmas:g} sigma",
    RuleName.LONG_RUN: "a run longer than chance makes (Anhøj)",
    RuleName.FEW_CROSSINGS: "fewer crossings of the middle line than chance makes (Anhøj)",
    RuleName.TOO_FEW_RUNS: "fewer runs than chance makes (IHI)",
    RuleName.TOO_MANY_RUNS: "more runs than chance makes (IHI)",
}


def preset_rules(name: RuleSet) -> tuple[PickedRule, ...]:
    """Give the rules of a named set with their numbers."""
    return tuple(usual_rule(rule, name) for rule in _OF[name])


def usual_rule(rule: RuleName, near: RuleSet) -> PickedRule:
    """Give a rule with the numbers of a set, or with Nelson's where it is not in it."""
    length = _LENGTHS.get(near, {}).get(rule)
    return _PLAIN[rule].model_copy(update={"length": length} if length else {})


def say_rule(rule: PickedRule) -> str:
    """Say in words what a rule looks for."""
    return _WORDS[rule.rule].format(**rule.model_dump())


def say_own_rules(own: OwnRules) -> str:
    """Say in a sentence which rules a team has, and why."""
    rules = "; ".join(say_rule(one) for one in own.rules)
    jumps = "; very large jumps widen no limits" if own.screen else ""
    what = f"The rules are our own, begun from {RULE_SET_WORDS[own.nearest]} ({rules}{jumps})"
    return say_decision(what, own.reason)
