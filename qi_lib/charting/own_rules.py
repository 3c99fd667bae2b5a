"""A team's own rules as the chart engine takes them."""

from dataclasses import replace

from qi_lib.charting.rule_choices import RULE_SET_WORDS
from qi_lib.model import OwnRules, PickedRule
from qi_lib.spc import RULE_SETS, Rule, RuleSet, Zone

__all__ = ["own_rule_set"]

# Together these have every rule; the nearest set goes before them.
_KNOWN = ("nelson", "anhoej", "ihi")


def own_rule_set(own: OwnRules) -> RuleSet:
    """Make a set of a team's own rules.

    Args:
        own: the rules, and the set that says all that they leave open: whether points on the
            middle line break a run, from how many points on limits are firm, and so on.

    Returns:
        A set for `spc(rules=...)`. The rules of the nearest set come first, in its order: the
        first that a point meets decides its colour.

    Example:
        >>> own = OwnRules(nearest="mdc", rules=[{"rule": "shift", "length": 8}], reason="Weekly")
        >>> own_rule_set(own).rules
        (Shift(length=8, on_line='breaks', name='shift'),)
    """
    base = RULE_SETS[own.nearest.value]
    picked = {one.rule.value: one for one in own.rules}
    known: dict[str, Rule] = {}
    for near in (base, *(RULE_SETS[name] for name in _KNOWN)):
        known = {rule.name: rule for rule in near.rules} | known
    first = [rule.name for rule in base.rules]
    names = [name for name in (*first, *known) if name in picked]
    rules = tuple(_with_numbers(known[name], picked[name]) for name in dict.fromkeys(names))
    words = f"Our own, begun from {RULE_SET_WORDS[own.nearest]}"
    return replace(base, name="own", words=words, rules=rules, screen=own.screen)


def _with_numbers(rule: Rule, picked: PickedRule) -> Rule:
    numbers: dict[str, float] = {name: getattr(picked, name) for name in picked.rule.numbers}
    if isinstance(rule, Zone):
        numbers["window"] = numbers.pop("length")
    return replace(rule, **numbers)  # type: ignore[type-var]  # every rule is a dataclass
