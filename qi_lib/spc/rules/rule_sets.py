"""Named sets of rules, as published; every parameter can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from qi_lib.spc.argument_checks import check_flag, check_kind, check_number, check_text, check_whole
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.limits.centre_and_limits import D2
from qi_lib.spc.rules.beyond_limits import Outside, Zone
from qi_lib.spc.rules.nelson_patterns import Alternating, Hugging, Mixture
from qi_lib.spc.rules.points_in_a_row import Shift, Trend
from qi_lib.spc.rules.rule import Rule
from qi_lib.spc.rules.runs_of_a_phase import FewCrossings, LongRun, Method, RunsCount

__all__ = ["RULE_SETS", "RuleSet", "ruleset"]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Describe a set of rules and the choices that go with it.

    Args:
        name: short name, as given to `spc(rules=...)`.
        words: what it is, for a reader.
        rules: the rules, the one that decides a point's colour first.
        improvement_wins: a point that signals both ways is shown as improvement; otherwise
            the first rule it meets decides.
        screen: leave out very large moving ranges when working out limits.
        sigma_factor: limits lie this many mean moving ranges from the centre.
        points_needed: limits are more than a trial from so many points.
        icons_from: icons appear from so many points.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    name: str
    words: str
    rules: tuple[Rule, ...]
    improvement_wins: bool = False
    screen: bool = False
    sigma_factor: float = 3 / D2
    points_needed: int = 12
    icons_from: int = 12

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_text("name", self.name)
        check_text("words", self.words)
        right = "Give rules in round brackets, such as (Outside(), Shift(8))."
        rules = check_kind("rules", self.rules, tuple, right)
        if not all(isinstance(rule, Rule) for rule in rules):
            raise ArgumentError("rules", rules, right)
        names = [rule.name for rule in rules]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            right = f"Two rules have the name {twice[0]!r}. Give one of them another: name=…"
            raise ArgumentError("rules", names, right)
        for flag in ("improvement_wins", "screen"):
            check_flag(flag, getattr(self, flag))
        check_number("sigma_factor", self.sigma_factor, above=0)
        for number in ("points_needed", "icons_from"):
            check_whole(number, getattr(self, number), least=1, of="points")


def _anhoej(name: Method, words: str) -> RuleSet:
    rules = (LongRun(name), FewCrossings(name), Outside())
    return RuleSet(name, words, rules, points_needed=10, icons_from=10)


RULE_SETS: dict[str, RuleSet] = {
    rules.name: rules
    for rules in (
        # Making Data Count, as its tools have worked since late 2023: all points beyond two
        # sigma count in two of three; limits and icons from 13 points; 2.66 mean moving ranges.
        RuleSet(
            "mdc",
            "NHS England Making Data Count",
            (Outside(), Shift(7), Trend(7), Zone(same_side=True)),
            improvement_wins=True,
            sigma_factor=2.66,
            points_needed=13,
            icons_from=13,
        ),
        # NHSRplotthedots 0.2.2: a point outside the limits does not count in two of three.
        RuleSet(
            "nhsr",
            "NHS-R (NHSRplotthedots)",
            (
                Outside(),
                Trend(7),
                Zone(same_side=True, beyond_limit_counts=False),
                Shift(7),
            ),
            screen=True,
            sigma_factor=2.66,
            points_needed=13,
            icons_from=1,
        ),
        # Anhøj and Olesen 2014; Anhøj and Wentzel-Larsen 2020 for the boxes. Published
        # limits begin at 10 useful points.
        _anhoej("anhoej", "Anhøj"),
        _anhoej("best_box", "Anhøj, best box"),
        _anhoej("cut_box", "Anhøj, cut box"),
        # Perla, Provost and Murray 2011. An astronomical point is for people to judge.
        RuleSet(
            "ihi",
            "IHI run chart rules",
            (
                Shift(6, on_line="skipped"),
                Trend(5, ties="skipped"),
                RunsCount("few"),
                RunsCount("many"),
            ),
            points_needed=10,
            icons_from=10,
        ),
        # Western Electric Statistical Quality Control Handbook, 1956.
        RuleSet(
            "western_electric",
            "Western Electric",
            (
                Outside(),
                Zone(2, 3, 2),
                Zone(4, 5, 1, name="four_of_five"),
                Shift(8),
            ),
        ),
        # Nelson 1984, Journal of Quality Technology.
        RuleSet(
            "nelson",
            "Nelson",
            (
                Outside(),
                Shift(9),
                Trend(6),
                Alternating(),
                Zone(2, 3, 2),
                Zone(4, 5, 1, name="four_of_five"),
                Hugging(),
                Mixture(),
            ),
        ),
    )
}


def ruleset(name: str | RuleSet, **changes: Any) -> RuleSet:
    """Take a named rule set, and change what is given.

    Args:
        name: one of the names in `RULE_SETS`.
        changes: `shift=6`, `trend=6` set the lengths of those rules; any field of `RuleSet`
            may be replaced by its name.

    Returns:
        The rule set, to be passed to `spc(rules=...)`.

    Raises:
        ArgumentError: no rule set or parameter has this name, or its value is wrong.

    Example:
        >>> from qi_lib.spc import ruleset
        >>> [rule.length for rule in ruleset("mdc", shift=6).rules if rule.name == "shift"]
        [6]
    """
    if isinstance(name, RuleSet):
        found = name
    elif isinstance(name, str) and name in RULE_SETS:
        found = RULE_SETS[name]
    else:
        raise ArgumentError("rules", name, _one_of(RULE_SETS, name))
    return _changed(found, changes) if changes else found


def _changed(found: RuleSet, changes: dict[str, Any]) -> RuleSet:  # Any: checked here
    fields = [f for f in RuleSet.__dataclass_fields__ if f not in ("name", "words")]
    lengths = {rule.name for rule in found.rules if hasattr(rule, "length")}
    for key, value in changes.items():
        if key in lengths:
            check_whole(key, value, least=2, of="points")
            kept = tuple(replace(r, length=value) if r.name == key else r for r in found.rules)  # type: ignore[type-var]
            found = replace(found, rules=kept)
        elif key in fields:
            found = replace(found, **{key: value})
        else:
            raise ArgumentError("ruleset", key, _one_of([*sorted(lengths), *fields], key))
    return found
