"""The stages of a project's journey, as its pages show them."""

from dataclasses import dataclass
from typing import Literal

from qi_lib.model import STAGE_NAMES, Stage

__all__ = [
    "JourneyStage",
    "lay_out_journey",
    "stage_in_words",
]


@dataclass(frozen=True, slots=True)
class JourneyStage:
    """One stage of the journey, and whether the project has passed it."""

    name: str
    state: Literal["done", "now", "ahead"]


def lay_out_journey(stage: Stage) -> list[JourneyStage]:
    """Lay out the seven stages around the one that a project is in."""
    reached = list(STAGE_NAMES).index(stage)
    return [
        JourneyStage(name, "done" if place < reached else "now" if place == reached else "ahead")
        for place, name in enumerate(STAGE_NAMES.values())
    ]


def stage_in_words(stage: Stage) -> str:
    """Say where on the journey a project is."""
    return f"Stage {list(STAGE_NAMES).index(stage) + 1} of {len(STAGE_NAMES)}: {STAGE_NAMES[stage]}"
