"""A force field: what pushes a change on, and what holds it back."""

from enum import StrEnum

from pydantic import Field

from qi_lib.model.base import LongText, ShortText
from qi_lib.model.document import Document, Item

__all__ = ["Force", "ForceField", "Side"]


class Side(StrEnum):
    """Which way a force pushes."""

    DRIVING = "driving"
    RESTRAINING = "restraining"


class Force(Item):
    """One force, with its strength from 1 to 5, and what the team will do about it."""

    text: ShortText = ""
    side: Side = Side.DRIVING
    strength: int = Field(default=3, ge=1, le=5)
    plan: LongText = ""


class ForceField(Document):
    """The change, and the forces for and against it."""

    change: ShortText = ""
    forces: list[Force] = []

    def of(self, side: Side) -> list[Force]:
        """Give the forces of one side, the strongest first."""
        return sorted(
            (one for one in self.forces if one.side is side), key=lambda one: -one.strength
        )

    def total(self, side: Side) -> int:
        """Add up the strengths of one side."""
        return sum(one.strength for one in self.forces if one.side is side)
