"""A chart as the hub draws it: a picture, what it shows in words, and what its points say."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "ChartDrawing",
    "FindingPart",
    "Icon",
    "Look",
    "LookChoices",
    "LookKind",
    "PhaseIdea",
    "Spot",
]


class FindingPart(BaseModel):
    """A stretch of the finding, and how it is coloured."""

    text: str
    tone: Literal["", "better", "worse"] = ""


class Spot(BaseModel):
    """A point: its place as a share of the picture's width and height, its date, what it says."""

    across: float
    down: float
    words: str
    when: dt.date | None = None


class Icon(BaseModel):
    """How the latest point stands, or what may be expected of the target: drawn, and in words."""

    svg: str
    words: str


class PhaseIdea(BaseModel):
    """Where a new phase might start, and the evidence; only people know whether it should."""

    start: dt.date
    evidence: str


class ChartDrawing(BaseModel):
    """The chart of a measure. Without a picture, the finding says what is missing.

    `because` says why this type of chart was chosen, where the engine chose it.
    """

    project: str
    measure: str
    finding: tuple[FindingPart, ...]
    explanation: str
    notes: tuple[str, ...] = ()
    svg: str = ""
    spots: tuple[Spot, ...] = ()
    icons: tuple[Icon, ...] = ()
    because: str = ""
    phase_idea: PhaseIdea | None = None


class LookKind(StrEnum):
    """Another way to look at the numbers of a measure."""

    HISTOGRAM = "histogram"
    FUNNEL = "funnel"
    CUSUM = "cusum"
    MEDIANS = "medians"
    RULES = "rules"
    BESIDE = "beside"


class LookChoices(BaseModel):
    """How another way to look is drawn, where a person chose otherwise than usual.

    A histogram has so many `bars`. A funnel has its `limit` at so many per cent, and is widened by
    `overdispersion` for what differs anyway. A CUSUM looks for a rise of the odds by `odds_ratio`,
    and signals at the sum of `signal_at`. The middle moves after a `run` of so many on one `side`,
    for the first time after `baseline` points. `beside` are the ids of the measures that stand
    together, with commas between.
    """

    model_config = ConfigDict(extra="forbid")

    bars: int | None = Field(default=None, ge=1, le=60)
    limit: Literal["95", "99.8"] = "99.8"
    overdispersion: bool = False
    odds_ratio: float = Field(default=2, gt=1, le=20)
    signal_at: float = Field(default=3.5, gt=0, le=20)
    baseline: int = Field(default=13, ge=2, le=100)
    run: int = Field(default=9, ge=2, le=100)
    side: Literal["below", "above", "either"] = "either"
    beside: str = Field(default="", max_length=500)


class Look(BaseModel):
    """The numbers of a measure in another way: a picture, or a table, and what it shows."""

    finding: str
    explanation: str = ""
    svg: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
