"""A measure, how it is charted, and its observations."""

import datetime as dt
import math
from enum import StrEnum
from statistics import fmean
from typing import Annotated

from pydantic import Field, model_validator

from qi_lib.model.base import LongText, Record, ShortText
from qi_lib.model.document import Item
from qi_lib.model.rules import OwnRules, RuleSet

__all__ = [
    "Annotation",
    "Baseline",
    "Bounds",
    "ChartType",
    "Direction",
    "Exclusion",
    "Frequency",
    "Measure",
    "MeasureKind",
    "Observation",
    "Phase",
    "Standard",
    "Target",
]


class MeasureKind(StrEnum):
    """Why a team collects a measure."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Frequency(StrEnum):
    """How often one point is added."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class ChartType(StrEnum):
    """How a measure is drawn; `auto` lets the chart engine choose and say why."""

    AUTO = "auto"
    RUN = "run"
    I = "i"  # noqa: E741  (the field's own name of the chart of individual values)
    MR = "mr"
    XBAR = "xbar"
    XBAR_R = "xbar_r"
    S = "s"
    R = "r"
    IP = "ip"
    P = "p"
    PP = "pp"
    NP = "np"
    U = "u"
    UP = "up"
    C = "c"
    G = "g"
    T = "t"


class Phase(Record):
    """A stretch with a centre line of its own, from `start` on, and the reason for it."""

    start: dt.date
    reason: ShortText = Field(min_length=1)


class Annotation(Record):
    """A word about a moment, written on the chart."""

    when: dt.date
    text: ShortText = Field(min_length=1)


class Exclusion(Record):
    """A point that does not count for the middle line and the limits, and the reason for it."""

    when: dt.date
    reason: ShortText = Field(min_length=1)


class Baseline(Record):
    """The middle line and the limits are those of the points up to a date, and the reason."""

    until: dt.date
    reason: ShortText = Field(min_length=1)


_Number = Annotated[float, Field(allow_inf_nan=False)]


class Bounds(Record):
    """What no value can be below or above, in the measure's unit, and the reason."""

    lowest: _Number | None = None
    highest: _Number | None = None
    reason: ShortText = Field(min_length=1)

    @model_validator(mode="after")
    def _are_in_order(self) -> "Bounds":
        if self.lowest is None and self.highest is None:
            raise ValueError("Give the lowest or the highest possible value.")
        low, high = self.lowest, self.highest
        if low is not None and high is not None and low >= high:
            raise ValueError("The highest possible value must be above the lowest.")
        return self


class Standard(Record):
    """A middle line, or the sigma of single points, known beforehand: from where, and why.

    Both are in the measure's unit. Shewhart's "standard given".
    """

    centre: _Number | None = None
    sigma: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    source: ShortText = Field(min_length=1)
    reason: ShortText = Field(min_length=1)

    @model_validator(mode="after")
    def _gives_something(self) -> "Standard":
        if self.centre is None and self.sigma is None:
            raise ValueError("Give the middle line, or sigma.")
        return self


class Target(Record):
    """The value that the team aims at, from `start` on (from the first point when not given)."""

    value: float
    start: dt.date | None = None


class Measure(Item):
    """What is counted, how, how often, and how its chart is drawn.

    With `shown_by`, the numbers of each such period make one point of the chart. `own_rules`
    take the place of `rules`.
    """

    name: ShortText = Field(min_length=1)
    kind: MeasureKind = MeasureKind.OUTCOME
    definition: LongText = ""
    numerator: ShortText = ""
    denominator: ShortText = ""
    unit: ShortText = ""
    direction: Direction = Direction.NEUTRAL
    frequency: Frequency = Frequency.MONTH
    collected_by: ShortText = ""
    chart: ChartType = ChartType.AUTO
    rules: RuleSet = RuleSet.MDC
    own_rules: OwnRules | None = None
    targets: list[Target] = []
    phases: list[Phase] = []
    annotations: list[Annotation] = []
    exclusions: list[Exclusion] = []
    baseline: Baseline | None = None
    standard: Standard | None = None
    bounds: Bounds | None = None
    shown_by: Frequency | None = None


class Observation(Record):
    """One point: a value, several values of one date, or a numerator over a denominator.

    Of several `values`, `value` is the average.
    """

    when: dt.date
    value: float | None = Field(default=None, allow_inf_nan=False)
    numerator: float | None = Field(default=None, allow_inf_nan=False)
    denominator: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    note: ShortText = ""
    values: tuple[_Number, ...] = Field(default=(), max_length=1000)

    @model_validator(mode="after")
    def _is_value_or_ratio(self) -> "Observation":
        if self.values:
            self._average()
        if self.value is not None and self.numerator is not None:
            raise ValueError("Give either a value, or a numerator with a denominator, not both.")
        return self

    def _average(self) -> None:
        average = fmean(self.values)
        if self.value is not None and not math.isclose(self.value, average, abs_tol=1e-9):
            raise ValueError("The value is the average of the values. Leave one of them out.")
        self.__dict__["value"] = average  # to assign it would validate it again
