"""A chart as the hub draws it: a picture, what it shows in words, and what its points say."""

from typing import Literal

from pydantic import BaseModel

__all__ = ["Drawing", "Spot", "Stretch"]


class Stretch(BaseModel):
    """A stretch of the finding, and how it is coloured."""

    text: str
    tone: Literal["", "better", "worse"] = ""


class Spot(BaseModel):
    """A point: its place as a share of the picture's width and height, and what it says."""

    across: float
    down: float
    words: str


class Drawing(BaseModel):
    """The chart of a measure. Without a picture, the finding says what is missing."""

    project: str
    measure: str
    finding: tuple[Stretch, ...]
    explanation: str
    notes: tuple[str, ...] = ()
    svg: str = ""
    spots: tuple[Spot, ...] = ()
