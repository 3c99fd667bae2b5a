"""The rules that tell a signal from chance: named sets of them, and a team's own."""

from enum import StrEnum
from typing import Literal, get_args

from pydantic import Field, model_validator

from qi_lib.model.base import Record, ShortText

__all__ = ["OwnRules", "PickedRule", "RuleName", "RuleNumber", "RuleSet"]

RuleNumber = Literal["count", "length", "sigmas"]
"""A number that a rule can have: `count` of `length` points, beyond or within so many `sigmas`."""


class RuleSet(StrEnum):
    """The named preset of rules that finds special causes."""

    MDC = "mdc"
    NHSR = "nhsr"
    ANHOEJ = "anhoej"
    BEST_BOX = "best_box"
    CUT_BOX = "cut_box"
    IHI = "ihi"
    WESTERN_ELECTRIC = "western_electric"
    NELSON = "nelson"


class RuleName(StrEnum):
    """One rule, by the name that the chart engine has for it."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    FOUR_OF_FIVE = "four_of_five"
    ALTERNATING = "alternating"
    HUGGING = "hugging"
    MIXTURE = "mixture"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"
    TOO_FEW_RUNS = "too_few_runs"
    TOO_MANY_RUNS = "too_many_runs"

    @property
    def numbers(self) -> tuple[RuleNumber, ...]:
        """Name the numbers that this rule has."""
        return _NUMBERS.get(self, ())


_NUMBERS: dict[RuleName, tuple[RuleNumber, ...]] = {
    RuleName.OUTSIDE: ("sigmas",),
    RuleName.SHIFT: ("length",),
    RuleName.TREND: ("length",),
    RuleName.TWO_OF_THREE: get_args(RuleNumber),
    RuleName.FOUR_OF_FIVE: get_args(RuleNumber),
    RuleName.ALTERNATING: ("length",),
    RuleName.HUGGING: ("length", "sigmas"),
    RuleName.MIXTURE: ("length", "sigmas"),
}
_MOST_POINTS = 100


class PickedRule(Record):
    """A rule with all the numbers that it has, and no others."""

    rule: RuleName
    count: int | None = Field(default=None, ge=1, le=_MOST_POINTS)
    length: int | None = Field(default=None, ge=2, le=_MOST_POINTS)
    sigmas: float | None = Field(default=None, gt=0, le=10)

    @model_validator(mode="after")
    def _has_its_numbers(self) -> "PickedRule":
        given = {name for name in get_args(RuleNumber) if getattr(self, name) is not None}
        if given != set(self.rule.numbers):
            needed = " and ".join(self.rule.numbers) or "no numbers"
            raise ValueError(f"The rule “{self.rule}” takes {needed}.")
        if self.count is not None and self.length is not None and self.count > self.length:
            raise ValueError(f"There cannot be {self.count} of {self.length} points.")
        if self.rule is RuleName.ALTERNATING and self.length == 2:
            raise ValueError("Two points cannot go up and down in turn. Give three or more.")
        return self


class OwnRules(Record):
    """A team's own rules, and the reason; all that they leave open is as in the `nearest` set.

    With `screen`, very large moving ranges are left out when limits are worked out.
    """

    nearest: RuleSet
    rules: tuple[PickedRule, ...] = Field(min_length=1)
    screen: bool = False
    reason: ShortText = Field(min_length=1)

    @model_validator(mode="after")
    def _has_each_once(self) -> "OwnRules":
        if len({one.rule for one in self.rules}) < len(self.rules):
            raise ValueError("Each rule counts once. Take out the one that is there twice.")
        return self
