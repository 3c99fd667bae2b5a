"""A chart as the hub draws it: a picture, what it shows in words, and what its points say."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel

__all__ = ["Drawing", "Icon", "Look", "LookKind", "PhaseIdea", "Spot", "Stretch"]


class Stretch(BaseModel):
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


class Drawing(BaseModel):
    """The chart of a measure. Without a picture, the finding says what is missing.

    `because` says why this type of chart was chosen, where the engine chose it.
    """

    project: str
    measure: str
    finding: tuple[Stretch, ...]
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


class Look(BaseModel):
    """The numbers of a measure in another way: a picture, or a table, and what it shows."""

    finding: str
    explanation: str = ""
    svg: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
