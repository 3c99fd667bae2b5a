"""The journey of a project, and the names that its pages give to what the record holds."""

from dataclasses import dataclass
from typing import Literal

from qi_lib.model import Stage, Visibility

__all__ = [
    "STAGES",
    "VISIBILITIES",
    "JourneyStage",
    "lay_out_journey",
    "stage_in_words",
]

STAGES = {
    Stage.START: "Start",
    Stage.UNDERSTAND: "Understand",
    Stage.DRIVERS: "Drivers",
    Stage.MEASURES: "Measures",
    Stage.TEST: "Test",
    Stage.HOLD: "Hold",
    Stage.SHARE: "Share",
}
VISIBILITIES = {
    Visibility.PRIVATE: "Only the team",
    Visibility.TEAM: "The team and the coaches",
    Visibility.ORGANISATION: "Everyone with an account here",
    Visibility.PUBLIC: "Everyone, also without an account",
}


@dataclass(frozen=True, slots=True)
class JourneyStage:
    """One stage of the journey, and whether the project has passed it."""

    name: str
    state: Literal["done", "now", "ahead"]


def lay_out_journey(stage: Stage) -> list[JourneyStage]:
    """Lay out the seven stages around the one that a project is in."""
    reached = list(STAGES).index(stage)
    return [
        JourneyStage(name, "done" if place < reached else "now" if place == reached else "ahead")
        for place, name in enumerate(STAGES.values())
    ]


def stage_in_words(stage: Stage) -> str:
    """Say where on the journey a project is."""
    return f"Stage {list(STAGES).index(stage) + 1} of {len(STAGES)}: {STAGES[stage]}"
